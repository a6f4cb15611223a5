"""The register of decisions: every decision of the programme, with where it was taken."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Committee, Decision, Meeting, Minutes
from pstdesk.domain.minutes import MinutesState, decision_label
from pstdesk.domain.names import fold
from pstdesk.services.action_rows import Origin
from pstdesk.services.fetch import words_wanted


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


@dataclass(frozen=True, slots=True)
class Decisions:
    """The latest rows of the register, and how many there are in all."""

    rows: tuple[DecisionEntry, ...]
    total: int


def decisions(session: Session, chosen: DecisionsFilter, most: int | None = None) -> Decisions:
    """Return at most ``most`` of the decisions that ``chosen`` lets through, the latest meeting first."""
    place = func.row_number().over(
        partition_by=AgendaItem.meeting_id,
        order_by=(AgendaItem.position, AgendaItem.id, Decision.position, Decision.id),
    )
    query = (
        select(
            Decision.id,
            Decision.text,
            Decision.is_withdrawn,
            Decision.year.label("decided_in"),
            Decision.number.label("decided_as"),
            place.label("place"),
            Committee.short_name,
            Meeting.id.label("meeting_id"),
            Meeting.number,
            Meeting.year,
            Meeting.day,
            AgendaItem.id.label("item_id"),
            AgendaItem.title,
            Minutes.state,
        )
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .order_by(Meeting.day.desc(), Meeting.id.desc(), place)
    )
    if chosen.committee_id is not None:
        query = query.where(Meeting.committee_id == chosen.committee_id)
    if chosen.year is not None:
        query = query.where(Meeting.day.between(date(chosen.year, 1, 1), date(chosen.year, 12, 31)))
    words = words_wanted(chosen.words)
    found = [row for row in session.execute(query).all() if not words or _says(row, words)]
    return Decisions(tuple(_entry(row) for row in found[:most]), len(found))


def decision_years(session: Session) -> tuple[int, ...]:
    """Return the years of the meetings that decided something, the latest first."""
    year = func.substr(Meeting.quarter, 1, 4)
    query = (
        select(year)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Decision, Decision.agenda_item_id == AgendaItem.id)
        .distinct()
        .order_by(year.desc())
    )
    return tuple(int(found) for found in session.scalars(query))


def _says(row: Any, words: list[str]) -> bool:
    said = fold(f"{_label(row)} {row.text} {row.title} {row.short_name}")
    return all(word in said for word in words)


def _label(row: Any) -> str:
    return decision_label(row.decided_in, row.decided_as, row.place)


def _entry(row: Any) -> DecisionEntry:
    origin = Origin(row.short_name, row.meeting_id, row.number, row.year, row.day, row.item_id, row.title)
    return DecisionEntry(
        row.id,
        _label(row),
        row.text,
        row.is_withdrawn,
        row.decided_in,
        row.decided_as,
        origin,
        row.state,
    )
