"""What is drawn on the beamer, piece by piece: words, a bar, a profile of grades, a word in its tint."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from pstdesk.ui.theme import Tokens, Tone, font_of_size, tokens

Ink = Literal["ink", "muted", "accent"]
_WRAP = Qt.TextFlag.TextWordWrap
_WHOLE = Qt.TextFlag.TextDontClip
"""A letter may hang over the edge of its box: the foot of a J."""
_TALL = 1_000_000.0
_STRENGTHS = (0.04, 0.14, 0.27, 0.4, 0.86, 1.0)
"""How much of the accent the shades of the grades have: on each, ink or white can be read."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a box, wrapped."""

    box: QRectF
    text: str
    font: QFont
    ink: Ink = "ink"
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    def draw(self, painter: QPainter) -> None:
        """Draw the words."""
        painter.setPen(QColor(getattr(tokens(), self.ink)))
        painter.setFont(self.font)
        painter.drawText(
            self.box, int(self.align) | int(Qt.AlignmentFlag.AlignTop) | int(_WRAP) | int(_WHOLE), self.text
        )


@dataclass(frozen=True, slots=True)
class Tint:
    """A word in a pill."""

    box: QRectF
    text: str
    font: QFont
    tone: Tone

    def draw(self, painter: QPainter) -> None:
        """Draw the pill and its word."""
        ink, tint = tokens().tone(self.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        radius = self.box.height() / 2
        painter.drawRoundedRect(self.box, radius, radius)
        painter.setPen(ink)
        painter.setFont(self.font)
        painter.drawText(self.box, int(Qt.AlignmentFlag.AlignCenter), self.text)


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of the whole, with a thin line where the majority is."""

    box: QRectF
    share: float
    threshold: float | None
    tone: Tone

    def draw(self, painter: QPainter) -> None:
        """Draw the bar."""
        colours = tokens()
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.neutral_soft))
        radius = min(4.0, self.box.height() / 2)
        painter.drawRoundedRect(self.box, radius, radius)
        filled = QRectF(self.box)
        filled.setWidth(self.box.width() * min(1.0, self.share))
        if filled.width() >= 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.good if self.tone == "good" else colours.accent))
            painter.drawRoundedRect(filled, radius, radius)
        if self.threshold is not None:
            _cross(painter, self.box, self.threshold)


@dataclass(frozen=True, slots=True)
class Profile:
    """How many of each grade, from the worst at the left to the best, and where the middle is."""

    box: QRectF
    grades: tuple[int, ...]
    font: QFont

    def draw(self, painter: QPainter) -> None:
        """Draw the profile; each part says its number where it has room for it."""
        whole = sum(self.grades)
        left = self.box.left()
        for place, number in enumerate(self.grades):
            if not number:
                continue
            part = QRectF(left, self.box.top(), self.box.width() * number / whole, self.box.height())
            left = part.right()
            paint_grade(painter, part, place, len(self.grades), str(number), self.font)
        if whole:
            _cross(painter, self.box, 0.5, through=False)


@dataclass(frozen=True, slots=True)
class Swatch:
    """What one shade of the profiles means."""

    box: QRectF
    place: int
    of: int
    text: str
    font: QFont

    def draw(self, painter: QPainter) -> None:
        """Draw the word on its shade."""
        paint_grade(painter, self.box, self.place, self.of, self.text, self.font)


Piece = Words | Tint | Bar | Profile | Swatch


def paint_grade(painter: QPainter, box: QRectF, place: int, of: int, words: str, font: QFont) -> None:
    """Draw one part of a profile, darker the better its grade, with ``words`` where they fit."""
    ground, ink = shade(tokens(), place, of)
    painter.setPen(QPen(QColor(tokens().control_line), 1))
    painter.setBrush(ground)
    painter.drawRect(box)
    if width(font, words) + 4 <= box.width():
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def shade(colours: Tokens, place: int, of: int) -> tuple[QColor, QColor]:
    """Return the shade of the grade at ``place`` of ``of``, and what is read on it."""
    full, panel = QColor(colours.accent), QColor(colours.panel)
    strength = _STRENGTHS[round(place / max(1, of - 1) * (len(_STRENGTHS) - 1))]
    ground = QColor.fromRgbF(
        panel.redF() + (full.redF() - panel.redF()) * strength,
        panel.greenF() + (full.greenF() - panel.greenF()) * strength,
        panel.blueF() + (full.blueF() - panel.blueF()) * strength,
    )
    inks = QColor(colours.ink), QColor(colours.on_accent)
    return ground, max(inks, key=lambda ink: contrast(ink, ground))


def sized(font: QFont, pixels: float, *, bold: bool = False) -> QFont:
    """Return ``font`` at ``pixels``."""
    made = font_of_size(font, 1, bold=bold)
    made.setPixelSize(max(6, round(pixels)))
    return made


# To find the largest size that fits, the same words are measured many times.

_metrics: dict[str, QFontMetricsF] = {}


def width(font: QFont, text: str) -> float:
    """Return how wide ``text`` is in one line."""
    return _width(_known(font), text)


def height(font: QFont, text: str, room: float) -> float:
    """Return how high ``text`` is, wrapped into ``room``; more than any screen where a word has no room."""
    return _height(_known(font), text, int(room)) if text else 0.0


def _known(font: QFont) -> str:
    key = font.key()
    if key not in _metrics:
        _metrics[key] = QFontMetricsF(font)
    return key


@lru_cache(maxsize=4096)
def _width(key: str, text: str) -> float:
    return _metrics[key].horizontalAdvance(text) + 1


@lru_cache(maxsize=4096)
def _height(key: str, text: str, room: int) -> float:
    box = _metrics[key].boundingRect(QRectF(0, 0, max(1, room), _TALL), int(_WRAP), text)
    return _TALL if box.width() > room + 1 else box.height() + 1


def _cross(painter: QPainter, box: QRectF, at: float, *, through: bool = True) -> None:
    """Mark a place of a bar by a thin line, or by its ends only, where figures stand in the bar."""
    x, over = box.left() + box.width() * at, box.height() * 0.22
    top, bottom = box.top() - over, box.bottom() + over
    ends = [(top, bottom)] if through else [(top, box.top()), (box.bottom(), bottom)]
    for ink, thick in ((tokens().panel, 5), (tokens().ink, 2)):
        painter.setPen(QPen(QColor(ink), thick))
        painter.drawLines([QLineF(x, upper, x, lower) for upper, lower in ends])


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1..21 (WCAG 2.1)."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def _light(colour: QColor) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
