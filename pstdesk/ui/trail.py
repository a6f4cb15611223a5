"""Where one came from: Alt+Left goes back there, from an action to the dashboard whose line opened it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.ui.undo import Stage, Where

_REMEMBERED = 50


class Trail:
    """What was on screen before each jump to another place or record, the last one last."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        self._stage = stage
        self._left: list[Where] = []
        self._is_going_back = False
        QShortcut(QKeySequence("Alt+Left"), window, self.back)

    def leave(self, where: Where) -> None:
        """Remember ``where``, which something else is about to replace."""
        if self._is_going_back or not where.place or self._left[-1:] == [where]:
            return
        self._left.append(where)
        del self._left[:-_REMEMBERED]

    def clear(self) -> None:
        """Forget the records of a base that is no longer open."""
        self._left.clear()

    def back(self) -> None:
        """Show what was left last; what is on screen already is passed over."""
        here = self._stage.where()
        while self._left:
            where = self._left.pop()
            if where != here:
                self._return(where)
                return
        self._stage.say(_("Il n’y a pas de page précédente."), passing=True)

    def _return(self, where: Where) -> None:
        self._is_going_back = True
        try:
            self._stage.show_where(where)
        finally:
            self._is_going_back = False
