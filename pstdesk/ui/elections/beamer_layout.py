"""Where everything stands on the beamer: as large as it fits, in as few columns as can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont

from pstdesk.i18n import ngettext
from pstdesk.ui.elections.beamer_lines import Board, BoardLine
from pstdesk.ui.elections.beamer_pieces import Bar, Piece, Profile, Swatch, Tint, Words, height, sized, width
from pstdesk.ui.theme import Tone

_LEAST, _MOST = 0.45, 1.9
"""Size of a candidate's name, in units of the window's type."""
_WAYS = ((1, True, 1.0), (2, True, 0.9), (1, False, 1.0), (2, False, 0.85), (3, False, 0.7))
"""Columns, whether the candidates' words are shown, and down to which size the way is good enough."""
_COUNTED = 60
"""Candidates beyond whom it is only said how many more there are."""
_LARGEST, _SMALLEST_NAME = 4.6, 1.0
_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def lay_out(board: Board, font: QFont, room: QRectF, unit: float) -> tuple[Piece, ...]:
    """Return all the pieces of ``board`` within ``room``; ``unit`` is the height of readable type."""
    top, left = [*_head(board, font, room, unit)], QRectF(room)
    left.setTop(_bottom(top, room.top()) + (unit * 0.7 if top else 0))
    foot = _Foot(board, font, room.width(), unit)
    left.setBottom(room.bottom() - foot.height)
    if board.proclaimed:
        middle: Sequence[Piece] = [*_proclaimed(board, font, left, unit)]
    else:
        middle = _lines(board, font, left, unit)
    return (*top, *middle, *foot.pieces(room))


def _bottom(pieces: Sequence[Piece], otherwise: float) -> float:
    return max((piece.box.bottom() for piece in pieces), default=otherwise)


def _head(board: Board, font: QFont, room: QRectF, unit: float) -> Iterator[Piece]:
    if board.state:
        yield pill(board.state, sized(font, unit * 1.1, bold=True), room.left(), room.top(), board.tone)


def pill(text: str, font: QFont, left: float, top: float, tone: Tone) -> Tint:
    """Return a word in its tint, at a place."""
    line = height(font, text, 1e6)
    return Tint(QRectF(left, top, width(font, text) + line, line * 1.4), text, font, tone)


# The candidates


@dataclass(frozen=True, slots=True)
class _Way:
    """How the lines are set: in how many columns of which width, in which size, with their words or not."""

    columns: int
    column: float
    pixels: float
    words: bool

    @property
    def between(self) -> float:
        return self.pixels * 0.65


def _lines(board: Board, font: QFont, room: QRectF, unit: float) -> list[Piece]:
    lines = board.lines[:_COUNTED]
    if not lines or room.height() <= 0:
        return []
    way = _way(board, lines, font, room, unit)
    shown = _shown(board, lines, font, way, room.height())
    if shown < len(board.lines):
        # Say that there are more, rather than show what nobody can read.
        rest = len(board.lines) - shown + 1
        words = ngettext("et {n} autre", "et {n} autres", rest).format(n=rest)
        lines = (*lines[: shown - 1], BoardLine(words))
    start = room.top() + max(0.0, (room.height() - _high(board, lines, font, way)) * 0.4)
    pieces: list[Piece] = []
    for number, column in enumerate(_columns(lines, way.columns)):
        at, left = start, room.left() + number * (way.column + unit * 1.6)
        for line in column:
            made = [*_line(board, line, font, way, left, at)]
            pieces += made
            at = _bottom(made, at) + way.between
    return pieces


