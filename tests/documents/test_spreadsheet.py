"""Rows come out of .csv files as they were typed, and what a file is is told by its content."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents import spreadsheet
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue
from pstdesk.sentences import sentence
from tests.lists import people, write_csv, write_xlsx


def refusal(path: Path) -> str:
    """Return the code with which the file is refused, once its sentence could be made."""
    with pytest.raises(Refused) as caught:
        read_sheets(path)
    assert path.name in sentence(caught.value)
    return caught.value.code


def cells(path: Path) -> list[tuple[CellValue, ...]]:
    """Return the cells of the first sheet."""
    return [row.cells for row in read_sheets(path)[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_however_it_was_written(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["Nom", "Prénom", "Comités"],
        ["Çeliksoğan", "Zoé", "CT1, CT2; CT3"],
        ["", "", ""],
        ["Œ", "", "é"],
    ]
    path = write_csv(tmp_path / "l.csv", rows, encoding=encoding, delimiter=delimiter)
    sheet = read_sheets(path)[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("Nom", "Prénom", "Comités")),
        (2, ("Çeliksoğan", "Zoé", "CT1, CT2; CT3")),
        (4, ("Œ", None, "é")),
    ]


def test_a_csv_of_windows(tmp_path: Path) -> None:
    rows = cells(write_csv(tmp_path / "l.csv"))
    assert rows[0][:2] == ("Nom", "Prénom")
    assert rows[1][:2] == ("L’Hœst", "Anne-Marie")
    assert len(rows) == len(people()) + 1


def test_bytes_that_windows_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(b"Nom;Pr\xe9nom\r\nD\x81pont;Zo\xe9\r\n")
    assert cells(path)[1] == ("D\ufffdpont", "Zoé")


def test_a_line_break_within_a_cell(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", [["Nom", "Comités"], ["L’Hœst", "CT1\nCT2"], ["Muñoz", 'dit "Zo"']])
    assert cells(path)[1:] == [("L’Hœst", "CT1\nCT2"), ("Muñoz", 'dit "Zo"')]


def test_the_mark_that_excel_puts_first(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("sep=|\r\nNom|Prénom, surnom\r\nL’Hœst|Zoé\r\n", encoding="utf-8")
    assert cells(path) == [("Nom", "Prénom, surnom"), ("L’Hœst", "Zoé")]


def test_a_delimiter_within_quotes_is_none(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text('"Nom";"Comités"\n"L’Hœst";"CT1, CT2, CT3"\n"Muñoz";"CT1, CT4, CT5"\n', encoding="utf-8")
    assert cells(path)[1] == ("L’Hœst", "CT1, CT2, CT3")


def test_control_characters_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(b"Nom;Pr\x00\x07nom\nDu\x0bpont;Zo\n")
    assert cells(path) == [("Nom", "Prnom"), ("Dupont", "Zo")]


def test_quotes_that_do_not_close(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text('Nom;Prénom\nL’Hœst;Zoé\nMuñoz;"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_sheets(path)
    assert (caught.value.code, caught.value.values["row"]) == ("csv_unreadable", 3)


def test_a_csv_that_is_too_long_or_too_wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_ROWS", 10)
    assert refusal(write_csv(tmp_path / "l.csv")) == "list_too_long"
    assert refusal(write_csv(tmp_path / "m.csv", [["x"] * 300])) == "list_too_wide"


# What it is


def test_a_workbook_is_known_whatever_its_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "l.xlsx").rename(tmp_path / "liste.csv")
    assert read_sheets(path)[0].name == "Inscrits PST"


@pytest.mark.parametrize("name", ["liste.csv", "liste.xlsx", "liste.xls"])
def test_an_old_office_file_is_known_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert refusal(path) == "file_old_office"


def test_text_is_no_workbook(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv").rename(tmp_path / "liste.xlsx")
    assert refusal(path) == "file_not_office"


def test_what_is_no_list_at_all(tmp_path: Path) -> None:
    path = tmp_path / "liste.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert refusal(path) == "list_kind_unknown"


@given(content=st.binary(min_size=1))
def test_any_bytes_called_csv_give_rows_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(content)
    try:
        read_sheets(path)
    except Refused as refused:
        sentence(refused)
