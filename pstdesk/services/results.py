"""What comes out of an agenda item: decisions, and actions with those who have to do them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    AgendaItem,
    Decision,
    Meeting,
    Organisation,
    Person,
)
from pstdesk.db.models.base import storable
from pstdesk.domain.action import ActionState
from pstdesk.domain.minutes import decision_label
from pstdesk.domain.names import fold, spoken_name
from pstdesk.services.agenda import deal_with, editable_item
from pstdesk.services.fetch import fetch, required


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision; ``label`` is D1, D2 ... in drafts and "2026-014" once it has its number."""

    id: int
    item_id: int
    label: str
    text: str
    is_withdrawn: bool
    version: int


@dataclass(frozen=True, slots=True)
class ActionForm:
    """An action as it is typed; ``owners`` are names or acronyms, separated by commas."""

    text: str = ""
    owners: str = ""
    due_on: date | None = None
    state: ActionState = ActionState.TO_DO
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as it is shown; ``item_id`` is where it was decided."""

    id: int
    item_id: int
    form: ActionForm


def decision_rows(session: Session, meeting_id: int) -> tuple[DecisionRow, ...]:
    """Return the decisions of a meeting in the order of its agenda."""
    query = (
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id, Decision.position, Decision.id)
    )
    return tuple(
        DecisionRow(
            decision.id,
            decision.agenda_item_id,
            decision_label(decision.year, decision.number, place),
            decision.text,
            decision.is_withdrawn,
            decision.version,
        )
        for place, decision in enumerate(session.scalars(query), start=1)
    )


def add_decision(session: Session, item_id: int, text: str) -> int:
    """Add a decision to an item and return its id."""
    item = editable_item(session, item_id)
    decision = Decision(
        agenda_item_id=item.id, position=_next_position(session, Decision, item_id), text=_said(text)
    )
    session.add(decision)
    session.flush()
    deal_with(session, item)
    return decision.id


def change_decision(session: Session, decision_id: int, text: str, version: int) -> None:
    """Correct a decision's words, in the version that was read."""
    decision = fetch(session, Decision, decision_id, version)
    editable_item(session, decision.agenda_item_id)
    decision.text = _said(text)


def remove_decision(session: Session, decision_id: int) -> None:
    """Take a decision back: once it has its number it is marked "retirée" (docs/domain.md, rule 4)."""
    decision = fetch(session, Decision, decision_id)
    editable_item(session, decision.agenda_item_id)
    if decision.number is None:
        session.delete(decision)
    else:
        decision.is_withdrawn = True


def action_rows(session: Session, meeting_id: int) -> tuple[ActionRow, ...]:
    """Return the actions decided at a meeting in the order of its agenda."""
    query = (
        select(ActionItem)
        .join(AgendaItem, AgendaItem.id == ActionItem.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id, ActionItem.position, ActionItem.id)
    )
    actions = session.scalars(query).all()
    owners = owners_of(session, [action.id for action in actions])
    return tuple(
        ActionRow(
            action.id,
            action.agenda_item_id or 0,
            ActionForm(
                action.text,
                ", ".join(owners.get(action.id, ())),
                action.due_on,
                action.state,
                action.version,
            ),
        )
        for action in actions
    )


