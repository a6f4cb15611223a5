"""Changing what became of actions, from any list that shows them, with a way back."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import ngettext
from pstdesk.labels import label
from pstdesk.services.action_page import set_states
from pstdesk.ui import clock
from pstdesk.ui.page import Frame

STATE_KEYS = {
    Qt.Key.Key_T: ActionState.TO_DO,
    Qt.Key.Key_C: ActionState.IN_PROGRESS,
    Qt.Key.Key_F: ActionState.DONE,
    Qt.Key.Key_X: ActionState.DROPPED,
}
"""Which key gives the chosen actions which state."""


class StateChanges(QObject):
    """Writes states and says so."""

    def __init__(self, frame: Frame, widget: QWidget, *, day: Callable[[], date] = clock.today) -> None:
        super().__init__(widget)
        self._frame = frame
        self._day = day

    def set(self, action_ids: Sequence[int], state: ActionState) -> None:
        """Give the actions of these ids a state, closed on this object's day where it closes them."""
        ids, day = tuple(action_ids), self._day()
        if ids:
            writing = self._frame.desk.write(self, lambda session: set_states(session, ids, state, day))
            words = ngettext("Changement d’état d’une action", "Changement d’état de {n} actions", len(ids))
            writing.undoable(words.format(n=len(ids)), lambda changed: _marked(changed, state)).start()


def _marked(changed: int, state: ActionState) -> str:
    words = ngettext("Action marquée « {state} ».", "{n} actions marquées « {state} ».", changed)
    return words.format(n=changed, state=label(state))
