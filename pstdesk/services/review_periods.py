"""The periods a stage review is offered for: years and school years with meetings, référents’ mandates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Mandate, Meeting
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import Period, PeriodKind, school_year, year
from pstdesk.services.fetch import holds_on


@dataclass(frozen=True, slots=True)
class PeriodOffer:
    """A period that can be chosen, and which kind it is."""

    kind: PeriodKind
    period: Period


def period_offers(session: Session, today: date) -> tuple[PeriodOffer, ...]:
    """Return the years, then the school years in which a meeting was held, the latest first; the mandate.

    The mandate is that of the référents of today, from the day on which the first of them took it up until
    today. Without any meeting there is the year of today.
    """
    held = Meeting.state == MeetingState.HELD
    first = session.scalar(select(func.min(Meeting.day)).where(held))
    last = session.scalar(select(func.max(Meeting.day)).where(held))
    if first is None or last is None:
        return (PeriodOffer(PeriodKind.YEAR, year(today.year)),)
    return tuple(_offers(first, last, _mandates_since(session, today), today))


def _offers(first: date, last: date, mandate: date | None, today: date) -> Iterator[PeriodOffer]:
    for number in range(last.year, first.year - 1, -1):
        yield PeriodOffer(PeriodKind.YEAR, year(number))
    for number in range(last.year, first.year - 2, -1):
        period = school_year(number)
        if period.first <= last and first <= period.last:
            yield PeriodOffer(PeriodKind.SCHOOL_YEAR, period)
    if mandate is not None:
        yield PeriodOffer(PeriodKind.MANDATE, Period(mandate, today))


def _mandates_since(session: Session, today: date) -> date | None:
    query = select(func.min(Mandate.starts_on)).where(
        Mandate.role == MandateRole.REFERENT, holds_on(Mandate, today)
    )
    return session.scalar(query)
