"""Ballot papers to print and to cut: as many to a page as are easily read, each the very same drawing.

A paper says the election, the day, what to do and who stands; nothing on it tells one paper from another.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.ballot_papers import BallotContent, BallotLine
from pstdesk.documents.document import Document
from pstdesk.documents.election_words import election_name
from pstdesk.documents.look import INK, MUTED, RULE
from pstdesk.documents.meeting_document import meeting_document
from pstdesk.documents.meeting_words import capital, language_tag
from pstdesk.documents.outline import typed_line
from pstdesk.documents.pdf_fonts import BOLD, FAMILY, register_fonts
from pstdesk.documents.pdf_lines import LEADING, Fitted, draw_line, fitted, width_of
from pstdesk.documents.sheet_pages import describe
from pstdesk.domain.judgment import GRADES
from pstdesk.domain.voting import VotingMethod
from pstdesk.i18n import _, format_date, language
from pstdesk.labels import title

_PADDING = 10 * mm
"""Inside a paper, all around: no printer prints nearer to the edge of a page than half of it."""
_GRIDS = ((2, 4), (2, 3), (2, 2), (2, 1), (1, 2), (1, 1))
_WIDE_GRIDS = ((1, 4), (1, 3), (1, 2), (1, 1))
"""Papers across and down a page, for a list of names and for a grid of grades."""
_SHARED = ((11.0, 2), (10.0, 2))
_ALONE = ((11.0, 3), (10.0, 3), (9.0, 2), (8.0, 2), (7.0, 2), (6.0, 1), (5.0, 1))
"""Sizes of the names in points, with the lines that one may take: on a shared page, and on one of its own."""
_NAMES = 0.36
"""The part of a grid's width that the names take."""
_INK, _MUTED, _RULE = (HexColor(f"#{color}") for color in (INK, MUTED, RULE))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A candidate as set: the name, and the suppléant below it."""

    name: Fitted
    substitute: Fitted

    def height(self, size: float) -> float:
        """Return what the lines take, without the air around them."""
        return (len(self.name.lines) * size + len(self.substitute.lines) * size * 0.85) * LEADING


@dataclass(frozen=True, slots=True)
class _Paper:
    """One paper as set: its place on the page, and the sizes at which all of it fits."""

    across: int
    down: int
    size: float
    head: Fitted
    how: Fitted
    entries: tuple[_Entry, ...]

    @property
    def width(self) -> float:
        """Points from cut to cut."""
        return A4[0] / self.across

    @property
    def height(self) -> float:
        """Points from cut to cut."""
        return A4[1] / self.down

    def row(self, entry: _Entry) -> float:
        """Return the height of a candidate's row."""
        return max(entry.height(self.size), self.size * 1.3) + self.size * 0.55

    @property
    def taken(self) -> float:
        """Points that the words take, from the top to the last candidate."""
        return self.above + sum(map(self.row, self.entries))

    @property
    def above(self) -> float:
        """Points that stand above the candidates: the election, the day, what to do."""
        heading = len(self.head.lines) * self.head.size * LEADING
        return heading + 9 * LEADING + len(self.how.lines) * self.how.size * LEADING + 23