def _way(board: Board, lines: tuple[BoardLine, ...], font: QFont, room: QRectF, unit: float) -> _Way:
    """Return the first way that is good enough, as large as it fits; or of all of them the largest."""
    ways = []
    for columns, words, enough in _WAYS:
        if columns > len(lines) or (words and not any(line.words for line in lines)):
            continue
        column = (room.width() - unit * 1.6 * (columns - 1)) / columns
        way = _Way(columns, column, unit * enough, words)
        if _high(board, lines, font, way) <= room.height():
            return _largest(board, lines, font, room.height(), way, unit * _MOST)
        ways.append(way)
    found = []
    for way in ways:
        least, most = replace(way, pixels=unit * _LEAST), way.pixels
        found.append(_largest(board, lines, font, room.height(), least, most))
    return max(reversed(found), key=lambda way: way.pixels)


def _largest(
    board: Board, lines: tuple[BoardLine, ...], font: QFont, room: float, way: _Way, most: float
) -> _Way:
    """Return ``way`` in the largest size up to ``most`` that fits, or in its own, the least."""
    low, high = round(way.pixels), round(most)
    while high - low > 1:
        middle = (low + high) // 2
        fits = _high(board, lines, font, replace(way, pixels=middle)) <= room
        low, high = (middle, high) if fits else (low, middle)
    return replace(way, pixels=low)


def _shown(board: Board, lines: Sequence[BoardLine], font: QFont, way: _Way, room: float) -> int:
    """Return how many of the lines fit."""
    few, many = 1, len(lines) + 1
    while many - few > 1:
        middle = (few + many) // 2
        fits = _high(board, lines[:middle], font, way) <= room
        few, many = (middle, many) if fits else (few, middle)
    return few


def _high(board: Board, lines: Sequence[BoardLine], font: QFont, way: _Way) -> float:
    """Return how high the highest column is."""
    return max(
        sum(_bottom([*_line(board, line, font, way, 0, 0)], 0) for line in column)
        + way.between * (len(column) - 1)
        for column in _columns(lines, way.columns)
    )


