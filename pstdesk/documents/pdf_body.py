"""Paragraphs, tables and charts as reportlab draws them, with the look of the Word documents."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Paragraph as Drawn
from reportlab.platypus import Table as DrawnTable

from pstdesk.documents.look import ACCENT, INK, MUTED, PALE, RULE, TINT
from pstdesk.documents.outline import (
    Column,
    Line,
    Paragraph,
    Part,
    Picture,
    Role,
    Row,
    Run,
    Table,
    Tone,
    stays_with,
)
from pstdesk.documents.pdf_fonts import BOLD, FAMILY, spelled

MARGIN = 22 * mm
_LONGEST_PARAGRAPH = 4000
"""Characters drawn as one paragraph, over a page; each page break of a longer one wraps all of it again."""
_MOST_LINES = 60
"""Typed line breaks in one paragraph, likewise."""
_UNSPLIT = 1500
"""Characters of a decision or an action that stays on one page."""
_ROOM_UNDER_HEADING = 80
"""Points: the heading and what tells that something follows. Keeping it with the next flowable would move a
whole table to the next page."""
_ROOM_FOR_A_ROW = 150
"""Points: the words above a table, its header and a row of several lines."""
_SLICE = 30
"""Lines of a table cell drawn as one; what is longer goes on in a row without a line above it."""
_CELL_SIZE = 9.8
_UNDER_PICTURE = 10


def _style(role: Role, size: float, leading: float, **layout: Any) -> ParagraphStyle:
    given = {
        "fontName": FAMILY,
        "textColor": HexColor(f"#{INK}"),
        "allowWidows": 0,
        "allowOrphans": 0,
        **layout,
    }
    return ParagraphStyle(role, fontSize=size, leading=leading, splitLongWords=1, **given)


_MUTED, _ACCENT = HexColor(f"#{MUTED}"), HexColor(f"#{ACCENT}")
# "bar" holds the colours of a bar at the left of the paragraph and of its ground
_BAR: dict[str, Any] = {"leftIndent": 11, "spaceBefore": 9, "spaceAfter": 11}
_STYLES: dict[Role, ParagraphStyle] = {
    "letterhead_name": _style("letterhead_name", 12, 15, fontName=BOLD),
    "letterhead": _style("letterhead", 9.5, 12, textColor=_MUTED),
    "draft": _style("draft", 10, 13.5, **_BAR | {"spaceBefore": 16, "spaceAfter": 4}, bar=(INK, PALE)),
    "title": _style("title", 17, 21, fontName=BOLD, spaceBefore=16, spaceAfter=10),
    "fact": _style("fact", 10.5, 14, leftIndent=28 * mm, spaceAfter=2),
    "heading": _style("heading", 14, 17, fontName=BOLD, textColor=_ACCENT, spaceBefore=16, spaceAfter=5),
    "subheading": _style("subheading", 11.5, 14, fontName=BOLD, spaceBefore=10, spaceAfter=4),
    "meta": _style("meta", 9.5, 12, textColor=_MUTED, spaceAfter=5),
    "body": _style("body", 10.5, 14, spaceAfter=6),
    "bullet": _style("bullet", 10.5, 14, leftIndent=17, spaceAfter=2),
    "number": _style("number", 10.5, 14, leftIndent=17, spaceAfter=2),
    "decision": _style("decision", 10.5, 14, **_BAR, bar=(ACCENT, TINT)),
    "action": _style("action", 10.5, 14, **_BAR, bar=(RULE, "FFFFFF")),
    "note": _style("note", 10.5, 14, fontName=f"{FAMILY}-It", textColor=_MUTED, spaceAfter=6),
    "code": _style("code", 8.5, 11.5, spaceBefore=4, spaceAfter=8, backColor=HexColor(f"#{PALE}")),
}
_CELL = _style("body", _CELL_SIZE, 12.5)
_CELL_HEAD = _style("body", 9, 12, fontName=BOLD, textColor=_MUTED)

_TONES: dict[Tone, str] = {
    "plain": "{}",
    "strong": "<b>{}</b>",
    "label": f'<b><font color="#{ACCENT}">{{}}</font></b>',
    "muted": f'<font color="#{MUTED}">{{}}</font>',
    "struck": f'<strike><font color="#{MUTED}">{{}}</font></strike>',
}


class Heading(Drawn):
    """A heading that is also an entry of the file's table of contents."""

    def draw(self) -> None:
        """Draw it and note its page."""
        key = self.style.key
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self.getPlainText(), key, level=self.style.depth)
        super().draw()


