"""Who came: the attendance of one meeting, as it is typed from the signed sheet."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from pstdesk.db.database import announce
from pstdesk.db.models import Attendance, Grade, Meeting, Organisation, Person, Proxy
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.names import spoken_name
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.expected import post_columns
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


def attendance_rows(session: Session, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Return everybody expected at a meeting and every guest, by name."""
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
    return tuple(AttendanceRow(*tuple(row)) for row in session.execute(query))


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

    Who holds a proxy cannot be said to be away.
    """
    _refuse_closed(session, meeting_id)
    if arrived_at is not None and left_at is not None and left_at <= arrived_at:
        raise Refused("attendance_hours")
    attendance = session.get(Attendance, (meeting_id, person_id))
    if attendance is None:
        raise Refused("attendance_not_expected")
    if attendance.status.attended and not status.attended:
        _refuse_proxy_holder(session, meeting_id, person_id)
    if attendance.status is AttendanceStatus.REPRESENTED and status is not AttendanceStatus.REPRESENTED:
        _withdraw_proxy(session, meeting_id, person_id)
    attendance.status = status
    attendance.arrived_at = arrived_at if status.attended else None
    attendance.left_at = left_at if status.attended else None


def represent(session: Session, meeting_id: int, grantor_id: int, holder_id: int) -> None:
    """Say that ``grantor_id`` gave a proxy to ``holder_id``, who must be there."""
    _refuse_closed(session, meeting_id)
    if grantor_id == holder_id:
        raise Refused("proxy_to_oneself")
    holder = session.get(Attendance, (meeting_id, holder_id))
    if holder is None or not holder.status.attended:
        raise Refused("proxy_holder_absent")
    record(session, meeting_id, grantor_id, AttendanceStatus.REPRESENTED)
    _withdraw_proxy(session, meeting_id, grantor_id)
    session.add(Proxy(meeting_id=meeting_id, grantor_id=grantor_id, holder_id=holder_id))


def _refuse_proxy_holder(session: Session, meeting_id: int, person_id: int) -> None:
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
    _refuse_closed(session, meeting_id)
    unknown = (
        Attendance.meeting_id == meeting_id,
        Attendance.is_guest.is_(False),
        Attendance.status == AttendanceStatus.NOT_RECORDED,
    )
    count = session.scalar(select(func.count()).select_from(Attendance).where(*unknown)) or 0
    session.execute(update(Attendance).where(*unknown).values(status=status))
    announce(session, Attendance)
    return count


def add_guest(session: Session, meeting_id: int, person_id: int) -> None:
    """Record somebody who came without being registered; somebody expected is simply present."""
    _refuse_closed(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id)
    if session.get(Attendance, (meeting_id, person_id)) is not None:
        record(session, meeting_id, person_id, AttendanceStatus.PRESENT)
        return
    post = posts_on(session, [fetch(session, Person, person_id).id], meeting.day).get(person_id, PostOfDay())
    row = {"meeting_id": meeting_id, "person_id": person_id, "status": AttendanceStatus.PRESENT}
    session.execute(insert(Attendance), [{**row, "is_guest": True, **post_columns(post)}])
    announce(session, Attendance)


def remove_guest(session: Session, meeting_id: int, person_id: int) -> None:
    """Take back a guest typed by mistake; nobody expected loses their row (docs/domain.md, rule 3)."""
    _refuse_closed(session, meeting_id)
    attendance = session.get(Attendance, (meeting_id, person_id))
    if attendance is not None and attendance.is_guest:
        _refuse_proxy_holder(session, meeting_id, person_id)
        _withdraw_proxy(session, meeting_id, person_id)
        session.delete(attendance)


def _refuse_closed(session: Session, meeting_id: int) -> None:
    if fetch(session, Meeting, meeting_id).state is not MeetingState.HELD:
        raise Refused("attendance_before_meeting")
    refuse_locked_minutes(session, meeting_id)
