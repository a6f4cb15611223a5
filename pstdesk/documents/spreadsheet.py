"""Rows out of the lists people keep: .xlsx workbooks and .csv files, whatever made them."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pstdesk.documents.foreign import check_package, read_file
from pstdesk.documents.workbook import read_workbook
from pstdesk.documents.worksheet import MAX_COLUMNS, MAX_ROWS
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_DELIMITERS = ";,\t"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EXCEL_SEPARATOR = re.compile(r"\Asep=(.)\r?\n")
_SAMPLE_LINES = 30


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of the list in the file ``path``, without its blank rows.

    What the file is is told by its content: a workbook (.xlsx, .xlsm) gives its sheets, anything else must be
    called .csv, .txt or .tsv and gives one. A .csv may part its columns with semicolons, commas or tabs and
    be written in UTF-8 (with or without mark), UTF-16 or Windows-1252; its cells are all text.

    Raises Refused: what :mod:`pstdesk.documents.foreign` refuses, ``list_kind_unknown``, ``csv_unreadable``
    with its row, ``list_too_long`` or ``list_too_wide``.
    """
    content = read_file(path)
    suffix = path.suffix.casefold()
    if content.startswith((_ZIP, _OLE)) or suffix in (".xlsx", ".xlsm"):
        return read_workbook(check_package(path, content, "xlsx"))
    if suffix not in _TEXT_SUFFIXES:
        raise Refused("list_kind_unknown", name=path.name)
    text = _CONTROL.sub("", _decode(content))
    return (Sheet("", tuple(_csv_rows(text, path.name))),)


def _decode(content: bytes) -> str:
    """Read bytes in the encoding that Excel, LibreOffice or a business program left them in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    start = content[:2000]
    if start.count(0) > len(start) // 4:  # UTF-16 without its mark: every other byte of Latin text is 0
        little = start[1::2].count(0) >= start[0::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str, name: str) -> Iterator[SheetRow]:
    told = _EXCEL_SEPARATOR.match(text)
    delimiter = told[1] if told else _guess_delimiter(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            if number > MAX_ROWS:
                raise Refused("list_too_long", name=name, limit=MAX_ROWS)
            cells: list[CellValue] = [cell if cell and not cell.isspace() else None for cell in record]
            while cells and cells[-1] is None:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise Refused("list_too_wide", name=name, row=number, limit=MAX_COLUMNS)
            if cells and not (told and number == 1):
                yield SheetRow(number, tuple(cells))
    except csv.Error as error:
        raise Refused("csv_unreadable", name=name, row=number + 1) from error


def _guess_delimiter(text: str) -> str:
    """Take the mark that stands most evenly: the one found on most lines, then most often."""
    sample = _QUOTED.sub("", text[:200_000])
    lines = [line for line in islice(sample.splitlines(), _SAMPLE_LINES) if line.strip()]

    def evidence(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    return max(_DELIMITERS, key=evidence)
