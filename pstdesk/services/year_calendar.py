"""The year as a grid: bodies by months, their meetings, those that are missing, and the days off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, CommitteeLevel, Meeting, Programme
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import DaysOff
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import TAKES_A_DAY
from pstdesk.domain.planning import PlanBody, calendar_year, missing
from pstdesk.services.days_off import days_off
from pstdesk.services.meeting_list import MeetingRow, MeetingsFilter, meeting_rows
from pstdesk.services.referents import referents


@dataclass(frozen=True, slots=True)
class CalendarBody:
    """A body's line in the grid: its meetings of the year by day, and the periods that lack one."""

    id: int
    level_id: int
    level: str
    short_name: str
    name: str
    rhythm: Rhythm
    meetings: tuple[MeetingRow, ...]
    missing: tuple[Interval, ...]
    referent: str = ""
    """Today's référents."""


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """A year of the programme."""

    year: int
    bodies: tuple[CalendarBody, ...]
    days_off: DaysOff


def year_calendar(session: Session, year: int, today: date) -> YearCalendar:
    """Return the year: the bodies that meet, and those archived since that met then, level by level.

    Nothing is missing before the programme began, unless something took place then.
    """
    rows = meeting_rows(session, MeetingsFilter(year=year))
    by_body: dict[int, list[MeetingRow]] = {}
    for row in reversed(rows):  # the list has the latest first
        by_body.setdefault(row.committee_id, []).append(row)
    programme = session.get(Programme, 1)
    started_on = None if programme is None else programme.started_on
    query = (
        select(
            Committee.id,
            Committee.level_id,
            CommitteeLevel.name,
            Committee.short_name,
            Committee.name,
            Committee.rhythm,
            Committee.usual_month,
            Committee.archived_at,
        )
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .where(or_(Committee.archived_at.is_(None), Committee.id.in_(by_body)))
        .order_by(CommitteeLevel.position, CommitteeLevel.id, Committee.position, Committee.search_key)
    )
    bodies = []
    elected = referents(session, today)
    for body_id, level_id, level, short, name, rhythm, usual_month, archived_at in session.execute(query):
        meetings = tuple(by_body.get(body_id, ()))
        lacking: tuple[Interval, ...] = ()
        referent = ", ".join(elected.get(body_id, ()))
        if archived_at is None:
            body = PlanBody(body_id, rhythm, usual_month)
            lacking = _lacking(body, year, meetings, today, started_on)
        bodies.append(
            CalendarBody(body_id, level_id, level, short, name, rhythm, meetings, lacking, referent)
        )
    return YearCalendar(year, tuple(bodies), days_off(session, (year,)))


def _lacking(
    body: PlanBody, year: int, meetings: Collection[MeetingRow], today: date, started_on: date | None
) -> tuple[Interval, ...]:
    days = [row.day for row in meetings if row.state in TAKES_A_DAY]
    first = min([*days, started_on or date.min])
    return tuple(
        period
        for period in missing(body, calendar_year(year), days, today)
        if period.ends_on is not None and period.ends_on > first
    )


def calendar_years(session: Session, today: date) -> tuple[int, int]:
    """Return the first and the last year that there is something to see in: meetings, this year, the next."""
    first = session.scalar(select(Meeting.day).order_by(Meeting.day).limit(1))
    last = session.scalar(select(Meeting.day).order_by(Meeting.day.desc()).limit(1))
    return min(first or today, today).year, max(today.year + 1, (last or today).year)
