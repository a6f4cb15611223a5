"""Changing what became of actions, from any list that shows them, with a way back."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import _, ngettext, pgettext
from pstdesk.labels import label
from pstdesk.services.action_page import StateBefore, set_states, undo_states
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
    """Writes states and says so; Ctrl+Z within ``widget`` gives the last ones back."""

    def __init__(self, frame: Frame, widget: QWidget, *, day: Callable[[], date] = clock.today) -> None:
        super().__init__(widget)
        self._frame = frame
        self._day = day
        self._last: tuple[StateBefore, ...] = ()
        undo = QShortcut(QKeySequence.StandardKey.Undo, widget, self.undo)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set(self, action_ids: Sequence[int], state: ActionState) -> None:
        """Give the actions of these ids a state, closed on this object's day where it closes them."""
        ids, day = tuple(action_ids), self._day()
        if ids:
            writing = self._frame.desk.write(self, lambda session: set_states(session, ids, state, day))
            writing.success(lambda before: self._tell(before, state)).start()

    def undo(self) -> None:
        """Give the actions changed last the state back that they had."""
        before, self._last = self._last, ()
        if before:
            writing = self._frame.desk.write(self, lambda session: undo_states(session, before))
            writing.success(lambda _done: self._frame.say(_("C’est annulé."))).start()

    def _tell(self, before: tuple[StateBefore, ...], state: ActionState) -> None:
        if not before:
            return
        self._last = before
        n = len(before)
        words = ngettext("Action marquée « {state} ».", "{n} actions marquées « {state} ».", n).format(
            n=n, state=label(state)
        )
        self._frame.say(words, action=pgettext("défaire", "Annuler"), do=lambda: self._undo(before))

    def _undo(self, before: tuple[StateBefore, ...]) -> None:
        self._last = before
        self.undo()
