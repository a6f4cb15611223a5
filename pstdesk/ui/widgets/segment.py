"""A word among a few side by side, of which one is in force."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from pstdesk.ui.theme import font_of_size, tokens

_HEIGHT = 28


class Segment(QAbstractButton):
    """One of the words; the one in force is tinted, and Left and Right go from one to the other."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # As wide as in bold, so that nothing moves when another one is chosen.
        bold = self.fontMetrics().horizontalAdvance(self.text()) * 1.08
        return QSize(round(bold) + 24, max(_HEIGHT, self.fontMetrics().height() + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        if chosen:
            painter.setBrush(QColor(colours.accent_soft))
        elif self.underMouse():
            painter.setBrush(QColor(colours.hover))
        painter.setPen(
            QPen(QColor(colours.accent), 2) if self.hasFocus() else QColor(Qt.GlobalColor.transparent)
        )
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(font_of_size(self.font(), 1, bold=chosen))
        painter.setPen(QColor(colours.accent if chosen else colours.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())


class Segments(QWidget):
    """The words of a choice in a row; ``group.idClicked`` tells the place of the one chosen by hand."""

    def __init__(self, words: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for place, word in enumerate(words):
            segment = Segment(word)
            self.group.addButton(segment, place)
            row.addWidget(segment)
        row.addStretch(1)
        self.choose(0)

    def choose(self, place: int) -> None:
        """Put the word at ``place`` in force."""
        self.group.button(place).setChecked(True)
