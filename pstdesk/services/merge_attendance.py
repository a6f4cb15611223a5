"""Who came, when two records of one person become one: one attendance a meeting, no proxy to oneself."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Committee, Meeting, Minutes, Proxy
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.merging import Moved, Presence, one_presence
from pstdesk.domain.minutes import MinutesState, is_locked
from pstdesk.services.merge_rows import Pair, Passed, columns_of, rows_of

_POST = ("organisation_id", "grade_id", "sector_id", "job_title")
_LOCKED = [state for state in MinutesState if is_locked(state)]


def refuse_two_people(session: Session, pair: Pair) -> None:
    """Raise where approved minutes say that both took part: two people did, and that stays said."""
    both = [ours.meeting_id for ours, theirs in _shared(session, pair) if _took_part(ours, theirs)]
    query = (
        select(Committee.short_name, Meeting.day)
        .join(Meeting, Meeting.committee_id == Committee.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.state.in_(_LOCKED), Meeting.id.in_(both))
        .order_by(Meeting.day, Meeting.id)
    )
    for committee, day in session.execute(query):
        raise Refused("merge_both_came", committee=committee, day=day)


def _took_part(*rows: Attendance) -> bool:
    return all(_presence(row).took_part for row in rows)


def _shared(session: Session, pair: Pair) -> Iterator[tuple[Attendance, Attendance]]:
    ours = {row.meeting_id: row for row in rows_of(session, Attendance, "person_id", pair.kept)}
    for row in rows_of(session, Attendance, "person_id", pair.gone):
        if row.meeting_id in ours:
            yield ours[row.meeting_id], row


def passed_attendances(session: Session, pair: Pair) -> Passed:
    """Say what :func:`pass_attendances` would do."""
    theirs = rows_of(session, Attendance, "person_id", pair.gone)
    return Passed(Moved.ATTENDANCES, len(theirs), len(list(_shared(session, pair))))


def passed_proxies(session: Session, pair: Pair) -> Passed:
    """Say how many proxies the record that goes gave or held; those between the two fall."""
    theirs = session.scalars(
        select(Proxy).where(or_(Proxy.grantor_id == pair.gone, Proxy.holder_id == pair.gone))
    ).all()
    between = sum(row.grantor_id in pair and row.holder_id in pair for row in theirs)
    return Passed(Moved.PROXIES, len(theirs) - between)


def pass_attendances(session: Session, pair: Pair) -> None:
    """Give the record that stays the attendances of both; who came came (``one_presence``)."""
    shared = dict(_by_meeting(session, pair))
    for row in rows_of(session, Attendance, "person_id", pair.gone):
        ours = shared.get(row.meeting_id)
        if ours is None:
            session.add(Attendance(**{**columns_of(row), "person_id": pair.kept}))
        else:
            _write(ours, one_presence(_presence(ours), _presence(row)))
        session.delete(row)
    session.flush()
    _pass_proxies(session, pair)


def _by_meeting(session: Session, pair: Pair) -> Iterator[tuple[int, Attendance]]:
    for ours, _theirs in _shared(session, pair):
        yield ours.meeting_id, ours


def _presence(row: Attendance) -> Presence:
    post = {name: getattr(row, name) for name in _POST}
    return Presence(row.status, row.is_guest, row.arrived_at, row.left_at, post)


def _write(row: Attendance, presence: Presence) -> None:
    row.status, row.is_guest = presence.status, presence.is_guest
    row.arrived_at, row.left_at = presence.arrived_at, presence.left_at
    for name, value in presence.post.items():
        setattr(row, name, value)


def _pass_proxies(session: Session, pair: Pair) -> None:
    """Pass the proxies given and held; none to oneself, and none of whom it turns out that they came."""
    ids = (pair.kept, pair.gone)
    query = select(Proxy).where(or_(Proxy.grantor_id.in_(ids), Proxy.holder_id.in_(ids)))
    proxies = session.scalars(query.order_by(Proxy.meeting_id)).all()
    given = {row.meeting_id for row in proxies if row.grantor_id == pair.kept and row.holder_id not in pair}
    for row in proxies:
        if row.grantor_id not in pair:
            row.holder_id = pair.kept
        elif row.holder_id in pair or not _is_represented(session, row.meeting_id, pair.kept):
            session.delete(row)
        elif row.grantor_id == pair.gone:
            session.delete(row)
            if row.meeting_id not in given:
                session.add(Proxy(meeting_id=row.meeting_id, grantor_id=pair.kept, holder_id=row.holder_id))


def _is_represented(session: Session, meeting_id: int, person_id: int) -> bool:
    row: Any = session.get(Attendance, (meeting_id, person_id))
    return row is not None and row.status is AttendanceStatus.REPRESENTED
