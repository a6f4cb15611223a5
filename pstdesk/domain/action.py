"""The life of an action, and when it is late."""

from datetime import date
from enum import StrEnum


class ActionState(StrEnum):
    """What became of an action; "late" is derived, never stored."""

    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (ActionState.TO_DO, ActionState.IN_PROGRESS)


def is_overdue(state: ActionState, due_on: date | None, today: date) -> bool:
    """Tell whether an open action's due day has passed; an action without a due day is never late."""
    return state.is_open and due_on is not None and due_on < today


def state_on(state: ActionState, closed_on: date | None, day: date) -> ActionState:
    """Return how an action stood at the end of ``day``: what was closed later was still to do then.

    What is open now is taken to have been so on the day: only the day of the closing is kept.
    """
    return ActionState.TO_DO if closed_on is not None and closed_on > day else state


def is_followed_up(state: ActionState, closed_on: date | None, last_meeting: date | None) -> bool:
    """Tell whether a meeting speaks of an action of an earlier one (docs/domain.md, rule 5).

    It does while the action is open, and once more after it was closed: where that was since the
    day of the body's ``last_meeting``, which has not heard of it.
    """
    if state.is_open:
        return True
    return closed_on is not None and (last_meeting is None or closed_on > last_meeting)
