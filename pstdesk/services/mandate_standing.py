"""How a body stands with its référents, and the next step: an election on the agenda of its next meeting."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Committee, Meeting
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.meeting import TO_COME
from pstdesk.services.agenda import ItemForm, add_item
from pstdesk.services.dashboard_people import MandateLine, mandate_lines
from pstdesk.services.fetch import fetch
from pstdesk.services.mandates import RemainingTerm, remaining_term


@dataclass(frozen=True, slots=True)
class MandateStanding:
    """What a body that elects its référent has to do about it; nothing to do leaves ``lines`` empty.

    ``lines`` are the vacant post and the mandates that run out within the notice. ``meeting_id`` is the next
    meeting to come, or the one whose agenda has the election already, as ``item_id``.
    """

    elects: bool
    lines: tuple[MandateLine, ...] = ()
    remaining: RemainingTerm | None = None
    meeting_id: int | None = None
    meeting_day: date | None = None
    item_id: int | None = None


NO_ELECTION = MandateStanding(elects=False)
"""That of a body that gives no mandate any more."""


def mandate_standing(session: Session, committee_id: int, today: date) -> MandateStanding:
    """Return how a body stands with its référents on ``today``."""
    body = fetch(session, Committee, committee_id)
    if body.archived_at is not None:
        return NO_ELECTION
    lines = mandate_lines(session, today, committee_id)
    ahead = _elections_ahead(session, committee_id, today) or _meetings_ahead(session, committee_id, today)
    meeting_id, day, item_id = ahead[0] if ahead else (None, None, None)
    left = remaining_term(session, committee_id, MandateRole.REFERENT, day or today) if lines else None
    return MandateStanding(body.elects_referent, lines, left, meeting_id, day, item_id)


def _elections_ahead(session: Session, committee_id: int, today: date) -> list[tuple[int, date, int | None]]:
    query = (
        select(Meeting.id, Meeting.day, AgendaItem.id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(
            Meeting.committee_id == committee_id,
            Meeting.state.in_(TO_COME),
            Meeting.day >= today,
            AgendaItem.kind == ItemKind.ELECTION,
            AgendaItem.state == ItemState.OPEN,
        )
        .order_by(Meeting.day, Meeting.id, AgendaItem.position)
        .limit(1)
    )
    return [(meeting_id, day, item_id) for meeting_id, day, item_id in session.execute(query)]


def _meetings_ahead(session: Session, committee_id: int, today: date) -> list[tuple[int, date, int | None]]:
    query = (
        select(Meeting.id, Meeting.day)
        .where(Meeting.committee_id == committee_id, Meeting.state.in_(TO_COME), Meeting.day >= today)
        .order_by(Meeting.day, Meeting.id)
        .limit(1)
    )
    return [(meeting_id, day, None) for meeting_id, day in session.execute(query)]


def put_election(session: Session, meeting_id: int, title: str) -> int:
    """Put an election called ``title`` on the agenda of a meeting and return the item's id.

    Where the agenda has one still to be held, that is it.
    """
    there = select(AgendaItem.id).where(
        AgendaItem.meeting_id == meeting_id,
        AgendaItem.kind == ItemKind.ELECTION,
        AgendaItem.state == ItemState.OPEN,
    )
    item_id = session.scalar(there.order_by(AgendaItem.position))
    if item_id is not None:
        return item_id
    return add_item(session, meeting_id, ItemForm(title, ItemKind.ELECTION))
