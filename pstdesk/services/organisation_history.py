"""An organisation's life in the programme: who came from it, where it sits, when it was last seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionOwner,
    Attendance,
    Committee,
    Grade,
    Meeting,
    Membership,
    Person,
    Post,
    Seat,
    SeatHolder,
)
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.history import HistoryKind
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.names import listed_name, spoken_name
from pstdesk.services.fetch import holds_on
from pstdesk.services.history import HistoryLine, both_ends, in_time
from pstdesk.services.organisations import OrganisationPage, organisation_page
from pstdesk.services.person_history import action_lines
from pstdesk.services.turnout import CAME

_POST = (HistoryKind.POST_BEGUN, HistoryKind.POST_ENDED)
_SEAT = (HistoryKind.SEAT_TAKEN, HistoryKind.SEAT_LEFT)


@dataclass(frozen=True, slots=True)
class PostThere:
    """One post that somebody holds or held in an organisation."""

    id: int
    person_id: int
    person: str
    job_title: str
    service: str
    grade: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """One meeting at which people of an organisation were expected, or came.

    ``expected`` are those whose attendance is known; ``extra`` came without being expected.
    """

    id: int
    day: date
    committee_id: int
    committee: str
    came: int
    expected: int
    extra: int


@dataclass(frozen=True, slots=True)
class BodyOfOrganisation:
    """A body in which an organisation is represented, or was.

    ``people`` sit there today, by registration or by seat; ``came`` of ``expected`` are of all meetings.
    """

    id: int
    short_name: str
    name: str
    people: tuple[str, ...]
    came: int
    expected: int
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class SeatOfOrganisation:
    """A seat that goes with an office of the organisation; ``holder`` is empty while it is vacant."""

    id: int
    committee_id: int
    committee: str
    office: str
    holder: str


@dataclass(frozen=True, slots=True)
class OrganisationLife:
    """What the page of an organisation shows, behind all of its tabs."""

    page: OrganisationPage
    posts: tuple[PostThere, ...]
    bodies: tuple[BodyOfOrganisation, ...]
    seats: tuple[SeatOfOrganisation, ...]
    meetings: tuple[MeetingSeen, ...]
    history: tuple[HistoryLine, ...]

    @property
    def last_seen(self) -> date | None:
        """The day of the last meeting to which somebody came from there."""
        return max((row.day for row in self.meetings if row.came or row.extra), default=None)


@dataclass(slots=True)
class _Body:
    short_name: str
    name: str
    people: dict[str, None] = field(default_factory=dict)
    came: int = 0
    expected: int = 0
    last_seen: date | None = None


def organisation_life(session: Session, organisation_id: int, today: date) -> OrganisationLife:
    """Return everything that is known of an organisation."""
    page = organisation_page(session, organisation_id, today)
    posts, meetings = _posts(session, page.id), _meetings(session, page.id)
    lines = (
        *_post_lines(posts),
        *_meeting_lines(meetings),
        *_seat_lines(session, page.id),
        *action_lines(session, ActionOwner.organisation_id == page.id),
    )
    return OrganisationLife(
        page,
        posts,
        _bodies(session, page.id, meetings, today),
        _seats(session, page.id, today),
        meetings,
        in_time(lines),
    )


def _posts(session: Session, organisation_id: int) -> tuple[PostThere, ...]:
    query = (
        select(Post, Person.given_name, Person.family_name, func.coalesce(Grade.name, ""))
        .join(Person, Person.id == Post.person_id)
        .outerjoin(Grade, Grade.id == Post.grade_id)
        .where(Post.organisation_id == organisation_id)
        .order_by(Post.ends_on.is_not(None), Post.ends_on.desc(), Person.search_key, Post.id)
    )
    return tuple(
        PostThere(
            post.id,
            post.person_id,
            listed_name(given, family),
            post.job_title,
            post.service,
            grade,
            post.starts_on,
            post.ends_on,
        )
        for post, given, family, grade in session.execute(query)
    )


def _meetings(session: Session, organisation_id: int) -> tuple[MeetingSeen, ...]:
    """Return the meetings by what people were on their day: a later change of post rewrites none of them."""
    came, known = Attendance.status.in_(CAME), Attendance.status != AttendanceStatus.NOT_RECORDED
    counted = (
        func.sum(case((came & ~Attendance.is_guest, 1), else_=0)),
        func.sum(case((known & ~Attendance.is_guest, 1), else_=0)),
        func.sum(case((came & Attendance.is_guest, 1), else_=0)),
    )
    query = (
        select(Meeting.id, Meeting.day, Committee.id, Committee.short_name, *counted)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Attendance.organisation_id == organisation_id, Meeting.state == MeetingState.HELD)
        .group_by(Meeting.id)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    return tuple(MeetingSeen(*row) for row in session.execute(query))


def _bodies(
    session: Session, organisation_id: int, meetings: Iterable[MeetingSeen], today: date
) -> tuple[BodyOfOrganisation, ...]:
    found: dict[int, _Body] = {}
    there = {row.committee_id for row in meetings}
    sitting = _sitting(session, organisation_id, today)
    wanted = there | {committee_id for committee_id, _name in sitting}
    query = select(Committee.id, Committee.short_name, Committee.name).where(Committee.id.in_(wanted))
    for row in session.execute(query.order_by(Committee.position, Committee.id)):
        found[row.id] = _Body(row.short_name, row.name)
    for committee_id, name in sitting:
        found[committee_id].people[name] = None
    for meeting in meetings:
        body = found[meeting.committee_id]
        body.came += meeting.came
        body.expected += meeting.expected
        if meeting.came or meeting.extra:
            body.last_seen = max(meeting.day, body.last_seen or meeting.day)
    return tuple(
        BodyOfOrganisation(
            committee_id,
            body.short_name,
            body.name,
            tuple(body.people),
            body.came,
            body.expected,
            body.last_seen,
        )
        for committee_id, body in found.items()
    )


def _sitting(session: Session, organisation_id: int, today: date) -> list[tuple[int, str]]:
    """Return pairs of a body and the name of somebody from the organisation who sits there today."""
    here = select(Post.person_id).where(Post.organisation_id == organisation_id, holds_on(Post, today))
    name = (Person.search_key, Person.given_name, Person.family_name)
    registered = (
        select(Membership.committee_id, *name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.person_id.in_(here), holds_on(Membership, today))
    )
    seated = (
        select(Seat.committee_id, *name)
        .join(SeatHolder, SeatHolder.seat_id == Seat.id)
        .join(Person, Person.id == SeatHolder.person_id)
        .where(SeatHolder.person_id.in_(here), holds_on(SeatHolder, today), Seat.archived_at.is_(None))
    )
    rows = sorted(session.execute(registered.union(seated)), key=lambda row: row.search_key)
    return [(row.committee_id, spoken_name(row.given_name, row.family_name)) for row in rows]


def _seats(session: Session, organisation_id: int, today: date) -> tuple[SeatOfOrganisation, ...]:
    query = (
        select(
            Seat.id,
            Seat.committee_id,
            Committee.short_name,
            Seat.office,
            Person.given_name,
            Person.family_name,
        )
        .join(Committee, Committee.id == Seat.committee_id)
        .outerjoin(
            SeatHolder,
            (SeatHolder.seat_id == Seat.id) & ~SeatHolder.is_substitute & holds_on(SeatHolder, today),
        )
        .outerjoin(Person, Person.id == SeatHolder.person_id)
        .where(Seat.organisation_id == organisation_id, Seat.archived_at.is_(None))
        .order_by(Committee.position, Seat.position, Seat.id)
    )
    return tuple(
        SeatOfOrganisation(seat_id, committee_id, committee, office, spoken_name(given or "", family or ""))
        for seat_id, committee_id, committee, office, given, family in session.execute(query)
    )


def _post_lines(posts: Iterable[PostThere]) -> Iterator[HistoryLine]:
    for post in posts:
        words = (post.person, post.job_title)
        yield from both_ends(post.starts_on, post.ends_on, _POST, words, ("person", post.person_id))


def _meeting_lines(meetings: Iterable[MeetingSeen]) -> Iterator[HistoryLine]:
    for row in meetings:
        counted = (row.came + row.extra, row.expected)
        yield HistoryLine(
            row.day, HistoryKind.ATTENDANCE, row.committee, "", ("meeting", row.id), counted=counted
        )


def _seat_lines(session: Session, organisation_id: int) -> Iterator[HistoryLine]:
    """Yield who took and left the seats that go with an office of the organisation."""
    query = (
        select(
            SeatHolder.starts_on,
            SeatHolder.ends_on,
            Seat.office,
            Seat.committee_id,
            Person.given_name,
            Person.family_name,
        )
        .join(Seat, Seat.id == SeatHolder.seat_id)
        .join(Person, Person.id == SeatHolder.person_id)
        .where(Seat.organisation_id == organisation_id, ~SeatHolder.is_substitute)
    )
    for row in session.execute(query):
        words = (spoken_name(row.given_name, row.family_name), row.office)
        opens = ("committee", row.committee_id)
        yield from both_ends(row.starts_on, row.ends_on, _SEAT, words, opens)
