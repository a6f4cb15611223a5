"""How well bodies attend: expected people who came, pooled over the meetings of a year."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Committee, CommitteeLevel, Meeting
from pstdesk.domain.attendance import AttendanceStatus, Headcount, headcount_by_status
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.fetch import in_year


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """A body's attendance in a year, over the meetings that were held; guests are left out."""

    id: int
    short_name: str
    name: str
    meetings: int
    count: Headcount


@dataclass(frozen=True, slots=True)
class Participation:
    """The bodies that met in ``year``, in the officer's order; at most as many as were asked for."""

    year: int
    rows: tuple[ParticipationRow, ...]
    bodies: int
    """How many met in all."""


def participation(session: Session, year: int, most: int) -> Participation:
    """Return the attendance of the first ``most`` bodies of the officer's order that met in ``year``.

    Only these are counted, so that a programme of many bodies takes no longer than one of a few.
    """
    met = (
        select(Meeting.committee_id, func.count().label("meetings"))
        .where(Meeting.state == MeetingState.HELD, in_year(Meeting.day, year))
        .group_by(Meeting.committee_id)
        .subquery()
    )
    query = (
        select(Committee.id, Committee.short_name, Committee.name, met.c.meetings)
        .join(met, met.c.committee_id == Committee.id)
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .where(Committee.archived_at.is_(None))
        .order_by(CommitteeLevel.position, Committee.position, Committee.search_key)
    )
    bodies = session.execute(query).all()
    counts = _counts(session, year, [body.id for body in bodies[:most]])
    rows = tuple(
        ParticipationRow(
            body.id, body.short_name, body.name, body.meetings, counts.get(body.id, headcount_by_status({}))
        )
        for body in bodies[:most]
    )
    return Participation(year, rows, len(bodies))


def _counts(session: Session, year: int, bodies: list[int]) -> dict[int, Headcount]:
    """Return the headcount of each body, all its meetings of the year together."""
    query = (
        select(Meeting.committee_id, Attendance.status, func.count())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Meeting.committee_id.in_(bodies),
            Meeting.state == MeetingState.HELD,
            in_year(Meeting.day, year),
            Attendance.is_guest.is_(False),
        )
        .group_by(Meeting.committee_id, Attendance.status)
    )
    found: dict[int, dict[tuple[AttendanceStatus, bool], int]] = {}
    for committee_id, status, people in session.execute(query):
        found.setdefault(committee_id, {})[status, False] = people
    return {committee_id: headcount_by_status(counted) for committee_id, counted in found.items()}
