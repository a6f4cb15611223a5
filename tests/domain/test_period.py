"""The periods of a stage review: what lies in them, their quarters, and the one before."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.calendar import quarter
from pstdesk.domain.errors import Refused
from pstdesk.domain.period import Period, PeriodKind, kind_of, school_year, year

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
periods = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair)))


def test_a_period_includes_both_its_ends() -> None:
    period = year(2026)
    assert date(2026, 1, 1) in period
    assert date(2026, 12, 31) in period
    assert date(2025, 12, 31) not in period
    assert date(2027, 1, 1) not in period


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Period(date(2026, 3, 2), date(2026, 3, 1))
    assert refused.value.code == "period_backwards"


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (year(2026), year(2025)),
        (school_year(2025), school_year(2024)),
        (Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 1, 1), date(2026, 3, 31))),
        (Period(date(2026, 2, 1), date(2026, 2, 28)), Period(date(2026, 1, 1), date(2026, 1, 31))),
        (Period(date(2026, 1, 2), date(2026, 1, 4)), Period(date(2025, 12, 30), date(2026, 1, 1))),
        (Period(date(2026, 5, 5), date(2026, 5, 5)), Period(date(2026, 5, 4), date(2026, 5, 4))),
    ],
)
def test_the_period_before_is_as_long_in_months_or_else_in_days(period: Period, before: Period) -> None:
    assert period.previous() == before


def test_the_quarters_of_a_period_may_be_cut_at_both_ends() -> None:
    assert Period(date(2025, 11, 15), date(2026, 4, 2)).quarters() == (
        Period(date(2025, 11, 15), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 3, 31)),
        Period(date(2026, 4, 1), date(2026, 4, 2)),
    )
    assert [part.quarter for part in school_year(2025).quarters()] == [
        "2025-Q3",
        "2025-Q4",
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
    ]


@given(periods)
def test_its_quarters_are_the_period_day_by_day(period: Period) -> None:
    parts = period.quarters()
    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    for part, following in pairwise(parts):
        assert following.first == part.last + timedelta(days=1)
        assert following.quarter > part.quarter
    assert all(quarter(part.first) == quarter(part.last) for part in parts)


@given(periods)
def test_the_period_before_ends_on_the_eve(period: Period) -> None:
    assert period.previous().last == period.first - timedelta(days=1)


def test_the_usual_periods_are_known() -> None:
    assert kind_of(year(2024)) is PeriodKind.YEAR
    assert kind_of(school_year(2024)) is PeriodKind.SCHOOL_YEAR
    assert kind_of(Period(date(2024, 1, 1), date(2024, 12, 30))) is PeriodKind.FREE
