"""The line into which the titles of new agenda items are typed, one after the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.i18n import _


class NewItemLine(QLineEdit):
    """``title_typed(text, beside)`` on Enter; ``beside`` with Shift: after the current item, not at the end.

    What was typed stays until :meth:`taken` says that it arrived, and Enter held down gives it once.
    """

    title_typed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self.setPlaceholderText(_("Ajouter un point, puis Entrée"))
        self.setAccessibleName(_("Nouveau point de l’ordre du jour"))
        hint = _("Entrée : à la fin, avant les questions diverses. Maj+Entrée : après le point choisi.")
        self.setToolTip(hint)
        self.setAccessibleDescription(hint)

    def taken(self, title: str) -> None:
        """Clear ``title``, which is on the agenda now; what was typed meanwhile stays."""
        if self.text() == title:
            self.setText("")  # what was taken is undone by the window, not here

    def give_again(self) -> None:
        """Take titles again: the last one arrived, or was refused."""
        self._given = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        typed = self.text()
        if typed.strip() and typed != self._given:
            self._given = typed
            # Selected, so that the next title takes its place if the base is slow to answer.
            self.selectAll()
            self.title_typed.emit(typed, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
