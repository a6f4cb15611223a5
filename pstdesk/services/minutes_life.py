"""The steps of minutes once they are written: sent, with numbered decisions, then approved."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Decision, Meeting
from pstdesk.documents.minutes import MinutesContent
from pstdesk.domain.minutes import ApprovalMode, MinutesState, numbers_for, refuse_step
from pstdesk.services.fetch import fetch
from pstdesk.services.minutes import keep_version, minutes_of


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
    waiting = session.scalars(
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting.id, Decision.number.is_(None))
        .order_by(AgendaItem.position, AgendaItem.id, Decision.position, Decision.id)
    ).all()
    year = meeting.day.year
    taken = session.scalars(select(Decision.number).where(Decision.year == year)).all()
    numbers = numbers_for(len(waiting), (number for number in taken if number is not None))
    for decision, number in zip(waiting, numbers, strict=True):
        decision.year, decision.number = year, number


def approve(
    session: Session,
    meeting_id: int,
    mode: ApprovalMode,
    day: date,
    now: datetime,
    in_meeting_id: int | None = None,
) -> MinutesContent:
    """Approve minutes that were sent; from now on nothing they say changes (docs/domain.md, rule 3).

    Decisions added since they were sent take their numbers too.
    """
    minutes = minutes_of(session, meeting_id)
    refuse_step(minutes.state, MinutesState.APPROVED)
    number_decisions(session, fetch(session, Meeting, meeting_id))
    minutes.state = MinutesState.APPROVED
    minutes.approval = mode
    minutes.approved_on = day
    minutes.approved_in_id = in_meeting_id
    session.flush()
    return keep_version(session, minutes, now)
