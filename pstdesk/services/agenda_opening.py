"""How an agenda begins: the last minutes, the open actions, what comes back, then what stands on each."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Meeting, MeetingAttachment, Programme, StandingItem
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState, PastItem, items_to_carry, subject
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _, format_date, language


def begin_agenda(session: Session, meeting: Meeting) -> None:
    """Give a new meeting its body's standing items, and before them all that :func:`complete_agenda` gives.

    The standing questions diverses close it, whatever place they have among the standing items.
    """
    standing = session.scalars(
        select(StandingItem)
        .where(StandingItem.committee_id == meeting.committee_id)
        .order_by(StandingItem.position, StandingItem.id)
    ).all()
    closing_last = sorted(standing, key=lambda item: item.kind is ItemKind.ANY_OTHER_BUSINESS)
    for position, item in enumerate(closing_last, start=1):
        session.add(from_standing(item, meeting.id, position))
    session.flush()
    complete_agenda(session, meeting)


def from_standing(item: StandingItem, meeting_id: int, position: int) -> AgendaItem:
    """Return the item, not yet added, with which a standing item appears on one agenda."""
    return AgendaItem(
        meeting_id=meeting_id,
        position=position,
        title=item.title,
        kind=item.kind,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
    )


def complete_agenda(session: Session, meeting: Meeting) -> None:
    """Give an agenda what it lacks of the last minutes, the open actions, and then what comes back.

    A body's first meeting has nothing to approve or to follow up (docs/domain.md, rule 5).
    """
    items = agenda_of(session, meeting.id)
    opening = _opening_items(session, meeting, [item for item in items if item.kind in OPENING_KINDS])
    rest = [item for item in items if item.kind not in OPENING_KINDS]
    returning = _items_to_carry(session, meeting, {subject(item.title, item.kind) for item in items})
    carried = [_carried(item) for item in returning]
    for position, item in enumerate([*opening, *carried, *rest], start=1):
        item.meeting_id, item.position = meeting.id, position
        session.add(item)
    session.flush()
    for origin, copy in zip(returning, carried, strict=True):
        _bring_papers(session, origin, copy)


def complete_next_agenda(session: Session, meeting: Meeting) -> None:
    """Complete the agenda of the body's next meeting, where one was planned before this one took place."""
    upcoming = next_to_come(session, meeting)
    if upcoming is not None:
        complete_agenda(session, upcoming)


def next_to_come(session: Session, meeting: Meeting) -> Meeting | None:
    """Return the body's meeting to which this one leaves its agenda, or None while none is planned."""
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.id != meeting.id,
            Meeting.day >= meeting.day,
            Meeting.state.in_(TO_COME),
        )
        .order_by(Meeting.day, Meeting.id)
        .limit(1)
    )


def approval_title(session: Session, day: date) -> str:
    """Return how the approval of the minutes of ``day`` is worded on an agenda."""
    with language(_spoken(session)):
        return _("Approbation du compte rendu du {day}").format(day=format_date(day, "long"))


def _spoken(session: Session) -> str:
    programme = session.get(Programme, 1)
    return programme.language if programme else "fr"


def repeat_agenda(session: Session, meeting: Meeting, first_id: int) -> None:
    """Give a meeting that is called again the agenda of the first in its order, with all that it had.

    That is also its questions diverses, which do not come back from a meeting by themselves, and the papers
    for the meeting as a whole.
    """
    first, items = agenda_of(session, first_id), list(agenda_of(session, meeting.id))
    there = {subject(item.title, item.kind) for item in items}
    for item in first:
        closing = item.kind is ItemKind.ANY_OTHER_BUSINESS and item.state is ItemState.OPEN
        if closing and subject(item.title, item.kind) not in there:
            again = _carried(item)
            again.carried_from_id, again.meeting_id = None, meeting.id
            items.append(again)
    order = {subject(item.title, item.kind): place for place, item in enumerate(first)}
    end = len(order)

    def place(item: AgendaItem) -> tuple[int, int]:
        opening = item.kind in OPENING_KINDS
        return -1 if opening else order.get(subject(item.title, item.kind), end), items.index(item)

    for position, item in enumerate(sorted(items, key=place), start=1):
        item.position = position
        session.add(item)
    session.flush()
    whole = select(MeetingAttachment).where(
        MeetingAttachment.meeting_id == first_id, MeetingAttachment.agenda_item_id.is_(None)
    )
    _copy_papers(session, whole, meeting.id, None)


