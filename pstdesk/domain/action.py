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
