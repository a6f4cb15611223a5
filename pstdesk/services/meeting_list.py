"""The list of meetings: which there are, in any order, and what a row says of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Mandate, Meeting, Minutes, Person
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.lights import MeetingFacts, lights, urgency
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.services.fetch import YEAR, holds_on, in_year, words_wanted, years_of
from pstdesk.services.lights import next_held_on, signed_sheets
from pstdesk.services.listing import By, Listing, Order, Sought, by_word
from pstdesk.services.referents import referents_at
from pstdesk.services.turnout import turnout


@dataclass(frozen=True, slots=True)
class MeetingsFilter:
    """Which meetings to list."""

    words: str = ""
    committee_id: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list; ``minutes_state`` is None while no minutes were begun."""

    id: int
    committee_id: int
    short_name: str
    committee: str
    number: int | None
    year: int | None
    day: date
    starts_at: time | None
    place: str
    state: MeetingState
    minutes_state: MinutesState | None
    attended: int
    expected: int
    not_recorded: int
    convened_on: date | None
    sheet_kept: bool
    next_held_on: date | None
    referent: str = ""
    """The body's référents on the meeting's day."""

    @property
    def facts(self) -> MeetingFacts:
        """What its lights are read from."""
        return MeetingFacts(
            self.day,
            self.state,
            self.convened_on,
            self.not_recorded,
            self.sheet_kept,
            self.minutes_state,
            self.next_held_on,
        )


_MOMENT = By((Meeting.day, Meeting.starts_at.is_not(None), func.coalesce(Meeting.starts_at, time.min)))


def meeting_listing(chosen: MeetingsFilter, today: date, order: Order = Order()) -> Listing[MeetingRow]:  # noqa: B008 - frozen
    """Return the list of the meetings that ``chosen`` lets through, by default the latest first."""

    def find(session: Session) -> Sought | Sequence[int]:
        if order.key == "lights":
            return _by_lights(session, _sought(chosen, Order()), today, descending=order.descending)
        return _sought(chosen, order)

    return Listing(find, _built)


def meeting_rows(session: Session, chosen: MeetingsFilter) -> tuple[MeetingRow, ...]:
    """Return the meetings that ``chosen`` lets through, the latest first."""
    return Listing(lambda _session: _sought(chosen, Order()), _built).every(session)


def meeting_years(session: Session) -> tuple[int, ...]:
    """Return the years in which there are meetings, the latest first."""
    return years_of(session, select(YEAR))


def _sought(chosen: MeetingsFilter, order: Order) -> Sought:
    query, by = _sorted(select(Meeting.id), order.key)
    if chosen.committee_id is not None:
        query = query.where(Meeting.committee_id == chosen.committee_id)
    if chosen.year is not None:
        query = query.where(in_year(Meeting.day, chosen.year))
    for word in words_wanted(chosen.words):
        named = or_(Committee.search_key.contains(word), Committee.short_key.contains(word))
        query = query.where(Meeting.committee_id.in_(select(Committee.id).where(named)))
    if by is None:
        down = order.descending or not order.key
        return Sought(
            query.order_by(*_MOMENT.clauses(descending=down), Meeting.id.desc() if down else Meeting.id)
        )
    latest_first = (*_MOMENT.clauses(descending=True), Meeting.id.desc())
    return Sought(query.order_by(*by.clauses(descending=order.descending), *latest_first), by.folded)


def _sorted(query: Select[int], key: str) -> tuple[Select[int], By | None]:
    """Return ``query`` with what its order needs, and that order, or None for the order of days."""
    if key == "committee":
        joined = query.join(Committee, Committee.id == Meeting.committee_id)
        return joined, By((Committee.position, Committee.search_key), folded=Committee.short_key)
    if key == "referent":
        named = (
            select(func.min(Person.search_key))
            .join(Mandate, Mandate.person_id == Person.id)
            .where(
                Mandate.committee_id == Meeting.committee_id,
                Mandate.role == MandateRole.REFERENT,
                holds_on(Mandate, Meeting.day),
            )
            .correlate(Meeting)
            .scalar_subquery()
        )
        return query, By((named,), lacking=named.is_(None))
    if key == "number":
        return query, By((Meeting.year, Meeting.number), lacking=Meeting.number.is_(None))
    if key == "state":
        return query, by_word(Meeting.state, MeetingState)
    if key == "minutes":
        joined = query.outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        return joined, by_word(Minutes.state, MinutesState)
    if key == "attended":
        people = turnout()
        known = people.c.expected - people.c.not_recorded
        joined = query.outerjoin(people, people.c.meeting_id == Meeting.id)
        return joined, By((1.0 * people.c.attended / known,), lacking=func.coalesce(known, 0) == 0)
    return query, None


def _by_lights(session: Session, sought: Sought, today: date, *, descending: bool) -> tuple[int, ...]:
    """Return the meetings by what is late, then due: what a light shows is no matter of SQL."""
    rows = Listing(lambda _session: sought, _built).every(session)
    placed = sorted(rows, key=lambda row: urgency(lights(row.facts, today)), reverse=descending)
    return tuple(row.id for row in placed)


def _built(session: Session, ids: Sequence[int]) -> Iterator[MeetingRow]:
    people, sheets = turnout(ids), signed_sheets()
    query = (
        select(
            Meeting.id,
            Committee.id,
            Committee.short_name,
            Committee.name,
            Meeting.number,
            Meeting.year,
            Meeting.day,
            Meeting.starts_at,
            Meeting.place,
            Meeting.state,
            Minutes.state,
            func.coalesce(people.c.attended, 0),
            func.coalesce(people.c.expected, 0),
            func.coalesce(people.c.not_recorded, 0),
            Meeting.convened_on,
            or_(
                Meeting.id.in_(select(sheets.c.meeting_id)),
                Meeting.sheet_filed_on.is_not(None),
            ),
            next_held_on(),
        )
        .join(Committee, Committee.id == Meeting.committee_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(people, people.c.meeting_id == Meeting.id)
        .where(Meeting.id.in_(ids))
    )
    elected = referents_at(session, ids)
    rows: Iterator[tuple[Any, ...]] = (tuple(row) for row in session.execute(query))
    return (MeetingRow(*[*row, elected.get(row[0], "")]) for row in rows)
