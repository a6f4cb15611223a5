"""Meetings as they go, in one line each: held, sent, approved."""

from datetime import date

from sqlalchemy.orm import Session

from pstdesk.domain.minutes import ApprovalMode
from pstdesk.services.meetings import MeetingForm, hold, plan_meeting
from pstdesk.services.minutes_life import approve, send
from tests.builders import A_DAY, AN_INSTANT


def hold_meeting(session: Session, committee_id: int = 1, day: date = A_DAY) -> int:
    """Plan a meeting and hold it on its day; return its id."""
    meeting_id = plan_meeting(session, MeetingForm(committee_id, day))
    hold(session, meeting_id, day)
    return meeting_id


def approve_minutes(session: Session, meeting_id: int) -> None:
    """Send a meeting's minutes, and have the référent approve them."""
    send(session, meeting_id, AN_INSTANT)
    approve(session, meeting_id, ApprovalMode.REFERENT, AN_INSTANT.date(), AN_INSTANT)
