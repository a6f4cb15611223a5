"""Half-open stretches of days: what lies in them, and what they share."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, is_over, refuse_overlap

MARCH = Interval(date(2026, 3, 1), date(2026, 4, 1))
APRIL = Interval(date(2026, 4, 1), date(2026, 5, 1))
ALWAYS = Interval()

days = st.dates(date(2025, 1, 1), date(2025, 3, 31))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Return an interval of the first quarter of 2025, open on either side now and then."""
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start is not None and end is not None and end <= start:
        end = start + timedelta(days=1)
    return Interval(start, end)


def days_of(interval: Interval) -> set[date]:
    """Return the days of the interval in a stretch wider than any that is drawn."""
    first = date(2024, 12, 25)
    return {day for day in (first + timedelta(days=n) for n in range(110)) if day in interval}


def test_the_first_day_is_in_and_the_last_is_out() -> None:
    assert date(2026, 3, 1) in MARCH
    assert date(2026, 3, 31) in MARCH
    assert date(2026, 4, 1) not in MARCH
    assert date(2026, 2, 28) not in MARCH


def test_what_ended_is_over_from_its_end_on() -> None:
    assert not is_over(MARCH.ends_on, date(2026, 3, 31))
    assert is_over(MARCH.ends_on, date(2026, 4, 1))
    assert not is_over(None, date.max)


def test_an_open_side_has_no_limit() -> None:
    assert date.min in ALWAYS
    assert date.max in ALWAYS
    assert date.min in Interval(None, date(2026, 3, 1))
    assert date.max in Interval(date(2026, 3, 1))


@pytest.mark.parametrize("end", [date(2026, 3, 1), date(2026, 2, 28)])
def test_one_that_ends_before_it_has_a_day_is_refused(end: date) -> None:
    with pytest.raises(Refused) as refused:
        Interval(date(2026, 3, 1), end)
    assert refused.value.code == "interval_backwards"
    assert refused.value.values == {"starts_on": date(2026, 3, 1), "ends_on": end}


def test_neighbours_do_not_overlap() -> None:
    assert not MARCH.overlaps(APRIL)
    assert not APRIL.overlaps(MARCH)


@given(intervals(), intervals())
def test_two_overlap_when_they_share_a_day(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(intervals(), days)
def test_until_a_day_leaves_the_days_before_it(interval: Interval, day: date) -> None:
    left = interval.until(day)
    before = {other for other in days_of(interval) if other < day}
    assert (days_of(left) if left is not None else set()) == before
    assert left is None or left.starts_on == interval.starts_on


def test_nothing_is_left_of_what_begins_on_the_day_it_ends() -> None:
    assert MARCH.until(date(2026, 3, 1)) is None


def test_overlap_is_refused_with_the_code_and_values_given() -> None:
    with pytest.raises(Refused) as refused:
        refuse_overlap(ALWAYS, [MARCH, APRIL], "post_overlaps", name="Zoé L’Hœst")
    assert refused.value.code == "post_overlaps"
    assert refused.value.values == {"name": "Zoé L’Hœst"}


def test_what_does_not_overlap_is_accepted() -> None:
    refuse_overlap(APRIL, [MARCH, Interval(date(2026, 5, 1))], "post_overlaps")
    refuse_overlap(ALWAYS, [], "post_overlaps")


@given(intervals(), intervals())
def test_what_is_left_without_another_is_its_days_without_the_others(one: Interval, other: Interval) -> None:
    left = one.without(other)
    assert len(left) <= 2
    assert set().union(*map(days_of, left)) == days_of(one) - days_of(other)
    assert not any(part.overlaps(other) for part in left)


def test_what_has_nothing_in_common_is_left_whole() -> None:
    assert MARCH.without(APRIL) == (MARCH,)
    assert ALWAYS.without(MARCH) == (Interval(None, MARCH.starts_on), Interval(MARCH.ends_on))
    assert MARCH.without(ALWAYS) == ()


@given(intervals(), intervals())
def test_two_joined_are_the_days_of_both_and_between(one: Interval, other: Interval) -> None:
    both = one.joined(other)
    assert days_of(one) | days_of(other) <= days_of(both)
    assert {both.starts_on, both.ends_on} <= {one.starts_on, other.starts_on, one.ends_on, other.ends_on}
