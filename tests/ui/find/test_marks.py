"""Marks stand where Qt counts them, and a line that is too long ends in whole letters."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pstdesk.domain.passage import spans
from pstdesk.ui.widgets.marks import draw_marked, qt_spans


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("Un jardin", "jardin", [(3, 9)]),
        ("😀 jardin 😀😀 jardin", "jardin", [(3, 9), (15, 21)]),
        ("", "jardin", []),
    ],
)
def test_an_emoji_counts_for_two(text: str, words: str, places: list[tuple[int, int]]) -> None:
    assert qt_spans(text, spans(text, words)) == places


@pytest.mark.parametrize("text", ["jardin", "jardin partagé " * 30, "😀jardin\n😀 " * 30, ""])
def test_a_line_is_drawn_within_its_room(qapp: QApplication, text: str) -> None:
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_marked(
        painter, QRectF(50, 0, 200, 40), text, spans(text, "jardin"), qapp.font(), "#000000", "#0000ff"
    )
    painter.end()
    drawn = [x for x in range(400) for y in range(40) if image.pixelColor(x, y) != QColor("white")]
    assert all(50 <= x <= 250 for x in drawn)
    assert bool(drawn) is bool(text)
