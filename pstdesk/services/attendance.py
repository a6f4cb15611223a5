"""Who came: the attendance of one meeting, as it is typed from the signed sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Grade, Meeting, Organisation, Person, Proxy
from pstdesk.domain.attendance import AttendanceStatus, Headcount, Presence, headcount_of, refuse_hours
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.domain.names import spoken_name
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.expected import post_columns, standing_by
from pstdesk.services.fetch import fetch
from pstdesk.services.posts import PostOfDay, posts_on


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """How one person attended; organisation, function and grade are those of that day."""

    person_id: int
    family_name: str
    given_name: str
    organisation: str
    job_title: str
    grade: str
    status: AttendanceStatus
    is_guest: bool
    arrived_at: time | None
    left_at: time | None
    proxy_holder_id: int | None
    substitute_for_id: int | None = None
    """Whose registered suppléant this person is, who came without being expected: no walk-in."""

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without sitting in the body that day, not even as a suppléant."""
        return self.is_guest and self.substitute_for_id is None


def count_of(rows: Iterable[AttendanceRow]) -> Headcount:
    """Count the rows of one meeting; a titulaire and their suppléant are one seat."""
    return headcount_of(
        Presence(row.person_id, row.status, row.is_guest, row.proxy_holder_id, row.substitute_for_id)
        for row in rows
    )


