"""When each item begins, and whether the agenda fits the meeting."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.timetable import Workload, timetable, workload

DURATIONS = st.lists(st.integers(0, 600) | st.none(), max_size=12)
HOURS = st.times().map(lambda hour: time(hour.hour, hour.minute))


def test_items_begin_one_after_the_other() -> None:
    assert timetable(time(14), [5, 10, 50, 20]) == (time(14), time(14, 5), time(14, 15), time(15, 5))


def test_without_the_hour_of_the_meeting_no_item_has_one() -> None:
    assert timetable(None, [5, 10]) == (None, None)


def test_after_an_item_without_a_duration_nobody_knows() -> None:
    assert timetable(time(9, 30), [15, None, 10]) == (time(9, 30), time(9, 45), None)


def test_nothing_begins_after_midnight() -> None:
    assert timetable(time(23, 30), [30, 10]) == (time(23, 30), None)


@given(HOURS, DURATIONS)
def test_hours_never_go_back_and_an_unknown_one_stays_unknown(start: time, minutes: list[int | None]) -> None:
    begins = timetable(start, minutes)
    assert len(begins) == len(minutes)
    known = [hour for hour in begins if hour is not None]
    assert known == sorted(known)
    assert begins == (*known, *[None] * (len(begins) - len(known)))


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "expected", "over"),
    [
        (time(14), time(16), [60, 35], Workload(95, 0, 120), 0),
        (time(14), time(16), [60, 60], Workload(120, 0, 120), 0),
        (time(14), time(16), [60, None, 75], Workload(135, 1, 120), 15),
        (time(13, 45), time(15, 15), [], Workload(0, 0, 90), 0),
        (time(14), None, [600], Workload(600, 0, None), 0),
        (None, time(16), [600], Workload(600, 0, None), 0),
    ],
)
def test_what_is_planned_is_held_against_the_meetings_length(
    starts: time | None, ends: time | None, minutes: list[int | None], expected: Workload, over: int
) -> None:
    found = workload(starts, ends, minutes)
    assert found == expected
    assert found.over == over
