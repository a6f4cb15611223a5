"""The cells of a stranger's .xlsx, read as a stream: only the parts that matter, in little memory.

openpyxl builds the whole model of a workbook to read its cells: it fails on styles and properties that
business programs write wrongly, warns about what it drops, and needs a second pass to tell an empty cell from
a formula that was never calculated. A list of people needs the values alone, of any file that Excel opens.
"""

import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from pstdesk.documents.foreign import Package
from pstdesk.documents.worksheet import (
    MAX_TEXT,
    Attributes,
    Damaged,
    SerialDates,
    WorksheetCells,
    local,
    unescape,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import Sheet

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The built-in number formats that show a date or an hour [ECMA-376-1, 18.8.30]."""
_NO_DATE_LETTERS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|standard', re.IGNORECASE
)
_DATE_LETTERS = re.compile(r"[dmyhs]|jj|aa", re.IGNORECASE)


class _Relation(NamedTuple):
    kind: str
    target: str


class _SheetEntry(NamedTuple):
    name: str
    part: str
    visible: bool


def read_workbook(package: Package) -> tuple[Sheet, ...]:
    """Return the worksheets of a checked workbook in their order; chart sheets and macros are left alone.

    Formulas give the value that was last calculated. A formula without one, or an error value, gives an
    :class:`Unreadable`. A cell merged over several rows gives its value to each of them.
    Raises Refused: ``file_damaged``, ``list_too_long``, ``list_too_wide``.
    """
    try:
        return _Workbook(package).sheets()
    except (Damaged, expat.ExpatError) as error:
        raise Refused("file_damaged", name=package.path.name) from error


def _parse(
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)


class _Workbook:
    """The parts of one package that lead to its cells."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = self._main_part()
        self._relations = self._relations_of(self._part)
        self._from_1904 = False

    def sheets(self) -> tuple[Sheet, ...]:
        entries = self._entries()
        strings = self._strings()
        formats = self._date_styles()
        dates = SerialDates(self._from_1904)
        found = []
        for entry in entries:
            cells = WorksheetCells(strings, formats, dates, self._package.path.name)
            _parse(self._package.read(entry.part), cells.start, cells.end, cells.text)
            found.append(Sheet(entry.name, cells.finish(), entry.visible))
        return tuple(found)

    def _main_part(self) -> str:
        for relation in self._relations_of("").values():
            if relation.kind == "officeDocument":
                return relation.target
        raise Damaged

    def _relations_of(self, part: str) -> dict[str, _Relation]:
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, _Relation] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = _Relation(kind, target.lstrip("/"))

        if place in self._package:
            _parse(self._package.read(place), start)
        return found

    def _entries(self) -> list[_SheetEntry]:
        found: dict[str, _SheetEntry] = {}  # by part: a workbook that names one part often is read once

        def start(tag: str, attributes: Attributes) -> None:
            if local(tag) == "workbookPr":
                self._from_1904 = attributes.get("date1904") in ("1", "true")
            if local(tag) == "sheet":
                key = next((value for name, value in attributes.items() if local(name) == "id"), "")
                relation = self._relations.get(key)
                if relation and relation.kind == "worksheet" and relation.target in self._package:
                    visible = attributes.get("state", "visible") == "visible"
                    entry = _SheetEntry(attributes.get("name", ""), relation.target, visible)
                    found.setdefault(relation.target, entry)

        _parse(self._package.read(self._part), start)
        return list(found.values())

    def _related(self, kind: str) -> bytes | None:
        for relation in self._relations.values():
            if relation.kind == kind and relation.target in self._package:
                return self._package.read(relation.target)
        return None

    def _strings(self) -> list[str]:
        xml = self._related("sharedStrings")
        strings = _SharedStrings()
        if xml is not None:
            _parse(xml, strings.start, strings.end, strings.text)
        return strings.found

    def _date_styles(self) -> frozenset[int]:
        """Return the numbers of the cell styles that show dates or hours."""
        xml = self._related("styles")
        codes: dict[str, str] = {}
        styles: list[str] = []
        inside = False

        def start(tag: str, attributes: Attributes) -> None:
            nonlocal inside
            tag = local(tag)
            if tag == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                styles.append(attributes.get("numFmtId", "0"))

        def end(tag: str) -> None:
            nonlocal inside
            if local(tag) == "cellXfs":
                inside = False

        if xml is not None:
            _parse(xml, start, end)
        return frozenset(index for index, style in enumerate(styles) if _shows_date(style, codes.get(style)))


def _shows_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number[:6]) in _DATE_FORMATS
    return bool(_DATE_LETTERS.search(_NO_DATE_LETTERS.sub("", code.partition(";")[0])))


class _SharedStrings:
    """The table of texts that cells refer to; the phonetic readings of East Asian texts are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._collects = False
        self._phonetic = False

    def start(self, tag: str, attributes: Attributes) -> None:
        tag = local(tag)
        if tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._collects = not self._phonetic

    def end(self, tag: str) -> None:
        tag = local(tag)
        if tag == "t":
            self._collects = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            self.found.append(unescape("".join(self._pieces)[:MAX_TEXT]))
            self._pieces.clear()

    def text(self, text: str) -> None:
        if self._collects:
            self._pieces.append(text)
