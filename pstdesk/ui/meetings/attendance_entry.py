"""Where letters or numbers are typed to sign people in; it says beforehand what Enter will do."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.i18n import _
from pstdesk.ui.theme import font_of_size, tokens

_MOST_LETTERS = 200
_SMALL = 12.5 / 14
_INSET = 10


class AttendanceEntry(QLineEdit):
    """``confirmed`` on Enter, ``list_asked`` on Down."""

    confirmed = Signal()
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self.setProperty("role", "search")
        self.setMaxLength(_MOST_LETTERS)
        self.setPlaceholderText(_("Nom ou numéro, puis Entrée"))
        self.setAccessibleName(_("Qui est présent : quelques lettres du nom ou le numéro, puis Entrée"))
        self.setToolTip(
            "\n".join((
                _("Plusieurs numéros à la fois : 3 5 8-12"),
                _("Après des numéros : e excusé, d à distance, a absent (12 d)"),
                _("Retard, départ : 7 14h20, fau 14h20-15h30, 7 -15h30"),
                _("Flèche bas : la liste ; Ctrl+Z : annuler ce qui vient d’être noté"),
            ))
        )  # fmt: skip

    @property
    def hint(self) -> str:
        """What Enter will do, as it is shown at the right."""
        return self._hint

    def show_hint(self, words: str) -> None:
        """Say at the right what Enter will do; nothing where there is no room for it."""
        self._hint = words
        self.setAccessibleDescription(words)
        self.setTextMargins(0, 0, self._hint_width() if self._has_room() else 0, 0)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hint or not self._has_room():
            return
        painter = QPainter(self)
        painter.setPen(QColor(tokens().muted))
        painter.setFont(font_of_size(self.font(), _SMALL))
        room = QRectF(self.rect()).adjusted(0, 0, -_INSET, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._hint)

    def _hint_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._hint) + _INSET if self._hint else 0

    def _has_room(self) -> bool:
        typed = self.fontMetrics().horizontalAdvance(self.text())
        return typed + self._hint_width() + 2 * _INSET <= self.width()
