"""The dashboard: everything that says what to do today, read in one go."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select, union_all
from sqlalchemy.orm import Session

from pstdesk.db.models import ActionItem, Committee, Meeting, Person
from pstdesk.domain.dashboard import ACTIONS_AHEAD, Next, next_step
from pstdesk.services.action_rows import COLUMNS, OPEN_STATES, RegisterRow, built_rows
from pstdesk.services.actions import open_count
from pstdesk.services.dashboard_meetings import (
    MeetingLine,
    MinutesLines,
    meeting_lines,
    minutes_lines,
)
from pstdesk.services.dashboard_people import MandateLine, Partners, mandate_lines, partners
from pstdesk.services.participation import Participation, participation

MOST_ACTIONS = 7
_SOON = 3
"""So many places at least are for what is due soon, however much is late."""
MOST_BODIES = 10


@dataclass(frozen=True, slots=True)
class Beginning:
    """How far a base has been filled: before there are people and meetings there is nothing to show."""

    committees: int
    has_people: bool
    has_meetings: bool

    @property
    def is_over(self) -> bool:
        """Whether there is something to show."""
        return self.committees > 0 and self.has_people and self.has_meetings


@dataclass(frozen=True, slots=True)
class ActionsDue:
    """The actions overdue or due soon, how many these are, and how many are open in all."""

    rows: tuple[RegisterRow, ...]
    due: int
    open: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What is to be done, as of the day on which it was read."""

    today: date
    beginning: Beginning
    next: Next
    meetings: tuple[MeetingLine, ...]
    actions: ActionsDue
    minutes: MinutesLines
    mandates: tuple[MandateLine, ...]
    partners: Partners
    participation: Participation


def dashboard(session: Session, today: date) -> Dashboard:
    """Return the dashboard of ``today``."""
    meetings, minutes = meeting_lines(session, today), minutes_lines(session, today)
    moments = [line.moment for line in meetings] + [line.moment for line in minutes.rows]
    return Dashboard(
        today,
        _beginning(session),
        next_step(moments, today),
        meetings,
        _actions_due(session, today),
        minutes,
        mandate_lines(session, today),
        partners(session, today),
        _participation(session, today),
    )


def _beginning(session: Session) -> Beginning:
    bodies = select(func.count()).select_from(Committee).where(Committee.archived_at.is_(None))
    people, meetings = exists().where(Person.archived_at.is_(None)), exists(select(Meeting.id))
    row = session.execute(select(bodies.scalar_subquery(), people, meetings)).one()
    return Beginning(row[0], bool(row[1]), bool(row[2]))


def _actions_due(session: Session, today: date) -> ActionsDue:
    """Return late actions, the longest late first, then those due soon; neither crowds the others out."""
    until = today + ACTIONS_AHEAD
    late = _first(session, ActionItem.due_on < today)
    soon = _first(session, ActionItem.due_on.between(today, until))
    kept = max(MOST_ACTIONS - len(late), _SOON)
    ids = [*late[: MOST_ACTIONS - len(soon[:kept])], *soon[:kept]]
    query = select(*COLUMNS).where(ActionItem.id.in_(ids)).order_by(ActionItem.due_on, ActionItem.id)
    due = select(func.count()).where(ActionItem.state.in_(OPEN_STATES), ActionItem.due_on <= until)
    rows = built_rows(session, session.execute(query).all(), today)
    return ActionsDue(rows, session.scalar(due) or 0, open_count(session))


def _first(session: Session, when: ColumnElement[bool]) -> list[int]:
    """Return the ids of the first open actions by their day.

    State by state, so that the index gives the first ones of each without looking at the others.
    """
    parts = [
        select(ActionItem.id, ActionItem.due_on)
        .where(ActionItem.state == state, when)
        .order_by(ActionItem.due_on, ActionItem.id)
        .limit(MOST_ACTIONS)
        .subquery()
        for state in OPEN_STATES
    ]
    few = union_all(*(select(part) for part in parts)).subquery()
    return list(session.scalars(select(few.c.id).order_by(few.c.due_on, few.c.id).limit(MOST_ACTIONS)))


def _participation(session: Session, today: date) -> Participation:
    """Return this year's participation or, before the first meeting of the year, that of the last one."""
    found = participation(session, today.year, MOST_BODIES)
    return found if found.rows else participation(session, today.year - 1, MOST_BODIES)