def agenda_of(session: Session, meeting_id: int) -> Sequence[AgendaItem]:
    """Return the items of a meeting in their order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)).all()


def _opening_items(session: Session, meeting: Meeting, present: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the opening items, ``present`` ones among them; the approval names the last meeting held."""
    days = session.scalars(
        select(Meeting.day)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.state == MeetingState.HELD,
            Meeting.day <= meeting.day,
            Meeting.id != meeting.id,
        )
        .order_by(Meeting.day)
    ).all()
    if not days:
        return list(present)
    titles = [approval_title(session, day) for day in days]
    with language(_spoken(session)):
        follow_up = _("Suivi des actions")
    by_kind = {item.kind: item for item in present}
    approval = by_kind.get(ItemKind.MINUTES_APPROVAL) or AgendaItem(
        title=titles[-1], kind=ItemKind.MINUTES_APPROVAL, planned_minutes=5
    )
    if approval.title in titles:  # in our words, not in the officer's
        approval.title = titles[-1]
    return [
        approval,
        by_kind.get(ItemKind.ACTIONS_FOLLOW_UP)
        or AgendaItem(title=follow_up, kind=ItemKind.ACTIONS_FOLLOW_UP, planned_minutes=10),
    ]


def _items_to_carry(
    session: Session, meeting: Meeting, present: Collection[tuple[str, ItemKind]]
) -> list[AgendaItem]:
    taken_up = items_taken_up(session)
    found = session.execute(
        select(AgendaItem, Meeting.state)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.committee_id == meeting.committee_id, Meeting.id != meeting.id, Meeting.day <= meeting.day
        )
        .order_by(Meeting.day, Meeting.id, AgendaItem.position)
    ).all()
    by_id = {item.id: item for item, _state in found}
    past = [
        PastItem(item.id, item.kind, item.state, state, item.id in taken_up, item.title, item.meeting_id)
        for item, state in found
    ]
    return [by_id[item_id] for item_id in items_to_carry(past, present)]


def items_taken_up(session: Session) -> set[int | None]:
    """Return the ids of the items that a later agenda has again."""
    query = select(AgendaItem.carried_from_id).where(AgendaItem.carried_from_id.is_not(None))
    return set(session.scalars(query))


def _carried(item: AgendaItem) -> AgendaItem:
    return AgendaItem(
        title=item.title,
        kind=item.kind,
        presenter=item.presenter,
        planned_minutes=item.planned_minutes,
        carried_from_id=item.id,
        proposed_by_id=item.proposed_by_id,
    )


def _bring_papers(session: Session, origin: AgendaItem, copy: AgendaItem) -> None:
    """Attach to ``copy`` what was attached to ``origin``; the files themselves are in the base once."""
    attached = select(MeetingAttachment).where(MeetingAttachment.agenda_item_id == origin.id)
    _copy_papers(session, attached, copy.meeting_id, copy.id)


def _copy_papers(
    session: Session, attached: Select[MeetingAttachment], meeting_id: int, item_id: int | None
) -> None:
    session.add_all(
        MeetingAttachment(
            meeting_id=meeting_id,
            agenda_item_id=item_id,
            attachment_id=paper.attachment_id,
            position=paper.position,
        )
        for paper in session.scalars(attached.where(MeetingAttachment.purpose == AttachmentPurpose.PAPER))
    )
    session.flush()
