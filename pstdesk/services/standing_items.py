"""The items that stand on every agenda of a body, and the agendas they are put on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    AgendaItem,
    Committee,
    Meeting,
    MeetingAttachment,
    StandingItem,
)
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState, likely_kind, place_for, subject
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.agenda import arrange, nothing_typed, refuse_minutes, remove_item
from pstdesk.services.agenda_opening import agenda_of, from_standing
from pstdesk.services.fetch import fetch, required

_NOT_CONVENED = (MeetingState.PLANNED, MeetingState.POSTPONED)
"""The meetings whose agenda went to nobody yet; one that was convened keeps the agenda that was sent."""


@dataclass(frozen=True, slots=True)
class StandingItemForm:
    """A standing item as it is typed; ``kind`` None is what the title tells, or an information."""

    title: str = ""
    kind: ItemKind | None = None
    presenter: str = ""
    planned_minutes: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class StandingItemRow:
    """A standing item of a body; ``position`` is from 1."""

    id: int
    committee_id: int
    position: int
    form: StandingItemForm

    @property
    def kind(self) -> ItemKind:
        """What the item asks of those who attend."""
        return self.form.kind or ItemKind.INFORMATION


def standing_item_rows(session: Session, committee_id: int) -> tuple[StandingItemRow, ...]:
    """Return a body's standing items, in the order in which they come on its agendas."""
    return tuple(
        StandingItemRow(
            item.id,
            committee_id,
            position,
            StandingItemForm(item.title, item.kind, item.presenter, item.planned_minutes, item.version),
        )
        for position, item in enumerate(_items(session, committee_id), start=1)
    )


def add_standing_item(
    session: Session, committee_id: int, form: StandingItemForm, position: int | None = None
) -> int:
    """Add a standing item at ``position`` (from 1), or where it belongs, and return its id.

    It joins the agendas of the body's meetings that were not convened yet, but none that has an item of its
    title and kind already.
    """
    fetch(session, Committee, committee_id)
    there = list(_items(session, committee_id))
    item = StandingItem(committee_id=committee_id)
    _fill(session, item, form)
    if position is None:
        position = place_for([other.kind for other in there], item.kind) + 1
    there.insert(position - 1, item)
    _arrange(there)
    session.add(item)
    session.flush()
    for meeting in _agendas_to_write(session, committee_id):
        _put_on(session, meeting, item)
    return item.id


def change_standing_item(session: Session, item_id: int, form: StandingItemForm) -> None:
    """Write ``form`` over a standing item, in the version that was read.

    What it gave to meetings that were not convened yet follows where nobody touched it since.
    """
    item = fetch(session, StandingItem, item_id, form.version)
    untouched = list(_untouched(session, item))
    before = subject(item.title, item.kind)
    _fill(session, item, form)
    session.flush()
    after = subject(item.title, item.kind)
    for given in untouched:
        if after == before or after not in _subjects(session, given.meeting_id):
            given.title, given.kind = item.title, item.kind
            given.presenter, given.planned_minutes = item.presenter, item.planned_minutes
    session.flush()


def order_standing_items(session: Session, committee_id: int, ids: Sequence[int]) -> None:
    """Put a body's standing items in the order of ``ids``; refused where it has others by now.

    Agendas that there are already keep their order.
    """
    by_id = {item.id: item for item in _items(session, committee_id)}
    if sorted(by_id) != sorted(ids):
        raise Refused("changed_meanwhile")
    _arrange([by_id[item_id] for item_id in ids])
    session.flush()


def remove_standing_item(session: Session, item_id: int) -> None:
    """Take a standing item away.

    What it gave to meetings that were not convened yet goes with it where nobody touched it since.
    """
    item = fetch(session, StandingItem, item_id)
    for given in list(_untouched(session, item)):
        remove_item(session, given.id)
    session.delete(item)
    session.flush()
    _arrange(list(_items(session, item.committee_id)))
    session.flush()


def _items(session: Session, committee_id: int) -> Sequence[StandingItem]:
    query = select(StandingItem).where(StandingItem.committee_id == committee_id)
    return session.scalars(query.order_by(StandingItem.position, StandingItem.id)).all()


def _arrange(items: Sequence[StandingItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position


def _fill(session: Session, item: StandingItem, form: StandingItemForm) -> None:
    title = required(form.title, "item_without_title")
    told = likely_kind(title)
    kind = form.kind or (told if told is ItemKind.ANY_OTHER_BUSINESS else ItemKind.INFORMATION)
    if kind in OPENING_KINDS:
        raise Refused("standing_item_opening")
    refuse_minutes(form.planned_minutes)
    others = [other for other in _items(session, item.committee_id) if other is not item]
    if subject(title, kind) in {subject(other.title, other.kind) for other in others}:
        raise Refused("standing_item_exists", title=title)
    item.title, item.kind = title, kind
    item.presenter, item.planned_minutes = form.presenter.strip(), form.planned_minutes


def _agendas_to_write(session: Session, committee_id: int) -> Sequence[Meeting]:
    query = select(Meeting).where(Meeting.committee_id == committee_id, Meeting.state.in_(_NOT_CONVENED))
    return session.scalars(query.order_by(Meeting.day, Meeting.id)).all()


def _subjects(session: Session, meeting_id: int) -> set[tuple[str, ItemKind]]:
    return {subject(item.title, item.kind) for item in agenda_of(session, meeting_id)}


def _put_on(session: Session, meeting: Meeting, item: StandingItem) -> None:
    """Put a standing item on an agenda that lacks it, before the questions diverses."""
    if subject(item.title, item.kind) in _subjects(session, meeting.id):
        return
    items = agenda_of(session, meeting.id)
    given = from_standing(item, meeting.id, len(items) + 1)
    session.add(given)
    session.flush()
    order = [other.id for other in items]
    order.insert(place_for([other.kind for other in items], given.kind), given.id)
    arrange(session, order)
    session.flush()


def _untouched(session: Session, item: StandingItem) -> Iterator[AgendaItem]:
    """Give what a standing item gave to agendas that went to nobody yet, where nobody touched it since."""
    query = (
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.committee_id == item.committee_id,
            Meeting.state.in_(_NOT_CONVENED),
            AgendaItem.state == ItemState.OPEN,
            AgendaItem.carried_from_id.is_(None),
            AgendaItem.proposed_by_id.is_(None),
            nothing_typed(),
            ~exists().where(MeetingAttachment.agenda_item_id == AgendaItem.id),
        )
    )
    for given in session.scalars(query):
        same_words = (given.title, given.kind) == (item.title, item.kind)
        if same_words and (given.presenter, given.planned_minutes) == (item.presenter, item.planned_minutes):
            yield given
