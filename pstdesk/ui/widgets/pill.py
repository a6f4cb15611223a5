"""A state as a word in a tinted pill, outside a table."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.cells import paint_pill, pill_width


class Pill(QLabel):
    """Shows a word in the tint of its tone; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_state(self, word: str, tone: Tone) -> None:
        """Show ``word``, or nothing."""
        self._tone = tone
        self.setText(word)
        self.setVisible(bool(word))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.font(), self.text()) + 2, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(1, 0, -1, 0)
        paint_pill(painter, room, self.text(), self._tone, self.font(), right=False)
