"""The steps of minutes once they are written: read again, sent with their numbers, approved, put away."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Decision, Meeting, Minutes, Rectification
from pstdesk.db.models.base import storable
from pstdesk.db.undo import no_undo
from pstdesk.documents.minutes import MinutesContent
from pstdesk.domain.minutes import (
    ApprovalMode,
    MinutesState,
    numbers_for,
    refuse_approval,
    refuse_approval_day,
    refuse_deadline,
    refuse_reopening,
    refuse_restoring,
    refuse_silence,
    refuse_step,
    refuse_to_speak_of,
)
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_order import sitting
from pstdesk.services.minutes import keep_version, minutes_of


def ask_corrections(
    session: Session, meeting_id: int, due_on: date, corrections_to: str, asked_of: str, now: datetime
) -> MinutesContent:
    """Give the draft, or minutes that were sent, to read until ``due_on``; a version is kept.

    Called again, it changes the deadline, the address and who was asked. Refused for a day that is over.
    """
    minutes = minutes_of(session, meeting_id)
    if minutes.state is not MinutesState.IN_CORRECTION:
        refuse_step(minutes.state, MinutesState.IN_CORRECTION)
    refuse_deadline(due_on, local_day(now))
    minutes.state = MinutesState.IN_CORRECTION
    minutes.corrections_due_on = due_on
    minutes.corrections_to = _line(corrections_to)
    minutes.corrections_asked_of = _line(asked_of)
    session.flush()
    return keep_version(session, minutes, now)


def back_to_draft(session: Session, meeting_id: int) -> None:
    """Take minutes back from their readers: no correction is awaited any more."""
    minutes = minutes_of(session, meeting_id)
    refuse_step(minutes.state, MinutesState.DRAFT)
    minutes.state = MinutesState.DRAFT
    minutes.corrections_due_on = None


def send(session: Session, meeting_id: int, now: datetime) -> MinutesContent:
    """Send the minutes: decisions take their numbers (docs/domain.md, rule 4) and a version is kept."""
    minutes = minutes_of(session, meeting_id)
    refuse_step(minutes.state, MinutesState.SENT)
    minutes.state = MinutesState.SENT
    minutes.sent_at = minutes.sent_at or now
    number_decisions(session, fetch(session, Meeting, meeting_id))
    session.flush()
    return keep_version(session, minutes, now)


def number_decisions(session: Session, meeting: Meeting) -> None:
    """Give the meeting's decisions the next numbers of the programme's one series of that year."""
    no_undo(session)
    for decision, number in numbers_to_give(session, meeting):
        decision.year, decision.number = meeting.day.year, number


def numbers_to_give(session: Session, meeting: Meeting) -> list[tuple[Decision, int]]:
    """Return the meeting's decisions without a number, each with the one it would take now."""
    waiting = session.scalars(
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting.id, Decision.number.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id, Decision.position, Decision.id)
    ).all()
    taken = session.scalars(select(Decision.number).where(Decision.year == meeting.day.year)).all()
    numbers = numbers_for(len(waiting), (number for number in taken if number is not None))
    return list(zip(waiting, numbers, strict=True))


def approve(
    session: Session,
    meeting_id: int,
    mode: ApprovalMode,
    day: date,
    now: datetime,
    in_meeting_id: int | None = None,
    by: str = "",
) -> MinutesContent:
    """Approve minutes that were sent; from now on nothing they say changes (docs/domain.md, rule 3).

    By the référent on ``day``, ``by`` name; by silence, once the deadline for corrections is over on
    ``day``; or in a later meeting of the body, on its day, as long as its own minutes are not locked.
    Decisions added since the minutes were sent take their numbers too.
    """
    minutes = minutes_of(session, meeting_id)
    refuse_approval(minutes.state)
    meeting = fetch(session, Meeting, meeting_id)
    if mode is ApprovalMode.MEETING:
        deciding = fetch(session, Meeting, in_meeting_id or 0)
        refuse_to_speak_of(sitting(meeting), sitting(deciding))
        refuse_locked_minutes(session, deciding.id)
        minutes.approved_in_id, day = deciding.id, deciding.day
    else:
        refuse_approval_day(day, meeting.day, local_day(now))
    if mode is ApprovalMode.SILENCE:
        refuse_silence(minutes.corrections_due_on, day)
    number_decisions(session, meeting)
    minutes.state, minutes.approval, minutes.approved_on = MinutesState.APPROVED, mode, day
    session.flush()
    return keep_version(session, minutes, now, by)


def reopen(session: Session, meeting_id: int, reason: str, now: datetime) -> MinutesContent:
    """Take approved minutes up again; the ``reason`` is kept with a version (docs/domain.md, rule 3).

    Refused where a meeting approved them, or has decided a rectificatif of what was approved.
    """
    minutes = minutes_of(session, meeting_id)
    rectified = session.scalar(
        select(Rectification.id).where(Rectification.minutes_id == minutes.id).limit(1)
    )
    refuse_reopening(minutes.state, minutes.approval, reason, is_rectified=rectified is not None)
    minutes.corrections_due_on = None  # who kept silent did so about another text
    return unlock(session, minutes, _line(reason), now)


def unlock(session: Session, minutes: Minutes, reason: str, now: datetime) -> MinutesContent:
    """Make minutes that were approved what they were before: sent, and approved by nobody."""
    minutes.state = MinutesState.SENT
    minutes.approval = minutes.approved_on = minutes.approved_in_id = None
    session.flush()
    return keep_version(session, minutes, now, reason)


def archive(session: Session, meeting_id: int) -> None:
    """Put approved minutes away: nothing is awaited of them any more."""
    minutes = minutes_of(session, meeting_id)
    refuse_step(minutes.state, MinutesState.ARCHIVED)
    minutes.state = MinutesState.ARCHIVED


def restore(session: Session, meeting_id: int) -> None:
    """Take minutes out of the archive again; they are approved, as they were."""
    minutes = minutes_of(session, meeting_id)
    refuse_restoring(minutes.state)
    minutes.state = MinutesState.APPROVED


def local_day(now: datetime) -> date:
    """Return the day that it is where the program runs."""
    return now.astimezone().date()


def _line(text: str) -> str:
    return " ".join(storable(text).split())
