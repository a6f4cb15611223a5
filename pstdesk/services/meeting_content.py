"""What every document says of a meeting, from the base."""

from dataclasses import fields
from typing import Any

from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, CommitteeLevel, Meeting
from pstdesk.documents.meeting import CommitteeTitle, MeetingContent
from pstdesk.documents.minutes import OtherMeeting
from pstdesk.domain.names import fold
from pstdesk.services.fetch import fetch
from pstdesk.services.meetings import person_name
from pstdesk.services.programme import letterhead_lines, the_programme


def meeting_fields(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Return the fields of :class:`MeetingContent`, by name, for the content of one document."""
    programme = the_programme(session)
    content = MeetingContent(
        programme=programme.name,
        town=programme.town,
        committee=_committee_title(session, meeting.committee_id),
        day=meeting.day,
        number=meeting.number,
        year=meeting.year,
        letterhead=letterhead_lines(programme),
        footer=programme.footer,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        facilitator=person_name(session, meeting.facilitator_id),
        secretary=person_name(session, meeting.secretary_id),
        language=programme.language,
    )
    return {own.name: getattr(content, own.name) for own in fields(content)}


def other_meeting(meeting: Meeting) -> OtherMeeting:
    """Return a meeting as the minutes of another one name it."""
    return OtherMeeting(meeting.day, meeting.number, meeting.year)


def _committee_title(session: Session, committee_id: int) -> CommitteeTitle:
    """Return how the body is called; a body whose name says what it is needs no kind before it."""
    committee = fetch(session, Committee, committee_id)
    kind = fetch(session, CommitteeLevel, committee.level_id).body_name
    says_it = fold(committee.name).startswith(fold(kind))
    return CommitteeTitle(committee.name, "" if says_it else kind, committee.short_name)
