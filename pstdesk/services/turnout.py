"""How many came to meetings, counted by the base; apart, so that the first page loads nothing else for it."""

from collections.abc import Iterable

from sqlalchemy import Select, Subquery, case, func, select

from pstdesk.db.models import Attendance
from pstdesk.domain.attendance import AttendanceStatus

CAME = tuple(status for status in AttendanceStatus if status.attended)
"""How those attended who took part."""


def turnout(meetings: Iterable[int] | Select[int] | None = None) -> Subquery:
    """Return a subquery by ``meeting_id``: how many were ``expected``, ``attended``, are ``not_recorded``.

    Of these ``meetings``, or of all: to count those that nobody looks at would take ten times as long.
    """
    attended = case((Attendance.status.in_(CAME), 1), else_=0)
    unknown = case((Attendance.status == AttendanceStatus.NOT_RECORDED, 1), else_=0)
    counted = (
        select(
            Attendance.meeting_id,
            func.sum(attended).label("attended"),
            func.count().label("expected"),
            func.sum(unknown).label("not_recorded"),
        )
        .where(Attendance.is_guest.is_(False))
        .group_by(Attendance.meeting_id)
    )
    if meetings is not None:
        counted = counted.where(Attendance.meeting_id.in_(meetings))
    return counted.subquery("people")
