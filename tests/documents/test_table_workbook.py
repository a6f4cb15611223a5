"""A list as a workbook: read back cell by cell, the same bytes, no formula, and nothing half written."""

import io
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import FileFormat, OpenXmlValidator

from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.documents.table import Cell, Table
from pstdesk.documents.table_workbook import write_workbook

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("L’Hœst <Zoé> & Cie", date(2026, 11, 12), 14, datetime(2026, 11, 12, 14, 30), 0.5),  # noqa: DTZ001 - as typed
    ("=1+1", None, -3, None, None),
    ("  deux\nlignes  ", date(1899, 12, 31), 0, None, None),
)
TABLE = Table(
    "Séances [CT1]: 2026/2027",
    ("Nom", "Jour", "Présents", "Début", "Taux"),
    ROWS,
    "À propos",
    (("Base", "valmont"), ("Le", date(2026, 11, 23)), ("Lignes", 3)),
)


def written(table: Table) -> bytes:
    file = io.BytesIO()
    write_workbook(file, table)
    return file.getvalue()


def sheets(content: bytes) -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(content)).worksheets)


def test_days_hours_and_numbers_are_such_and_words_are_words() -> None:
    first, second = sheets(written(TABLE))
    assert [cell.value for cell in first[1]] == list(TABLE.titles)
    assert [cell.value for cell in first[2]] == [
        "L’Hœst <Zoé> & Cie",
        datetime(2026, 11, 12),  # noqa: DTZ001 - as openpyxl reads a day
        14,
        datetime(2026, 11, 12, 14, 30),  # noqa: DTZ001 - same
        0.5,
    ]
    assert first["B2"].number_format == "dd/mm/yyyy"
    assert first["D2"].number_format == "dd/mm/yyyy hh:mm"
    assert first["A4"].value == "  deux\nlignes  "
    assert [row[0].value for row in second] == ["Base", "Le", "Lignes"]


def test_what_looks_like_a_formula_stays_words_even_when_it_is_edited() -> None:
    signs = ("=1+1", "+A1", "-cmd", "@x", "\tx", "sans", "_x0041_ n’est pas A")
    first, *_rest = sheets(written(Table("L", ("T",), [(sign,) for sign in signs])))
    cells = [first.cell(row=place, column=1) for place in range(2, len(signs) + 2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(signs)
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 5 + [False] * 2
    assert cells[0].value == "=1+1"


def test_titles_stay_in_sight_with_filters_and_sheets_have_names_that_excel_takes() -> None:
    first, second = sheets(written(TABLE))
    assert first.freeze_panes == "A2"
    assert first.auto_filter.ref == "A1:E4"
    assert first["A1"].font.b
    assert first.print_title_rows == "$1:$1"
    assert (first.title, second.title) == ("Séances CT1 2026 2027", "À propos")
    names = [sheet.title for sheet in sheets(written(Table("x" * 40, ("T",), (), "X" * 40, (("a", 1),))))]
    assert names == ["x" * 31, "X" * 29 + " 2"]
    assert [sheet.title for sheet in sheets(written(Table("[]", ("T",), ())))] == ["1"]


def test_the_same_list_is_the_same_bytes() -> None:
    assert written(TABLE) == written(TABLE)
    with ZipFile(io.BytesIO(written(TABLE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_our_own_import_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(written(TABLE))
    first, _second = read_sheets(path)
    assert first.rows[1].cells[:3] == ("L’Hœst <Zoé> & Cie", date(2026, 11, 12), 14)


def test_writing_stops_where_it_is_told_to() -> None:
    told: list[int] = []

    def step(done: int) -> None:
        told.append(done)
        if done > 1000:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_workbook(io.BytesIO(), Table("L", ("T",), [("x",)] * 5000), step=step)
    assert told == [498, 998, 1498]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_gives_a_workbook_that_opens(texts: list[str]) -> None:
    first, *_rest = sheets(written(Table(texts[0], tuple(texts), [texts], texts[0], ((texts[0], 1),))))
    kept = [cell.value or "" for cell in first[2]] if first.max_row > 1 else []
    for text, cell in zip(texts, kept, strict=False):
        if text.isprintable() and not text.isspace():
            assert str(cell) == text


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    first, *_rest = sheets(written(Table("L", ("T",), [("é" * 1_000_000,)])))
    value = first["A2"].value
    assert isinstance(value, str)
    assert len(value) == 32_767
    assert value.endswith("…")


def test_the_package_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(written(TABLE))
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path)
    # A theme is a matter of taste, and words may stand in their cells: Excel asks for neither.
    said = [str(error) for error in result.errors]
    assert [words for words in said if "inline-string" not in words and "/theme" not in words] == []
