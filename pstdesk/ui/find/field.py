"""Where one types what to find: its keys move in the list under it, which never takes the keyboard."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.i18n import _
from pstdesk.ui.icons import icon

LONGEST = 400
"""Characters; of a page pasted by mistake the beginning is looked for."""
_PAGE = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}
_GROUPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaletteField(QLineEdit):
    """``stepped`` by so many lines, ``group_stepped`` by so many groups, ``taken`` by Enter, ``closed``."""

    stepped = Signal(int)
    group_stepped = Signal(int)
    taken = Signal()
    closed = Signal()
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "palette")
        self.setMaxLength(LONGEST)
        hint = _("Personne, séance, mot d’un compte rendu, décision, commande…")
        self.setPlaceholderText(hint)
        self.setAccessibleName(_("Rechercher partout"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        # Before Qt moves on with Tab, and before what is under the palette takes Escape or Enter for itself.
        if isinstance(event, QKeyEvent) and self._is_own(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._do(Qt.Key(event.key()))
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _is_own(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        own = event.key() in (*_STEPS, *_GROUPS, *_TAKES, Qt.Key.Key_Escape)
        return plain and own

    def _do(self, key: Qt.Key) -> None:
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _GROUPS:
            self.group_stepped.emit(_GROUPS[key])
        elif key in _TAKES:
            self.taken.emit()
        else:
            self.closed.emit()
