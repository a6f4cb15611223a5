"""A meeting's agenda: its items, and what was said of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Decision,
    Election,
    Meeting,
    MeetingAttachment,
    Minutes,
    Organisation,
    Person,
)
from pstdesk.domain.agenda import ItemKind, ItemState, place_for, refuse_order
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME, MeetingState, refuse_change
from pstdesk.domain.minutes import refuse_edit
from pstdesk.domain.names import spoken_name
from pstdesk.services.agenda_opening import complete_next_agenda
from pstdesk.services.election_guard import (
    has_unproclaimed,
    refuse_item_state,
    refuse_other_kind,
    refuse_without_item,
)
from pstdesk.services.fetch import fetch, required
from pstdesk.services.kept_files import drop_unneeded
from pstdesk.services.posts import main_posts


@dataclass(frozen=True, slots=True)
class ItemForm:
    """An agenda item as it is typed; ``planned_minutes`` None is not planned."""

    title: str = ""
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: str = ""
    planned_minutes: int | None = None
    version: int | None = None
    proposed_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An agenda item as it is shown, without what came out of it.

    ``proposed_by`` is the name of the person who proposed it, with where they worked on the meeting's day:
    "Zoé Abélard (CPAM)", or "". ``returns_from`` is the day of the meeting that did not deal with it, None
    where it does not come back from one. ``papers`` is how many files are attached to it.
    """

    id: int
    position: int
    state: ItemState
    notes: str
    carried: bool
    form: ItemForm
    proposed_by: str = ""
    returns_from: date | None = None
    papers: int = 0
    spent_seconds: int = 0
    """How long it was the current item in meeting mode."""


