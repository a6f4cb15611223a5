"""The way back from what was just recorded of a meeting's attendance."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Proxy
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services.attendance import add_guest, refuse_closed, refuse_proxy_holder


@dataclass(frozen=True, slots=True)
class Entry:
    """What was recorded of one person; ``status`` is None where they were not on the list."""

    person_id: int
    status: AttendanceStatus | None = None
    arrived_at: time | None = None
    left_at: time | None = None
    proxy_holder_id: int | None = None


def recording(session: Session, meeting_id: int, work: Callable[[Any], object]) -> tuple[Entry, ...]:
    """Do ``work(session)`` and return what was recorded before of everybody whom it changed."""
    before = _entries(session, meeting_id)
    work(session)
    session.flush()
    after = _entries(session, meeting_id)
    return tuple(
        before.get(person_id, Entry(person_id))
        for person_id in {**before, **after}
        if before.get(person_id) != after.get(person_id)
    )


def put_back(session: Session, meeting_id: int, entries: Iterable[Entry]) -> None:
    """Record again what ``entries`` say.

    Refused where somebody now holds the proxy of a person whom they do not name.
    """
    refuse_closed(session, meeting_id)
    wanted = tuple(entries)
    given = Proxy.grantor_id.in_([entry.person_id for entry in wanted])
    for proxy in session.scalars(select(Proxy).where(Proxy.meeting_id == meeting_id, given)).all():
        session.delete(proxy)
    session.flush()
    for entry in wanted:
        _put_row_back(session, meeting_id, entry)
    session.flush()
    session.add_all(
        Proxy(meeting_id=meeting_id, grantor_id=entry.person_id, holder_id=entry.proxy_holder_id)
        for entry in wanted
        if entry.proxy_holder_id is not None
    )


def _put_row_back(session: Session, meeting_id: int, entry: Entry) -> None:
    row = session.get(Attendance, (meeting_id, entry.person_id))
    if entry.status is None or not entry.status.attended:
        refuse_proxy_holder(session, meeting_id, entry.person_id)
    if entry.status is None:
        if row is not None and row.is_guest:
            session.delete(row)
        return
    if row is None:
        add_guest(session, meeting_id, entry.person_id)
        row = session.get_one(Attendance, (meeting_id, entry.person_id))
    row.status, row.arrived_at, row.left_at = entry.status, entry.arrived_at, entry.left_at


def _entries(session: Session, meeting_id: int) -> dict[int, Entry]:
    query = (
        select(
            Attendance.person_id,
            Attendance.status,
            Attendance.arrived_at,
            Attendance.left_at,
            Proxy.holder_id,
        )
        .outerjoin(
            Proxy, (Proxy.meeting_id == Attendance.meeting_id) & (Proxy.grantor_id == Attendance.person_id)
        )
        .where(Attendance.meeting_id == meeting_id)
    )
    return {
        person_id: Entry(person_id, status, arrived_at, left_at, holder_id)
        for person_id, status, arrived_at, left_at, holder_id in session.execute(query)
    }
