"""Seats that go with an office: who holds them, who stands in, and which are vacant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Organisation, Person, Seat, SeatHolder
from pstdesk.domain.committee import Capacity
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval, is_over, refuse_overlap
from pstdesk.domain.names import spoken_name
from pstdesk.services.expected import reconcile
from pstdesk.services.fetch import fetch, not_over_on, required
from pstdesk.services.memberships import end_mandates


@dataclass(frozen=True, slots=True)
class SeatForm:
    """A seat as it is typed: the office, the organisation it belongs to, and what its holder is."""

    office: str = ""
    capacity: Capacity = Capacity.EX_OFFICIO
    organisation_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody who holds a seat or stands in; ``ends_on`` is the first day they no longer do."""

    id: int
    person_id: int
    person: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat today; ``holder`` is None while it is vacant."""

    id: int
    form: SeatForm
    organisation: str
    holder: Holding | None
    substitutes: tuple[Holding, ...]


def seat_rows(session: Session, committee_id: int, today: date) -> tuple[SeatRow, ...]:
    """Return the seats of a body in the officer's order, with those who hold them today or will."""
    query = (
        select(Seat, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.committee_id == committee_id, Seat.archived_at.is_(None))
        .order_by(Seat.position, Seat.id)
    )
    titulaires, substitutes = _holdings(session, committee_id, today)
    return tuple(
        SeatRow(
            seat.id,
            SeatForm(seat.office, seat.capacity, seat.organisation_id, seat.version),
            organisation or "",
            next(iter(titulaires.get(seat.id, ())), None),
            tuple(substitutes.get(seat.id, ())),
        )
        for seat, organisation in session.execute(query)
    )


def _holdings(
    session: Session, committee_id: int, today: date
) -> tuple[dict[int, list[Holding]], dict[int, list[Holding]]]:
    """Return who holds, and who stands in, by seat; those of today come before those to come."""
    query = (
        select(SeatHolder, Person.given_name, Person.family_name)
        .join(Seat, Seat.id == SeatHolder.seat_id)
        .join(Person, Person.id == SeatHolder.person_id)
        .where(Seat.committee_id == committee_id, not_over_on(SeatHolder, today))
        .order_by(SeatHolder.starts_on, SeatHolder.id)
    )
    titulaires: dict[int, list[Holding]] = {}
    substitutes: dict[int, list[Holding]] = {}
    for held, given_name, family_name in session.execute(query):
        name = spoken_name(given_name, family_name)
        holding = Holding(held.id, held.person_id, name, held.starts_on, held.ends_on)
        side = substitutes if held.is_substitute else titulaires
        side.setdefault(held.seat_id, []).append(holding)
    return titulaires, substitutes


def add_seat(session: Session, committee_id: int, form: SeatForm) -> int:
    """Add a vacant seat after the others of the body and return its id."""
    last = session.scalar(select(func.max(Seat.position)).where(Seat.committee_id == committee_id))
    seat = Seat(
        committee_id=fetch(session, Committee, committee_id).id, position=0 if last is None else last + 1
    )
    _fill(seat, form)
    session.add(seat)
    session.flush()
    return seat.id


def change_seat(session: Session, seat_id: int, form: SeatForm) -> None:
    """Write ``form`` over the seat, in the version that was read."""
    seat = fetch(session, Seat, seat_id, form.version)
    _fill(seat, form)
    session.flush()
    reconcile(session, seat.committee_id)


def archive_seat(session: Session, seat_id: int, version: int, today: date) -> None:
    """Put the seat away; refused while somebody holds it or stands in, because they are expected."""
    seat = fetch(session, Seat, seat_id, version)
    for is_substitute in (False, True):
        for held in _holders(session, seat_id, is_substitute=is_substitute):
            if not is_over(held.ends_on, today):
                raise Refused("seat_held", office=seat.office)
    seat.archived_at = datetime.now(UTC)


def hold_seat(session: Session, seat_id: int, person_id: int, day: date | None) -> int:
    """Give the seat to a person from ``day`` on (None: always so far) and return the holding's id.

    Whoever holds it then leaves it on that day, and with it what rule 2 of docs/domain.md says.
    """
    seat = fetch(session, Seat, seat_id)
    if day is not None:
        for held in _holders(session, seat_id, is_substitute=False):
            if held.starts_on != day and day in Interval(held.starts_on, held.ends_on):
                _end(session, seat, held, day)
    return _add_holder(session, seat, person_id, day, is_substitute=False)


def name_substitute(session: Session, seat_id: int, person_id: int, day: date | None) -> int:
    """Have a person stand in for the holder of the seat from ``day`` on and return the holding's id."""
    return _add_holder(session, fetch(session, Seat, seat_id), person_id, day, is_substitute=True)


def vacate(session: Session, holding_id: int, day: date) -> None:
    """End a holding, or a substitution, on ``day``, the first day it no longer holds."""
    held = fetch(session, SeatHolder, holding_id)
    seat = fetch(session, Seat, held.seat_id)
    _end(session, seat, held, day)
    reconcile(session, seat.committee_id)


def _holders(session: Session, seat_id: int, *, is_substitute: bool) -> list[SeatHolder]:
    query = select(SeatHolder).where(
        SeatHolder.seat_id == seat_id, SeatHolder.is_substitute.is_(is_substitute)
    )
    return list(session.scalars(query))


def _add_holder(
    session: Session, seat: Seat, person_id: int, day: date | None, *, is_substitute: bool
) -> int:
    person = fetch(session, Person, person_id)
    others = _holders(session, seat.id, is_substitute=is_substitute)
    # A seat has one titulaire at a time; of substitutes only the same person twice is a slip.
    rivals = [held for held in others if not is_substitute or held.person_id == person.id]
    refuse_overlap(
        Interval(day), (Interval(held.starts_on, held.ends_on) for held in rivals), "seat_held_then"
    )
    holder = SeatHolder(seat_id=seat.id, person_id=person.id, is_substitute=is_substitute, starts_on=day)
    session.add(holder)
    session.flush()
    reconcile(session, seat.committee_id)
    return holder.id


def _end(session: Session, seat: Seat, held: SeatHolder, day: date) -> None:
    Interval(held.starts_on, day)
    held.ends_on = day
    session.flush()
    end_mandates(session, seat.committee_id, held.person_id, day)


def _fill(seat: Seat, form: SeatForm) -> None:
    seat.office = required(form.office, "seat_without_office")
    seat.capacity = form.capacity
    seat.organisation_id = form.organisation_id
