"""Corrections of approved minutes: decided at a later meeting, dated by it, beside the text that stays."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import AgendaItem, Meeting, Minutes, Rectification
from pstdesk.documents.minutes import OtherMeeting, RectificationLine, from_json
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import is_locked, refuse_rectification, refuse_to_speak_of
from pstdesk.services.agenda import deal_with, refuse_locked_minutes
from pstdesk.services.agenda_opening import agenda_of
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_content import other_meeting
from pstdesk.services.meeting_order import sitting
from pstdesk.services.minutes import add_version, last_version, minutes_of


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """A correction, the meeting whose minutes it corrects, and the one that decided it."""

    id: int
    text: str
    item_id: int | None
    of_id: int
    of: OtherMeeting
    decided_in_id: int
    decided_in: OtherMeeting


@dataclass(frozen=True, slots=True)
class DecidingMeeting:
    """A meeting at which a rectificatif can be said to have been decided, with the items of its agenda."""

    id: int
    meeting: OtherMeeting
    items: tuple[tuple[int, str], ...]
    approval_item_id: int | None


def rectify(
    session: Session,
    meeting_id: int,
    decided_in_id: int,
    item_id: int | None,
    text: str,
    now: datetime,
) -> int:
    """Write down a correction of approved minutes that a later meeting decided; return its id.

    It stands under ``item_id`` of that meeting, or under its approval of minutes. The approved text stays
    word for word; a version is kept that says the correction beside it.
    """
    minutes = minutes_of(session, meeting_id)
    refuse_rectification(minutes.state, text)
    deciding = fetch(session, Meeting, decided_in_id)
    refuse_to_speak_of(sitting(fetch(session, Meeting, meeting_id)), sitting(deciding))
    refuse_locked_minutes(session, deciding.id)
    item = _item_of(session, deciding.id, item_id)
    made = Rectification(
        minutes_id=minutes.id, decided_in_id=deciding.id, agenda_item_id=item.id, text=text.strip()
    )
    session.add(made)
    session.flush()
    deal_with(session, item)
    _keep(session, minutes, now)
    return made.id


def withdraw_rectification(session: Session, rectification_id: int, now: datetime) -> None:
    """Take back a correction that was a slip, while the minutes of who decided it are still written."""
    made = fetch(session, Rectification, rectification_id)
    refuse_locked_minutes(session, made.decided_in_id)
    minutes = fetch(session, Minutes, made.minutes_id)
    session.delete(made)
    session.flush()
    _keep(session, minutes, now)


def rectifications_of(session: Session, meeting_id: int) -> tuple[RectificationRow, ...]:
    """Return the corrections of a meeting's minutes, in the order in which they were decided."""
    return _rows(session, meeting_id, decided=False)


def rectifications_in(session: Session, meeting_id: int) -> tuple[RectificationRow, ...]:
    """Return the corrections of earlier minutes that a meeting decided."""
    return _rows(session, meeting_id, decided=True)


def deciding_meetings(session: Session, meeting_id: int) -> tuple[DecidingMeeting, ...]:
    """Return the meetings that can decide a correction of this one's minutes, the latest first."""
    meeting = fetch(session, Meeting, meeting_id)
    query = (
        select(Meeting, Minutes.state)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.state == MeetingState.HELD,
            Meeting.day >= meeting.day,
        )
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    return tuple(
        _deciding(session, later)
        for later, state in session.execute(query).all()
        if not is_locked(state) and sitting(later).place > sitting(meeting).place
    )


def _deciding(session: Session, meeting: Meeting) -> DecidingMeeting:
    items = agenda_of(session, meeting.id)
    approval = next((item.id for item in items if item.kind is ItemKind.MINUTES_APPROVAL), None)
    titles = tuple((item.id, f"{place}. {item.title}") for place, item in enumerate(items, start=1))
    return DecidingMeeting(meeting.id, other_meeting(meeting), titles, approval)


def _item_of(session: Session, meeting_id: int, item_id: int | None) -> AgendaItem:
    """Return the item named, or else the approval of minutes; it must be one of that meeting."""
    for item in agenda_of(session, meeting_id):
        if item.id == item_id or (item_id is None and item.kind is ItemKind.MINUTES_APPROVAL):
            return item
    raise Refused("rectification_item")


def _rows(session: Session, meeting_id: int, *, decided: bool) -> tuple[RectificationRow, ...]:
    corrected, deciding = aliased(Meeting), aliased(Meeting)
    query = (
        select(Rectification, corrected, deciding)
        .join(Minutes, Minutes.id == Rectification.minutes_id)
        .join(corrected, corrected.id == Minutes.meeting_id)
        .join(deciding, deciding.id == Rectification.decided_in_id)
        .where((deciding if decided else corrected).id == meeting_id)
        .order_by(deciding.day, deciding.id, Rectification.id)
    )
    return tuple(
        RectificationRow(
            row.id, row.text, row.agenda_item_id, of.id, other_meeting(of), by.id, other_meeting(by)
        )
        for row, of, by in session.execute(query)
    )


def _keep(session: Session, minutes: Minutes, now: datetime) -> None:
    """Keep a version that says the corrections of today beside the text that was approved."""
    last = last_version(session, minutes.id)
    if last is None:
        raise Refused("record_missing")
    said = from_json(last.content)
    rows = rectifications_of(session, minutes.meeting_id)
    lines = tuple(RectificationLine(row.text, row.decided_in) for row in rows)
    if said.rectifications != lines:
        content = replace(said, version=last.number + 1, rectifications=lines)
        add_version(session, minutes, content, now)
