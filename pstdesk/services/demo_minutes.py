"""The minutes of the demonstration: approved in turn, one still being read, one corrected since."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Meeting, Minutes
from pstdesk.domain.minutes import ApprovalMode, MinutesState, is_locked
from pstdesk.services.demo_calendar import last_working_day
from pstdesk.services.minutes_life import approve, ask_corrections, send
from pstdesk.services.rectifications import rectify

_SENT_AFTER = timedelta(days=12)
_WRITTEN_WITHIN = timedelta(days=14)
_READ_WITHIN = timedelta(days=7)


def noon(day: date) -> datetime:
    """Return the hour at which things happen in the demonstration."""
    return datetime.combine(day, time(12), UTC)


def move_minutes(session: Session, last: int | None, meeting_id: int, day: date, today: date) -> None:
    """Approve the body's ``last`` minutes at this meeting, and send its own after a fortnight."""
    if last is not None:
        approve(session, last, ApprovalMode.MEETING, day, noon(day), meeting_id)
    if day <= today - _WRITTEN_WITHIN:
        send(session, meeting_id, noon(last_working_day(day + _SENT_AFTER)))


def finish_minutes(session: Session, script: Mapping[str, Any], today: date) -> None:
    """Give the oldest draft to read, where there are several, and correct approved minutes once."""
    drafts = session.scalars(
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.state == MinutesState.DRAFT)
        .order_by(Meeting.day, Meeting.id)
    ).all()
    if len(drafts) > 1:
        due_on, address = today + _READ_WITHIN, script["corrections_to"]
        ask_corrections(session, drafts[0], due_on, address, script["readers"], noon(today))
    _correct(session, script["rectification"], today)


def _correct(session: Session, words: str, today: date) -> None:
    """Let the last meeting of a body correct the minutes before those it approved."""
    query = (
        select(Meeting.committee_id, Meeting.id, Minutes.state)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .order_by(Meeting.committee_id, Meeting.day.desc(), Meeting.id.desc())
    )
    by_body: dict[int, list[tuple[int, MinutesState]]] = {}
    for committee_id, meeting_id, state in session.execute(query):
        by_body.setdefault(committee_id, []).append((meeting_id, state))
    for meetings in by_body.values():
        if len(meetings) > 2 and not is_locked(meetings[0][1]) and is_locked(meetings[2][1]):
            rectify(session, meetings[2][0], meetings[0][0], None, words, noon(today))
            return
