"""Old backups make room, and what one would look for is still there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.backup import (
    DAYS,
    KEPT_OF_KIND,
    MONTHS,
    WEEKS,
    BackupKind,
    BackupMark,
    daily_is_due,
    worth_keeping,
)

START = datetime(2024, 1, 1, 18, 0)  # noqa: DTZ001 - any clock will do
ROUTINE = (BackupKind.CLOSING, BackupKind.DAILY)

marks = st.builds(
    BackupMark,
    st.integers(0, 900 * 24).map(lambda hours: START + timedelta(hours=hours)),
    st.sampled_from(BackupKind),
)
many = st.lists(marks, max_size=120, unique_by=lambda mark: mark.at)


def days(kept: Iterable[BackupMark]) -> list[str]:
    return sorted(f"{mark.at:%Y-%m-%d}" for mark in kept)


def lived(count: int, *, each: timedelta = timedelta(days=1)) -> frozenset[BackupMark]:
    """Return what is left after ``count`` closings, old ones removed after each."""
    left: frozenset[BackupMark] = frozenset()
    for number in range(count):
        left = worth_keeping([*left, BackupMark(START + number * each, BackupKind.CLOSING)])
    return left


def test_two_years_of_working_days_leave_seven_days_four_weeks_and_twelve_months() -> None:
    left = lived(731)
    assert days(left) == [
        *("2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31"),
        *("2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30"),
        *("2025-12-14", "2025-12-21", "2025-12-25", "2025-12-26", "2025-12-27", "2025-12-28", "2025-12-29"),
        *("2025-12-30", "2025-12-31"),
    ]


def test_of_one_day_the_last_is_kept() -> None:
    left = lived(9, each=timedelta(hours=1))
    assert [mark.at.hour for mark in left if mark.at.day == 1] == [23]


def test_a_month_of_holidays_costs_nothing() -> None:
    before = lived(7)
    after = worth_keeping([*before, BackupMark(START + timedelta(days=60), BackupKind.CLOSING)])
    assert len(after & before) == 6


@given(many)
def test_the_newest_is_always_kept_and_nothing_is_invented(made: list[BackupMark]) -> None:
    kept = worth_keeping(made)
    assert kept <= set(made)
    assert not made or max(made, key=lambda mark: mark.at) in kept


@given(many)
def test_to_ask_twice_removes_nothing_more(made: list[BackupMark]) -> None:
    kept = worth_keeping(made)
    assert worth_keeping(kept) == kept


@given(many)
def test_no_more_are_kept_than_promised(made: list[BackupMark]) -> None:
    kept = worth_keeping(made)
    assert len(kept) <= DAYS + WEEKS + MONTHS + sum(KEPT_OF_KIND.values())


@given(many)
def test_what_was_made_for_a_reason_outlives_the_daily_ones(made: list[BackupMark]) -> None:
    kept = worth_keeping(made)
    for kind, count in KEPT_OF_KIND.items():
        newest = sorted((mark for mark in made if mark.kind is kind), key=lambda mark: mark.at)[-count:]
        assert set(newest) <= kept


@given(many)
def test_every_one_of_the_last_days_and_months_has_its_last_backup(made: list[BackupMark]) -> None:
    kept = worth_keeping(made)
    for count, period in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        last = {f"{mark.at:{period}}": mark for mark in sorted(made, key=lambda mark: mark.at)}
        assert {last[name] for name in sorted(last)[-count:]} <= kept


@given(st.lists(st.integers(1, 72), min_size=1, max_size=100))
def test_removing_as_one_goes_keeps_what_removing_at_the_end_keeps(pauses: list[int]) -> None:
    """The last of a month stays the last of its month, whatever was removed on the way."""
    at, made, left = START, [], frozenset[BackupMark]()
    for hours in pauses:
        at += timedelta(hours=hours)
        mark = BackupMark(at, BackupKind.DAILY)
        made.append(mark)
        left = worth_keeping([*left, mark])
    assert left == worth_keeping(made)


def test_the_day_is_due_once_and_a_clock_set_wrongly_delays_nothing() -> None:
    assert daily_is_due(None, START)
    assert not daily_is_due(START - timedelta(hours=17), START)
    assert daily_is_due(START - timedelta(hours=19), START)
    assert daily_is_due(START + timedelta(days=3), START)
