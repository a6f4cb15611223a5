"""Charts drawn with reportlab's graphics: one drawing for PDF, as SVG for the screen, as PNG for Word."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor

from pstdesk.documents.charts import Bars, Chart, Curve, Curves, Grid, PairedBars
from pstdesk.documents.look import ACCENT, INK, MUTED, RULE
from pstdesk.documents.pdf_fonts import BOLD, FAMILY, pieces, register_fonts
from pstdesk.documents.pdf_lines import cut, width_of


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart, RRGGBB."""

    ink: str = INK
    muted: str = MUTED
    line: str = RULE
    accent: str = ACCENT
    ground: str = "FFFFFF"


PAPER = Palette()

_SIZE = 9.0
"""Points of every word of a chart, as those of a table."""
_SMALL = 8.0
_ROW = 18.0
_GAP = 8.0
_BAR = 5.5
_MOST_FOR_NAMES = 0.34
"""Of the width, at most, for the names at the left."""
_STRONGEST = 0.55
"""How much of the accent the strongest tint has: words on it keep a contrast of 4.5 to 1."""
_PANELS = 3
"""Curves side by side."""
_PANEL_HEIGHT, _PLOT_HEIGHT = 92.0, 46.0
_CLIPPING = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)
_PNG_SCALE = 300 / 72
"""Pixels per point: what a printer shows."""


def drawing(chart: Chart, width: float, palette: Palette = PAPER) -> Drawing:
    """Return ``chart`` drawn ``width`` points wide and as high as it needs, without its title."""
    register_fonts()
    return _drawn(chart, width, palette)


def svg(drawn: Drawing, scale: float = 1.0) -> bytes:
    """Return a drawing as an SVG image, ``scale`` pixels to a point."""
    size = f'width="{drawn.width}" height="{drawn.height}"'
    scaled = f'width="{drawn.width * scale:.1f}" height="{drawn.height * scale:.1f}"'
    image = renderSVG.drawToString(drawn).replace(size, scaled, 1)
    # Qt paints what is to clip the image as a black ground, and knows "none" but not "None"
    return _CLIPPING.sub("", image).replace("fill: None", "fill: none").encode()


def png(drawn: Drawing) -> bytes:
    """Return a drawing as a PNG image of 300 dots per inch, always the same for the same drawing."""
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    page = pypdfium2.PdfDocument(renderPDF.drawToString(drawn))[0]
    file = io.BytesIO()
    page.render(scale=_PNG_SCALE).to_pil().convert("P", palette=1, colors=64).save(file, "PNG")
    return file.getvalue()


@singledispatch
def _drawn(chart: Chart, width: float, palette: Palette) -> Drawing:
    raise TypeError(chart)


# Words and colours


def _colour(rgb: str) -> Color:
    return HexColor(f"#{rgb}")


def _tint(palette: Palette, weight: float) -> Color:
    """Return the ground with so much of the accent in it."""
    ground, accent = _colour(palette.ground), _colour(palette.accent)
    part = _STRONGEST * min(1.0, max(0.0, weight))
    mixed = (low + part * (high - low) for low, high in zip(ground.rgb(), accent.rgb(), strict=True))
    return Color(*mixed)


def _words(
    text: str, x: float, y: float, colour: str, *, at: str = "start", size: float = _SIZE, font: str = FAMILY
) -> Iterator[String]:
    """Yield ``text`` from ``x``, around it or up to it (``at``), each letter in a font that has it."""
    wide = width_of(text, size, font)
    x -= {"start": 0.0, "middle": wide / 2, "end": wide}[at]
    for other, run in pieces(text):
        yield String(x, y, run, fontName=other or font, fontSize=size, fillColor=_colour(colour))
        x += width_of(run, size, other or font)


def _names_room(names: Iterator[str], width: float) -> float:
    """Return how wide the column of names is, its gap included."""
    widest = max((width_of(name, _SIZE) for name in names), default=0.0)
    return min(widest, _MOST_FOR_NAMES * width) + _GAP


def _name(name: str, room: float, middle: float, palette: Palette) -> Iterator[String]:
    yield from _words(cut(name, room - _GAP, _SIZE), 0, middle - _SIZE / 3, palette.ink)


def _bar(x: float, y: float, wide: float, colour: str, *, hollow: bool = False) -> Rect:
    fill = None if hollow else _colour(colour)
    return _rectangle(x, y, wide, _BAR, fill, _colour(colour), 0.7)


def _rectangle(
    x: float, y: float, wide: float, high: float, fill: Color | None, around: Color, line: float
) -> Rect:
    made = Rect(x, y, wide, high)
    made.fillColor, made.strokeColor, made.strokeWidth = fill, around, line
    return made


def _finished(width: float, height: float, shapes: list[Shape]) -> Drawing:
    made = Drawing(width, height)
    for shape in shapes:
        made.add(shape)
    return made


# Each kind


@_drawn.register
def _bars(chart: Bars, width: float, palette: Palette) -> Drawing:
    height = _ROW * len(chart.bars)
    left = _names_room((bar.name for bar in chart.bars), width)
    right = max((width_of(bar.words, _SIZE) for bar in chart.bars), default=0.0) + _GAP
    most = max((bar.value for bar in chart.bars), default=0.0) or 1.0
    shapes: list[Shape] = []
    for place, bar in enumerate(chart.bars):
        middle = height - _ROW * (place + 0.5)
        wide = (width - left - right) * bar.value / most
        shapes += _name(bar.name, left, middle, palette)
        shapes.append(_bar(left, middle - _BAR / 2, wide, palette.accent))
        shapes += _words(bar.words, left + wide + _GAP / 2, middle - _SIZE / 3, palette.ink)
    return _finished(width, height, shapes)


