"""Two bars in a cell, one above the other, with their figures in words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from pstdesk.ui.theme import font_of_size, tokens

_HEIGHT, _BETWEEN = 6.0, 2.0
_GAP = 8.0
_WIDEST = "100\u00a0% → 100\u00a0%"


def draw_bars(
    painter: QPainter,
    room: QRectF,
    shares: tuple[float | None, float | None],
    most: float,
    words: str,
    font: QFont,
) -> None:
    """Draw ``shares`` as bars, the first grey and the second in the accent, then ``words``.

    ``most`` is the share that is as long as there is room, beside the longest words that any row may have.
    """
    small = font_of_size(font, 1)
    space = room.width() - QFontMetrics(small).horizontalAdvance(_WIDEST) - _GAP
    top = room.center().y() - _HEIGHT - _BETWEEN / 2
    grounds = (tokens().control_line, tokens().accent)
    if space > 0 and most > 0:
        for place, (share, ground) in enumerate(zip(shares, grounds, strict=True)):
            long = space * (share or 0.0) / most
            bar = QRectF(room.left(), top + place * (_HEIGHT + _BETWEEN), long, _HEIGHT)
            painter.fillRect(bar, QColor(ground))
    painter.setFont(small)
    painter.setPen(QColor(tokens().muted if shares[0] is None else tokens().ink))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)