def owners_of(session: Session, action_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the names of those who have to do each action."""
    query = (
        select(
            ActionOwner.action_id, ActionOwner.words, Organisation.name, Person.given_name, Person.family_name
        )
        .outerjoin(Organisation, Organisation.id == ActionOwner.organisation_id)
        .outerjoin(Person, Person.id == ActionOwner.person_id)
        .where(ActionOwner.action_id.in_(list(action_ids)))
        .order_by(ActionOwner.id)
    )
    found: dict[int, list[str]] = {}
    for action_id, words, organisation, given_name, family_name in session.execute(query):
        person = spoken_name(given_name or "", family_name or "")
        found.setdefault(action_id, []).append(organisation or person or words)
    return found


def add_action(session: Session, item_id: int, form: ActionForm) -> int:
    """Add an action to an item and return its id; it concerns the committee that met."""
    item = editable_item(session, item_id)
    action = ActionItem(agenda_item_id=item.id, position=_next_position(session, ActionItem, item_id))
    fill_action(action, form, closed_on=None)
    session.add(action)
    session.flush()
    committee_id = fetch(session, Meeting, item.meeting_id).committee_id
    session.add(ActionCommittee(action_id=action.id, committee_id=committee_id))
    write_owners(session, action.id, form.owners)
    deal_with(session, item)
    return action.id


def change_action(session: Session, action_id: int, form: ActionForm, today: date) -> None:
    """Write ``form`` over the action, in the version that was read.

    Its state may change at any time; its words no longer once the minutes that hold it are locked.
    """
    action = fetch(session, ActionItem, action_id, form.version)
    owners = ", ".join(owners_of(session, [action_id]).get(action_id, ()))
    is_reworded = (action.text, action.due_on) != (form.text.strip(), form.due_on)
    is_reassigned = owners != form.owners.strip()
    if (is_reworded or is_reassigned) and action.agenda_item_id is not None:
        editable_item(session, action.agenda_item_id)
    fill_action(action, form, closed_on=action.closed_on or today)
    if is_reassigned:
        flag_modified(action, "text")  # the owners are part of the version that others have read
        session.execute(delete(ActionOwner).where(ActionOwner.action_id == action_id))
        write_owners(session, action_id, form.owners)


def remove_action(session: Session, action_id: int) -> None:
    """Take back an action that was typed by mistake."""
    action = fetch(session, ActionItem, action_id)
    if action.agenda_item_id is not None:
        editable_item(session, action.agenda_item_id)
    session.delete(action)


def fill_action(action: ActionItem, form: ActionForm, closed_on: date | None) -> None:
    """Write ``form`` into an action, closed on that day where its state closes it."""
    action.text = _said(form.text)
    action.due_on = form.due_on
    action.state = form.state
    action.closed_on = None if form.state.is_open else closed_on


def _said(text: str) -> str:
    required(text, "text_missing")
    return text.strip()


def _next_position(session: Session, model: type[Decision] | type[ActionItem], item_id: int) -> int:
    last = session.scalar(select(func.max(model.position)).where(model.agenda_item_id == item_id))
    return (last or 0) + 1


def write_owners(session: Session, action_id: int, owners: str) -> None:
    """Add those whom ``owners`` names to an action that has none."""
    session.add_all(ActionOwner(action_id=action_id, **owner) for owner in _owners_named(session, owners))
    session.flush()


def _owners_named(session: Session, owners: str) -> list[dict[str, object]]:
    """Return who is named, each once; a name that holds a comma itself is found whole."""
    owners = storable(owners)
    whole = _owner_named(session, " ".join(owners.split()))
    if "words" not in whole:
        return [whole]
    found: list[dict[str, object]] = []
    for words in re.split(r"[,;]", owners):
        if words.strip() and (owner := _owner_named(session, " ".join(words.split()))) not in found:
            found.append(owner)
    return found


def is_owner_known(session: Session, words: str) -> bool:
    """Tell whether ``words`` name one organisation or one person on record."""
    return "words" not in _owner_named(session, " ".join(storable(words).split()))


def _owner_named(session: Session, words: str) -> dict[str, object]:
    """Return the organisation or the one person that ``words`` name, or the words where nobody is known."""
    key = fold(words)
    organisations = session.scalars(
        select(Organisation.id).where(
            or_(Organisation.search_key == key, Organisation.acronym_key == key),
            Organisation.archived_at.is_(None),
        )
    ).all()
    if key and len(organisations) == 1:
        return {"organisation_id": organisations[0]}
    people = session.scalars(
        select(Person.id).where(
            or_(Person.search_key == key, Person.given_key == key), Person.archived_at.is_(None)
        )
    ).all()
    return {"person_id": people[0]} if key and len(people) == 1 else {"words": words}
