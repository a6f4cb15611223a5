"""Which of two meetings of a body comes first: the later one may speak of the minutes of the earlier one."""

from datetime import time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Minutes, Rectification
from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import Sitting


def sitting(meeting: Meeting) -> Sitting:
    """Return what decides whether a meeting may speak of another one's minutes."""
    return Sitting(meeting.id, meeting.committee_id, meeting.state, meeting.day, meeting.starts_at)


def refuse_passing(session: Session, meeting: Meeting) -> None:
    """Raise where a meeting would no longer come after one whose minutes it approved or corrected."""
    spoken_of = (
        select(Meeting)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(Rectification, Rectification.minutes_id == Minutes.id)
        .where(or_(Minutes.approved_in_id == meeting.id, Rectification.decided_in_id == meeting.id))
        .order_by(Meeting.day.desc(), Meeting.starts_at.desc())
    )
    for other in session.scalars(spoken_of):
        if sitting(other).place >= sitting(meeting).place:
            raise Refused("meeting_hour_kept", starts_at=other.starts_at or time.min)
