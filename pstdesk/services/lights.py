"""What the lights of meetings are read from: convocation, sheet, attendance, minutes, the next meeting."""

from datetime import date

from sqlalchemy import Date, ScalarSelect, Subquery, func, or_, select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import Attendance, Meeting, MeetingAttachment, Minutes
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.lights import MeetingFacts
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.fetch import fetch


def signed_sheets() -> Subquery:
    """Return the meetings whose signed sheet is attached, each once: ``meeting_id``."""
    return (
        select(MeetingAttachment.meeting_id)
        .where(MeetingAttachment.purpose == AttachmentPurpose.SIGN_IN_SHEET)
        .group_by(MeetingAttachment.meeting_id)
        .subquery()
    )


def next_held_on() -> ScalarSelect[date]:
    """Return when the body of the ``Meeting`` of the query around it met next; NULL unless both were held."""
    later = aliased(Meeting)
    comes_after = or_(later.day > Meeting.day, later.id > Meeting.id)
    return (
        select(func.min(later.day, type_=Date()))
        .where(
            Meeting.state == MeetingState.HELD,
            later.committee_id == Meeting.committee_id,
            later.state == MeetingState.HELD,
            later.day >= Meeting.day,  # on its own, so that the index serves it
            comes_after,
        )
        .correlate(Meeting)
        .scalar_subquery()
    )


def not_recorded(session: Session, meeting_id: int) -> int:
    """Return of how many people expected at a meeting nobody said yet whether they came."""
    unknown = select(func.count()).where(
        Attendance.meeting_id == meeting_id,
        Attendance.is_guest.is_(False),
        Attendance.status == AttendanceStatus.NOT_RECORDED,
    )
    return session.scalar(unknown) or 0


def meeting_facts(session: Session, meeting_id: int) -> MeetingFacts:
    """Return what the lights of one meeting are read from."""
    meeting = fetch(session, Meeting, meeting_id)
    sheets = signed_sheets()
    attached = session.scalar(select(sheets.c.meeting_id).where(sheets.c.meeting_id == meeting_id))
    return MeetingFacts(
        meeting.day,
        meeting.state,
        meeting.convened_on,
        not_recorded(session, meeting_id),
        attached is not None or meeting.sheet_filed_on is not None,
        session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting_id)),
        session.scalar(select(next_held_on()).where(Meeting.id == meeting_id)),
    )
