"""Words that were searched for, made to stand out in a line that is drawn."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from pstdesk.domain.passage import Span


def qt_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return ``spans`` of ``text`` as Qt counts: a letter beyond the first 65,536, an emoji, is two."""
    if not text or max(text) <= "\uffff":
        return list(spans)
    found: list[Span] = []
    before, wide = 0, 0
    for start, end in spans:
        wide += sum(letter > "\uffff" for letter in text[before:start])
        inside = sum(letter > "\uffff" for letter in text[start:end])
        found.append((start + wide, end + wide + inside))
        before, wide = end, wide + inside
    return found


def draw_marked(
    painter: QPainter, room: QRectF, text: str, marks: Iterable[Span], font: QFont, ink: str, marked: str
) -> None:
    """Draw ``text`` in one line of ``room``, ``marks`` in bold and in the colour ``marked``."""
    one_line = text.replace("\n", " ")
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    bold.setForeground(QColor(marked))
    formats = []
    for start, end in qt_spans(one_line, marks):
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, bold
        formats.append(part)
    plain = QTextCharFormat()
    plain.setForeground(QColor(ink))
    whole = QTextLayout.FormatRange()
    whole.start, whole.length, whole.format = 0, len(one_line.encode("utf-16-le")) // 2, plain
    layout = QTextLayout(one_line, font)
    layout.setFormats([whole, *formats])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    height = line.height()
    top = QPointF(room.left(), room.center().y() - height / 2)
    painter.save()
    if line.naturalTextWidth() > room.width():
        dots = QFontMetricsF(font).horizontalAdvance("…")
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), "…")
        painter.setClipRect(room.adjusted(0, 0, -dots, 0))
    layout.draw(painter, top)
    painter.restore()
