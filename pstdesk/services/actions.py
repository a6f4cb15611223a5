"""The register of actions: every action of the programme in one list, with what it came out of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
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
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.names import fold
from pstdesk.services.action_rows import COLUMNS, OPEN_STATES, RegisterRow, built_rows, in_order
from pstdesk.services.fetch import words_wanted


class Shown(StrEnum):
    """Which actions a list shows; late ones are open ones whose day has passed."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ActionsFilter:
    """Which actions to list: those that match all that is given.

    ``words`` are looked for in the action, in who does it and in the bodies it concerns, accents and
    case apart. ``year`` is that of the meeting.
    """

    shown: Shown = Shown.OPEN
    words: str = ""
    committee_id: int | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The first rows of the register, the most pressing ones first, and how many there are in all."""

    rows: tuple[RegisterRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The actions of one state, the most pressing ones first, and how many there are in all."""

    state: ActionState
    rows: tuple[RegisterRow, ...]
    total: int


def register(session: Session, chosen: ActionsFilter, today: date, most: int | None = None) -> Register:
    """Return the actions that ``chosen`` lets through: late ones first, then open ones by their day.

    At most ``most`` rows; who does them, which bodies they concern and what was reported is read for
    those rows alone, in one query each.
    """
    found = session.execute(in_order(_wanted(chosen, today))).all()
    if words := words_wanted(chosen.words):
        found = _with_words(session, found, words)
    return Register(built_rows(session, found[:most], today), len(found))


def board(
    session: Session, chosen: ActionsFilter, today: date, since: date, most: int
) -> tuple[BoardColumn, ...]:
    """Return the actions that ``chosen`` lets through by their state, at most ``most`` of each.

    All states are there whatever ``chosen.shown`` says; of those that are over, only what was closed
    on ``since`` or later.
    """
    every = _wanted(replace(chosen, shown=Shown.ALL), today)
    words = words_wanted(chosen.words)
    columns: list[BoardColumn] = []
    for state in ActionState:
        query = every.where(ActionItem.state == state)
        if not state.is_open:
            query = query.where(ActionItem.closed_on >= since)
        found = session.execute(in_order(query)).all()
        if words:
            found = _with_words(session, found, words)
        columns.append(BoardColumn(state, built_rows(session, found[:most], today), len(found)))
    return tuple(columns)


def action_years(session: Session) -> tuple[int, ...]:
    """Return the years of the meetings that decided actions, the latest first."""
    year = func.substr(Meeting.quarter, 1, 4)
    query = (
        select(year)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(ActionItem, ActionItem.agenda_item_id == AgendaItem.id)
        .distinct()
        .order_by(year.desc())
    )
    return tuple(int(found) for found in session.scalars(query))


def open_count(session: Session) -> int:
    """Return how many actions are open."""
    return session.scalar(select(func.count()).where(ActionItem.state.in_(OPEN_STATES))) or 0


def _wanted(chosen: ActionsFilter, today: date) -> Select[*tuple[Any, ...]]:
    query = select(*COLUMNS)
    condition = _condition(chosen.shown, today)
    if condition is not None:
        query = query.where(condition)
    if chosen.committee_id is not None:
        concerned = select(ActionCommittee.action_id)
        query = query.where(
            ActionItem.id.in_(concerned.where(ActionCommittee.committee_id == chosen.committee_id))
        )
    for column, wanted in (
        (ActionOwner.person_id, chosen.person_id),
        (ActionOwner.organisation_id, chosen.organisation_id),
    ):
        if wanted is not None:
            query = query.where(ActionItem.id.in_(select(ActionOwner.action_id).where(column == wanted)))
    if chosen.year is not None:
        decided = (
            select(AgendaItem.id)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(Meeting.day.between(date(chosen.year, 1, 1), date(chosen.year, 12, 31)))
        )
        query = query.where(ActionItem.agenda_item_id.in_(decided))
    return query


def _condition(shown: Shown, today: date) -> ColumnElement[bool] | None:
    is_open = ActionItem.state.in_(OPEN_STATES)
    return {
        Shown.OPEN: is_open,
        Shown.LATE: and_(is_open, ActionItem.due_on < today),
        Shown.DONE: ActionItem.state == ActionState.DONE,
        Shown.DROPPED: ActionItem.state == ActionState.DROPPED,
        Shown.ALL: None,
    }[shown]


def _with_words(
    session: Session, found: Sequence[Row[*tuple[Any, ...]]], words: list[str]
) -> list[Row[*tuple[Any, ...]]]:
    """Return the rows that hold all of ``words`` in their text, their owners or their bodies.

    In Python, because SQLite cannot compare without accents; names have their folded keys in the base.
    """
    texts = [fold(row.text) for row in found]
    for word in words:
        named = _naming(session, word)
        kept = [place for place, row in enumerate(found) if word in texts[place] or row.id in named]
        found, texts = [found[place] for place in kept], [texts[place] for place in kept]
    return list(found)


def _naming(session: Session, word: str) -> set[int]:
    """Return the ids of the actions that are for somebody, or concern a body, whose name holds ``word``."""
    by_name = (
        select(ActionOwner.action_id)
        .outerjoin(Organisation, Organisation.id == ActionOwner.organisation_id)
        .outerjoin(Person, Person.id == ActionOwner.person_id)
        .where(
            or_(
                Organisation.search_key.contains(word),
                Organisation.acronym_key.contains(word),
                Person.search_key.contains(word),
            )
        )
    )
    by_body = (
        select(ActionCommittee.action_id)
        .join(Committee, Committee.id == ActionCommittee.committee_id)
        .where(or_(Committee.search_key.contains(word), Committee.short_key.contains(word)))
    )
    in_words = select(ActionOwner.action_id, ActionOwner.words).where(ActionOwner.words != "")
    return {
        *session.scalars(by_name),
        *session.scalars(by_body),
        *(action_id for action_id, words in session.execute(in_words) if word in fold(words)),
    }
