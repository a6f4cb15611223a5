"""Paragraphs, tables and charts as WordprocessingML: raw text in one pass, as cell by cell is quadratic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pstdesk.documents.docx_picture import inline_picture
from pstdesk.documents.look import ACCENT
from pstdesk.documents.outline import (
    Column,
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

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

STYLES: Mapping[Role, str] = {
    "letterhead_name": "PST Entête titre",
    "letterhead": "PST Entête",
    "draft": "PST Projet",
    "title": "Title",
    "fact": "PST Fiche",
    "heading": "heading 1",
    "subheading": "heading 2",
    "meta": "PST Repère",
    "body": "Body Text",
    "bullet": "List Bullet",
    "number": "List Number",
    "decision": "PST Décision",
    "action": "PST Action",
    "note": "PST Note",
    "code": "PST Code",
}
TONE_STYLES: Mapping[Tone, str] = {
    "strong": "Strong",
    "label": "PST Libellé",
    "muted": "PST Discret",
    "struck": "PST Retiré",
}
CELL_STYLE = "PST Cellule"
CELL_HEAD_STYLE = "PST Cellule titre"
TABLE_STYLE = "PST Tableau"
STYLE_NAMES = (*STYLES.values(), *TONE_STYLES.values(), CELL_STYLE, CELL_HEAD_STYLE, TABLE_STYLE)

_CLOSE_TO_WHAT_IS_ABOVE: tuple[Role, ...] = ("body", "bullet", "number", "note", "meta")
"""Styles without space above, which they need below a table."""
_UNSPLIT_LINES = 12
"""A row of more lines than that may break over two pages, else it would leave half a page empty."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list of numbers as it must be defined: its id, its level, the number it begins with."""

    number_id: int
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class _Look:
    """How a row is set: the style of its cells, what it is marked as, whether it stays with the next row."""

    style: str
    mark: str = ""
    stays: bool = False


