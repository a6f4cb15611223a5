"""The meetings of the dashboard: to come, not noted, held lately with something left, minutes that wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CTE, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Meeting, Minutes
from pstdesk.domain.dashboard import (
    HELD_LATELY,
    LOOKING_BACK,
    Moment,
    Waiting,
    minutes_waiting,
)
from pstdesk.domain.lights import MeetingFacts, lights, worst
from pstdesk.domain.meeting import SIGNED_IN, TO_COME, MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.timing import is_open
from pstdesk.services.lights import next_held_on, signed_sheets
from pstdesk.services.referents import referents
from pstdesk.services.turnout import turnout

COMING, NOT_NOTED, HELD = 4, 2, 2
"""At most so many meetings of each kind; what matters is what comes first."""
_READ = 12
"""Of those held lately, and of minutes: among so many those that press are looked for."""
_UNSENT = (MinutesState.DRAFT, MinutesState.IN_CORRECTION)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting on the dashboard; ``referent`` is empty while none is elected."""

    id: int
    committee_id: int
    short_name: str
    committee: str
    elects_referent: bool
    referent: str
    starts_at: time | None
    opened_at: datetime | None
    closed_at: datetime | None
    attended: int
    expected: int
    facts: MeetingFacts

    @property
    def moment(self) -> Moment:
        """What the next step depends on."""
        return Moment(self.id, self.facts, self.starts_at, is_open(self.opened_at, self.closed_at))


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """Minutes that wait for something; ``next_day`` is the body's next meeting to come, if there is one."""

    id: int
    """That of the meeting."""
    short_name: str
    committee: str
    number: int | None
    year: int | None
    facts: MeetingFacts
    waiting: Waiting
    next_day: date | None

    @property
    def moment(self) -> Moment:
        """What the next step depends on."""
        return Moment(self.id, self.facts, None, is_open=False, waiting=self.waiting)


@dataclass(frozen=True, slots=True)
class MinutesLines:
    """The minutes that wait, the most pressing first, and how many there are in all."""

    rows: tuple[MinutesLine, ...]
    total: int


def meeting_lines(session: Session, today: date, *, most: int | None = None) -> tuple[MeetingLine, ...]:
    """Return the meetings nobody noted, those to come, then those held lately of which something is left.

    Few of each kind, or ``most``.
    """
    chosen = _chosen(today, most)
    by_kind: dict[str, list[MeetingLine]] = {"not_noted": [], "coming": [], "held": []}
    by_body = referents(session, today)
    for line in _lines(session, chosen, by_body):
        if line.facts.state in SIGNED_IN:
            if worst(lights(line.facts, today)) is not None:
                by_kind["held"].append(line)
        else:
            by_kind["not_noted" if line.facts.day < today else "coming"].append(line)
    latest_first = sorted(by_kind["held"], key=lambda line: (line.facts.day, line.id), reverse=True)
    return (*by_kind["not_noted"], *by_kind["coming"], *latest_first[: most or HELD])


def _chosen(today: date, most: int | None) -> CTE:
    """Return the ids of the few meetings to look at: nothing is counted for any other."""
    to_come = select(Meeting.id).where(Meeting.state.in_(TO_COME))
    in_time = (Meeting.day, Meeting.starts_at, Meeting.id)
    coming = to_come.where(Meeting.day >= today).order_by(*in_time).limit(most or COMING)
    not_noted = (
        to_come.where(Meeting.day < today, Meeting.day >= today - LOOKING_BACK)
        .order_by(*in_time)
        .limit(most or NOT_NOTED)
    )
    held = (
        select(Meeting.id)
        .where(Meeting.state.in_(SIGNED_IN), Meeting.day.between(today - HELD_LATELY, today))
        .order_by(Meeting.day.desc(), Meeting.id.desc())
        .limit(most or _READ)
    )
    return union_all(*(select(part.subquery().c.id) for part in (coming, not_noted, held))).cte("chosen")


def _lines(session: Session, chosen: CTE, by_body: dict[int, list[str]]) -> Iterable[MeetingLine]:
    people, sheets = turnout(select(chosen.c.id)), signed_sheets()
    query = (
        select(
            Meeting,
            Committee.short_name,
            Committee.name,
            Committee.elects_referent,
            func.coalesce(people.c.attended, 0),
            func.coalesce(people.c.expected, 0),
            func.coalesce(people.c.not_recorded, 0),
            or_(sheets.c.meeting_id.is_not(None), Meeting.sheet_filed_on.is_not(None)),
            Minutes.state,
            next_held_on(),
        )
        .join(chosen, chosen.c.id == Meeting.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(people, people.c.meeting_id == Meeting.id)
        .outerjoin(sheets, sheets.c.meeting_id == Meeting.id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .order_by(Meeting.day, Meeting.starts_at, Meeting.id)
    )
    for meeting, short, name, elects, came, expected, unsaid, sheet, state, after in session.execute(query):
        yield MeetingLine(
            meeting.id,
            meeting.committee_id,
            short,
            name,
            elects,
            ", ".join(by_body.get(meeting.committee_id, ())),
            meeting.starts_at,
            meeting.opened_at,
            meeting.closed_at,
            came,
            expected,
            MeetingFacts(meeting.day, meeting.state, meeting.convened_on, unsaid, sheet, state, after),
        )


def minutes_lines(session: Session, today: date, *, most: int = _READ) -> MinutesLines:
    """Return the minutes that wait: those to write or send first, then those to be approved.

    ``most`` of them are looked at; those of meetings older than a year are left in peace.
    """
    waiting = (
        Meeting.state == MeetingState.HELD,
        Meeting.day.between(today - LOOKING_BACK, today),
        Minutes.state.in_((*_UNSENT, MinutesState.SENT)),
    )
    count = select(func.count()).select_from(Meeting).join(Minutes, Minutes.meeting_id == Meeting.id)
    days = _next_days(session, today)
    rows = []
    for row in session.execute(_minutes_query(waiting, most)):
        facts = MeetingFacts(row.day, MeetingState.HELD, minutes_state=row.state, next_held_on=row.after)
        wait = minutes_waiting(facts, row.corrections_due_on, today)
        if wait is not None:
            names = (row.short_name, row.name, row.number, row.year)
            rows.append(MinutesLine(row.id, *names, facts, wait, days.get(row.committee_id)))
    in_order = tuple(sorted(rows, key=lambda row: row.waiting.urgency))
    return MinutesLines(in_order, session.scalar(count.where(*waiting)) or 0)


def _next_days(session: Session, today: date) -> dict[int, date]:
    """Return the day of each body's first meeting to come."""
    query = (
        select(Meeting.committee_id, func.min(Meeting.day))
        .where(Meeting.state.in_(TO_COME), Meeting.day >= today)
        .group_by(Meeting.committee_id)
    )
    return {committee_id: day for committee_id, day in session.execute(query)}


def _minutes_query(waiting: Iterable[Any], most: int) -> Select[*tuple[Any, ...]]:
    """Return the query of the minutes to look at: unsent ones first, the oldest first."""
    few = (
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(*waiting)
        .order_by(Minutes.state == MinutesState.SENT, Meeting.day, Meeting.id)
        .limit(most)
        .subquery()
    )
    return (
        select(
            Meeting.id,
            Meeting.committee_id,
            Committee.short_name,
            Committee.name,
            Meeting.number,
            Meeting.year,
            Meeting.day,
            Minutes.state,
            Minutes.corrections_due_on,
            next_held_on().label("after"),
        )
        .join(few, few.c.id == Meeting.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .order_by(Meeting.day, Meeting.id)
    )
