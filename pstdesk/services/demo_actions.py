"""What becomes of the demonstration's actions: most are done in time, a few are dropped, some stay undone."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import ActionItem
from pstdesk.domain.action import ActionState
from pstdesk.services.action_page import add_progress, set_states
from pstdesk.services.action_rows import OPEN_STATES
from pstdesk.services.follow_up import open_actions

# By the action's id and not by chance, so that the rest of the story stays what it was.
_NEVER_DONE = 12
_DROPPED = 17
_SPOKEN_OF = 3


def follow_up_actions(session: Session, committee_id: int, day: date, words: Sequence[str]) -> None:
    """Let a body's meeting on ``day`` hear of its open actions: most that were due are done.

    ``words`` are what is reported of the others, one after the other.
    """
    for row in open_actions(session, committee_id, day):
        _go_on(session, row.id, row.due_on, day, words)


def follow_up_between_meetings(session: Session, today: date, words: Sequence[str]) -> None:
    """Let something become of what is open after the last meetings, up to ``today``."""
    query = select(ActionItem.id, ActionItem.due_on).where(ActionItem.state.in_(OPEN_STATES))
    for action_id, due_on in session.execute(query.order_by(ActionItem.id)).all():
        _go_on(session, action_id, due_on, today, words)


def _go_on(session: Session, action_id: int, due_on: date | None, day: date, words: Sequence[str]) -> None:
    is_due = due_on is not None and due_on < day
    is_undone = action_id % _NEVER_DONE == 0
    if is_due and not is_undone:
        state = ActionState.DONE if action_id % _DROPPED else ActionState.DROPPED
        set_states(session, (action_id,), state, due_on or day)
    elif is_undone or action_id % _SPOKEN_OF == 0:
        if not is_undone or action_id // _NEVER_DONE % 2:
            set_states(session, (action_id,), ActionState.IN_PROGRESS, day)
        add_progress(session, action_id, words[(action_id + day.month) % len(words)], day)
