"""The sheet that people sign, drawn row by row, so that names of any length stay in their cells."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.document import Document
from pstdesk.documents.look import ACCENT, INK, MUTED, PALE, RULE
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_words import language_tag, meeting_of_body, when
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_fonts import BOLD, FAMILY, register_fonts
from pstdesk.documents.pdf_lines import LEADING, Fitted, broken, draw_line, fitted
from pstdesk.documents.pdf_writer import footed_canvas
from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
from pstdesk.i18n import _, language

MARGIN = 15 * mm
WIDTH = A4[0] - 2 * MARGIN
BOTTOM = 25 * mm
"""Above the line that foots the page."""
_TOP = A4[1] - 15 * mm
_ROW = 11 * mm
"""Room for a signature, and for three lines of small letters."""
_HEAD = 6.5 * mm
_PADDING = 3.5
_BOX = 24 * mm
_BOXES = _BOX + 6 * mm
_MOST_BLANK, _FEWEST_BLANK, _FEWEST_HERE = 12, 6, 3
"""Lines for those who are not on the list: wanted, needed, and worth beginning at the end of a page."""
_COLORS = {color: HexColor(f"#{color}") for color in (ACCENT, INK, MUTED, PALE, RULE)}

_NAME_SIZES = ((11, 1), (9.5, 2), (8, 3), (6.5, 4))
_HOUSE_SIZES = ((9.5, 2), (8, 3), (6.5, 4))
"""Sizes of letters in points, with the lines that a row has room for at each."""


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    width: float


def sign_in_sheet_pdf(content: SheetContent) -> bytes:
    """Return the sheet as the bytes of a PDF, always the same for the same content and fonts."""
    register_fonts()
    file = io.BytesIO()
    with language(content.language):
        document = _described(content)
        options: dict[str, Any] = {"invariant": 1, "initialFontName": FAMILY, "lang": language_tag()}
        canvas = footed_canvas(document, MARGIN)(file, pagesize=A4, **options)
        _describe(canvas, document)
        _Sheet(canvas, content, document.title).draw()
        canvas.save()
    return file.getvalue()


def _described(content: SheetContent) -> Document:
    """Return what the file says of itself; the sheet has no outline, it is drawn."""
    title = _("Feuille d’émargement de la {meeting}").format(meeting=meeting_of_body(content))
    kind, state = _("feuille d’émargement"), _("Feuille d’émargement")
    return meeting_document(content, title, kind=kind, state=state)


def _describe(canvas: Canvas, document: Document) -> None:
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(", ".join(document.keywords))
    canvas.setCreator("pstdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")


class _Sheet:
    """Draws from the top of the first page down; ``y`` is where the next thing goes."""

    def __init__(self, canvas: Canvas, content: SheetContent, title: str) -> None:
        self._canvas = canvas
        self._content = content
        self._title = title
        self._y = _TOP
        self._color = ""

    def draw(self) -> None:
        """Draw all pages."""
        self._top()
        self._expected()
        self._walk_ins()
        self._signatures()
        self._canvas.showPage()

    # The top of the first page

    def _top(self) -> None:
        content = self._content
        size, font, color = 11.0, BOLD, INK
        for line in filter(None, map(typed_line, content.letterhead)):
            self._text(line, size, font, color)
            size, font, color = 9.0, FAMILY, MUTED
        self._y -= 8
        self._text(self._title, 15, BOLD)
        self._y -= 4
        for name, value in (
            (_("Date"), when(content)),
            (_("Lieu"), typed_line(content.place)),
            (_("Animation"), typed_line(content.facilitator)),
        ):
            if value:
                self._ink(ACCENT)
                draw_line(self._canvas, MARGIN, self._y - 10 * LEADING, name, 10, BOLD)
                self._text(value, 10, indent=24 * mm)
        self._y -= 3
        how = _(
            "Signez en face de votre nom. Si vous n’êtes pas sur la liste, inscrivez-vous à la fin. "
            "Ces données servent uniquement à établir les présences et le compte rendu de cette séance ; "
            "vous pouvez les consulter et les faire corriger."
        )
        self._text(how, 8.5, color=MUTED)
        self._y -= 7

    def _text(self, text: str, size: float, font: str = FAMILY, color: str = INK, indent: float = 0) -> None:
        """Draw a paragraph and go below it."""
        self._ink(color)
        for line in broken(text, WIDTH - indent, size, font):
            self._y -= size * LEADING
            draw_line(self._canvas, MARGIN + indent, self._y, line, size, font)
        self._y -= 2

    # Those on the list

    def _expected(self) -> None:
        lines = self._content.lines
        columns = (
            _Column(_("N°"), 10 * mm),
            _Column(_("Nom et prénom"), 50 * mm),
            _Column(_("Structure, fonction"), 53 * mm),
            _Column(_("Arrivée"), 14 * mm),
            _Column(_("Départ"), 14 * mm),
            _Column(_("Signature"), WIDTH - 141 * mm),
        )
        done = 0
        while done < len(lines):
            count = min(self._rows_left(), len(lines) - done)
            if count <= 0:
                self._turn()
                continue
            top = self._table(columns, count)
            for at, line in enumerate(lines[done : done + count]):
                self._person(line, columns, top - at * _ROW)
            done += count

    def _person(self, line: SheetLine, columns: Sequence[_Column], top: float) -> None:
        name, house = columns[1].width - 2 * _PADDING, columns[2].width - 2 * _PADDING
        left = MARGIN + _PADDING
        if line.number is not None:
            self._cell(Fitted(11, ((0, str(line.number)),)), left, top)
        left += columns[0].width
        self._cell(fitted((typed_line(line.name),), name, _NAME_SIZES, BOLD), left, top, BOLD)
        function = typed_line(line.function)
        if line.substitute_for:
            function = _("suppléance : {name}").format(name=typed_line(line.substitute_for))
        texts = (typed_line(line.organisation), function)
        self._cell(fitted(texts, house, _HOUSE_SIZES), left + columns[1].width, top)

    def _cell(self, text: Fitted, x: float, top: float, font: str = FAMILY) -> None:
        """Draw lines in the middle of a row; what stands below the first text is muted."""
        leading = text.size * LEADING
        y = top - (_ROW - len(text.lines) * leading) / 2 - text.size * 0.9
        for place, line in text.lines:
            self._ink(MUTED if place else INK)
            draw_line(self._canvas, x, y, line, text.size, font)
            y -= leading

    # Those who are not

    def _walk_ins(self) -> None:
        """Draw blank lines, and turn the page where the signatures would else stand alone on the last one."""
        columns = (
            _Column(_("Nom et prénom"), 51 * mm),
            _Column(_("Structure, fonction"), 51 * mm),
            _Column(_("Courriel ou téléphone"), 39 * mm),
            _Column(_("Signature"), WIDTH - 141 * mm),
        )
        heading = 9 * mm
        with_signatures = self._rows_left(heading + _BOXES)
        if with_signatures >= _FEWEST_BLANK - 2:
            self._blank(columns, min(with_signatures, _MOST_BLANK))
            return
        here = self._rows_left(heading)
        if here >= _FEWEST_HERE:
            self._blank(columns, min(here, _FEWEST_BLANK))
        self._turn()
        self._blank(columns, _FEWEST_BLANK)

    def _blank(self, columns: Sequence[_Column], count: int) -> None:
        self._y -= 9 * mm
        self._ink(ACCENT)
        heading = _("Personnes qui ne sont pas sur la liste")
        draw_line(self._canvas, MARGIN, self._y + 2.5 * mm, heading, 11, BOLD)
        self._table(columns, count)

    # The end

    def _signatures(self) -> None:
        self._y -= _BOXES
        names = (
            (_("Animation"), self._content.facilitator),
            (_("Secrétariat de séance"), self._content.secretary),
        )
        width = (WIDTH - 6 * mm) / 2
        for place, (role, name) in enumerate(names):
            left = MARGIN + place * (width + 6 * mm)
            self._canvas.setStrokeColor(_COLORS[RULE])
            self._canvas.rect(left, self._y, width, _BOX, stroke=1, fill=0)
            self._ink(ACCENT)
            draw_line(self._canvas, left + 6, self._y + _BOX - 14, role, 9.5, BOLD)
            self._ink(INK)
            shown = fitted((typed_line(name),), width - 12, ((9.5, 1), (8, 1)))
            for _place, line in shown.lines:
                draw_line(self._canvas, left + 6, self._y + _BOX - 27, line, shown.size)

    # Pages and tables

    def _rows_left(self, taken: float = 0) -> int:
        """Return how many rows this page has room for under a header, when ``taken`` points are left free."""
        return int((self._y - taken - _HEAD - BOTTOM) // _ROW)

    def _turn(self) -> None:
        self._canvas.showPage()
        self._y, self._color = _TOP, ""

    def _table(self, columns: Sequence[_Column], count: int) -> float:
        """Draw the header and the rules of ``count`` rows, go below, and return where the first begins."""
        canvas, top = self._canvas, self._y
        first = top - _HEAD
        self._y = bottom = first - count * _ROW
        self._ink(PALE)
        canvas.rect(MARGIN, first, WIDTH, _HEAD, stroke=0, fill=1)
        canvas.setStrokeColor(_COLORS[RULE])
        canvas.setLineWidth(0.5)
        right = MARGIN + WIDTH
        rules = [(MARGIN, first - at * _ROW, right, first - at * _ROW) for at in range(count + 1)]
        x = MARGIN
        self._ink(MUTED)
        for column in columns:
            rules.append((x, top, x, bottom))
            header = fitted((column.header,), column.width - 2 * _PADDING, ((9, 1), (7.5, 1), (6, 1)), BOLD)
            draw_line(canvas, x + _PADDING, first + 6, header.lines[0][1], header.size, BOLD)
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
