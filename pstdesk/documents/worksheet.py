"""One worksheet of an .xlsx as a stream of XML events: its cells become values in little memory."""

import re
from datetime import date, datetime, time, timedelta

from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue, SheetRow, Unreadable

MAX_ROWS = 200_000
"""Rows that hold something, in one sheet."""
MAX_COLUMNS = 256
"""Columns that hold something."""
MAX_CELLS = 4_000_000
"""Cells of one sheet, the blank ones to the left of a filled one included."""
MAX_TEXT = 32_767
"""Characters of one cell: Excel's own limit. What stands beyond is no longer a list of people."""

Attributes = dict[str, str]

_MAX_MERGED_ROWS = 100_000
_LAST_ROW = 1_048_576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Damaged(Exception):
    """The XML says something that no workbook can mean."""


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name[name.rfind(":") + 1 :]


def unescape(text: str) -> str:
    """Return a cell's text as it was typed: Excel writes what XML cannot hold as ``_x000D_``."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class SerialDates:
    """Excel's serial days as dates; a workbook counts from 1900 or, once made on a Mac, from 1904."""

    def __init__(self, from_1904: bool) -> None:
        self._day_zero = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)

    def read(self, serial: float) -> CellValue:
        days, seconds = divmod(round(serial * 86_400), 86_400)
        hour = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        if days == 0:
            return hour
        try:
            day = self._day_zero + timedelta(days=days)
        except OverflowError:
            return Unreadable("error", str(serial))
        return datetime.combine(day, hour) if seconds else day


class WorksheetCells:
    """One worksheet while it streams by: fills its rows and, at the end, the cells merged downwards."""

    def __init__(
        self, strings: list[str], date_styles: frozenset[int], dates: SerialDates, name: str
    ) -> None:
        self._strings = strings
        self._date_styles = date_styles
        self._dates = dates
        self._name = name
        self._rows: list[tuple[int, list[CellValue]]] = []
        self._row_number = 0
        self._row: list[CellValue] = []
        self._column = -1
        self._kind = "n"
        self._style = 0
        self._has_formula = False
        self._collects = False
        self._pieces: list[str] = []
        self._size = 0
        self._merged: list[tuple[int, int, int]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "t"):
            self._collects = tag == "v" or self._kind == "inlineStr"
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._row_number = _whole(attributes.get("r"), self._row_number + 1, _LAST_ROW)
            self._row = []
            self._column = -1
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        if ":" in tag:
            tag = local(tag)
        if tag in ("v", "t"):
            self._collects = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and self._row:
            self._size += len(self._row)
            if len(self._rows) >= MAX_ROWS or self._size > MAX_CELLS:
                raise Refused("list_too_long", name=self._name, limit=MAX_ROWS)
            self._rows.append((self._row_number, self._row))

    def text(self, text: str) -> None:
        if self._collects:
            self._pieces.append(text)

    def finish(self) -> tuple[SheetRow, ...]:
        """Return the rows that hold something, once the whole sheet was seen."""
        by_number = dict(self._rows)
        left = _MAX_MERGED_ROWS
        for column, first, last in self._merged:
            top = by_number.get(first, [])
            value = top[column] if column < len(top) else None
            left -= last - first
            if value is None or left < 0:
                continue
            for number in range(first + 1, last + 1):
                if number in by_number:
                    _put(by_number[number], column, value)
        return tuple(SheetRow(number, tuple(row)) for number, row in self._rows)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else _position(reference)[0]
        self._kind = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"), 0, _LAST_ROW)
        self._has_formula = False
        self._pieces.clear()

    def _end_cell(self) -> None:
        text = unescape("".join(self._pieces)[:MAX_TEXT])
        value: CellValue
        if text:
            value = self._value(text)
        else:
            value = Unreadable("formula") if self._has_formula and self._kind != "str" else None
        if value is None:
            return
        if self._column >= MAX_COLUMNS:
            raise Refused("list_too_wide", name=self._name, row=self._row_number, limit=MAX_COLUMNS)
        _put(self._row, self._column, value)

    def _value(self, text: str) -> CellValue:
        if self._kind == "s":
            text = self._strings[_whole(text, 0, len(self._strings) - 1)]
        elif self._kind == "n":
            return self._number(text)
        elif self._kind == "b":
            return text.strip() == "1"
        elif self._kind == "e":
            return Unreadable("error", text[:40])
        elif self._kind == "d":
            return _iso(text)
        return text if text and not text.isspace() else None

    def _number(self, text: str) -> CellValue:
        try:
            number = float(text)
        except ValueError:
            return text
        if self._style in self._date_styles:
            return self._dates.read(number) if abs(number) < 1e9 else Unreadable("error", text[:40])
        return int(number) if abs(number) < 1e15 and number.is_integer() else number

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if last:
            (column, top), (_right, bottom) = _position(first), _position(last)
            if bottom > top and len(self._merged) < _MAX_MERGED_ROWS:
                self._merged.append((column, top, min(bottom, _LAST_ROW)))


def _put(row: list[CellValue], column: int, value: CellValue) -> None:
    row.extend([None] * (column + 1 - len(row)))
    row[column] = value


def _position(reference: str) -> tuple[int, int]:
    """Return the column from 0 and the row from 1 of a reference such as ``AB12``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise Damaged
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(match[2])


def _whole(text: str | None, default: int, highest: int) -> int:
    if text is None:
        return default
    digits = text.strip()
    if not digits.isdecimal() or len(digits) > 9 or int(digits) > highest:
        raise Damaged
    return int(digits)


def _iso(text: str) -> CellValue:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return moment.date() if moment.time() == time() else moment.replace(tzinfo=None)
