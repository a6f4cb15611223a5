"""The periods a stage review is about: a year, a school year, a mandate, or any days somebody chooses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pstdesk.domain.calendar import quarter
from pstdesk.domain.errors import Refused

_ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """How a period is chosen."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    MANDATE = "mandate"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included, unlike every interval of the base.

    Raises Refused("period_backwards") where ``last`` comes before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("period_backwards", first=self.first, last=self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def quarter(self) -> str:
        """The calendar quarter of its first day, e.g. 2026-Q1."""
        return quarter(self.first)

    def quarters(self) -> "tuple[Period, ...]":
        """Return what lies of it in each calendar quarter, in order; the first and last may be cut."""
        return tuple(self._cut())

    def _cut(self) -> Iterator["Period"]:
        first = self.first
        while first <= self.last:
            last = min(_last_of_quarter(first), self.last)
            yield Period(first, last)
            first = last + _ONE_DAY

    def previous(self) -> "Period":
        """Return the period before it, which ends on the eve of its first day.

        Of whole months it is as many whole months, so that before the year 2026 comes the year 2025; of
        other days it is as many days.
        """
        eve = self.first - _ONE_DAY
        if self.first.day == 1 and (self.last + _ONE_DAY).day == 1:
            months = _months(self.last + _ONE_DAY) - _months(self.first)
            return Period(_first_of_month(_months(self.first) - months), eve)
        return Period(self.first - (self.last - self.first) - _ONE_DAY, eve)


def year(number: int) -> Period:
    """Return the calendar year ``number``."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def school_year(number: int) -> Period:
    """Return the school year that begins on 1 September of ``number``."""
    return Period(date(number, 9, 1), date(number + 1, 8, 31))


def kind_of(period: Period) -> PeriodKind:
    """Return which of the usual periods it is: a year, a school year, else free."""
    if period == year(period.first.year):
        return PeriodKind.YEAR
    return PeriodKind.SCHOOL_YEAR if period == school_year(period.first.year) else PeriodKind.FREE


def _last_of_quarter(day: date) -> date:
    return _first_of_month(_months(day) // 3 * 3 + 3) - _ONE_DAY


def _months(day: date) -> int:
    """Return how many whole months lie before the month of ``day``, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _first_of_month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
