"""How many came, out of how many."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import (
    AttendanceStatus,
    Presence,
    headcount,
    headcount_of,
    refuse_hours,
    sheet_numbers,
)
from tests.refusals import refused

A = AttendanceStatus
rows = st.lists(st.tuples(st.sampled_from(A), st.booleans()), max_size=60)


def test_the_vector_of_the_stage_review() -> None:
    """10 expected, 6 present, 2 excused, 1 absent, 1 not recorded: a rate of 6/9, and incomplete."""
    statuses = [A.PRESENT] * 6 + [A.EXCUSED] * 2 + [A.ABSENT, A.NOT_RECORDED]
    counted = headcount((status, False) for status in statuses)
    assert (counted.expected, counted.present, counted.excused, counted.absent) == (10, 6, 2, 1)
    assert counted.rate == pytest.approx(6 / 9)
    assert not counted.is_complete


def test_somebody_from_afar_attended_and_somebody_represented_did_not() -> None:
    counted = headcount([(A.REMOTE, False), (A.REPRESENTED, False)])
    assert (counted.attended, counted.remote, counted.represented) == (1, 1, 1)
    assert counted.rate == 0.5
    assert counted.is_complete
    assert [status for status in A if status.attended] == [A.PRESENT, A.REMOTE]


def test_guests_count_apart_and_only_when_they_came() -> None:
    counted = headcount([(A.PRESENT, True), (A.REMOTE, True), (A.EXCUSED, True), (A.ABSENT, False)])
    assert counted.guests == 2
    assert counted.expected == 1
    assert counted.rate == 0


def test_there_is_no_rate_where_nothing_is_known() -> None:
    assert headcount([]).rate is None
    assert headcount([]).is_complete
    assert headcount([(A.NOT_RECORDED, False)] * 3).rate is None


def test_a_titulaire_and_their_substitute_are_one_seat() -> None:
    counted = headcount([(A.REPRESENTED, False), (A.PRESENT, False)], standing_in=[A.PRESENT])
    assert (counted.expected, counted.represented, counted.stood_in, counted.guests) == (2, 1, 1, 0)
    assert counted.rate == 0.5


def test_who_stands_in_is_counted_where_they_fill_the_seat() -> None:
    filled = [Presence(1, A.REPRESENTED, proxy_holder_id=2), Presence(2, A.PRESENT, True, None, 1)]
    both = [Presence(1, A.PRESENT), Presence(2, A.PRESENT, True, None, 1)]
    guest = [Presence(1, A.REPRESENTED, proxy_holder_id=2), Presence(2, A.PRESENT, True)]
    counts = [headcount_of(presences) for presences in (filled, both, guest)]
    assert [(count.expected, count.stood_in, count.guests) for count in counts] == [
        (1, 1, 0),
        (1, 0, 0),
        (1, 0, 1),
    ]


@pytest.mark.parametrize("starts_at", [None, time(14)])
@pytest.mark.parametrize(
    ("arrived_at", "left_at"),
    [(None, None), (time(14), None), (time(14, 20), None), (None, time(15)), (time(14, 20), time(14, 21))],
)
def test_hours_that_can_be(arrived_at: time | None, left_at: time | None, starts_at: time | None) -> None:
    refuse_hours(arrived_at, left_at, starts_at)


def test_nobody_leaves_before_they_arrive() -> None:
    for left_at in (time(14, 20), time(14)):
        with refused("attendance_hours"):
            refuse_hours(time(14, 20), left_at, None)


def test_nobody_is_late_or_gone_before_the_meeting_begins() -> None:
    with refused("attendance_not_late", arrived_at=time(4, 20), starts_at=time(14)):
        refuse_hours(time(4, 20), None, time(14))
    with refused("attendance_left_before", left_at=time(14), starts_at=time(14)):
        refuse_hours(None, time(14), time(14))


@given(rows)
def test_everybody_expected_is_counted_once(drawn: list[tuple[AttendanceStatus, bool]]) -> None:
    counted = headcount(drawn)
    of_each = (counted.present, counted.remote, counted.represented, counted.excused, counted.absent)
    assert sum(of_each) + counted.not_recorded == counted.expected
    assert counted.expected == sum(not is_guest for _, is_guest in drawn)
    assert counted.rate is None or 0 <= counted.rate <= 1


@given(rows)
def test_guests_and_order_change_no_rate(drawn: list[tuple[AttendanceStatus, bool]]) -> None:
    without = [row for row in drawn if not row[1]]
    assert headcount(drawn).rate == headcount(reversed(without)).rate


def test_the_expected_are_counted_by_name_and_guests_are_not() -> None:
    people = [(31, False), (7, True), (12, False), (4, True), (5, False)]
    assert sheet_numbers(people) == {31: 1, 12: 2, 5: 3}
    assert sheet_numbers([]) == {}