def _columns(lines: Sequence[BoardLine], columns: int) -> Iterator[Sequence[BoardLine]]:
    each = -(-len(lines) // columns)
    for start in range(0, len(lines), each):
        yield lines[start : start + each]


def _line(board: Board, line: BoardLine, font: QFont, way: _Way, left: float, top: float) -> Iterator[Piece]:
    """Yield one candidate: the name and the figure, what stands beside, the words, the bar."""
    pixels, across = way.pixels, way.column
    name, small = sized(font, pixels, bold=True), sized(font, pixels * 0.78)
    figure = width(name, line.figure) if line.figure else 0.0
    room = across - figure - (pixels if figure else 0)
    at = top + height(name, line.name, room)
    yield Words(QRectF(left, top, room, at - top), line.name, name)
    if figure:
        yield Words(QRectF(left + across - figure, top, figure, at - top), line.figure, name, align=_RIGHT)
    indent, lowest = 0.0, at
    if line.mark:
        mark = pill(line.mark, sized(font, pixels * 0.7, bold=True), left, at + pixels * 0.15, line.tone)
        yield mark
        indent, lowest = mark.box.width() + pixels * 0.5, mark.box.bottom()
    if line.beside:
        high = height(small, line.beside, across - indent)
        yield Words(
            QRectF(left + indent, at + pixels * 0.15, across - indent, high), line.beside, small, "muted"
        )
        at += pixels * 0.15 + high
    at = max(at, lowest)
    if way.words and line.words:
        high = height(small, line.words, across)
        yield Words(QRectF(left, at + pixels * 0.1, across, high), line.words, small)
        at += pixels * 0.1 + high
    yield from _drawn(board, line, font, way, left, at + pixels * 0.18)


def _drawn(board: Board, line: BoardLine, font: QFont, way: _Way, left: float, top: float) -> Iterator[Piece]:
    if line.grades:
        box = QRectF(left, top, way.column, way.pixels * 0.95)
        yield Profile(box, line.grades, sized(font, way.pixels * 0.62))
    elif line.share is not None:
        box = QRectF(left, top, way.column, way.pixels * 0.42)
        yield Bar(box, line.share, board.threshold, line.tone)


# What was proclaimed


def _proclaimed(board: Board, font: QFont, room: QRectF, unit: float) -> Iterator[Piece]:
    """Yield the names in the largest type that fits, what they are under them, all in the middle."""
    small = sized(font, unit * 1.25)
    below = sum(height(small, words, room.width()) + unit * 0.3 for words in board.remarks)
    pixels = unit * _LARGEST
    while pixels > unit * _SMALLEST_NAME:
        name = sized(font, pixels, bold=True)
        heights = [height(name, words, room.width()) for words in board.proclaimed]
        if sum(heights) + below + unit <= room.height():
            break
        pixels *= 0.92
    name = sized(font, pixels, bold=True)
    heights = [height(name, words, room.width()) for words in board.proclaimed]
    at = room.top() + max(0.0, (room.height() - sum(heights) - below - unit) * 0.42)
    for words, high in zip(board.proclaimed, heights, strict=True):
        yield Words(QRectF(room.left(), at, room.width(), high), words, name, align=_CENTRE)
        at += high
    at += unit
    for words in board.remarks:
        high = height(small, words, room.width())
        yield Words(QRectF(room.left(), at, room.width(), high), words, small, align=_CENTRE)
        at += high + unit * 0.3


# Under the candidates


class _Foot:
    """What the shades mean, the figures of the round, and what comes of it; from the bottom up."""

    def __init__(self, board: Board, font: QFont, across: float, unit: float) -> None:
        self._rows: list[tuple[float, list[Piece]]] = []
        if board.grade_words:
            self._add(_legend(board.grade_words, sized(font, unit * 0.78), across), unit * 0.9)
        if board.figures:
            self._add([*_figures(board.figures, font, across, unit)], unit * 0.9)
        if board.outcome:
            bold = sized(font, unit * 1.25, bold=True)
            high = height(bold, board.outcome, across)
            self._add([Words(QRectF(0, 0, across, high), board.outcome, bold)], unit * 0.7)

    @property
    def height(self) -> float:
        """How high it is, with the distance from the candidates."""
        return sum(high for high, _pieces in self._rows)

    def pieces(self, room: QRectF) -> Iterator[Piece]:
        """Yield its pieces at the foot of ``room``."""
        at = room.bottom() - self.height
        for high, pieces in self._rows:
            lift = high - _bottom(pieces, 0)
            for piece in pieces:
                piece.box.translate(room.left(), at + lift)
                yield piece
            at += high

    def _add(self, pieces: list[Piece], above: float) -> None:
        self._rows.append((_bottom(pieces, 0) + above, pieces))


def _figures(figures: Sequence[tuple[str, str]], font: QFont, across: float, unit: float) -> Iterator[Piece]:
    """Yield the figures beside each other, as many lines as it takes."""
    pixels = unit * 1.05
    bold, plain = sized(font, pixels * 1.25, bold=True), sized(font, pixels * 0.85)
    left, top = 0.0, 0.0
    line = height(bold, "0", 1e6)
    for words, number in figures:
        first, second = width(bold, number), width(plain, words)
        if left and left + first + second + pixels * 0.4 > across:
            left, top = 0.0, top + line
        yield Words(QRectF(left, top, first, line), number, bold)
        drop = line * 0.78 - height(plain, words, 1e6) * 0.78
        yield Words(
            QRectF(left + first + pixels * 0.35, top + drop, second, line - drop), words, plain, "muted"
        )
        left += first + second + pixels * 2


def _legend(words: Sequence[str], font: QFont, across: float) -> list[Piece]:
    each = across / len(words)
    high = height(font, "À", 1e6) * 1.3
    widest = max(width(font, word) for word in words) + 6
    if widest > each:
        font = sized(font, font.pixelSize() * each / widest)
    return [
        Swatch(QRectF(place * each, 0, each, high), place, len(words), word, font)
        for place, word in enumerate(words)
    ]
