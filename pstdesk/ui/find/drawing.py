"""How a line of the palette is drawn: the name with its match in bold, where it is from, the words."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pstdesk.ui.find.lines import Index, Line
from pstdesk.ui.icons import SIZE, paint_icon
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.cells import paint_pill, pill_width
from pstdesk.ui.widgets.marks import draw_marked

_SMALL = 12.5 / 14
_EDGE = 12
_LEFT = _EDGE + SIZE + 12
_AROUND = 14
"""Height of a line beyond its words."""
_FEWEST_FOR_NAME = 0.38
"""The part of a line that its name keeps beside a long detail."""


def line_height(line: Line, font: QFont) -> int:
    """Return how high a line is: twice as high with words under it."""
    small = QFontMetrics(font_of_size(font, _SMALL)).height()
    if line.kind in ("heading", "more", "remark"):
        return small + _AROUND
    return QFontMetrics(font).height() + _AROUND + (small + 2 if line.passage else 0)


class PaletteDelegate(QStyledItemDelegate):
    """Draws the lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.can_be_chosen and option.state & QStyle.StateFlag.State_Selected:
            _paint_chosen(painter, QRectF(rect))
        if line.kind in ("heading", "remark"):
            _paint_heading(painter, QRectF(rect), line, option.font)
        elif line.kind == "more":
            room = QRectF(rect).adjusted(_LEFT, 0, -_EDGE, 0)
            small = font_of_size(option.font, _SMALL)
            draw_marked(painter, room, line.text, (), small, tokens().accent, tokens().accent)
        else:
            _paint_line(painter, QRectF(rect), line, option.font)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, line_height(line, option.font))


def _paint_chosen(painter: QPainter, box: QRectF) -> None:
    """Tint the line, and bar its left edge: nothing is told by colour alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent_soft))
    painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
    painter.setBrush(QColor(tokens().accent))
    painter.drawRoundedRect(QRectF(box.left(), box.top() + 5, 3, box.height() - 10), 1.5, 1.5)


def _paint_heading(painter: QPainter, box: QRectF, line: Line, font: QFont) -> None:
    painter.setFont(font_of_size(font, _SMALL, bold=True))
    painter.setPen(QColor(tokens().muted))
    room = box.adjusted(_EDGE, 0, -_EDGE, -3)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), line.text)


def _paint_line(painter: QPainter, box: QRectF, line: Line, font: QFont) -> None:
    colours = tokens()
    small = font_of_size(font, _SMALL)
    first = QFontMetrics(font).height()
    top = QRectF(box.left(), box.top() + _AROUND / 2, box.width(), first).adjusted(_LEFT, 0, -_EDGE, 0)
    icon = QRectF(box.left() + _EDGE, top.center().y() - SIZE / 2, SIZE, SIZE)
    if line.icon:
        paint_icon(painter, line.icon, icon, colours.muted)
    left = _paint_end(painter, top, line, small)
    draw_marked(painter, left, line.text, line.marks, font, colours.ink, colours.accent)
    if line.passage:
        under = QRectF(top.left(), top.bottom() + 2, top.width(), QFontMetrics(small).height())
        draw_marked(painter, under, line.passage, line.passage_marks, small, colours.muted, colours.ink)


def _paint_end(painter: QPainter, room: QRectF, line: Line, small: QFont) -> QRectF:
    """Draw what stands at the right, and return the room that is left for the name."""
    if line.tag:
        paint_pill(painter, room, line.tag, "neutral", small, right=True)
        room = room.adjusted(0, 0, -pill_width(small, line.tag) - 8, 0)
    if not line.detail:
        return room
    measured = QFontMetrics(small)
    width = min(measured.horizontalAdvance(line.detail) + 1, int(room.width() * (1 - _FEWEST_FOR_NAME)))
    painter.setFont(small)
    painter.setPen(QColor(tokens().muted))
    words = measured.elidedText(line.detail, Qt.TextElideMode.ElideRight, width)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
    return room.adjusted(0, 0, -width - 16, 0)
