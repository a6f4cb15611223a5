"""What a meeting has to approve: the minutes of the body's earlier meetings."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import ActionItem, AgendaItem, Decision, Meeting, Minutes, Rectification
from pstdesk.documents.minutes import MinutesContent
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import ApprovalMode, MinutesState, is_locked
from pstdesk.services.agenda import deal_with, refuse_locked_minutes
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_order import sitting
from pstdesk.services.minutes import minutes_of
from pstdesk.services.minutes_life import approve, unlock


@dataclass(frozen=True, slots=True)
class ToApprove:
    """An earlier meeting of the body; ``is_approved_here`` once the meeting that is asked did so."""

    meeting_id: int
    number: int | None
    year: int | None
    day: date
    state: MinutesState
    is_approved_here: bool


def minutes_to_approve(session: Session, meeting_id: int) -> tuple[ToApprove, ...]:
    """Return the body's earlier minutes that wait for approval, or were approved in this meeting.

    The earliest first; those that were not sent yet among them.
    """
    meeting = fetch(session, Meeting, meeting_id)
    waiting = [state for state in MinutesState if not is_locked(state)]
    query = (
        select(Meeting, Minutes)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.state == MeetingState.HELD,
            Meeting.day <= meeting.day,
            Meeting.id != meeting.id,
            or_(Minutes.state.in_(waiting), Minutes.approved_in_id == meeting.id),
        )
        .order_by(Meeting.day, Meeting.id)
    )
    return tuple(
        ToApprove(
            earlier.id,
            earlier.number,
            earlier.year,
            earlier.day,
            minutes.state,
            minutes.approved_in_id == meeting_id,
        )
        for earlier, minutes in session.execute(query)
        if sitting(earlier).place < sitting(meeting).place
    )


def approve_in_meeting(
    session: Session, meeting_id: int, in_meeting_id: int, now: datetime
) -> MinutesContent:
    """Approve a meeting's minutes in a later one, under its item for it, which is dealt with by that.

    What was remarked is the account of that item.
    """
    deciding = fetch(session, Meeting, in_meeting_id)
    content = approve(session, meeting_id, ApprovalMode.MEETING, deciding.day, now, in_meeting_id)
    item = _approval_item(session, in_meeting_id)
    if item is not None:
        deal_with(session, item)
    return content


def take_back_approval(session: Session, meeting_id: int, in_meeting_id: int, now: datetime) -> None:
    """Undo an approval that was a slip, while the minutes of the meeting that gave it are still written.

    Refused once anything rests on it: those minutes are approved, a rectificatif was decided, the approved
    minutes were archived. The version that was approved stays among the versions.
    """
    minutes = minutes_of(session, meeting_id)
    if minutes.state is not MinutesState.APPROVED or minutes.approved_in_id != in_meeting_id:
        raise Refused("approval_not_here")
    refuse_locked_minutes(session, in_meeting_id)
    if session.scalar(select(Rectification.id).where(Rectification.minutes_id == minutes.id).limit(1)):
        raise Refused("minutes_rectified")
    unlock(session, minutes, "", now)
    item = _approval_item(session, in_meeting_id)
    if item is not None and item.state is ItemState.DEALT_WITH and _says_nothing(session, item):
        item.state = ItemState.OPEN
        session.flush()


def _approval_item(session: Session, meeting_id: int) -> AgendaItem | None:
    query = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting_id, AgendaItem.kind == ItemKind.MINUTES_APPROVAL
    )
    return session.scalars(query.order_by(AgendaItem.position).limit(1)).first()


def _says_nothing(session: Session, item: AgendaItem) -> bool:
    """Tell whether nothing is left under the item of the approval that was taken back."""
    return not (
        item.notes.strip()
        or session.scalar(select(Minutes.id).where(Minutes.approved_in_id == item.meeting_id).limit(1))
        or session.scalar(select(Decision.id).where(Decision.agenda_item_id == item.id).limit(1))
        or session.scalar(select(ActionItem.id).where(ActionItem.agenda_item_id == item.id).limit(1))
        or session.scalar(select(Rectification.id).where(Rectification.agenda_item_id == item.id).limit(1))
    )