@_drawn.register
def _paired_bars(chart: PairedBars, width: float, palette: Palette) -> Drawing:
    height = _ROW * (len(chart.pairs) + 1)
    left = _names_room((pair.name for pair in chart.pairs), width)
    right = max((width_of(pair.words, _SIZE) for pair in chart.pairs), default=0.0) + _GAP
    shares = [share for pair in chart.pairs for share in (pair.first, pair.second) if share is not None]
    most = max(shares, default=0.0) or 1.0
    shapes = [*_legend(chart, height - _ROW / 2, left, palette)]
    for place, pair in enumerate(chart.pairs, 1):
        middle = height - _ROW * (place + 0.5)
        longest = 0.0
        shapes += _name(pair.name, left, middle, palette)
        for share, y, hollow in ((pair.first, middle + 0.8, True), (pair.second, middle - _BAR - 0.8, False)):
            if share is not None:
                wide = (width - left - right) * share / most
                longest = max(longest, wide)
                shapes.append(_bar(left, y, wide, palette.accent, hollow=hollow))
        shapes += _words(pair.words, left + longest + _GAP / 2, middle - _SIZE / 3, palette.ink)
    return _finished(width, height, shapes)


def _legend(chart: PairedBars, middle: float, x: float, palette: Palette) -> Iterator[Shape]:
    for name, hollow in ((chart.first, True), (chart.second, False)):
        yield _bar(x, middle - _BAR / 2, 2 * _BAR, palette.accent, hollow=hollow)
        x += 3 * _BAR
        yield from _words(name, x, middle - _SIZE / 3, palette.muted)
        x += width_of(name, _SIZE) + 2 * _GAP


@_drawn.register
def _grid(chart: Grid, width: float, palette: Palette) -> Drawing:
    height = _ROW * (len(chart.rows) + 1)
    left = _names_room((name for name, _squares in chart.rows), width)
    wide = (width - left) / max(1, len(chart.columns))
    shapes: list[Shape] = []
    for column, name in enumerate(chart.columns):
        head = cut(name, wide - 2, _SIZE)
        at = left + wide * (column + 0.5)
        shapes += _words(head, at, height - _ROW / 2 - _SIZE / 3, palette.muted, at="middle")
    for row, (name, squares) in enumerate(chart.rows, 1):
        bottom = height - _ROW * (row + 1)
        shapes += _name(name, left, bottom + _ROW / 2, palette)
        for column, square in enumerate(squares):
            x = left + wide * column
            if square.weight is not None:
                fill = _tint(palette, square.weight)
                around = _colour(palette.ground)
                shapes.append(_rectangle(x, bottom, wide, _ROW, fill, around, 1))
            middle = bottom + _ROW / 2 - _SIZE / 3
            words = cut(square.words, wide - 2, _SIZE)
            shapes += _words(words, x + wide / 2, middle, palette.ink, at="middle")
    return _finished(width, height, shapes)


@_drawn.register
def _curves(chart: Curves, width: float, palette: Palette) -> Drawing:
    lines = -(-len(chart.curves) // _PANELS)
    height = _PANEL_HEIGHT * lines
    wide = (width - _GAP * 2 * (_PANELS - 1)) / _PANELS
    shapes: list[Shape] = []
    for place, curve in enumerate(chart.curves):
        line, column = divmod(place, _PANELS)
        left, top = column * (wide + 2 * _GAP), height - line * _PANEL_HEIGHT
        shapes += _panel(chart, curve, left, top, wide, palette)
    return _finished(width, height, shapes)


def _panel(
    chart: Curves, curve: Curve, left: float, top: float, wide: float, palette: Palette
) -> Iterator[Shape]:
    """Yield one curve: its name, lines at 0, 50 and 100 %, the points with their values, the moments."""
    yield from _words(cut(curve.name, wide, _SIZE, BOLD), left, top - _SIZE, palette.ink, font=BOLD)
    bottom = top - 26 - _PLOT_HEIGHT
    for share in (0.0, 0.5, 1.0):
        y = bottom + share * _PLOT_HEIGHT
        yield Line(left, y, left + wide, y, strokeColor=_colour(palette.line), strokeWidth=0.5)
    step = wide / max(1, len(chart.moments))
    points = [
        None if value is None else (left + step * (place + 0.5), bottom + value * _PLOT_HEIGHT)
        for place, value in enumerate(curve.values)
    ]
    for run in _runs(points):
        flat = [number for point in run for number in point]
        yield PolyLine(flat, strokeColor=_colour(palette.accent), strokeWidth=1.4)
    for place, (point, words) in enumerate(zip(points, curve.words, strict=True)):
        middle = left + step * (place + 0.5)
        room = step >= width_of(words, _SMALL) + 2
        if point is not None:
            yield Circle(*point, 2, fillColor=_colour(palette.accent), strokeColor=None)
        if point is not None and room:
            at = _within(words, middle, left, wide)
            yield from _words(words, at, point[1] + 4, palette.ink, at="middle", size=_SMALL)
        moment = chart.moments[place]
        if width_of(moment, _SMALL) <= step or place in (0, len(points) - 1):
            at = _within(moment, middle, left, wide)
            yield from _words(moment, at, bottom - 10, palette.muted, at="middle", size=_SMALL)


def _within(words: str, middle: float, left: float, wide: float) -> float:
    """Return the middle for ``words`` near ``middle`` that keeps them between the edges of their panel."""
    half = width_of(words, _SMALL) / 2
    return max(left + half, min(middle, left + wide - half))


def _runs(points: list[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """Yield the points that follow each other without a gap, two and more at a time."""
    run: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
            continue
        if len(run) > 1:
            yield run
        run = []