def ballot_papers_pdf(content: BallotContent) -> bytes:
    """Return the papers as the bytes of a PDF, as many as are needed rounded up to whole pages."""
    register_fonts()
    file = io.BytesIO()
    with language(content.language):
        options: dict[str, Any] = {"invariant": 1, "initialFontName": FAMILY, "lang": language_tag()}
        canvas = Canvas(file, pagesize=A4, **options)
        describe(canvas, _described(content))
        paper = _planned(content)
        canvas.beginForm("paper", 0, 0, paper.width, paper.height)
        _draw(canvas, content, paper)
        canvas.endForm()
        for _page in range(-(-content.count // (paper.across * paper.down))):
            _fill_page(canvas, paper)
        canvas.save()
    return file.getvalue()


def papers_on_a_page(content: BallotContent) -> int:
    """Return how many papers a page is cut into."""
    register_fonts()
    with language(content.language):
        paper = _planned(content)
    return paper.across * paper.down


def _described(content: BallotContent) -> Document:
    words = _("Bulletins de vote : {election}").format(election=_election(content))
    return meeting_document(content, words, kind=_("bulletins de vote"), state=_("Bulletins de vote"))


def _election(content: BallotContent) -> str:
    return election_name(content.role, content.seats, content.committee)


# How much there is room for


def _planned(content: BallotContent) -> _Paper:
    """Return the papers with the most on a page on which all fits; at worst, one with small letters."""
    *_some, last = plans = list(_plans(content))
    return next((paper for paper in plans if paper.taken <= paper.height - 2 * _PADDING), last)


def _plans(content: BallotContent) -> Iterator[_Paper]:
    """Yield all ways to set the paper, the best ones first."""
    grids = _WIDE_GRIDS if _is_graded(content) else _GRIDS
    for across, down in grids:
        sizes = _ALONE if (across, down) == (1, 1) else _SHARED
        for size, most in sizes:
            yield _set(content, across, down, size, most)


def _set(content: BallotContent, across: int, down: int, size: float, most: int) -> _Paper:
    room = A4[0] / across - 2 * _PADDING
    names = room * _NAMES if _is_graded(content) else room - 2 * size
    return _Paper(
        across,
        down,
        size,
        fitted((capital(_election(content)),), room, ((11, 3), (9.5, 4)), BOLD),
        fitted((_how(content.method),), room, ((9.5, 2), (8, 3))),
        tuple(_entry(line, names - 4, size, most) for line in content.candidates),
    )


def _entry(line: BallotLine, room: float, size: float, most: int) -> _Entry:
    substitute = ""
    if line.substitute.strip():
        substitute = _("et {name}, suppléant").format(name=typed_line(line.substitute))
    return _Entry(
        fitted((typed_line(line.name),), room, ((size, most),), BOLD),
        fitted((substitute,), room, ((size * 0.85, most),)),
    )


def _is_graded(content: BallotContent) -> bool:
    return content.method is VotingMethod.MAJORITY_JUDGMENT


def _how(method: VotingMethod) -> str:
    if method is VotingMethod.MAJORITY_JUDGMENT:
        return _("Donnez une mention à chaque candidat : une croix par ligne.")
    if method is VotingMethod.APPROVAL:
        return _("Cochez autant de noms que vous voulez.")
    return _("Cochez un seul nom.")


# Drawing


def _draw(canvas: Canvas, content: BallotContent, paper: _Paper) -> None:
    """Draw one paper, its lower left corner at the origin."""
    y = paper.height - _PADDING
    canvas.setFillColor(_INK)
    for _place, line in paper.head.lines:
        y -= paper.head.size * LEADING
        draw_line(canvas, _PADDING, y, line, paper.head.size, BOLD)
    canvas.setFillColor(_MUTED)
    y -= 9 * LEADING
    draw_line(canvas, _PADDING, y, format_date(content.day, "long"), 9)
    canvas.setFillColor(_INK)
    y -= 5
    for _place, line in paper.how.lines:
        y -= paper.how.size * LEADING
        draw_line(canvas, _PADDING, y, line, paper.how.size)
    y -= 9
    if _is_graded(content):
        _grades(canvas, paper, y)
    else:
        _boxes(canvas, paper, y)


def _boxes(canvas: Canvas, paper: _Paper, y: float) -> None:
    """Draw the candidates, a box to tick before each."""
    side = paper.size * 1.1
    for entry in paper.entries:
        row = paper.row(entry)
        _box(canvas, _PADDING, y - row / 2 - side / 2, side)
        _names(canvas, entry, paper.size, _PADDING + 2 * paper.size, y - (row - entry.height(paper.size)) / 2)
        y -= row


def _grades(canvas: Canvas, paper: _Paper, y: float) -> None:
    """Draw the candidates under each other, a box for each grade beside them, the best at the right."""
    room = paper.width - 2 * _PADDING
    left, step = _PADDING + room * _NAMES, room * (1 - _NAMES) / len(GRADES)
    canvas.setFillColor(_MUTED)
    for place, grade in enumerate(GRADES):
        words = title(grade)
        size = next((size for size in (9, 8, 7, 6) if width_of(words, size) <= step - 3), 5)
        draw_line(canvas, left + place * step + (step - width_of(words, size)) / 2, y - 5, words, size)
    canvas.setFillColor(_INK)
    y -= 9
    side = paper.size * 1.1
    for entry in paper.entries:
        row = paper.row(entry)
        canvas.setStrokeColor(_RULE)
        canvas.setLineWidth(0.4)
        canvas.line(_PADDING, y, _PADDING + room, y)
        _names(canvas, entry, paper.size, _PADDING, y - (row - entry.height(paper.size)) / 2)
        for place in range(len(GRADES)):
            _box(canvas, left + place * step + (step - side) / 2, y - row / 2 - side / 2, side)
        y -= row


def _names(canvas: Canvas, entry: _Entry, size: float, x: float, y: float) -> None:
    for lines, points, font in ((entry.name, size, BOLD), (entry.substitute, size * 0.85, FAMILY)):
        for _place, line in lines.lines:
            draw_line(canvas, x, y - points * 0.92, line, points, font)
            y -= points * LEADING


def _box(canvas: Canvas, x: float, y: float, side: float) -> None:
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.8)
    canvas.rect(x, y, side, side, stroke=1, fill=0)


def _fill_page(canvas: Canvas, paper: _Paper) -> None:
    """Draw the same paper as often as there is room for, and where to cut."""
    for place in range(paper.across * paper.down):
        canvas.saveState()
        canvas.translate(place % paper.across * paper.width, place // paper.across * paper.height)
        canvas.doForm("paper")
        canvas.restoreState()
    canvas.setStrokeColor(_MUTED)
    canvas.setLineWidth(0.5)
    canvas.setDash(4, 3)
    for column in range(1, paper.across):
        canvas.line(column * paper.width, 0, column * paper.width, A4[1])
    for row in range(1, paper.down):
        canvas.line(0, row * paper.height, A4[0], row * paper.height)
    canvas.showPage()