class Barred(Drawn):
    """A paragraph set off by a bar at its left and a ground."""

    def draw(self) -> None:
        """Draw the ground, the bar and the text."""
        bar, ground = self.style.bar
        self.canv.saveState()
        for color, width in ((ground, self.width), (bar, 2.5)):
            self.canv.setFillColor(HexColor(f"#{color}"))
            self.canv.rect(0, -4, width, self.height + 7, stroke=0, fill=1)
        self.canv.restoreState()
        super().draw()


_KINDS: dict[Role, type[Drawn]] = {
    "heading": Heading,
    "subheading": Heading,
    "draft": Barred,
    "decision": Barred,
    "action": Barred,
}


_HEADINGS: dict[Role, int] = {"heading": 0, "subheading": 1}
"""With their depth in the file's table of contents."""


def flowables(parts: Iterable[Part], width: float) -> Iterator[Flowable]:
    """Yield what platypus places on the pages; ``width`` is that of the text in points."""
    chain: list[Flowable] = []
    undivided = 0
    placed = tuple(parts)
    for number, (part, following) in enumerate(zip_longest(placed, placed[1:])):
        chain += _drawn(part, number, width)
        is_last = not stays_with(part, following)
        if isinstance(part, Picture):
            undivided = len(chain)
        elif isinstance(part, Table):
            if part.together:
                undivided = len(chain)
            elif undivided:
                chain.insert(undivided, CondPageBreak(_ROOM_FOR_A_ROW))
        elif undivided and is_last:
            undivided = len(chain)
        if is_last:
            yield from [KeepTogether(chain[:undivided])] if undivided else []
            yield from chain[undivided:]
            chain, undivided = [], 0


def _drawn(part: Part, place: int, width: float) -> Iterator[Flowable]:
    if isinstance(part, Picture):
        from pstdesk.documents.chart_drawing import drawing  # most documents have no chart

        yield drawing(part.chart, width)
        yield Spacer(0, _UNDER_PICTURE)
    else:
        yield from _paragraphs(part, place) if isinstance(part, Paragraph) else _table(part, width)


def _paragraphs(paragraph: Paragraph, place: int) -> Iterator[Flowable]:
    style, bullet = _STYLES[paragraph.role], None
    runs = paragraph.runs
    if paragraph.role == "fact":
        bullet, runs = runs[0].text, (Run(runs[1].text.lstrip("\t")),)
        style = style.clone(style.name, bulletFontName=BOLD, bulletFontSize=10.5, bulletColor=_ACCENT)
    elif paragraph.role in ("bullet", "number"):
        bullet = f"{paragraph.number}." if paragraph.role == "number" else "–" if paragraph.level else "•"
        indent = 17 * paragraph.level
        style = style.clone(style.name, bulletFontName=FAMILY, bulletIndent=indent, leftIndent=indent + 17)
    elif paragraph.role in _HEADINGS:
        style = style.clone(style.name, key=f"section-{place}", depth=_HEADINGS[paragraph.role])
    kind = _KINDS.get(paragraph.role, Drawn)
    if paragraph.role in _HEADINGS:
        yield CondPageBreak(_ROOM_UNDER_HEADING)
    pieces = list(_pieces(runs, _LONGEST_PARAGRAPH, _MOST_LINES))
    for number, piece in enumerate(pieces, 1):
        shown = style if number == len(pieces) else style.clone(style.name, spaceAfter=0)
        drawn = kind(_spelled(piece), shown, bulletText=bullet)
        yield KeepTogether([drawn]) if kind is Barred and len(paragraph.text) < _UNSPLIT else drawn
        bullet = None


