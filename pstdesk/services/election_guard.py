"""What an election held at an agenda item keeps as it is; apart, for the agenda knows nothing else of it."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Election
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState


def has_election(session: Session, item_id: int) -> bool:
    """Whether an election was opened at an item."""
    return _is_there(session, Election.agenda_item_id == item_id)


def has_unproclaimed(session: Session, item_id: int) -> bool:
    """Whether an election is going on at an item."""
    return _is_there(session, Election.agenda_item_id == item_id, Election.state == ElectionState.OPEN)


def _is_there(session: Session, *conditions: ColumnElement[bool]) -> bool:
    # asked in the midst of a change, which stays one change
    with session.no_autoflush:
        return bool(session.scalar(select(exists().where(*conditions))))


def refuse_without_item(session: Session, item: AgendaItem) -> None:
    """Raise where an item cannot go, because an election is held at it."""
    if has_election(session, item.id):
        raise Refused("item_has_election", title=item.title)


def refuse_other_kind(session: Session, item: AgendaItem, kind: ItemKind) -> None:
    """Raise where an item at which an election is held would become one of another ``kind``."""
    if kind is not item.kind:
        refuse_without_item(session, item)


def refuse_item_state(session: Session, item: AgendaItem, state: ItemState) -> None:
    """Raise where an item cannot be said to be in ``state``: proclaiming its election deals with it."""
    if state is ItemState.OPEN:
        return
    if has_unproclaimed(session, item.id) and state is not ItemState.WITHDRAWN:
        raise Refused("item_election_open", title=item.title)
    if state is not ItemState.DEALT_WITH:
        refuse_without_item(session, item)
