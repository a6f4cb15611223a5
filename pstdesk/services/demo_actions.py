"""What becomes of the demonstration's actions: most are done in time, some months late, a few are dropped."""

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
_LATE = 3
_LATE_AT_MOST = 200
"""Days after its due day at which something becomes of what is late, too."""
_DROPPED = 17
_SPOKEN_OF = 4


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
    delay = 0 if due_on is None else (day - due_on).days
    is_late = action_id % _LATE == 0
    if delay > (_LATE_AT_MOST if is_late else 0):
        state = ActionState.DONE if action_id % _DROPPED else ActionState.DROPPED
        set_states(session, (action_id,), state, day if is_late else due_on or day)
    elif is_late or action_id % _SPOKEN_OF == 0:
        if not is_late or action_id // _LATE % 2:
            set_states(session, (action_id,), ActionState.IN_PROGRESS, day)
        add_progress(session, action_id, words[(action_id + day.month) % len(words)], day)