def attendance_rows(session: Session, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Return everybody expected at a meeting, every guest and every suppléant who came, by name."""
    query = (
        select(
            Person.id,
            Person.family_name,
            Person.given_name,
            func.coalesce(Organisation.name, ""),
            Attendance.job_title,
            func.coalesce(Grade.name, ""),
            Attendance.status,
            Attendance.is_guest,
            Attendance.arrived_at,
            Attendance.left_at,
            Proxy.holder_id,
        )
        .join(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .outerjoin(Grade, Grade.id == Attendance.grade_id)
        .outerjoin(
            Proxy, (Proxy.meeting_id == Attendance.meeting_id) & (Proxy.grantor_id == Attendance.person_id)
        )
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Person.search_key, Person.id)
    )
    rows = tuple(AttendanceRow(*tuple(row)) for row in session.execute(query))
    if not any(row.is_guest for row in rows):
        return rows
    seats = _seats_of_substitutes(session, meeting_id, rows)
    return tuple(
        replace(row, substitute_for_id=seats.get(row.person_id)) if row.is_guest else row for row in rows
    )


def _seats_of_substitutes(session: Session, meeting_id: int, rows: Iterable[AttendanceRow]) -> dict[int, int]:
    """Return the titulaire of each suppléant: whom they sit for at this meeting, or may sit for."""
    meeting = fetch(session, Meeting, meeting_id)
    pairs = standing_by(session, meeting.committee_id, meeting.day)
    sitting = {(row.proxy_holder_id, row.person_id) for row in rows if row.proxy_holder_id}
    return {
        substitute: titulaire
        for substitute, titulaire in sorted(pairs, key=lambda pair: (pair in sitting, -pairs.index(pair)))
    }


def record(
    session: Session,
    meeting_id: int,
    person_id: int,
    status: AttendanceStatus,
    *,
    arrived_at: time | None = None,
    left_at: time | None = None,
) -> None:
    """Say how somebody expected, or a guest, attended; ``represented`` goes through :func:`represent`.

    Hours that were typed before are kept where none is given. Who holds a proxy cannot be said to be away;
    who leaves early keeps it. Raises what :func:`~pstdesk.domain.attendance.refuse_hours` does.
    """
    refuse_closed(session, meeting_id)
    attendance = _attendance(session, meeting_id, person_id)
    if attendance.status.attended and not status.attended:
        refuse_proxy_holder(session, meeting_id, person_id)
    if attendance.status is AttendanceStatus.REPRESENTED and status is not AttendanceStatus.REPRESENTED:
        _withdraw_proxy(session, meeting_id, person_id)
    attendance.status = status
    if status.attended:
        _set_hours(session, attendance, arrived_at or attendance.arrived_at, left_at or attendance.left_at)
    else:
        attendance.arrived_at = attendance.left_at = None


def record_hours(
    session: Session, meeting_id: int, person_id: int, arrived_at: time | None, left_at: time | None
) -> None:
    """Say when somebody came late and left early, or, with None, that they did not.

    Who was not said to attend did, on site: nobody has hours without having been there.
    """
    refuse_closed(session, meeting_id)
    attendance = _attendance(session, meeting_id, person_id)
    if not attendance.status.attended:
        record(session, meeting_id, person_id, AttendanceStatus.PRESENT)
    _set_hours(session, attendance, arrived_at, left_at)


def _set_hours(
    session: Session, attendance: Attendance, arrived_at: time | None, left_at: time | None
) -> None:
    refuse_hours(arrived_at, left_at, fetch(session, Meeting, attendance.meeting_id).starts_at)
    attendance.arrived_at, attendance.left_at = arrived_at, left_at


def _attendance(session: Session, meeting_id: int, person_id: int) -> Attendance:
    attendance = session.get(Attendance, (meeting_id, person_id))
    if attendance is None:
        raise Refused("attendance_not_expected")
    return attendance


def represent(session: Session, meeting_id: int, grantor_id: int, holder_id: int) -> None:
    """Say that ``grantor_id`` gave a proxy to ``holder_id``, who must be there."""
    refuse_closed(session, meeting_id)
    if grantor_id == holder_id:
        raise Refused("proxy_to_oneself")
    holder = session.get(Attendance, (meeting_id, holder_id))
    if holder is None or not holder.status.attended:
        raise Refused("proxy_holder_absent")
    record(session, meeting_id, grantor_id, AttendanceStatus.REPRESENTED)
    _withdraw_proxy(session, meeting_id, grantor_id)
    session.add(Proxy(meeting_id=meeting_id, grantor_id=grantor_id, holder_id=holder_id))


def refuse_proxy_holder(session: Session, meeting_id: int, person_id: int) -> None:
    """Raise where somebody has given this person their proxy: whoever holds one is there."""
    query = (
        select(Person.given_name, Person.family_name)
        .join(Proxy, Proxy.grantor_id == Person.id)
        .where(Proxy.meeting_id == meeting_id, Proxy.holder_id == person_id)
        .order_by(Person.search_key)
    )
    grantors = [spoken_name(*row) for row in session.execute(query)]
    if grantors:
        raise Refused("proxy_held", grantors=", ".join(grantors))


def _withdraw_proxy(session: Session, meeting_id: int, grantor_id: int) -> None:
    proxy = session.get(Proxy, (meeting_id, grantor_id))
    if proxy is not None:
        session.delete(proxy)
        session.flush()


def record_rest(session: Session, meeting_id: int, status: AttendanceStatus) -> int:
    """Give ``status`` to everybody expected whose attendance is not known yet; return how many."""
    refuse_closed(session, meeting_id)
    unknown = select(Attendance).where(
        Attendance.meeting_id == meeting_id,
        Attendance.is_guest.is_(False),
        Attendance.status == AttendanceStatus.NOT_RECORDED,
    )
    # through the session, so that each leaves its line in the journal
    rows = session.scalars(unknown).all()
    for row in rows:
        row.status = status
    return len(rows)


def add_guest(session: Session, meeting_id: int, person_id: int) -> None:
    """Record somebody who came without being registered; somebody expected is simply present."""
    refuse_closed(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if session.get(Attendance, (meeting_id, person_id)) is not None:
        record(session, meeting_id, person_id, AttendanceStatus.PRESENT)
        return
    person = fetch(session, Person, person_id)
    post = posts_on(session, [person.id], meeting.day).get(person_id, PostOfDay())
    row = Attendance(meeting_id=meeting_id, person_id=person_id, is_guest=True, **post_columns(post))
    row.status = AttendanceStatus.PRESENT
    session.add(row)
    session.flush()


def remove_guest(session: Session, meeting_id: int, person_id: int) -> None:
    """Take back a guest, or a suppléant, typed by mistake; nobody expected loses their row (rule 3).

    Of the titulaire in whose place a suppléant sat it is not known any more how they attended.
    """
    refuse_closed(session, meeting_id)
    attendance = session.get(Attendance, (meeting_id, person_id))
    if attendance is not None and attendance.is_guest:
        for titulaire in _seats_filled(session, fetch(session, Meeting, meeting_id), person_id):
            record(session, meeting_id, titulaire, AttendanceStatus.NOT_RECORDED)
        refuse_proxy_holder(session, meeting_id, person_id)
        _withdraw_proxy(session, meeting_id, person_id)
        session.delete(attendance)


def stand_in(session: Session, meeting_id: int, substitute_id: int) -> None:
    """Say that a registered suppléant came, and sat for their titulaire unless the titulaire came too.

    The titulaire is represented by them, whatever was said before; a suppléant of several sits for the first
    who is not there. Refused for somebody who is nobody's suppléant that day.
    """
    refuse_closed(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    pairs = standing_by(session, meeting.committee_id, meeting.day)
    seats = [titulaire for substitute, titulaire in pairs if substitute == substitute_id]
    if not seats:
        raise Refused("nobodys_substitute")
    add_guest(session, meeting_id, substitute_id)
    for titulaire in seats:
        row = session.get(Attendance, (meeting_id, titulaire))
        if row is not None and not row.status.attended:
            represent(session, meeting_id, titulaire, substitute_id)
            return


def _seats_filled(session: Session, meeting: Meeting, substitute_id: int) -> tuple[int, ...]:
    """Return the titulaires who are represented by their suppléant ``substitute_id``."""
    held = select(Proxy.grantor_id).where(Proxy.meeting_id == meeting.id, Proxy.holder_id == substitute_id)
    grantors = set(session.scalars(held))
    pairs = standing_by(session, meeting.committee_id, meeting.day) if grantors else ()
    return tuple(seat for who, seat in pairs if who == substitute_id and seat in grantors)


def proxies_held(session: Session, meeting_id: int, holder_id: int) -> int:
    """Return how many proxies somebody holds; sitting for one's own titulaire is none."""
    held = select(func.count()).where(Proxy.meeting_id == meeting_id, Proxy.holder_id == holder_id)
    own = _seats_filled(session, fetch(session, Meeting, meeting_id), holder_id)
    return (session.scalar(held) or 0) - len(own)


def refuse_closed(session: Session, meeting_id: int) -> None:
    if fetch(session, Meeting, meeting_id).state not in SIGNED_IN:
        raise Refused("attendance_before_meeting")
    refuse_locked_minutes(session, meeting_id)
