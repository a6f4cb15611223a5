"""One action: its page, its progress notes, and what changes it outside the meeting that decided it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    AgendaItem,
    Committee,
    Meeting,
    Minutes,
    Organisation,
    Person,
    ProgressNote,
)
from pstdesk.domain.action import ActionState, is_overdue
from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import is_locked
from pstdesk.domain.names import spoken_name
from pstdesk.services.action_rows import Origin, origin_of
from pstdesk.services.fetch import fetch, required
from pstdesk.services.results import ActionForm, fill_action, write_owners
from pstdesk.services.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class OwnerName:
    """Who has to do an action; both ids are None where only words are known."""

    name: str
    person_id: int | None
    organisation_id: int | None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What was reported of an action on a day."""

    id: int
    action_id: int
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Everything shown of one action.

    ``is_locked`` says that approved minutes hold its words, its owners and its day; ``progress`` is
    the latest note first. ``origin`` is None where no meeting decided it.
    """

    id: int
    form: ActionForm
    closed_on: date | None
    late: bool
    owners: tuple[OwnerName, ...]
    committees: tuple[Choice, ...]
    origin: Origin | None
    home_id: int | None
    """The body that decided it, which it always concerns."""
    progress: tuple[ProgressRow, ...]
    is_locked: bool


def action_page(session: Session, action_id: int, today: date) -> ActionPage:
    """Return one action's page, late or not as of ``today``."""
    action = fetch(session, ActionItem, action_id)
    owners = _owners(session, action_id)
    names = ", ".join(owner.name for owner in owners)
    return ActionPage(
        action.id,
        ActionForm(action.text, names, action.due_on, action.state, action.version),
        action.closed_on,
        is_overdue(action.state, action.due_on, today),
        owners,
        _committees(session, action_id),
        origin_of(session, action.agenda_item_id),
        _home(session, action),
        _progress(session, action_id),
        _is_locked(session, action.agenda_item_id),
    )


def _owners(session: Session, action_id: int) -> tuple[OwnerName, ...]:
    query = (
        select(ActionOwner, Organisation.name, Person.given_name, Person.family_name)
        .outerjoin(Organisation, Organisation.id == ActionOwner.organisation_id)
        .outerjoin(Person, Person.id == ActionOwner.person_id)
        .where(ActionOwner.action_id == action_id)
        .order_by(ActionOwner.id)
    )
    return tuple(
        OwnerName(
            organisation or spoken_name(given or "", family or "") or owner.words,
            owner.person_id,
            owner.organisation_id,
        )
        for owner, organisation, given, family in session.execute(query)
    )


def _committees(session: Session, action_id: int) -> tuple[Choice, ...]:
    query = (
        select(Committee.id, Committee.name, Committee.short_name)
        .join(ActionCommittee, ActionCommittee.committee_id == Committee.id)
        .where(ActionCommittee.action_id == action_id)
        .order_by(Committee.position, Committee.id)
    )
    return tuple(Choice(*row) for row in session.execute(query))


def _progress(session: Session, action_id: int) -> tuple[ProgressRow, ...]:
    query = (
        select(ProgressNote.id, ProgressNote.action_id, ProgressNote.day, ProgressNote.text)
        .where(ProgressNote.action_id == action_id)
        .order_by(ProgressNote.day.desc(), ProgressNote.id.desc())
    )
    return tuple(ProgressRow(*row) for row in session.execute(query))


def _home(session: Session, action: ActionItem) -> int | None:
    return session.scalar(
        select(Meeting.committee_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.id == action.agenda_item_id)
    )


def _is_locked(session: Session, item_id: int | None) -> bool:
    state = session.scalar(
        select(Minutes.state)
        .join(AgendaItem, AgendaItem.meeting_id == Minutes.meeting_id)
        .where(AgendaItem.id == item_id)
    )
    return state is not None and is_locked(state)


# Making and taking back


def add_action_outside(session: Session, form: ActionForm, committee_ids: Iterable[int]) -> int:
    """Add an action that no meeting decided, for the bodies of these ids, and return its id."""
    action = ActionItem()
    fill_action(action, form, closed_on=None)
    session.add(action)
    session.flush()
    write_owners(session, action.id, form.owners)
    _write_committees(session, action.id, committee_ids)
    return action.id


# States


def set_states(session: Session, action_ids: Sequence[int], state: ActionState, day: date) -> int:
    """Give actions a state, closed on ``day`` where it closes them; return how many changed.

    Those that have the state already stay as they are. The last word counts, whatever version was read.
    """
    changed = 0
    for action_id in action_ids:
        action = fetch(session, ActionItem, action_id)
        if action.state is not state:
            action.state = state
            action.closed_on = None if state.is_open else (action.closed_on or day)
            changed += 1
    session.flush()
    return changed


# Bodies


def set_committees(session: Session, action_id: int, committee_ids: Iterable[int], version: int) -> None:
    """Say which bodies an action concerns, in the version that was read; several make it transversal.

    It always concerns the one that decided it.
    """
    action = fetch(session, ActionItem, action_id, version)
    home = _home(session, action)
    wanted = {*committee_ids, *([home] if home is not None else [])}
    flag_modified(action, "text")  # the bodies are part of the version that others have read
    session.execute(delete(ActionCommittee).where(ActionCommittee.action_id == action_id))
    _write_committees(session, action_id, wanted)


def _write_committees(session: Session, action_id: int, committee_ids: Iterable[int]) -> None:
    for committee_id in sorted(set(committee_ids)):
        fetch(session, Committee, committee_id)
        session.add(ActionCommittee(action_id=action_id, committee_id=committee_id))
    session.flush()


# Progress notes


def add_progress(session: Session, action_id: int, text: str, day: date) -> int:
    """Note where an action stands on ``day``, and return the note's id; it may be closed or locked."""
    note = ProgressNote(action_id=fetch(session, ActionItem, action_id).id, day=day, text=_said(text))
    session.add(note)
    session.flush()
    return note.id


def change_progress(session: Session, seen: ProgressRow, text: str, day: date) -> None:
    """Correct a note; refused where it does not say any more what was ``seen``."""
    note = _note(session, seen)
    note.text, note.day = _said(text), day


def remove_progress(session: Session, seen: ProgressRow) -> None:
    """Take a note back; refused where it does not say any more what was ``seen``."""
    session.delete(_note(session, seen))


def _note(session: Session, seen: ProgressRow) -> ProgressNote:
    note = fetch(session, ProgressNote, seen.id)
    if (note.day, note.text) != (seen.day, seen.text):
        raise Refused("changed_meanwhile")
    return note


def _said(text: str) -> str:
    required(text, "progress_missing")
    return text.strip()
