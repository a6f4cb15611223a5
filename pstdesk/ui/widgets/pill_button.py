"""A state as a word in a tinted pill that opens a menu: what can follow from it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from pstdesk.ui.icons import paint_icon
from pstdesk.ui.theme import Tone, tokens
from pstdesk.ui.widgets.cells import PADDING, paint_pill, pill_width

_ARROW = 16


class PillButton(QAbstractButton):
    """Shows a word in the tint of its tone, with a small arrow; hidden while there is none.

    ``choices`` is the menu that a click, Space or Down opens; it is filled by whom it belongs to.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "neutral"
        self.choices = QMenu(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open_menu)
        self.hide()

    def show_state(self, word: str, tone: Tone, name: str = "") -> None:
        """Show ``word``, or nothing; ``name`` is what a screen reader says of the button."""
        self._tone = tone
        self.setText(word)
        self.setAccessibleName(name or word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Open the menu under the button."""
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:
        width = pill_width(self.font(), self.text()) + _ARROW + 4
        return QSize(width, max(28, self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        ink, tint = colours.tone(self._tone)
        room = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        painter.setBrush(tint)
        edge = QPen(QColor(colours.accent), 2) if self.hasFocus() else QPen(QColor(colours.line), 1)
        painter.setPen(QPen(ink, 1) if self.underMouse() and not self.hasFocus() else edge)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        words = room.adjusted(0, 0, -_ARROW, 0)
        painter.save()
        paint_pill(painter, words, self.text(), self._tone, self.font(), right=False, bare=True)
        painter.restore()
        at = QRectF(room.right() - _ARROW - PADDING / 2, room.center().y() - _ARROW / 2, _ARROW, _ARROW)
        paint_icon(painter, "chevron-down", at, ink.name())
