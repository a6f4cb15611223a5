"""How an action looks as a card: its words in three lines at most, who does it, by when, for which bodies."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pstdesk.services.action_rows import RegisterRow
from pstdesk.ui import clock
from pstdesk.ui.actions.words import owners_words, when_words
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.cells import paint_pill, pill_width
from pstdesk.ui.widgets.rows import Index

_SMALL = 12.5 / 14
_MOST_LINES = 3
_INSIDE = 10
_GAP = 8
"""Between two cards."""
ROLE = Qt.ItemDataRole.UserRole
"""Under which a model hands over the row of a card."""


def wrapped(text: str, font: QFont, width: int, most: int = _MOST_LINES) -> tuple[str, ...]:
    """Return ``text`` in lines of ``width`` pixels, at most ``most``; the last one ends in "…" if cut."""
    layout = QTextLayout(" ".join(text.split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    words = layout.text()
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            rest = words[start:]
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


class CardDelegate(QStyledItemDelegate):
    """Draws the rows of one column of the board as cards."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RegisterRow = index.data(ROLE)
        rect: QRect = option.rect
        card = QRectF(rect).adjusted(1, 1, -1, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option)
        room = card.adjusted(_INSIDE, _INSIDE - 2, -_INSIDE, -_INSIDE + 2)
        font = self._view.font()
        small = font_of_size(font, _SMALL)
        painter.setFont(font)
        painter.setPen(QColor(tokens().ink if row.state.is_open else tokens().muted))
        at = room.top()
        for words in wrapped(row.text, font, int(room.width())):
            painter.drawText(QPointF(room.left(), at + QFontMetrics(font).ascent()), words)
            at += QFontMetrics(font).lineSpacing()
        painter.setFont(small)
        painter.setPen(QColor(tokens().muted))
        measured = QFontMetrics(small)
        owners = measured.elidedText(owners_words(row), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QPointF(room.left(), at + 2 + measured.ascent()), owners)
        self._paint_foot(painter, QRectF(room.left(), room.bottom() - 22, room.width(), 22), row, small)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        colours = tokens()
        # Of the cards that are current in their columns only the one with the keyboard stands out.
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(
            QColor(colours.accent_soft if chosen else colours.hover if hovered else colours.raised)
        )
        painter.drawRoundedRect(card, 6, 6)

    def _paint_foot(self, painter: QPainter, room: QRectF, row: RegisterRow, small: QFont) -> None:
        words, tone = when_words(row, clock.today())
        taken = 0.0
        if words:
            paint_pill(painter, room, words, tone, self._view.font(), right=False)
            taken = pill_width(self._view.font(), words) + 8
        painter.setFont(small)
        painter.setPen(QColor(tokens().muted))
        left = room.adjusted(taken, 0, 0, 0)
        bodies = ", ".join(row.committees)
        shown = QFontMetrics(small).elidedText(bodies, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: RegisterRow = index.data(ROLE)
        font = self._view.font()
        width = self._view.viewport().width()
        lines = len(wrapped(row.text, font, max(40, width - 2 - 2 * _INSIDE)))
        small = QFontMetrics(font_of_size(font, _SMALL))
        height = lines * QFontMetrics(font).lineSpacing() + 2 + small.lineSpacing() + 4 + 22
        return QSize(width, height + 2 * (_INSIDE - 2) + 1 + _GAP)
