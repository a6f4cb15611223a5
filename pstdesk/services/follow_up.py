"""What a body's earlier meetings left to do: the follow-up of actions, in a meeting and in its minutes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import ActionCommittee, ActionItem, AgendaItem, JournalEntry, Meeting
from pstdesk.db.models.journal import JournalAct
from pstdesk.documents.minutes import ActionLine
from pstdesk.domain.action import is_followed_up, state_on
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.action_rows import COLUMNS, OPEN_STATES, RegisterRow, built_rows, in_order
from pstdesk.services.fetch import fetch


def open_actions(
    session: Session, committee_id: int, day: date, today: date | None = None
) -> tuple[RegisterRow, ...]:
    """Return the actions that are open now and that a meeting of the body on ``day`` follows up.

    They were decided at meetings before that day, or at none; late ones, as of ``today`` or else of
    ``day``, come first.
    """
    query = _earlier(committee_id, day).where(ActionItem.state.in_(OPEN_STATES))
    return built_rows(session, session.execute(in_order(query)).all(), today or day)


def follow_up_rows(session: Session, meeting_id: int, today: date) -> tuple[RegisterRow, ...]:
    """Return the actions that a meeting follows up, as they stand now, late or not as of ``today``.

    Those that were closed since the body's last meeting are among them (docs/domain.md, rule 5).
    """
    meeting = fetch(session, Meeting, meeting_id)
    last = _last_meeting(session, meeting)
    found = session.execute(in_order(_earlier(meeting.committee_id, meeting.day))).all()
    kept = [row for row in found if is_followed_up(row.state, row.closed_on, last)]
    return built_rows(session, kept, today)


def followed_lines(session: Session, meeting_id: int) -> tuple[ActionLine, ...]:
    """Return what the minutes of a meeting say of the actions of earlier ones: how they stood on its day."""
    day = fetch(session, Meeting, meeting_id).day
    return tuple(
        ActionLine(row.text, ", ".join(row.owners), row.due_on, state_on(row.state, row.closed_on, day))
        for row in follow_up_rows(session, meeting_id, day)
    )


def _earlier(committee_id: int, day: date) -> Select[*tuple[Any, ...]]:
    """Return the actions that concern a body and that were there before ``day``."""
    concerned = select(ActionCommittee.action_id).where(ActionCommittee.committee_id == committee_id)
    return (
        select(*COLUMNS)
        .outerjoin(AgendaItem, AgendaItem.id == ActionItem.agenda_item_id)
        .outerjoin(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            ActionItem.id.in_(concerned),
            or_(Meeting.day < day, and_(ActionItem.agenda_item_id.is_(None), _made_by(day))),
        )
    )


def _made_by(day: date) -> ColumnElement[bool]:
    """Return the condition that the journal knows an action to have been made by the end of ``day``.

    An action that no meeting decided has no other date; without it, it would creep into the minutes
    of meetings that never heard of it.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(), UTC)
    return exists().where(
        JournalEntry.record == ActionItem.__tablename__,
        JournalEntry.record_id == cast(ActionItem.id, String),
        JournalEntry.act == JournalAct.MADE,
        JournalEntry.at < midnight,
    )


def _last_meeting(session: Session, meeting: Meeting) -> date | None:
    return session.scalar(
        select(func.max(Meeting.day)).where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.state == MeetingState.HELD,
            Meeting.day < meeting.day,
        )
    )
