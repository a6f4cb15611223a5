"""The register of actions: every action of the programme in one list, with what it came out of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

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
from pstdesk.domain.action import ActionState
from pstdesk.domain.names import fold
from pstdesk.services.action_rows import COLUMNS, OPEN_STATES, RegisterRow, built_rows, in_order
from pstdesk.services.fetch import YEAR, in_year, words_wanted, years_of
from pstdesk.services.listing import PAGE, By, Listing, Opening, Order, Sought, by_word


class Shown(StrEnum):
    """Which actions a list shows; late ones are open ones whose day has passed."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"
    ALL = "all"


_ALL_OPEN = {Shown.OPEN: True, Shown.LATE: True, Shown.DONE: False, Shown.DROPPED: False}
"""Whether all that is shown is open; not for what shows both."""


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
class BoardColumn:
    """The actions of one state, the most pressing ones first, and how many there are in all."""

    state: ActionState
    rows: tuple[RegisterRow, ...]
    total: int


def action_listing(chosen: ActionsFilter, today: date, order: Order = Order()) -> Listing[RegisterRow]:  # noqa: B008 - frozen
    """Return the list of the actions that ``chosen`` lets through: late ones first, then by their day."""
    return _listing(_sought(chosen, today, order), chosen.words, today, order)


def register(session: Session, chosen: ActionsFilter, today: date, most: int = PAGE) -> Opening[RegisterRow]:
    """Return the first rows of the actions that ``chosen`` lets through, and how many there are."""
    return action_listing(chosen, today).opening(session, most)


def _listing(
    sought: Sought,
    words: str,
    today: date,
    order: Order = Order(),  # noqa: B008 - frozen
) -> Listing[RegisterRow]:
    wanted = words_wanted(words)

    def find(session: Session) -> Sought | Sequence[int]:
        if not wanted and order.key != "text":
            return sought
        found = session.execute(sought.ids.add_columns(ActionItem.text)).all()
        if wanted:
            found = _with_words(session, found, wanted)
        if order.key == "text":
            found = sorted(found, key=lambda row: fold(row.text), reverse=order.descending)
        return tuple(row.id for row in found)

    return Listing(find, lambda session, ids: _built(session, ids, today))


def _built(session: Session, ids: Sequence[int], today: date) -> tuple[RegisterRow, ...]:
    found = session.execute(select(*COLUMNS).where(ActionItem.id.in_(ids))).all()
    return built_rows(session, found, today)


def _sought(chosen: ActionsFilter, today: date, order: Order) -> Sought:
    query, by = _sorted(_wanted(chosen, today), order.key, today)
    if by is not None:
        query = query.order_by(*by.clauses(descending=order.descending))
    return Sought(in_order(query, is_open=_ALL_OPEN.get(chosen.shown)), spoken=ActionItem.text)


def _sorted(query: Select[int], key: str, today: date) -> tuple[Select[int], By | None]:
    """Return ``query`` with what its order needs, and that order, or None for the usual one."""
    if key == "due":
        return query, By((ActionItem.due_on,), lacking=ActionItem.due_on.is_(None))
    if key == "late":
        late = and_(ActionItem.state.in_(OPEN_STATES), ActionItem.due_on < today)
        return query, By((ActionItem.due_on,), lacking=case((late, 0), else_=1) == 1)
    if key == "state":
        return query, by_word(ActionItem.state, ActionState)
    if key == "progress":
        noted = _last_noted()
        joined = query.outerjoin(noted, noted.c.action_id == ActionItem.id)
        return joined, By((noted.c.day,), lacking=noted.c.day.is_(None))
    if key == "committees":
        item, met = aliased(AgendaItem), aliased(Meeting)
        joined = query.outerjoin(item, item.id == ActionItem.agenda_item_id)
        joined = joined.outerjoin(met, met.id == item.meeting_id)
        return joined, By((met.day, met.id), lacking=met.id.is_(None))
    return query, None


def _last_noted() -> Subquery:
    return (
        select(ProgressNote.action_id, func.max(ProgressNote.day).label("day"))
        .group_by(ProgressNote.action_id)
        .subquery("noted")
    )


def board(
    session: Session, chosen: ActionsFilter, today: date, since: date, most: int
) -> tuple[BoardColumn, ...]:
    """Return the actions that ``chosen`` lets through by their state, at most ``most`` of each.

    All states are there whatever ``chosen.shown`` says; of those that are over, only what was closed
    on ``since`` or later.
    """
    every = _wanted(replace(chosen, shown=Shown.ALL), today)
    columns: list[BoardColumn] = []
    for state in ActionState:
        query = every.where(ActionItem.state == state)
        if not state.is_open:
            query = query.where(ActionItem.closed_on >= since)
        sought = Sought(in_order(query, is_open=state.is_open))
        opening = _listing(sought, chosen.words, today).opening(session, most)
        columns.append(BoardColumn(state, opening.rows, opening.total))
    return tuple(columns)


def action_years(session: Session) -> tuple[int, ...]:
    """Return the years of the meetings that decided actions, the latest first."""
    items = select(YEAR).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    return years_of(session, items.join(ActionItem, ActionItem.agenda_item_id == AgendaItem.id))


def open_count(session: Session) -> int:
    """Return how many actions are open."""
    return session.scalar(select(func.count()).where(ActionItem.state.in_(OPEN_STATES))) or 0


def _wanted(chosen: ActionsFilter, today: date) -> Select[int]:
    query = select(ActionItem.id)
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
            .where(in_year(Meeting.day, chosen.year))
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
