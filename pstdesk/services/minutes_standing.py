"""Where a meeting's minutes stand: what the window says above them, and what it offers."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Mandate, Meeting, Minutes, MinutesVersion
from pstdesk.documents.minutes import OtherMeeting
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.minutes import Standing, is_locked
from pstdesk.services.fetch import fetch, holds_on
from pstdesk.services.meeting_content import other_meeting
from pstdesk.services.meetings import person_name
from pstdesk.services.rectifications import RectificationRow, rectifications_of


@dataclass(frozen=True, slots=True)
class MinutesStanding:
    """The minutes of one meeting as a whole; ``approved_by`` is who approved them, where that was said."""

    standing: Standing
    corrections_to: str
    asked_of: str
    sent_at: datetime | None
    approved_on: date | None
    approved_by: str
    approved_in_id: int | None
    approved_in: OtherMeeting | None
    rectifications: tuple[RectificationRow, ...]
    versions: int


@dataclass(frozen=True, slots=True)
class CorrectionsProposal:
    """What to propose where corrections are asked for: as last time; ``referent`` on the meeting's day."""

    corrections_to: str
    asked_of: str
    referent: str


def minutes_standing(session: Session, meeting_id: int) -> MinutesStanding | None:
    """Return where the minutes of a meeting stand, None while none were begun."""
    minutes = session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))
    if minutes is None:
        return None
    rectifications = rectifications_of(session, meeting_id)
    versions = session.execute(
        select(MinutesVersion.state, MinutesVersion.reason)
        .where(MinutesVersion.minutes_id == minutes.id)
        .order_by(MinutesVersion.number.desc())
    ).all()
    since_approval = takewhile(lambda version: is_locked(version.state), versions)
    deciding = None if minutes.approved_in_id is None else fetch(session, Meeting, minutes.approved_in_id)
    return MinutesStanding(
        Standing(minutes.state, minutes.approval, minutes.corrections_due_on, bool(rectifications)),
        minutes.corrections_to,
        minutes.corrections_asked_of,
        minutes.sent_at,
        minutes.approved_on,
        next((version.reason for version in since_approval if version.reason), ""),
        minutes.approved_in_id,
        None if deciding is None else other_meeting(deciding),
        rectifications,
        len(versions),
    )


def corrections_proposal(session: Session, meeting_id: int) -> CorrectionsProposal:
    """Return the address and the readers of the last time, and who is the body's référent."""
    meeting = fetch(session, Meeting, meeting_id)
    asked = (
        select(Minutes.corrections_to, Minutes.corrections_asked_of)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Minutes.corrections_to != "")
        .order_by(
            (Meeting.committee_id == meeting.committee_id).desc(), Meeting.day.desc(), Meeting.id.desc()
        )
    )
    last = session.execute(asked.limit(1)).first()
    referent = session.scalar(
        select(Mandate.person_id)
        .where(
            Mandate.committee_id == meeting.committee_id,
            Mandate.role == MandateRole.REFERENT,
            holds_on(Mandate, meeting.day),
        )
        .limit(1)
    )
    address, readers = last or ("", "")
    return CorrectionsProposal(address, readers, person_name(session, referent))