def _spelled(runs: Iterable[Run]) -> str:
    return "".join(_TONES[run.tone].format(spelled(run.text)) for run in runs)


def _pieces(runs: Line, longest: int, most_lines: int) -> Iterator[Line]:
    """Yield the runs in pieces of at most so many characters and line breaks, cut at blanks if there are."""
    length = sum(len(run.text) for run in runs)
    if length <= longest and sum(run.text.count("\n") for run in runs) < most_lines:
        yield runs
        return
    for run in runs:
        typed = run.text.split("\n")
        for start in range(0, len(typed), most_lines):
            for text in _cut("\n".join(typed[start : start + most_lines]), longest):
                yield (Run(text, run.tone),)


def _cut(text: str, longest: int) -> Iterator[str]:
    start = 0
    while len(text) - start > longest:
        end = max(text.rfind("\n", start, start + longest), text.rfind(" ", start, start + longest)) + 1
        end = end if end > start else start + longest
        yield text[start:end].rstrip()
        start = end
    if start < len(text):
        yield text[start:]


# Tables


def _table(table: Table, width: float) -> Iterator[Flowable]:
    widths = [column.share * width for column in table.columns]
    heads, cells = ([_aligned(style, column) for column in table.columns] for style in (_CELL_HEAD, _CELL))
    headers = zip(table.columns, heads, strict=True)
    rows: list[list[Any]] = [[Drawn(spelled(column.header), style) for column, style in headers]]
    look: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), FAMILY),  # else the file asks for Helvetica, and draws nothing with it
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{PALE}")),
        ("LINEABOVE", (0, 0), (-1, 0), 1, _ACCENT),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, HexColor(f"#{RULE}")),
    ]
    for row in table.rows:
        line = (1, _ACCENT) if row.begins_group else (0.5, HexColor(f"#{RULE}"))
        look.append(("LINEABOVE", (0, len(rows)), (-1, len(rows)), *line))
        rows += _slices(row, widths, cells)
    heights = [0, *[table.row_height] * (len(rows) - 1)] if table.row_height else None
    yield DrawnTable(
        rows,
        colWidths=widths,
        repeatRows=1,
        style=look,
        hAlign="LEFT",
        spaceAfter=6,
        minRowHeights=heights,
    )


def _aligned(style: ParagraphStyle, column: Column) -> ParagraphStyle:
    return style.clone(style.name, alignment=TA_RIGHT) if column.is_number else style


def _slices(row: Row, widths: list[float], styles: list[ParagraphStyle]) -> Iterator[list[Any]]:
    """Yield the row as rows that fit on any page, however much stands in its cells."""
    cells = [list(_cell_slices(lines, width)) for lines, width in zip(row.cells, widths, strict=True)]
    for slices in zip_longest(*cells, fillvalue=()):
        yield [
            [Drawn(_spelled(line), style) for line in lines]
            for lines, style in zip(slices, styles, strict=True)
        ]


def _cell_slices(lines: Iterable[Line], width: float) -> Iterator[list[Line]]:
    """Yield lines by the ``_SLICE``, reckoned as if every letter were as wide as it is high."""
    per_line = max(1, int(width / _CELL_SIZE))
    taken: list[Line] = []
    height = 0
    for line in lines:
        for piece in _pieces(line, per_line * _SLICE, _SLICE):
            needed = sum(1 + len(text) // per_line for text in "".join(run.text for run in piece).split("\n"))
            if taken and height + needed > _SLICE:
                yield taken
                taken, height = [], 0
            taken.append(piece)
            height += needed
    yield taken
