"""One person as a page shows them: contacts, posts, committees, mandates and attendance."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Attendance,
    Committee,
    Mandate,
    Meeting,
    Membership,
    Person,
    Seat,
    SeatHolder,
)
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateRole
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.expected import came_as_substitute
from pstdesk.services.fetch import fetch, standing_for
from pstdesk.services.people import PersonForm, person_form
from pstdesk.services.posts import PostRow, posts_of


@dataclass(frozen=True, slots=True)
class MembershipOfPerson:
    """One registration of a person; ``ends_on`` is the first day it no longer held."""

    id: int
    committee_id: int
    committee: str
    short_name: str
    capacity: Capacity
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class MandateOfPerson:
    """One mandate of a person."""

    committee: str
    role: MandateRole
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SeatOfPerson:
    """A seat that a person holds or stands in at; ``ends_on`` is the first day they no longer do."""

    committee_id: int
    committee: str
    short_name: str
    office: str
    capacity: Capacity
    is_substitute: bool
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class AttendanceOfPerson:
    """How a person attended one meeting that was held."""

    meeting_id: int
    day: date
    committee: str
    status: AttendanceStatus
    is_guest: bool
    is_substitute: bool = False
    """Whether they came as somebody's suppléant, without being expected: no guest then."""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything known of a person."""

    id: int
    form: PersonForm
    posts: tuple[PostRow, ...]
    memberships: tuple[MembershipOfPerson, ...]
    mandates: tuple[MandateOfPerson, ...]
    attendances: tuple[AttendanceOfPerson, ...]
    archived: bool = False
    seats: tuple[SeatOfPerson, ...] = ()


def person_page(session: Session, person_id: int) -> PersonPage:
    """Return one person's page; that of the record which stands for them, if theirs was merged into it."""
    person_id = standing_for(session, Person, person_id)
    person = fetch(session, Person, person_id)
    return PersonPage(
        person.id,
        person_form(session, person_id),
        posts_of(session, person_id),
        _memberships_of(session, person_id),
        _mandates_of(session, person_id),
        _attendances_of(session, person_id),
        person.archived_at is not None,
        _seats_of(session, person_id),
    )


def _memberships_of(session: Session, person_id: int) -> tuple[MembershipOfPerson, ...]:
    query = (
        select(
            Membership.id,
            Committee.id,
            Committee.name,
            Committee.short_name,
            Membership.capacity,
            Membership.starts_on,
            Membership.ends_on,
        )
        .join(Committee, Committee.id == Membership.committee_id)
        .where(Membership.person_id == person_id)
        .order_by(Committee.position, Membership.starts_on)
    )
    return tuple(MembershipOfPerson(*row) for row in session.execute(query))


def _seats_of(session: Session, person_id: int) -> tuple[SeatOfPerson, ...]:
    query = (
        select(
            Committee.id,
            Committee.name,
            Committee.short_name,
            Seat.office,
            Seat.capacity,
            SeatHolder.is_substitute,
            SeatHolder.starts_on,
            SeatHolder.ends_on,
        )
        .join(Seat, Seat.id == SeatHolder.seat_id)
        .join(Committee, Committee.id == Seat.committee_id)
        .where(SeatHolder.person_id == person_id)
        .order_by(Committee.position, SeatHolder.starts_on, SeatHolder.id)
    )
    return tuple(SeatOfPerson(*row) for row in session.execute(query))


def _mandates_of(session: Session, person_id: int) -> tuple[MandateOfPerson, ...]:
    query = (
        select(Committee.name, Mandate.role, Mandate.starts_on, Mandate.ends_on)
        .join(Committee, Committee.id == Mandate.committee_id)
        .where(Mandate.person_id == person_id)
        .order_by(Mandate.starts_on.desc())
    )
    return tuple(MandateOfPerson(*row) for row in session.execute(query))


def _attendances_of(session: Session, person_id: int) -> tuple[AttendanceOfPerson, ...]:
    query = (
        select(
            Meeting.id,
            Meeting.day,
            Committee.short_name,
            Attendance.status,
            Attendance.is_guest & ~came_as_substitute(),
            Attendance.is_guest & came_as_substitute(),
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(and_(Attendance.person_id == person_id, Meeting.state == MeetingState.HELD))
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    return tuple(
        AttendanceOfPerson(meeting_id, day, committee, status, bool(is_guest), bool(is_substitute))
        for meeting_id, day, committee, status, is_guest, is_substitute in session.execute(query)
    )
