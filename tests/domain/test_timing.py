"""What is left of a meeting and of each item, to the minute."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.timing import (
    LONGEST_MEETING,
    ItemTime,
    is_open,
    is_running,
    minutes_left,
    minutes_still_planned,
    minutes_until,
    rounded_hour,
)

OPENED = datetime(2026, 11, 12, 13, 2, tzinfo=UTC)


def test_a_meeting_is_open_between_its_opening_and_its_closing() -> None:
    assert not is_open(None, None)
    assert is_open(OPENED, None)
    assert not is_open(OPENED, OPENED + timedelta(hours=2))


@pytest.mark.parametrize(
    ("opened_at", "closed_at", "now", "runs"),
    [
        (None, None, OPENED, False),
        (OPENED, None, OPENED, True),
        (OPENED, None, OPENED + LONGEST_MEETING - timedelta(seconds=1), True),
        (OPENED, None, OPENED + LONGEST_MEETING, False),
        (OPENED, None, OPENED - timedelta(seconds=1), False),
        (OPENED, OPENED + timedelta(hours=1), OPENED + timedelta(hours=2), False),
    ],
)
def test_time_counts_while_a_meeting_is_held_and_not_where_it_was_forgotten(
    opened_at: datetime | None, closed_at: datetime | None, now: datetime, runs: bool
) -> None:
    assert is_running(opened_at, closed_at, now) is runs


@pytest.mark.parametrize(
    ("planned", "spent", "left"),
    [
        (None, 900, None),
        (25, 0, 25),
        (25, 1, 25),
        (25, 60, 24),
        (25, 25 * 60 - 1, 1),
        (25, 25 * 60, 0),
        (25, 25 * 60 + 59, 0),
        (25, 26 * 60, -1),
        (25, 29 * 60 + 30, -4),
    ],
)
def test_what_is_left_of_an_item_is_said_in_minutes(
    planned: int | None, spent: int, left: int | None
) -> None:
    assert minutes_left(ItemTime(planned, spent)) == left


def test_what_is_still_planned_leaves_out_what_is_done_and_what_takes_too_long() -> None:
    items = [
        ItemTime(10, 0, is_done=True),
        ItemTime(25, 29 * 60),
        ItemTime(20, 61),
        ItemTime(None, 0),
        ItemTime(15, 0),
    ]
    assert minutes_still_planned(items) == 19 + 15


@pytest.mark.parametrize(
    ("ends_at", "now", "left"),
    [
        (None, datetime(2026, 11, 12, 14, 42, tzinfo=UTC), None),
        (time(16), datetime(2026, 11, 12, 14, 42, tzinfo=UTC), 78),
        (time(16), datetime(2026, 11, 12, 15, 59, 1, tzinfo=UTC), 1),
        (time(16), datetime(2026, 11, 12, 16, 0, 59, tzinfo=UTC), 0),
        (time(16), datetime(2026, 11, 12, 16, 12, 30, tzinfo=UTC), -12),
        (time(16), datetime(2026, 11, 13, 14, tzinfo=UTC), -22 * 60),
        (time(16), OPENED, 178),
    ],
)
def test_the_planned_end_draws_near_and_passes(ends_at: time | None, now: datetime, left: int | None) -> None:
    assert minutes_until(ends_at, date(2026, 11, 12), now) == left


@pytest.mark.parametrize(
    ("at", "rounded"),
    [
        (time(16, 2, 59), time(16)),
        (time(16, 3), time(16, 5)),
        (time(16, 58), time(17)),
        (time(23, 59), time(23, 55)),
        (time(0, 1), time(0)),
    ],
)
def test_an_end_is_written_to_five_minutes(at: time, rounded: time) -> None:
    assert rounded_hour(at) == rounded


@given(st.times())
def test_a_rounded_hour_is_near_and_a_multiple_of_five(at: time) -> None:
    rounded = rounded_hour(at)
    assert rounded.minute % 5 == 0
    assert abs(rounded.hour * 60 + rounded.minute - at.hour * 60 - at.minute) <= 4
