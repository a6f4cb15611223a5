"""How a row is drawn: quiet lines, one tint for the chosen row, a state as a word in a tinted pill."""

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from pstdesk.ui.theme import Tone, font_of_size, tokens

if TYPE_CHECKING:
    from pstdesk.ui.widgets.rows import Column, Index, RowModel

PADDING = 8
ROW_HEIGHT = 32
DETAILED_ROW_HEIGHT = 46
_SMALL = 12.5 / 14


def pill_width(font: QFont, text: str) -> int:
    """Return how wide the pill of ``text`` is in a table of ``font``."""
    return QFontMetrics(font_of_size(font, _SMALL)).horizontalAdvance(text) + 2 * PADDING


def paint_pill(
    painter: QPainter, room: QRectF, text: str, tone: Tone, font: QFont, *, right: bool, bare: bool = False
) -> None:
    """Draw ``text`` in a tinted pill at the left or right end of ``room``, in the middle of its height.

    ``bare`` draws the words only, as they stand in a pill.
    """
    small = font_of_size(font, _SMALL)
    measured = QFontMetrics(small)
    width = min(float(measured.horizontalAdvance(text) + 2 * PADDING), room.width())
    height = measured.height() + 3.0
    left = room.right() - width if right else room.left()
    box = QRectF(left, room.center().y() - height / 2, width, height)
    ink, tint = tokens().tone(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not bare:
        painter.setPen(QPen(QColor(tokens().line), 1) if tone == "neutral" else Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(ink)
    painter.setFont(small)
    words = measured.elidedText(text, Qt.TextElideMode.ElideRight, int(width - 2 * PADDING) + 1)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def needed_width(font: QFont, column: "Column[Any]", row: Any) -> int:
    """Return how wide the words of a cell are, its second line too."""
    text = column.text(row)
    if column.tone is not None and column.tone(row) is not None:
        return pill_width(font, text)
    bold = column.bold is not None and column.bold(row)
    first = QFontMetrics(font_of_size(font, 1, bold=bold)).horizontalAdvance(text)
    detail = column.detail(row) if column.detail is not None else ""
    return max(first, QFontMetrics(font_of_size(font, _SMALL)).horizontalAdvance(detail))


def cut_words(font: QFont, column: "Column[Any]", row: Any, width: int) -> str:
    """Return all that a cell of ``width`` pixels says, if it has no room for it or draws it, else nothing."""
    if column.draw is not None:
        return column.text(row)
    if needed_width(font, column, row) <= width - 2 * PADDING:
        return ""
    detail = column.detail(row) if column.detail is not None else ""
    return "\n".join(filter(None, (column.text(row), detail)))


class RowDelegate(QStyledItemDelegate):
    """Draws the cells of a :class:`~pstdesk.ui.widgets.table.RowTable`, and says what is cut in them.

    It says so here and not in the table's events: an error in drawing that passes through two of our own
    methods takes the program with it (PySide cannot put it together again), through one it is told.
    """

    def __init__(self, table: QTableView, model: "RowModel[Any]") -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        painter.save()
        try:
            self._paint_ground(painter, option.rect, option, index)
            room = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
            self._paint_cell(painter, room, index)
        finally:
            painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: "Index"
    ) -> bool:
        words = self.cut_words(index) if event.type() == QEvent.Type.ToolTip and index.isValid() else ""
        if not words:
            return super().helpEvent(event, view, option, index)
        # As rich text, so that long words are broken: the signs that people type are no marks of it.
        shown = escape(words).replace("\n", "<br>")
        QToolTip.showText(event.globalPos(), f"<p>{shown}</p>", self._table)
        return True

    def cut_words(self, index: "Index") -> str:
        """Return all that a cell says where there is no room for it, else nothing."""
        row, place = self._model.row(index.row()), index.column()
        if row is None:
            return ""
        return cut_words(self._table.font(), self._model.columns[place], row, self._table.columnWidth(place))

    def _paint_cell(self, painter: QPainter, room: QRectF, index: "Index") -> None:
        column, row = self._model.columns[index.column()], self._model.row(index.row())
        if row is None:
            words, side = str(index.data() or ""), Qt.AlignmentFlag.AlignLeft
            _draw_line(painter, room, words, self._table.font(), tokens().muted, side)
            return
        text = column.text(row)
        tone = column.tone(row) if column.tone is not None and text else None
        if column.draw is not None:
            column.draw(painter, room, row, self._table.font())
        elif tone is not None:
            paint_pill(painter, room, text, tone, self._table.font(), right=column.right)
        else:
            self._paint_text(painter, room, column, row)

    def _paint_ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: "Index"
    ) -> None:
        colours = tokens()
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        current = self._table.currentIndex().row() == index.row()
        first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        if current and first and self._table.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(colours.accent))

    def _paint_text(self, painter: QPainter, room: QRectF, column: "Column[Any]", row: Any) -> None:
        bold = column.bold is not None and column.bold(row)
        muted = column.muted is not None and column.muted(row)
        font = font_of_size(self._table.font(), 1, bold=bold)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        ink = tokens().muted if muted else tokens().ink
        detail = column.detail(row) if column.detail is not None else ""
        if not detail:
            _draw_line(painter, room, column.text(row), font, ink, side)
            return
        small = font_of_size(self._table.font(), _SMALL)
        if not column.text(row):
            _draw_line(painter, room, detail, small, tokens().muted, side)
            return
        height = QFontMetrics(font).height() + QFontMetrics(small).height()
        top = QPointF(room.left(), room.center().y() - height / 2)
        first = QRectF(top.x(), top.y(), room.width(), QFontMetrics(font).height())
        second = QRectF(top.x(), first.bottom(), room.width(), QFontMetrics(small).height())
        _draw_line(painter, first, column.text(row), font, ink, side)
        _draw_line(painter, second, detail, small, tokens().muted, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        return QSize(self._model.columns[index.column()].width, ROW_HEIGHT)


def _draw_line(
    painter: QPainter, room: QRectF, text: str, font: QFont, ink: str, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    one_line = " ".join(text.split("\n"))
    words = QFontMetrics(font).elidedText(one_line, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