def item_rows(session: Session, meeting_id: int) -> tuple[ItemRow, ...]:
    """Return the agenda of a meeting, in its order, positions from 1."""
    origin = aliased(AgendaItem)
    earlier = aliased(Meeting)
    papers = (
        select(func.count())
        .where(
            MeetingAttachment.agenda_item_id == AgendaItem.id,
            MeetingAttachment.purpose == AttachmentPurpose.PAPER,
        )
        .scalar_subquery()
    )
    query = (
        select(AgendaItem, earlier.day, papers)
        .outerjoin(origin, origin.id == AgendaItem.carried_from_id)
        .outerjoin(earlier, earlier.id == origin.meeting_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    found = session.execute(query).all()
    proposers = _proposers(session, meeting_id, {item.proposed_by_id for item, _day, _papers in found})
    return tuple(
        ItemRow(
            item.id,
            position,
            item.state,
            item.notes,
            item.carried_from_id is not None,
            _form(item),
            proposers.get(item.proposed_by_id, ""),
            returns_from,
            attached,
            item.spent_seconds,
        )
        for position, (item, returns_from, attached) in enumerate(found, start=1)
    )


def _form(item: AgendaItem) -> ItemForm:
    return ItemForm(
        item.title, item.kind, item.presenter, item.planned_minutes, item.version, item.proposed_by_id
    )


def _proposers(session: Session, meeting_id: int, ids: Collection[int | None]) -> dict[int | None, str]:
    """Return the names of these people, with where they worked on the meeting's day."""
    wanted = [person_id for person_id in ids if person_id is not None]
    if not wanted:
        return {}
    post = main_posts(fetch(session, Meeting, meeting_id).day)
    query = (
        select(Person.id, Person.given_name, Person.family_name, Organisation.acronym, post.c.organisation)
        .outerjoin(post, post.c.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == post.c.organisation_id)
        .where(Person.id.in_(wanted))
    )
    return {
        person_id: _with_house(spoken_name(given, family), acronym or house or "")
        for person_id, given, family, acronym, house in session.execute(query)
    }


def _with_house(name: str, house: str) -> str:
    return f"{name} ({house})" if house else name


def meeting_of_item(session: Session, item_id: int) -> int:
    """Return the id of the meeting on whose agenda an item stands."""
    return fetch(session, AgendaItem, item_id).meeting_id


def add_item(session: Session, meeting_id: int, form: ItemForm, position: int | None = None) -> int:
    """Put an item at ``position`` (from 1) of the agenda and return its id.

    Without a position it comes last, but before the questions diverses.
    """
    _refuse_closed(session, meeting_id)
    rows = item_rows(session, meeting_id)
    item = AgendaItem(meeting_id=fetch(session, Meeting, meeting_id).id, position=len(rows) + 1)
    _fill(session, item, form)
    session.add(item)
    session.flush()
    place = place_for([row.form.kind for row in rows], form.kind) if position is None else position - 1
    order = [row.id for row in rows]
    order.insert(place, item.id)
    arrange(session, order)
    session.flush()
    _check_agenda(session, meeting_id)
    return item.id


def change_item(session: Session, item_id: int, form: ItemForm) -> None:
    """Write ``form`` over the item, in the version that was read."""
    item = editable_item(session, item_id, form.version)
    refuse_other_kind(session, item, form.kind)
    _fill(session, item, form)
    session.flush()
    _check_agenda(session, item.meeting_id)


def _check_agenda(session: Session, meeting_id: int) -> None:
    """Refuse an agenda out of order; what a meeting that is over gained comes back at the next one."""
    _refuse_agenda(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if meeting.state not in (*TO_COME, MeetingState.POSTPONED):
        complete_next_agenda(session, meeting)


def _fill(session: Session, item: AgendaItem, form: ItemForm) -> None:
    item.title = required(form.title, "item_without_title")
    refuse_minutes(form.planned_minutes)
    if form.proposed_by_id is not None:
        fetch(session, Person, form.proposed_by_id)
    item.proposed_by_id = form.proposed_by_id
    item.kind = form.kind
    item.presenter = form.presenter.strip()
    item.planned_minutes = form.planned_minutes


def refuse_minutes(minutes: int | None) -> None:
    """Raise where an item cannot be planned to take ``minutes``."""
    if minutes is not None and not 0 < minutes <= 600:
        raise Refused("item_minutes", minutes=minutes)


def move_item(session: Session, item_id: int, steps: int) -> None:
    """Move an item up (negative) or down by ``steps`` places, as far as the agenda goes."""
    item = editable_item(session, item_id)
    order = [row.id for row in item_rows(session, item.meeting_id)]
    place = order.index(item_id)
    order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
    arrange(session, order)
    session.flush()
    _refuse_agenda(session, item.meeting_id)


def order_items(
    session: Session, meeting_id: int, ids: Sequence[int], seen: Sequence[int] | None = None
) -> None:
    """Put the whole agenda in the order of ``ids``.

    Refused where the agenda no longer is what was ``seen``, item by item: by default, where it does not have
    these items and no other; and where it would not begin as it must.
    """
    _refuse_closed(session, meeting_id)
    now = [row.id for row in item_rows(session, meeting_id)]
    if sorted(now) != sorted(ids) or (seen is not None and list(seen) != now):
        raise Refused("changed_meanwhile")
    arrange(session, ids)
    session.flush()
    _refuse_agenda(session, meeting_id)


def _refuse_agenda(session: Session, meeting_id: int) -> None:
    """Raise where the agenda does not begin as it must (docs/domain.md, rule 5)."""
    refuse_order(row.form.kind for row in item_rows(session, meeting_id))


def arrange(session: Session, order: Sequence[int]) -> None:
    """Give the items of one agenda the positions 1, 2, ... in ``order``."""
    for position, item_id in enumerate(order, start=1):
        fetch(session, AgendaItem, item_id).position = position


def remove_item(session: Session, item_id: int) -> None:
    """Take an item off the agenda with its papers and all that was typed under it.

    Refused once the meeting was held (docs/domain.md, rule 3).
    """
    item = editable_item(session, item_id)
    refuse_without_item(session, item)
    refuse_change(fetch(session, Meeting, item.meeting_id).state)
    for action in session.scalars(select(ActionItem).where(ActionItem.agenda_item_id == item_id)):
        session.delete(action)
    for later in session.scalars(select(AgendaItem).where(AgendaItem.carried_from_id == item_id)):
        later.carried_from_id = None
    papers = select(MeetingAttachment).where(MeetingAttachment.agenda_item_id == item_id)
    kept = []
    for paper in session.scalars(papers):
        kept.append(paper.attachment_id)
        session.delete(paper)
    session.flush()
    session.delete(item)
    session.flush()
    drop_unneeded(session, kept)
    arrange(session, [row.id for row in item_rows(session, item.meeting_id)])


def set_item_state(session: Session, item_id: int, state: ItemState) -> None:
    """Say what became of an item; it comes back on the next agenda unless it was dealt with or withdrawn."""
    item = editable_item(session, item_id)
    refuse_item_state(session, item, state)
    item.state = state
    session.flush()
    if state in (ItemState.DEALT_WITH, ItemState.WITHDRAWN):
        take_back(session, item_id)
    complete_next_agenda(session, fetch(session, Meeting, item.meeting_id))


def deal_with(session: Session, item: AgendaItem) -> None:
    """Say that an item was dealt with, because something was typed under it; it need not come back.

    An item with an election is dealt with once that is proclaimed.
    """
    if item.state is ItemState.OPEN and not has_unproclaimed(session, item.id):
        item.state = ItemState.DEALT_WITH
        session.flush()
        take_back(session, item.id)


def take_back(session: Session, item_id: int) -> None:
    """Take an item that came back off the later agenda again, where nothing was typed under it yet."""
    copies = (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.carried_from_id == item_id,
            AgendaItem.state == ItemState.OPEN,
            Meeting.state.in_(TO_COME),
            nothing_typed(),
        )
    )
    for copy_id in session.scalars(copies).all():
        remove_item(session, copy_id)


def nothing_typed() -> ColumnElement[bool]:
    """Return the condition, within a query of AgendaItem, that nothing was noted, decided or voted there."""
    return and_(
        func.trim(AgendaItem.notes) == "",
        ~exists().where(Decision.agenda_item_id == AgendaItem.id),
        ~exists().where(ActionItem.agenda_item_id == AgendaItem.id),
        ~exists().where(Election.agenda_item_id == AgendaItem.id),
    )


def write_notes(session: Session, item_id: int, notes: str, version: int) -> int:
    """Keep what was said of an item, in the version that was read; return the new version."""
    item = editable_item(session, item_id, version)
    item.notes = notes
    if notes.strip():
        deal_with(session, item)
    session.flush()
    return item.version


def editable_item(session: Session, item_id: int, version: int | None = None) -> AgendaItem:
    """Return an item whose words may change; refused once the meeting's minutes were approved."""
    item = fetch(session, AgendaItem, item_id, version)
    _refuse_closed(session, item.meeting_id)
    return item


def _refuse_closed(session: Session, meeting_id: int) -> None:
    """Raise where nothing is noted any more: the minutes were approved, or the meeting lacked its quorum."""
    refuse_locked_minutes(session, meeting_id)
    if fetch(session, Meeting, meeting_id).state is MeetingState.INQUORATE:
        raise Refused("meeting_inquorate")


def refuse_locked_minutes(session: Session, meeting_id: int) -> None:
    """Raise where the meeting's minutes were approved: nothing they say may change any more."""
    state = session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting_id))
    if state is not None:
        refuse_edit(state)
