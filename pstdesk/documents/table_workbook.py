"""A list as an .xlsx workbook: real days and numbers, its titles in sight, nothing that could be a formula.

Written part by part and without openpyxl: a list of 30,000 rows takes no memory to speak of, and the same
list gives the same bytes. [ECMA-376-1 18.3, SpreadsheetML]
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pstdesk.documents.table import Cell, Ratio, Table

_LONGEST_CELL = 32_767
"""Characters in a cell: what Excel takes."""
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of the sheet's own count, which knows no zone
_NARROWEST, _WIDEST = 8, 60
_STEP = 500
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_PLAIN, _TITLE, _DAY, _MOMENT, _TEXT, _RATIO = range(6)
"""Places of the cell styles in _STYLES."""
_SHEET = "xl/worksheets/sheet{}.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" \
formatCode="dd/mm/yyyy hh:mm"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/>\
<name val="Calibri"/><family val="2"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>\
</fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7F0F7"/><bgColor indexed="64"/></patternFill>\
</fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">\
<alignment horizontal="left"/></xf>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">\
<alignment horizontal="left"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>
<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def write_workbook(
    file: BinaryIO, *tables: Table, step: Callable[[int], object] = lambda _done: None
) -> None:
    """Write each of ``tables`` into ``file``; ``step(rows)`` is called on the way and may raise to stop.

    Each sheet has the titles in its first row, bold, in sight and with filters, so that it can be sorted,
    merged into letters or read in again; what is to be known of the rows of the first is on a last sheet.
    """
    remarks = tables[0].remarks
    names = _sheet_names([*(table.name for table in tables), *([tables[0].remarks_name] if remarks else [])])
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in _parts_around(names, tables):
            archive.writestr(_entry(name), content)
        for number, table in enumerate(tables, 1):
            with archive.open(_entry(_SHEET.format(number)), "w", force_zip64=True) as part:
                _write_sheet(part, _list_sheet(table, step, is_first=number == 1))
        if remarks:
            with archive.open(_entry(_SHEET.format(len(names))), "w") as part:
                _write_sheet(part, _remarks_sheet(tables[0]))


def _write_sheet(part: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        part.write(piece.encode())


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same bytes on every system
    entry.external_attr = 0o600 << 16
    return entry


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return a name for each sheet; where two would be alike the later one has a number."""
    names: list[str] = []
    for words in wanted:
        name, number = _sheet_name(words), 1
        while name.casefold() in (other.casefold() for other in names):
            number += 1
            name = f"{_sheet_name(words)[: _LONGEST_NAME - len(f' {number}')]} {number}"
        names.append(name)
    return names


def _sheet_name(words: str) -> str:
    """Return ``words`` as Excel takes them for the name of a sheet."""
    tidy = " ".join(_clean(_NOT_IN_NAMES.sub(" ", words)).split()).strip("'")
    return tidy[:_LONGEST_NAME].rstrip(" '") or "1"


# The parts that lead to the sheets


def _parts_around(names: Sequence[str], tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(names) + 1)
    sheet_types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{sheet_types}'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>'
        ),
    )
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets><definedNames>'
            f"{_defined(names, tables)}</definedNames></workbook>"
        ),
    )
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _defined(names: Sequence[str], tables: Sequence[Table]) -> str:
    """Return what each sheet filters, then what is printed again on each page, as Excel orders them."""
    filters, titles = [], []
    for place, (name, table) in enumerate(zip(names, tables, strict=False)):
        quoted = escape("'" + name.replace("'", "''") + "'")
        area = f"{quoted}!$A$1:${_letters(len(table.titles))}${len(table.rows) + 1}"
        of_sheet = f'localSheetId="{place}"'
        filters.append(
            f'<definedName name="_xlnm._FilterDatabase" {of_sheet} hidden="1">{area}</definedName>'
        )
        titles.append(f'<definedName name="_xlnm.Print_Titles" {of_sheet}>{quoted}!$1:$1</definedName>')
    return "".join((*filters, *titles))


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


# The sheets


def _list_sheet(table: Table, step: Callable[[int], object], *, is_first: bool) -> Iterator[str]:
    area = f"A1:{_letters(len(table.titles))}{len(table.rows) + 1}"
    selected = ' tabSelected="1"' if is_first else ""
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="{area}"/><sheetViews><sheetView{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    yield _widths([table.titles, *table.rows[:1000]], len(table.titles))
    yield "<sheetData>"
    yield _row(1, table.titles, title=True)
    for number, cells in enumerate(table.rows, start=2):
        if number % _STEP == 0:
            step(number - 2)
        yield _row(number, cells)
    yield (
        f'</sheetData><autoFilter ref="{area}"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" '
        'header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "</worksheet>"
    )


def _remarks_sheet(table: Table) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}">{_widths(table.remarks, 2)}<sheetData>'
    for number, cells in enumerate(table.remarks, start=1):
        yield _row(number, cells)
    yield "</sheetData></worksheet>"


def _widths(rows: Sequence[Sequence[Cell]], columns: int) -> str:
    found = [_NARROWEST] * columns
    for cells in rows:
        for place, cell in enumerate(cells):
            found[place] = max(found[place], min(_WIDEST, _width(cell)))
    lines = "".join(
        f'<col min="{n}" max="{n}" width="{width + 2}" customWidth="1"/>'
        for n, width in enumerate(found, start=1)
    )
    return f"<cols>{lines}</cols>" if lines else ""


def _width(cell: Cell) -> int:
    if isinstance(cell, datetime):
        return 16
    return 10 if isinstance(cell, date) else len(str(cell or ""))


def _row(number: int, cells: Sequence[Cell], *, title: bool = False) -> str:
    inside = "".join(
        _cell(f"{_letters(place)}{number}", cell, _TITLE if title else _PLAIN)
        for place, cell in enumerate(cells, start=1)
        if cell is not None and cell != ""
    )
    return f'<row r="{number}">{inside}</row>'


def _cell(place: str, cell: str | int | float | date, style: int) -> str:
    if isinstance(cell, str):
        words = _clean(cell)
        if style == _PLAIN and words.startswith(_FORMULA_SIGNS):
            style = _TEXT  # it stays words even where somebody edits the cell
        inside = f'<is><t xml:space="preserve">{escape(words)}</t></is>'
        return f'<c r="{place}" s="{style}" t="inlineStr">{inside}</c>'
    if isinstance(cell, datetime):
        since = cell.replace(tzinfo=None) - _FIRST_DAY
        return f'<c r="{place}" s="{_MOMENT}"><v>{since.days + since.seconds / 86_400!r}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="{_DAY}"><v>{(cell - _FIRST_DAY.date()).days}</v></c>'
    if isinstance(cell, Ratio):
        style = _RATIO
    return f'<c r="{place}" s="{style}"><v>{cell!r}</v></c>'


def _clean(text: str) -> str:
    """Return ``text`` as a cell can hold it: no sign that XML forbids, none that is read as another one."""
    plain = (
        _NOT_IN_XML.sub("", text.encode("utf-8", "ignore").decode()).replace("\r\n", "\n").replace("\r", "\n")
    )
    if len(plain) > _LONGEST_CELL:
        plain = plain[: _LONGEST_CELL - 1] + "…"
    return _LOOKS_ESCAPED.sub("_x005F_", plain)


def _letters(column: int) -> str:
    """Return how a sheet calls its column of this number, from 1: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
