"""Taking an item off an agenda, and putting it back as it was."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, MeetingAttachment
from pstdesk.domain.agenda import ItemState
from pstdesk.services.agenda import ItemForm, add_item, editable_item, item_rows, remove_item
from pstdesk.services.attachments import RemovedPaper, put_back, taken_off


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """An item that was taken off an agenda, without the decisions and actions that were typed under it."""

    meeting_id: int
    position: int
    form: ItemForm
    state: ItemState
    notes: str
    carried_from_id: int | None
    papers: tuple[RemovedPaper, ...]


def take_off_item(session: Session, item_id: int) -> RemovedItem:
    """Take an item off its agenda, as :func:`remove_item` does, and return what was taken off."""
    item = editable_item(session, item_id)
    (row,) = [row for row in item_rows(session, item.meeting_id) if row.id == item_id]
    papers = session.scalars(
        select(MeetingAttachment)
        .where(MeetingAttachment.agenda_item_id == item_id)
        .order_by(MeetingAttachment.position, MeetingAttachment.id)
    ).all()
    removed = RemovedItem(
        item.meeting_id,
        row.position,
        row.form,
        row.state,
        row.notes,
        item.carried_from_id,
        tuple(taken_off(session, paper) for paper in papers),
    )
    remove_item(session, item_id)
    return removed


def put_back_item(session: Session, removed: RemovedItem) -> int:
    """Put an item back in its place, with its papers, and return its new id."""
    item_id = add_item(session, removed.meeting_id, replace(removed.form, version=None), removed.position)
    item = editable_item(session, item_id)
    item.state, item.notes = removed.state, removed.notes
    origin = removed.carried_from_id
    item.carried_from_id = origin if origin and session.get(AgendaItem, origin) else None
    session.flush()
    for paper in removed.papers:
        put_back(session, replace(paper, item_id=item_id))
    return item_id
