"""Words that were searched for, made to stand out in a line that is drawn."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from pstdesk.domain.passage import Span

_ROOM_BESIDE_BOLD = 0.96


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
    places = qt_spans(one_line, marks)
    # bold letters are wider than those that are measured here
    width = room.width() * (_ROOM_BESIDE_BOLD if places else 1)
    shown = QFontMetricsF(font).elidedText(one_line, Qt.TextElideMode.ElideRight, width)
    end_of_words = _length(shown) - (1 if shown != one_line else 0)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    bold.setForeground(QColor(marked))
    plain = QTextCharFormat()
    plain.setForeground(QColor(ink))
    formats = [_range(0, _length(shown), plain)]
    formats += [_range(start, min(end, end_of_words), bold) for start, end in places if start < end_of_words]
    layout = QTextLayout(shown, font)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))
    painter.restore()


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, look
    return part
