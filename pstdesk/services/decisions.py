"""The register of decisions: every decision of the programme, with where it was taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Committee, Decision, Meeting, Minutes
from pstdesk.domain.minutes import MinutesState, decision_label
from pstdesk.domain.names import fold
from pstdesk.services.action_rows import Origin
from pstdesk.services.fetch import YEAR, in_year, words_wanted, years_of
from pstdesk.services.listing import By, Listing, Order, Sought, by_word

_PLACE = (AgendaItem.position, AgendaItem.id, Decision.position, Decision.id)
"""In which order a meeting took its decisions."""


@dataclass(frozen=True, slots=True)
class DecisionsFilter:
    """Which decisions to list; ``words`` are looked for in their number, their text and the item."""

    words: str = ""
    committee_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision in the register; ``label`` is D1, D2 ... in drafts and "2026-014" once it has its number."""

    id: int
    label: str
    text: str
    is_withdrawn: bool
    year: int | None
    number: int | None
    origin: Origin
    minutes_state: MinutesState | None


def decision_listing(chosen: DecisionsFilter, order: Order = Order()) -> Listing[DecisionEntry]:  # noqa: B008 - frozen
    """Return the list of the decisions that ``chosen`` lets through, by default the latest meeting first."""
    words = words_wanted(chosen.words)

    def find(session: Session) -> Sought | Sequence[int]:
        sought = _sought(chosen, order)
        if not words and order.key != "text":
            return sought
        found = _entries(session, sought.ids)
        if words:
            found = [entry for entry in found if _says(entry, words)]
        if order.key == "text":
            found.sort(key=lambda entry: fold(entry.text), reverse=order.descending)
        return tuple(entry.id for entry in found)

    return Listing(
        find, lambda session, ids: _entries(session, select(Decision.id).where(Decision.id.in_(ids)))
    )


def _sought(chosen: DecisionsFilter, order: Order) -> Sought:
    meetings = select(Meeting.id).where(*_narrowed(chosen))
    every = select(Decision.id)
    if chosen.committee_id is not None or chosen.year is not None:
        items = select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meetings))
        every = every.where(Decision.agenda_item_id.in_(items))
    query, by = _sorted(_with_meetings(every), order.key)
    if by is not None:
        query = query.order_by(*by.clauses(descending=order.descending))
        return Sought(_latest_first(query), spoken=Decision.text, every=every)
    ids = _latest_first(query)
    took_some = exists().where(AgendaItem.meeting_id == Meeting.id, Decision.agenda_item_id == AgendaItem.id)
    latest = meetings.where(took_some).order_by(Meeting.day.desc(), Meeting.id.desc())

    def first(most: int) -> Select[int]:
        # Each meeting among these took a decision at least, so that no more meetings are needed.
        return ids.where(AgendaItem.meeting_id.in_(latest.limit(most))).limit(most)

    return Sought(ids, spoken=Decision.text, every=every, first=first)


def _narrowed(chosen: DecisionsFilter) -> Iterator[ColumnElement[bool]]:
    if chosen.committee_id is not None:
        yield Meeting.committee_id == chosen.committee_id
    if chosen.year is not None:
        yield in_year(Meeting.day, chosen.year)


def _with_meetings(query: Select[int]) -> Select[int]:
    return query.join(AgendaItem, AgendaItem.id == Decision.agenda_item_id).join(
        Meeting, Meeting.id == AgendaItem.meeting_id
    )


def _latest_first(query: Select[int]) -> Select[int]:
    return query.order_by(Meeting.day.desc(), Meeting.id.desc(), *_PLACE)


def _sorted(query: Select[int], key: str) -> tuple[Select[int], By | None]:
    """Return ``query`` with what its order needs, and that order, or None for the usual one."""
    if key == "label":
        return query, By((Decision.year, Decision.number), lacking=Decision.number.is_(None))
    if key == "meeting":
        return query, By((Meeting.day, Meeting.id))
    if key == "state":
        joined = query.outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        state = by_word(Minutes.state, MinutesState)
        unknown = and_(Minutes.state.is_(None), Decision.is_withdrawn.is_(False))
        return joined, By((Decision.is_withdrawn, *state.keys), lacking=unknown)
    return query, None


def _entries(session: Session, ids: Select[int]) -> list[DecisionEntry]:
    """Return the entries of a statement of ids, in its order."""
    wanted = ids.order_by(None).subquery()
    # Where a decision stands among those of its meeting is told by all of them.
    meetings = (
        select(AgendaItem.meeting_id)
        .join(Decision, Decision.agenda_item_id == AgendaItem.id)
        .where(Decision.id.in_(select(wanted.c.id)))
    )
    placed = (
        select(
            Decision.id,
            func.row_number().over(partition_by=AgendaItem.meeting_id, order_by=_PLACE).label("place"),
        )
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .where(AgendaItem.meeting_id.in_(meetings))
        .subquery()
    )
    query = (
        select(
            Decision.id,
            Decision.text,
            Decision.is_withdrawn,
            Decision.year.label("decided_in"),
            Decision.number.label("decided_as"),
            placed.c.place,
            Committee.short_name,
            Meeting.id.label("meeting_id"),
            Meeting.number,
            Meeting.year,
            Meeting.day,
            AgendaItem.id.label("item_id"),
            AgendaItem.title,
            Minutes.state,
        )
        .join(wanted, wanted.c.id == Decision.id)
        .join(placed, placed.c.id == Decision.id)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
    )
    found = {row.id: _entry(row) for row in session.execute(query)}
    return [found[decision_id] for decision_id in session.scalars(ids)]


def decision_years(session: Session) -> tuple[int, ...]:
    """Return the years of the meetings that decided something, the latest first."""
    items = select(YEAR).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    return years_of(session, items.join(Decision, Decision.agenda_item_id == AgendaItem.id))


def _says(entry: DecisionEntry, words: list[str]) -> bool:
    said = fold(f"{entry.label} {entry.text} {entry.origin.item} {entry.origin.committee}")
    return all(word in said for word in words)


def _entry(row: Any) -> DecisionEntry:
    origin = Origin(row.short_name, row.meeting_id, row.number, row.year, row.day, row.item_id, row.title)
    return DecisionEntry(
        row.id,
        decision_label(row.decided_in, row.decided_as, row.place),
        row.text,
        row.is_withdrawn,
        row.decided_in,
        row.decided_as,
        origin,
        row.state,
    )
