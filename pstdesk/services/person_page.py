"""One person as a page shows them: contacts, posts, committees, mandates and attendance."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import (
    Attendance,
    Committee,
    Meeting,
    Membership,
    Person,
    Proxy,
    Seat,
    SeatHolder,
)
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity
from pstdesk.domain.history import Attended
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.names import spoken_name
from pstdesk.services.expected import came_as_substitute
from pstdesk.services.fetch import fetch, standing_for
from pstdesk.services.mandate_history import MandateRow, mandate_history
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
    substitute_for: str = ""
    """The name of the titulaire whose suppléant this person is, or empty."""
    voting: bool = True


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
    committee_id: int = 0
    proxy_to: str = ""
    """To whom they gave their proxy."""
    proxies_of: tuple[str, ...] = ()
    """Whose proxies they held."""

    @property
    def id(self) -> int:
        """The meeting's number, by which a list keeps its place."""
        return self.meeting_id

    @property
    def attended(self) -> Attended:
        """What counts of it."""
        return Attended(self.committee_id, self.day, self.status, self.is_guest or self.is_substitute)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything known of a person."""

    id: int
    form: PersonForm
    posts: tuple[PostRow, ...]
    memberships: tuple[MembershipOfPerson, ...]
    mandates: tuple[MandateRow, ...]
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
        mandate_history(session, person_id=person_id),
        _attendances_of(session, person_id),
        person.archived_at is not None,
        _seats_of(session, person_id),
    )


def _memberships_of(session: Session, person_id: int) -> tuple[MembershipOfPerson, ...]:
    titulaire = aliased(Person)
    query = (
        select(
            titulaire.given_name,
            titulaire.family_name,
            Membership.voting,
            Membership.id,
            Membership.committee_id,
            Committee.name,
            Committee.short_name,
            Membership.capacity,
            Membership.starts_on,
            Membership.ends_on,
        )
        .join(Committee, Committee.id == Membership.committee_id)
        .outerjoin(titulaire, titulaire.id == Membership.substitute_for_id)
        .where(Membership.person_id == person_id)
        .order_by(Committee.position, Membership.starts_on)
    )
    return tuple(
        MembershipOfPerson(
            row.id,
            row.committee_id,
            row.name,
            row.short_name,
            row.capacity,
            row.starts_on,
            row.ends_on,
            spoken_name(row.given_name or "", row.family_name or ""),
            row.voting,
        )
        for row in session.execute(query)
    )


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


def _attendances_of(session: Session, person_id: int) -> tuple[AttendanceOfPerson, ...]:
    query = (
        select(
            Meeting.id,
            Meeting.day,
            Committee.short_name,
            Attendance.status,
            (Attendance.is_guest & ~came_as_substitute()).label("is_walk_in"),
            (Attendance.is_guest & came_as_substitute()).label("is_substitute"),
            Meeting.committee_id,
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(and_(Attendance.person_id == person_id, Meeting.state == MeetingState.HELD))
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    given, held = _proxies_of(session, person_id)
    return tuple(
        AttendanceOfPerson(
            row.id,
            row.day,
            row.short_name,
            row.status,
            bool(row.is_walk_in),
            bool(row.is_substitute),
            row.committee_id,
            ", ".join(given.get(row.id, ())),
            tuple(held.get(row.id, ())),
        )
        for row in session.execute(query)
    )


def _proxies_of(session: Session, person_id: int) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return by meeting to whom a person gave their proxy, and whose proxies they held."""
    other = case((Proxy.grantor_id == person_id, Proxy.holder_id), else_=Proxy.grantor_id)
    query = (
        select(Proxy.meeting_id, Proxy.grantor_id == person_id, Person.given_name, Person.family_name)
        .join(Person, Person.id == other)
        .where(or_(Proxy.grantor_id == person_id, Proxy.holder_id == person_id))
        .order_by(Person.search_key)
    )
    given: dict[int, list[str]] = {}
    held: dict[int, list[str]] = {}
    for meeting_id, gave, given_name, family_name in session.execute(query):
        side = given if gave else held
        side.setdefault(meeting_id, []).append(spoken_name(given_name, family_name))
    return given, held
