"""What a person's or an organisation's past comes to: rates by body and year, and since when nobody came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pstdesk.domain.attendance import AttendanceStatus


class HistoryKind(StrEnum):
    """What one line of a history tells of."""

    POST_BEGUN = "post_begun"
    POST_ENDED = "post_ended"
    JOINED = "joined"
    LEFT = "left"
    SEAT_TAKEN = "seat_taken"
    SEAT_LEFT = "seat_left"
    STOOD = "stood"
    MANDATE_BEGUN = "mandate_begun"
    MANDATE_ENDED = "mandate_ended"
    ATTENDANCE = "attendance"
    PROXY_GIVEN = "proxy_given"
    PROXY_HELD = "proxy_kept"
    FACILITATED = "facilitated"
    TOOK_NOTES = "took_notes"
    PROPOSED = "proposed"
    PRESENTED = "presented"
    ACTION_GIVEN = "action_given"
    ACTION_CLOSED = "action_closed"


@dataclass(frozen=True, slots=True)
class Attended:
    """How somebody attended one meeting; who was not expected (``is_extra``) counts in no rate."""

    committee_id: int
    day: date
    status: AttendanceStatus
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class YearRate:
    """How often somebody came to a body in a year: ``came`` of ``known`` meetings, and ``extra`` besides.

    ``known`` are the meetings at which they were expected and of which it is known how they attended.
    """

    committee_id: int
    year: int
    came: int
    known: int
    extra: int

    @property
    def rate(self) -> float | None:
        """Came / known, or None where nothing is known."""
        return self.came / self.known if self.known else None


def rates_by_year(attended: Iterable[Attended]) -> tuple[YearRate, ...]:
    """Return the rates by body and year, the latest year first, bodies in the order in which they are met."""
    found: dict[tuple[int, int], list[Attended]] = {}
    for each in attended:
        found.setdefault((each.committee_id, each.day.year), []).append(each)
    rates = [_rate(*key, rows) for key, rows in found.items()]
    return tuple(sorted(rates, key=lambda rate: -rate.year))


def _rate(committee_id: int, year: int, rows: list[Attended]) -> YearRate:
    expected = [row for row in rows if not row.is_extra and row.status is not AttendanceStatus.NOT_RECORDED]
    came = [row for row in rows if row.status.attended]
    return YearRate(
        committee_id,
        year,
        sum(row.status.attended for row in expected),
        len(expected),
        sum(row.is_extra for row in came),
    )


@dataclass(frozen=True, slots=True)
class Absence:
    """Meetings missed in a row until now; ``since`` is the last day somebody came, None for never."""

    since: date | None
    meetings: int


def absence(attended: Iterable[Attended]) -> Absence:
    """Return how many of the last meetings somebody was expected at and did not come to, in a row."""
    missed = 0
    for each in sorted(attended, key=lambda row: row.day, reverse=True):
        if each.status.attended:
            return Absence(each.day, missed)
        if not each.is_extra and each.status is not AttendanceStatus.NOT_RECORDED:
            missed += 1
    return Absence(None, missed)
