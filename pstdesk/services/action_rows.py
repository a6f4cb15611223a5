"""What a list says of an action beyond its own words: who, which bodies, where from, what was reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import Row, Select, case, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    AgendaItem,
    Committee,
    Meeting,
    Organisation,
    Person,
    ProgressNote,
)
from pstdesk.domain.action import ActionState, is_overdue
from pstdesk.domain.names import spoken_name

OPEN_STATES = tuple(state for state in ActionState if state.is_open)
Columns = TypeVarTuple("Columns")
_AT_ONCE = 500
"""Ids in one condition: SQLite takes a limited number of parameters."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was decided: the meeting and the item of its agenda."""

    committee: str
    """The short name of the body that met."""
    meeting_id: int
    number: int | None
    year: int | None
    day: date
    item_id: int
    item: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An action in the register; ``late`` is as of the day on which it was read.

    ``owners`` and ``committees`` (short names) are in their order; several committees make the action
    transversal. ``origin`` is None where no meeting decided it.
    """

    id: int
    text: str
    owners: tuple[str, ...]
    due_on: date | None
    state: ActionState
    closed_on: date | None
    late: bool
    committees: tuple[str, ...]
    origin: Origin | None
    notes: int
    last_note: str
    last_note_on: date | None


COLUMNS = (
    ActionItem.id,
    ActionItem.text,
    ActionItem.due_on,
    ActionItem.state,
    ActionItem.closed_on,
    ActionItem.agenda_item_id,
)
"""What is read of an action for a list."""


def in_order(query: Select[*Columns], *, is_open: bool | None = None) -> Select[*Columns]:
    """Order open actions by their day, those without one last, then closed ones, the latest first.

    ``is_open`` where it is known that all of them are, or that none is: an index may then serve.
    """
    by_day = (ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id)
    if is_open:
        return query.order_by(*by_day)
    closed_on: Any = ActionItem.closed_on
    if is_open is None:
        closed = case((ActionItem.state.in_(OPEN_STATES), 0), else_=1)
        query = query.order_by(closed)
        closed_on = case((closed == 1, ActionItem.closed_on))
    return query.order_by(closed_on.is_(None), closed_on.desc(), *by_day)


def built_rows(
    session: Session, found: Sequence[Row[*tuple[Any, ...]]], today: date
) -> tuple[RegisterRow, ...]:
    """Return the rows of what was ``found`` by COLUMNS: names, bodies and notes in one query each."""
    ids = [row.id for row in found]
    owners, committees = _owner_names(session, ids), _committee_names(session, ids)
    origins = _origins(session, {row.agenda_item_id for row in found if row.agenda_item_id is not None})
    notes = _last_notes(session, ids)
    return tuple(
        RegisterRow(
            row.id,
            row.text,
            tuple(owners.get(row.id, ())),
            row.due_on,
            row.state,
            row.closed_on,
            is_overdue(row.state, row.due_on, today),
            tuple(committees.get(row.id, ())),
            origins.get(row.agenda_item_id or 0),
            *notes.get(row.id, (0, "", None)),
        )
        for row in found
    )


def _in_parts(ids: Iterable[int]) -> list[list[int]]:
    every = list(ids)
    return [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]


def _among(
    session: Session, query: Select[*tuple[Any, ...]], column: Any, ids: Iterable[int]
) -> list[Row[*tuple[Any, ...]]]:
    """Return what ``query`` finds where ``column`` is one of ``ids``."""
    return [row for part in _in_parts(ids) for row in session.execute(query.where(column.in_(part)))]


def _owner_names(session: Session, ids: Iterable[int]) -> dict[int, list[str]]:
    query = (
        select(
            ActionOwner.action_id, ActionOwner.words, Organisation.name, Person.given_name, Person.family_name
        )
        .outerjoin(Organisation, Organisation.id == ActionOwner.organisation_id)
        .outerjoin(Person, Person.id == ActionOwner.person_id)
        .order_by(ActionOwner.id)
    )
    found: dict[int, list[str]] = {}
    for action_id, words, organisation, given, family in _among(session, query, ActionOwner.action_id, ids):
        found.setdefault(action_id, []).append(
            organisation or spoken_name(given or "", family or "") or words
        )
    return found


def _committee_names(session: Session, ids: Iterable[int]) -> dict[int, list[str]]:
    query = (
        select(ActionCommittee.action_id, Committee.short_name)
        .join(Committee, Committee.id == ActionCommittee.committee_id)
        .order_by(Committee.position, Committee.id)
    )
    found: dict[int, list[str]] = {}
    for action_id, short_name in _among(session, query, ActionCommittee.action_id, ids):
        found.setdefault(action_id, []).append(short_name)
    return found


def _origins(session: Session, item_ids: Iterable[int]) -> dict[int, Origin]:
    query = (
        select(
            AgendaItem.id,
            Committee.short_name,
            Meeting.id,
            Meeting.number,
            Meeting.year,
            Meeting.day,
            AgendaItem.title,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
    )
    return {
        item_id: Origin(committee, meeting_id, number, year, day, item_id, title)
        for item_id, committee, meeting_id, number, year, day, title in _among(
            session, query, AgendaItem.id, item_ids
        )
    }


def origin_of(session: Session, item_id: int | None) -> Origin | None:
    """Return the meeting and the item of this id, or None for no item."""
    return None if item_id is None else _origins(session, [item_id]).get(item_id)


def _last_notes(session: Session, ids: Iterable[int]) -> dict[int, tuple[int, str, date]]:
    """Return for each action how many notes there are, and the last one with its day."""
    query = select(ProgressNote.action_id, ProgressNote.text, ProgressNote.day).order_by(
        ProgressNote.day, ProgressNote.id
    )
    found: dict[int, tuple[int, str, date]] = {}
    for action_id, text, day in _among(session, query, ProgressNote.action_id, ids):
        found[action_id] = (found.get(action_id, (0,))[0] + 1, text, day)
    return found
