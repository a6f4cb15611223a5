"""Rows come out of workbooks as they were typed, whatever program wrote them."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pstdesk.documents import worksheet
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue, Unreadable
from pstdesk.sentences import sentence
from tests.lists import Cell, write_rows, write_xlsx

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def refusal(path: Path) -> str:
    """Return the code with which the file is refused, once its sentence could be made."""
    with pytest.raises(Refused) as caught:
        read_sheets(path)
    assert path.name in sentence(caught.value)
    return caught.value.code


def cells(path: Path) -> list[tuple[CellValue, ...]]:
    """Return the cells of the first sheet."""
    return [row.cells for row in read_sheets(path)[0].rows]


def with_part(path: Path, name: str, xml: str, *, rows: list[list[Cell]] | None = None) -> Path:
    """Write a workbook of which one part is ``xml``."""
    write_rows(path, rows or [["x"]])
    with zipfile.ZipFile(path) as sound:
        parts = {part: sound.read(part) for part in sound.namelist()}
    parts[name] = xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part, content in parts.items():
            made.writestr(part, content)
    return path


def with_sheet(path: Path, body: str) -> Path:
    """Write a workbook whose sheet has this XML inside ``sheetData`` and after it."""
    xml = f"<worksheet {NAMESPACE}>{body}</worksheet>"
    return with_part(path, "xl/worksheets/sheet1.xml", xml)


def test_values_of_every_kind(tmp_path: Path) -> None:
    row: list[Cell] = ["Zoé", 84, 2.5, True, date(2024, 1, 3), datetime(2024, 1, 3, 14, 30), None, "fin"]  # noqa: DTZ001 - a cell has no zone
    assert cells(write_rows(tmp_path / "l.xlsx", [row])) == [
        ("Zoé", 84, 2.5, True, date(2024, 1, 3), datetime(2024, 1, 3, 14, 30), None, "fin")  # noqa: DTZ001 - a cell has no zone
    ]


def test_hours(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = time(14, 30)
    book.save(tmp_path / "l.xlsx")
    assert cells(tmp_path / "l.xlsx") == [(time(14, 30),)]


def test_blank_rows_are_left_out_and_numbers_stay(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "l.xlsx", [["a"], [], ["  "], [None, "b"]])
    assert [(row.number, row.cells) for row in read_sheets(path)[0].rows] == [(1, ("a",)), (4, (None, "b"))]


def test_it_reads_what_openpyxl_reads(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "l.xlsx")
    book = load_workbook(path, read_only=True, data_only=True)
    expected = []
    for row in book.worksheets[0].iter_rows(values_only=True):
        values = [value.date() if isinstance(value, datetime) else value for value in row]
        while values and values[-1] is None:
            values.pop()
        if values:
            expected.append(tuple(values))
    book.close()
    assert cells(path) == expected


def test_sheets_in_their_order_hidden_ones_too(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "Lisez-moi"
    book.create_sheet("Inscrits").append(["Nom"])
    book.create_sheet("Anciens").sheet_state = "hidden"
    book.create_chartsheet("Courbe")
    book.save(tmp_path / "l.xlsx")
    sheets = read_sheets(tmp_path / "l.xlsx")
    assert [(sheet.name, sheet.visible) for sheet in sheets] == [
        ("Lisez-moi", True),
        ("Inscrits", True),
        ("Anciens", False),
    ]


def test_a_formula_gives_what_was_last_calculated(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "l.xlsx",
        '<sheetData><row r="1"><c r="A1" t="str"><f>UPPER("zoé")</f><v>ZOÉ</v></c>'
        '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>IF(1,"")</f><v></v></c>'
        '<c r="D1"><f>A1</f></c><c r="E1" t="e"><v>#REF!</v></c></row></sheetData>',
    )
    assert cells(path) == [("ZOÉ", 2, None, Unreadable("formula"), Unreadable("error", "#REF!"))]


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "l.xlsx", [["Nom", '=UPPER("zoé")']])
    assert cells(path) == [("Nom", Unreadable("formula"))]


def test_rows_and_cells_without_their_places_come_one_after_the_other(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "l.xlsx",
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>",
    )
    assert cells(path) == [(1, 2), (3,)]


def test_prefixes_and_rich_text(tmp_path: Path) -> None:
    xml = (
        '<m:worksheet xmlns:m="http://purl.oclc.org/ooxml/spreadsheetml/main"><m:sheetData><m:row r="1">'
        '<m:c r="A1" t="inlineStr"><m:is><m:r><m:t>L’</m:t></m:r><m:r><m:t>Hœst</m:t></m:r></m:is></m:c>'
        "</m:row></m:sheetData></m:worksheet>"
    )
    assert cells(with_part(tmp_path / "l.xlsx", "xl/worksheets/sheet1.xml", xml)) == [("L’Hœst",)]


def test_control_characters_as_excel_writes_them(tmp_path: Path) -> None:
    path = with_sheet(
        tmp_path / "l.xlsx",
        '<sheetData><row><c t="inlineStr"><is><t>a_x000D_b_x0001_ _x00e9t</t></is></c></row></sheetData>',
    )
    assert cells(path) == [("a\rb\x01 _x00e9t",)]


def test_shared_texts_without_their_phonetic_reading(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "l.xlsx", [["x"]])
    with zipfile.ZipFile(path) as sound:
        parts = {part: sound.read(part) for part in sound.namelist()}
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
    )
    relations = parts["xl/_rels/workbook.xml.rels"]
    kept = b"".join(piece + b"/>" for piece in relations.split(b"/>")[:-1] if b"sharedStrings" not in piece)
    parts["xl/_rels/workbook.xml.rels"] = kept + relation
    parts["xl/sharedStrings.xml"] = (
        f"<sst {NAMESPACE}><si><t>李</t><rPh><t>り</t></rPh></si>"
        "<si><r><t>Mu</t></r><r><t>ñoz</t></r></si></sst>"
    ).encode()
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet {NAMESPACE}><sheetData><row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>'
        "</sheetData></worksheet>"
    ).encode()
    with zipfile.ZipFile(path, "w") as made:
        for part, content in parts.items():
            made.writestr(part, content)
    assert cells(path) == [("Muñoz", "李")]


def test_a_cell_merged_downwards_gives_its_value_to_each_row(tmp_path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (["Titre"], ["CCAS", "Zoé"], [None, "Joël"], [None, "Inès"], ["CAF", "Théo"]):
        page.append(row)
    page.merge_cells("A1:C1")
    page.merge_cells("A2:A4")
    book.save(tmp_path / "l.xlsx")
    assert cells(tmp_path / "l.xlsx") == [
        ("Titre",),
        ("CCAS", "Zoé"),
        ("CCAS", "Joël"),
        ("CCAS", "Inès"),
        ("CAF", "Théo"),
    ]


def test_a_merge_over_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    merges = '<mergeCell ref="A1:A1048576"/>' * 1000 + '<mergeCell ref="C7:C9"/><mergeCell ref="A1"/>'
    path = with_sheet(
        tmp_path / "l.xlsx",
        f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells>',
    )
    assert cells(path) == [(1,)]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("dd/mm/yyyy", date(2024, 1, 3)),
        ("[$-40C]d mmmm yyyy;@", date(2024, 1, 3)),
        ("jj/mm/aaaa", date(2024, 1, 3)),
        ('0" jours"', 45294),
        ("[Red]0.00", 45294),
        ("General", 45294),
    ],
)
def test_a_number_is_a_day_where_its_format_says_so(tmp_path: Path, code: str, shown: CellValue) -> None:
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = 45294
    cell.number_format = code
    book.save(tmp_path / "l.xlsx")
    assert cells(tmp_path / "l.xlsx") == [(shown,)]


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - openpyxl wants it so
    book.worksheets[0].append([date(2024, 1, 3)])
    book.save(tmp_path / "l.xlsx")
    assert cells(tmp_path / "l.xlsx") == [(date(2024, 1, 3),)]


@pytest.mark.parametrize("number", ["-800000", "3000000", "1e12"])
def test_a_number_that_is_no_day(tmp_path: Path, number: str) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = date(2024, 1, 3)
    book.save(tmp_path / "l.xlsx")
    with zipfile.ZipFile(tmp_path / "l.xlsx") as sound:
        sheet = sound.read("xl/worksheets/sheet1.xml").decode()
        parts = {part: sound.read(part) for part in sound.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<v>45294</v>", f"<v>{number}</v>").encode()
    with zipfile.ZipFile(tmp_path / "l.xlsx", "w") as made:
        for part, content in parts.items():
            made.writestr(part, content)
    assert isinstance(cells(tmp_path / "l.xlsx")[0][0], Unreadable)


def test_days_written_as_text_in_the_xml(tmp_path: Path) -> None:
    row = "".join(f'<c t="d"><v>{text}</v></c>' for text in ("2024-01-03", "2024-01-03T14:30:00", "hier"))
    path = with_sheet(tmp_path / "l.xlsx", f"<sheetData><row>{row}</row></sheetData>")
    assert cells(path) == [(date(2024, 1, 3), datetime(2024, 1, 3, 14, 30), "hier")]  # noqa: DTZ001 - a cell has no zone


def test_numbers_that_are_none_stay_text(tmp_path: Path) -> None:
    row = "".join(f"<c><v>{text}</v></c>" for text in ("abc", "1" * 5000, "1e400", "0.0"))
    path = with_sheet(tmp_path / "l.xlsx", f"<sheetData><row>{row}</row></sheetData>")
    first, *numbers = cells(path)[0]
    assert first == "abc"
    assert numbers == [float("inf"), float("inf"), 0]


@pytest.mark.parametrize(
    "body",
    [
        '<sheetData><row r="0x1"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row r="99999999"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row><c r="1A"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c r="ÀÀ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>-1</v></c></row></sheetData>',
        '<sheetData><row><c s="-1"><v>1</v></c></row></sheetData>',
        "<sheetData><row>",
        '<sheetData/><mergeCells><mergeCell ref="A1:&#233;"/></mergeCells>',
    ],
)
def test_xml_that_no_workbook_can_mean(tmp_path: Path, body: str) -> None:
    assert refusal(with_sheet(tmp_path / "l.xlsx", body)) == "file_damaged"


def test_a_workbook_that_says_not_where_it_is(tmp_path: Path) -> None:
    path = with_part(tmp_path / "l.xlsx", "_rels/.rels", "<Relationships/>")
    assert refusal(path) == "file_damaged"


def test_a_workbook_without_styles_or_sheets(tmp_path: Path) -> None:
    path = with_part(tmp_path / "l.xlsx", "xl/_rels/workbook.xml.rels", "<Relationships/>")
    assert read_sheets(path) == ()


def test_a_sheet_named_a_thousand_times_is_read_once(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "l.xlsx", [["x"]])
    with zipfile.ZipFile(path) as sound:
        xml = sound.read("xl/workbook.xml").decode()
    start = xml.index("<sheet ")
    entry = xml[start : xml.index("/>", start) + 2]
    assert len(read_sheets(with_part(path, "xl/workbook.xml", xml.replace(entry, entry * 1000)))) == 1


def test_a_list_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet, "MAX_ROWS", 50)
    assert refusal(write_xlsx(tmp_path / "l.xlsx")) == "list_too_long"


def test_a_list_that_is_too_wide(tmp_path: Path) -> None:
    assert refusal(write_rows(tmp_path / "l.xlsx", [["x"] * 300])) == "list_too_wide"


def test_rows_with_a_far_cell_do_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet, "MAX_CELLS", 2000)
    rows = "".join(f'<row><c r="IV{number}"><v>1</v></c></row>' for number in range(1, 10))
    path = with_sheet(tmp_path / "l.xlsx", f"<sheetData>{rows}</sheetData>")
    assert refusal(path) == "list_too_long"


@given(place=st.floats(0, 1), text=st.text("<>/ a1:\"'&;=", min_size=1, max_size=8))
def test_any_damage_to_a_sheet_gives_rows_or_a_refusal(tmp_path: Path, place: float, text: str) -> None:
    path = write_rows(tmp_path / "l.xlsx", [["Nom", 1, date(2024, 1, 3)], ["L’Hœst", 2.5, True]])
    with zipfile.ZipFile(path) as sound:
        xml = sound.read("xl/worksheets/sheet1.xml").decode()
    at = int(place * len(xml))
    try:
        read_sheets(with_part(path, "xl/worksheets/sheet1.xml", xml[:at] + text + xml[at:]))
    except Refused as refused:
        sentence(refused)
