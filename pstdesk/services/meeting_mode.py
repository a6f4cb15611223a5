"""A meeting as it is held: opened, its time counted item by item, closed, and opened again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Meeting
from pstdesk.domain.agenda import ItemState, comes_back
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.timing import is_open
from pstdesk.services.agenda import nothing_typed, refuse_locked_minutes, set_item_state
from pstdesk.services.fetch import fetch
from pstdesk.services.lights import not_recorded
from pstdesk.services.meetings import hold, next_meeting_on


@dataclass(frozen=True, slots=True)
class UntouchedItem:
    """An item of which nothing was typed; ``spent_seconds`` is how long it was the current one."""

    id: int
    position: int
    title: str
    spent_seconds: int


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What whoever closes a meeting should know."""

    day: date
    starts_at: time | None
    ends_at: time | None
    untouched: tuple[UntouchedItem, ...]
    not_recorded: int
    """How many of those expected nobody has said anything about."""
    next_meeting_on: date | None


def open_meeting(session: Session, meeting_id: int, now: datetime, today: date) -> None:
    """Begin a meeting in meeting mode: it is held from now on, and its time counts.

    ``now`` is aware. Refused before its day, as :func:`hold` is. One that was already marked as held is
    only opened; one that is open or was closed is left as it is.
    """
    refuse_locked_minutes(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if meeting.state is not MeetingState.HELD:
        hold(session, meeting_id, today)
    if meeting.opened_at is None:
        meeting.opened_at = now


def close_meeting(
    session: Session, meeting_id: int, now: datetime, ends_at: time | None, not_reached: Collection[int]
) -> None:
    """End a meeting at ``ends_at``; the untouched items in ``not_reached`` return to the next agenda.

    The other untouched ones were dealt with, though nothing was typed of them; those of which each agenda
    has its own are left open (docs/domain.md, rule 5). ``now`` is aware. Refused where the meeting is not
    open, or would end before it begins.
    """
    refuse_locked_minutes(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if not is_open(meeting.opened_at, meeting.closed_at):
        raise Refused("meeting_not_open")
    if ends_at is not None and meeting.starts_at is not None and ends_at <= meeting.starts_at:
        raise Refused("meeting_ends_before_it_starts")
    meeting.closed_at = now
    meeting.ends_at = ends_at or meeting.ends_at
    session.flush()
    for item in untouched_items(session, meeting_id):
        returns = item.id in not_reached
        set_item_state(session, item.id, ItemState.NOT_REACHED if returns else ItemState.DEALT_WITH)


def reopen_meeting(session: Session, meeting_id: int) -> None:
    """Open a meeting again that was closed too early; what was not reached can be dealt with again."""
    refuse_locked_minutes(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if meeting.opened_at is None:
        raise Refused("meeting_never_opened")
    meeting.closed_at = None
    query = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.state == ItemState.NOT_REACHED
    )
    for item in session.scalars(query):
        item.state = ItemState.OPEN


def add_spent(session: Session, seconds: Mapping[int, int]) -> None:
    """Add to the time of items, by id, the ``seconds`` that each was the current one since the last time.

    Not through the rows themselves: they keep their version, so that this comes in the way of nobody who
    is typing, and nobody has to read the page anew.
    """
    for item_id, spent in seconds.items():
        adding = update(AgendaItem).where(AgendaItem.id == item_id)
        session.execute(
            adding.values(spent_seconds=AgendaItem.spent_seconds + max(0, spent)),
            execution_options={"synchronize_session": False},
        )


def closing_page(session: Session, meeting_id: int) -> ClosingPage:
    """Return what whoever closes a meeting should know."""
    meeting = fetch(session, Meeting, meeting_id)
    return ClosingPage(
        meeting.day,
        meeting.starts_at,
        meeting.ends_at,
        untouched_items(session, meeting_id),
        not_recorded(session, meeting_id),
        next_meeting_on(session, meeting.committee_id, meeting.day),
    )


def untouched_items(session: Session, meeting_id: int) -> tuple[UntouchedItem, ...]:
    """Return the items that can return and of which nothing was typed and nothing said, in their order."""
    query = (
        select(AgendaItem)
        .where(
            AgendaItem.meeting_id == meeting_id,
            AgendaItem.state == ItemState.OPEN,
            nothing_typed(),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    positions = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    order = list(session.scalars(positions.order_by(AgendaItem.position, AgendaItem.id)))
    return tuple(
        UntouchedItem(item.id, order.index(item.id) + 1, item.title, item.spent_seconds)
        for item in session.scalars(query)
        if comes_back(item.kind)
    )
