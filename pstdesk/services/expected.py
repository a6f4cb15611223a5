"""Who is expected at a meeting, and the attendance rows that follow from it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, insert, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.database import announce
from pstdesk.db.models import Attendance, Meeting, Membership, Organisation, Person, Seat, SeatHolder
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.membership import Sitting, expected_on, substitutes_on
from pstdesk.services.fetch import holds_on
from pstdesk.services.posts import PostOfDay, posts_on


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Somebody expected at a meeting to come, with where they work that day."""

    person_id: int
    family_name: str
    given_name: str
    organisation: str


def sittings(session: Session, committee_id: int) -> tuple[Sitting, ...]:
    """Return everybody's registrations and seats in a body, past ones too, in the order of names."""
    registered = (
        select(
            Person.search_key,
            Membership.person_id,
            Membership.capacity,
            Membership.starts_on,
            Membership.ends_on,
            Membership.substitute_for_id,
            Membership.voting,
        )
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.committee_id == committee_id)
    )
    seated = (
        select(
            Person.search_key,
            SeatHolder.person_id,
            Seat.capacity,
            SeatHolder.starts_on,
            SeatHolder.ends_on,
            SeatHolder.is_substitute,
            Seat.id,
        )
        .join(Person, Person.id == SeatHolder.person_id)
        .join(Seat, Seat.id == SeatHolder.seat_id)
        .where(Seat.committee_id == committee_id)
    )
    found = [
        (key, Sitting(person_id, capacity, Interval(starts_on, ends_on), substitute_for, voting=voting))
        for key, person_id, capacity, starts_on, ends_on, substitute_for, voting in session.execute(
            registered
        )
    ]
    found += _seated(session.execute(seated.order_by(SeatHolder.id)).all())
    return tuple(sitting for _, sitting in sorted(found, key=lambda pair: pair[0]))


def _seated(holders: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[tuple[str, Sitting]]:
    """Yield who holds a seat or stands in there, each with the key they are ordered by.

    At a seat nobody ever held, whoever was named first stands for it, and the others stand in for them.
    """
    first: dict[int, Row[*tuple[Any, ...]]] = {}
    for row in sorted(holders, key=lambda row: row.is_substitute):
        first.setdefault(row.id, row)
    for row in holders:
        stands_in = row.is_substitute and first[row.id] is not row
        during = Interval(row.starts_on, row.ends_on)
        substitute_for = first[row.id].person_id if stands_in else None
        yield row.search_key, Sitting(row.person_id, row.capacity, during, substitute_for, row.id)


def expected_people(session: Session, committee_id: int, day: date) -> tuple[int, ...]:
    """Return the ids of the people expected at a meeting of the body on ``day``, in the order of names."""
    return expected_on(sittings(session, committee_id), day)


def standing_by(session: Session, committee_id: int, day: date) -> tuple[tuple[int, int], ...]:
    """Return pairs of a suppléant and the person expected on ``day`` in whose place they may sit."""
    return substitutes_on(sittings(session, committee_id), day)


def came_as_substitute() -> ColumnElement[bool]:
    """Return the condition, within a query of Attendance and its Meeting, that the row is a suppléant's.

    Whoever counts guests over many meetings leaves such rows out (docs/domain.md, "Who came").
    """
    registered = exists().where(
        Membership.person_id == Attendance.person_id,
        Membership.committee_id == Meeting.committee_id,
        Membership.substitute_for_id.is_not(None),
        holds_on(Membership, Meeting.day),
    )
    seated = exists().where(
        SeatHolder.person_id == Attendance.person_id,
        SeatHolder.is_substitute,
        holds_on(SeatHolder, Meeting.day),
        Seat.id == SeatHolder.seat_id,
        Seat.committee_id == Meeting.committee_id,
    )
    return or_(registered, seated)


def expected_rows(session: Session, committee_id: int, day: date) -> tuple[ExpectedRow, ...]:
    """Return the people expected at a meeting of the body on ``day``, in the order of names."""
    people = expected_people(session, committee_id, day)
    posts = posts_on(session, people, day)
    houses = {post.organisation_id for post in posts.values()}
    named = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(houses)))
    organisations: dict[int | None, str] = {row.id: row.name for row in named}
    query = (
        select(Person.id, Person.family_name, Person.given_name)
        .where(Person.id.in_(people))
        .order_by(Person.search_key, Person.id)
    )
    return tuple(
        ExpectedRow(*row, organisations.get(posts.get(row.id, PostOfDay()).organisation_id, ""))
        for row in session.execute(query)
    )


def write_expected(session: Session, meeting: Meeting, people: Collection[int]) -> None:
    """Write one attendance row, not recorded yet, for each of ``people``, with the post of that day."""
    if not people:
        return
    posts = posts_on(session, people, meeting.day)
    rows = [
        {
            "meeting_id": meeting.id,
            "person_id": person_id,
            "status": AttendanceStatus.NOT_RECORDED,
            "is_guest": False,
            **post_columns(posts.get(person_id, PostOfDay())),
        }
        for person_id in people
    ]
    session.execute(insert(Attendance), rows)
    announce(session, Attendance)


def post_columns(post: PostOfDay) -> dict[str, object]:
    """Return what an attendance row keeps of the post of that day."""
    return {
        "organisation_id": post.organisation_id,
        "grade_id": post.grade_id,
        "sector_id": post.sector_id,
        "job_title": post.job_title,
    }


def reconcile(session: Session, committee_id: int) -> None:
    """Bring the rows of held meetings up to date after a backdated change of membership.

    Who turns out to be expected gets a row, or stops being a guest; who is not expected any more
    loses theirs only while nothing was recorded, because a held meeting loses no attendance
    (docs/domain.md, rule 3).
    """
    seats = sittings(session, committee_id)
    held = select(Meeting).where(Meeting.committee_id == committee_id, Meeting.state == MeetingState.HELD)
    for meeting in session.scalars(held).all():
        expected = set(expected_on(seats, meeting.day))
        rows = {
            row.person_id: row
            for row in session.execute(
                select(Attendance.person_id, Attendance.status, Attendance.is_guest).where(
                    Attendance.meeting_id == meeting.id
                )
            )
        }
        guests = [person for person in expected if person in rows and rows[person].is_guest]
        gone = [
            row.person_id
            for row in rows.values()
            if row.person_id not in expected
            and not row.is_guest
            and row.status == AttendanceStatus.NOT_RECORDED
        ]
        write_expected(session, meeting, sorted(expected - rows.keys()))
        _set_guests_expected(session, meeting.id, guests)
        _drop_rows(session, meeting.id, gone)


def _set_guests_expected(session: Session, meeting_id: int, people: Collection[int]) -> None:
    if people:
        # through the session, so that each leaves its line in the journal
        for row in _rows_of(session, meeting_id, people):
            row.is_guest = False


def _drop_rows(session: Session, meeting_id: int, people: Collection[int]) -> None:
    if people:
        for row in _rows_of(session, meeting_id, people):
            session.delete(row)
        session.flush()


def _rows_of(session: Session, meeting_id: int, people: Collection[int]) -> Sequence[Attendance]:
    these = (Attendance.meeting_id == meeting_id, Attendance.person_id.in_(people))
    return session.scalars(select(Attendance).where(*these)).all()
