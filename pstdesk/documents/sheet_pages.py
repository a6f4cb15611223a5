"""Sheets that people sign, drawn row by row with rows of one height: their texts, tables and boxes."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.document import Document
from pstdesk.documents.look import ACCENT, INK, MUTED, PALE, RULE
from pstdesk.documents.meeting_words import language_tag
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_fonts import BOLD, FAMILY
from pstdesk.documents.pdf_lines import LEADING, Fitted, broken, draw_line, fitted
from pstdesk.documents.pdf_writer import footed_canvas

MARGIN = 15 * mm
WIDTH = A4[0] - 2 * MARGIN
BOTTOM = 25 * mm
"""Above the line that foots the page."""
ROW = 11 * mm
"""Room for a signature, and for three lines of small letters."""
BOXES = 30 * mm
"""What a row of boxes to sign takes, with the air above it."""
NAME_SIZES = ((11, 1), (9.5, 2), (8, 3), (6.5, 4))
HOUSE_SIZES = ((9.5, 2), (8, 3), (6.5, 4))
"""Sizes of letters in points, with the lines that a row has room for at each."""
PADDING = 3.5
_TOP = A4[1] - 15 * mm
_HEAD = 6.5 * mm
_BOX = 24 * mm
_COLORS = {color: HexColor(f"#{color}") for color in (ACCENT, INK, MUTED, PALE, RULE)}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: what its header says, and its width in points."""

    header: str
    width: float


def sheet_file(document: Document, draw: Callable[[Canvas], object]) -> bytes:
    """Return the bytes of a PDF whose pages ``draw`` fills, each footed with its number of how many.

    It is drawn in the language in force; the fonts are registered already.
    """
    file = io.BytesIO()
    options: dict[str, Any] = {"invariant": 1, "initialFontName": FAMILY, "lang": language_tag()}
    canvas = footed_canvas(document, MARGIN)(file, pagesize=A4, **options)
    describe(canvas, document)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def describe(canvas: Canvas, document: Document) -> None:
    """Say in the file what it is."""
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator("pstdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


class SheetPages:
    """Draws from the top of the first page down."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._y = _TOP
        self._color = ""

    def text(self, text: str, size: float, font: str = FAMILY, color: str = INK, indent: float = 0) -> None:
        """Draw a paragraph and go below it."""
        self._ink(color)
        for line in broken(text, WIDTH - indent, size, font):
            self._y -= size * LEADING
            draw_line(self._canvas, MARGIN + indent, self._y, line, size, font)
        self._y -= 2

    def head(self, letterhead: Iterable[str], title: str, facts: Iterable[tuple[str, str]], how: str) -> None:
        """Draw the top of the first page: whose paper it is, what it is, what is known, what to do."""
        size, font, color = 11.0, BOLD, INK
        for line in filter(None, map(typed_line, letterhead)):
            self.text(line, size, font, color)
            size, font, color = 9.0, FAMILY, MUTED
        self.space(8)
        self.text(title, 15, BOLD)
        self.space(4)
        for name, value in facts:
            if value:
                self._ink(ACCENT)
                draw_line(self._canvas, MARGIN, self._y - 10 * LEADING, name, 10, BOLD)
                self.text(value, 10, indent=24 * mm)
        self.space(3)
        self.text(how, 8.5, color=MUTED)
        self.space(7)

    def heading(self, text: str) -> None:
        """Draw a heading, 9 mm high, and go below it."""
        self._y -= 9 * mm
        self._ink(ACCENT)
        draw_line(self._canvas, MARGIN, self._y + 2.5 * mm, text, 11, BOLD)

    def cell(self, text: Fitted, x: float, top: float, font: str = FAMILY) -> None:
        """Draw lines in the middle of a row; what stands below the first text is muted."""
        leading = text.size * LEADING
        y = top - (ROW - len(text.lines) * leading) / 2 - text.size * 0.9
        for place, line in text.lines:
            self._ink(MUTED if place else INK)
            draw_line(self._canvas, x, y, line, text.size, font)
            y -= leading

    def boxes(self, names: Sequence[tuple[str, str]]) -> None:
        """Draw a row of boxes to sign, each for (in what role, who), and go below it."""
        self._y -= BOXES
        gap = 6 * mm
        width = (WIDTH - gap * (len(names) - 1)) / len(names)
        for place, (role, name) in enumerate(names):
            left = MARGIN + place * (width + gap)
            self._canvas.setStrokeColor(_COLORS[RULE])
            self._canvas.rect(left, self._y, width, _BOX, stroke=1, fill=0)
            self._ink(ACCENT)
            draw_line(self._canvas, left + 6, self._y + _BOX - 14, role, 9.5, BOLD)
            self._ink(INK)
            shown = fitted((typed_line(name),), width - 12, ((9.5, 1), (8, 1)))
            for _place, line in shown.lines:
                draw_line(self._canvas, left + 6, self._y + _BOX - 27, line, shown.size)

    def space(self, points: float) -> None:
        """Go down."""
        self._y -= points

    def rows_left(self, taken: float = 0) -> int:
        """Return how many rows this page has room for under a header, when ``taken`` points are left free."""
        return int((self._y - taken - _HEAD - BOTTOM) // ROW)

    def rows_on_a_page(self, taken: float = 0) -> int:
        """Return how many rows a page has room for that begins with a table."""
        return int((_TOP - taken - _HEAD - BOTTOM) // ROW)

    def turn(self) -> None:
        """Begin the next page."""
        self._canvas.showPage()
        self._y, self._color = _TOP, ""

    def rows(self, columns: Sequence[SheetColumn], count: int, draw: Callable[[int, float], object]) -> None:
        """Draw a table of ``count`` rows over as many pages as it takes, its header on each.

        ``draw(at, top)`` fills the row ``at``, which begins at ``top``.
        """
        done = 0
        while done < count:
            here = min(self.rows_left(), count - done)
            if here <= 0:
                self.turn()
                continue
            top = self.table(columns, here)
            for at in range(here):
                draw(done + at, top - at * ROW)
            done += here

    def table(self, columns: Sequence[SheetColumn], count: int) -> float:
        """Draw the header and the rules of ``count`` rows, go below, and return where the first begins."""
        canvas, top = self._canvas, self._y
        first = top - _HEAD
        self._y = bottom = first - count * ROW
        self._ink(PALE)
        canvas.rect(MARGIN, first, WIDTH, _HEAD, stroke=0, fill=1)
        canvas.setStrokeColor(_COLORS[RULE])
        canvas.setLineWidth(0.5)
        right = MARGIN + WIDTH
        rules = [(MARGIN, first - at * ROW, right, first - at * ROW) for at in range(count + 1)]
        x = MARGIN
        self._ink(MUTED)
        for column in columns:
            rules.append((x, top, x, bottom))
            header = fitted((column.header,), column.width - 2 * PADDING, ((9, 1), (7.5, 1), (6, 1)), BOLD)
            draw_line(canvas, x + PADDING, first + 6, header.lines[0][1], header.size, BOLD)
            x += column.width
        rules.append((right, top, right, bottom))
        canvas.lines(rules)
        canvas.setStrokeColor(_COLORS[ACCENT])
        canvas.setLineWidth(1)
        canvas.line(MARGIN, top, right, top)
        canvas.setLineWidth(0.5)
        return first

    def _ink(self, color: str) -> None:
        if color != self._color:
            self._canvas.setFillColor(_COLORS[color])
            self._color = color