@dataclass
class Body:
    """Draws parts into ``xml`` with the style ids, the text width and the list ids of one document."""

    styles: Mapping[str, str]
    """Style ids by style name."""
    width: int
    """Of the text, in twentieths of a point."""
    bullets: int
    """The id of the list of bullets; numbered lists take the ids after ``numbers``."""
    numbers: int
    table_indent: int = 0
    """What brings a table's edge to the edge of the text, in twentieths of a point."""
    unnumbered_headings: bool = False
    """Whether the headings' own style numbers them, which ours do already."""
    add_image: Callable[[bytes], str] = field(kw_only=True)
    """Puts a PNG into the package and returns the id by which the body refers to it."""
    lists: list[NumberedList] = field(default_factory=list)
    _counting: dict[int, NumberedList] = field(default_factory=dict)
    _expected: dict[int, int] = field(default_factory=dict)
    _bookmarks: int = 0
    _pictures: int = 0

    def xml(self, parts: Iterable[Part]) -> str:
        """Return the parts as the inside of ``w:body``, with no namespace declared."""
        placed = tuple(parts)
        drawn = []
        for before, part, following in zip((None, *placed), placed, (*placed[1:], None), strict=False):
            if isinstance(part, Paragraph):
                drawn.append(self._paragraph(part, below_table=isinstance(before, Table)))
            elif isinstance(part, Picture):
                drawn.append(self._picture(part))
            else:
                drawn.append(self._table(part, stays_with(part, following)))
        return "".join(drawn)

    def _paragraph(self, paragraph: Paragraph, *, below_table: bool) -> str:
        layout = f'<w:pStyle w:val="{self.styles[STYLES[paragraph.role]]}"/>' + self._numbering(paragraph)
        if below_table and paragraph.role in _CLOSE_TO_WHAT_IS_ABOVE:
            layout += '<w:spacing w:before="120"/>'
        runs = self._runs(paragraph.runs)
        if paragraph.anchor:
            self._bookmarks += 1
            number = f'w:id="{self._bookmarks}"'
            start = f'<w:bookmarkStart {number} w:name="{paragraph.anchor}"/>'
            runs = f"{start}{runs}<w:bookmarkEnd {number}/>"
        return f"<w:p><w:pPr>{layout}</w:pPr>{runs}</w:p>"

    def _picture(self, picture: Picture) -> str:
        from pstdesk.documents.chart_drawing import drawing, png  # most documents have no chart

        self._expected.clear()
        self._pictures += 1
        drawn = drawing(picture.chart, self.width / 20)
        relation = self.add_image(png(drawn))
        inline = inline_picture(self._pictures, relation, (drawn.width, drawn.height), picture.chart)
        style = f'<w:pStyle w:val="{self.styles[STYLES["body"]]}"/>'
        return f"<w:p><w:pPr>{style}</w:pPr><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"

    def _numbering(self, paragraph: Paragraph) -> str:
        if paragraph.role == "bullet":
            return _in_list(self.bullets, paragraph.level)
        if paragraph.role == "number":
            return _in_list(self._list_of(paragraph), paragraph.level)
        self._expected.clear()
        if paragraph.role in ("heading", "subheading") and self.unnumbered_headings:
            return _in_list(0, 0)
        return ""

    def _list_of(self, paragraph: Paragraph) -> int:
        """Return the list that counts on to this entry's number, or a new one that begins with it."""
        level, number = paragraph.level, paragraph.number or 1
        if self._expected.get(level) != number:
            self.numbers += 1
            self._counting[level] = NumberedList(self.numbers, level, number)
            self.lists.append(self._counting[level])
        self._expected = {above: expected for above, expected in self._expected.items() if above < level}
        self._expected[level] = number + 1
        return self._counting[level].number_id

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(self._run(run) for run in runs if run.text)

    def _run(self, run: Run) -> str:
        style = TONE_STYLES.get(run.tone)
        look = f'<w:rPr><w:rStyle w:val="{self.styles[style]}"/></w:rPr>' if style else ""
        text = escape(run.text)
        if "\n" in text or "\t" in text:
            text = text.replace("\n", "</w:t><w:br/>" + _TEXT).replace("\t", "</w:t><w:tab/>" + _TEXT)
        return f"<w:r>{look}{_TEXT}{text}</w:t></w:r>".replace(f"{_TEXT}</w:t>", "")

    def _table(self, table: Table, stays: bool) -> str:
        self._expected.clear()
        widths = [round(column.share * self.width) for column in table.columns]
        widths[-1] += self.width - sum(widths)
        head = Row(tuple(((Run(column.header),),) for column in table.columns))
        height = f'<w:trHeight w:val="{round(table.row_height * 20)}"/>' if table.row_height else ""
        kept = [table.together] * (len(table.rows) - 1) + [stays]
        rows = (
            self._row(row, table.columns, widths, _Look(self.styles[CELL_STYLE], height, stays))
            for row, stays in zip(table.rows, kept, strict=True)
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        header = self._row(head, table.columns, widths, _Look(self.styles[CELL_HEAD_STYLE], "<w:tblHeader/>"))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.styles[TABLE_STYLE]}"/>'
            f'<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblInd w:w="{self.table_indent}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
        )

    def _row(self, row: Row, columns: tuple[Column, ...], widths: list[int], look: _Look) -> str:
        split = "" if max(map(len, row.cells)) > _UNSPLIT_LINES else "<w:cantSplit/>"
        properties = f"<w:trPr>{split}{look.mark}</w:trPr>" if split or look.mark else ""
        line = _GROUP_LINE if row.begins_group else ""
        style = f'<w:pStyle w:val="{look.style}"/>{"<w:keepNext/>" if look.stays else ""}'
        cells = [f"<w:tr>{properties}"]
        for lines, column, width in zip(row.cells, columns, widths, strict=True):
            layout = f"<w:pPr>{style}{_AT_THE_RIGHT if column.is_number else ''}</w:pPr>"
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{line}</w:tcPr>')
            cells += (f"<w:p>{layout}{self._runs(runs)}</w:p>" for runs in lines)
            cells.append("</w:tc>")
        return "".join(cells) + "</w:tr>"


_GROUP_LINE = f'<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/></w:tcBorders>'
_AT_THE_RIGHT = '<w:jc w:val="right"/>'
_TEXT = '<w:t xml:space="preserve">'


def _in_list(number_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def list_definitions(lists: Iterable[NumberedList], abstract_id: int) -> Iterator[str]:
    """Yield the ``w:num`` of each list, all of the shape ``abstract_id``."""
    for entry in lists:
        yield (
            f'<w:num w:numId="{entry.number_id}"><w:abstractNumId w:val="{abstract_id}"/>'
            f'<w:lvlOverride w:ilvl="{entry.level}"><w:startOverride w:val="{entry.start}"/></w:lvlOverride>'
            "</w:num>"
        )
