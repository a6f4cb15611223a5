"""A field for a number of ballots: digits only, Enter goes on, the arrows go up and down."""

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

_WIDTH = 68
"""Pixels that five figures take with their frame."""


class NumberField(QLineEdit):
    """``confirmed`` on Enter; ``stepped`` with -1 or 1 on Up and Down."""

    confirmed = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(_WIDTH)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,5}"), self))

    def value(self) -> int | None:
        """Return the number, None for an empty field."""
        return int(self.text()) if self.text() else None

    def show_value(self, value: int | None) -> None:
        """Show a number, or nothing; one that is there already stays as it is typed ("04")."""
        if value != self.value():
            self.setText("" if value is None else str(value))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CONTROL:
            self.confirmed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


_CONTROL = Qt.KeyboardModifier.ControlModifier
