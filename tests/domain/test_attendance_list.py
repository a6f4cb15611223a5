"""Lists of past attendance: their columns, the words for how somebody attended, what is wrong with a row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_columns import AttendanceField, attendance_layout, find_attendance
from pstdesk.domain.attendance_list import AttendanceList, read_attendance, status_of
from pstdesk.domain.body_names import Body, BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow, Unreadable
from tests.refusals import refused

TODAY = date(2026, 11, 12)
BODIES = BodyNames([Body(1, "Vie sociale", "CT2", "comité technique"), Body(2, "Cadre de vie", "CT7")])
HEADER: tuple[CellValue, ...] = ("Comité", "Date", "Nom", "Prénom", "Présence")


def sheet(*rows: tuple[CellValue, ...], name: str = "Feuille") -> Sheet:
    """Return a sheet of ``rows``, the first one being row 1."""
    return Sheet(name, tuple(SheetRow(number, row) for number, row in enumerate(rows, start=1)))


def listed(*rows: tuple[CellValue, ...], header: tuple[CellValue, ...] = HEADER) -> AttendanceList:
    """Read a list of ``rows`` below ``header``."""
    return read_attendance([sheet(header, *rows)], BODIES, TODAY)


@pytest.mark.parametrize(
    ("word", "status", "is_guest"),
    [
        ("présent", AttendanceStatus.PRESENT, False),
        ("Présente", AttendanceStatus.PRESENT, False),
        ("X", AttendanceStatus.PRESENT, False),
        ("✓", AttendanceStatus.PRESENT, False),
        (1, AttendanceStatus.PRESENT, False),
        (True, AttendanceStatus.PRESENT, False),
        (False, AttendanceStatus.ABSENT, False),
        ("à distance", AttendanceStatus.REMOTE, False),
        ("visio", AttendanceStatus.REMOTE, False),
        ("représenté", AttendanceStatus.REPRESENTED, False),
        ("POUVOIR", AttendanceStatus.REPRESENTED, False),
        ("excusé(e)", AttendanceStatus.EXCUSED, False),
        ("absent", AttendanceStatus.ABSENT, False),
        ("invité", AttendanceStatus.PRESENT, True),
        ("", AttendanceStatus.NOT_RECORDED, False),
        (None, AttendanceStatus.NOT_RECORDED, False),
    ],
)
def test_how_somebody_attended_is_written_in_many_ways(
    word: CellValue, status: AttendanceStatus, is_guest: bool
) -> None:
    assert status_of(word) == (status, is_guest)


def test_another_word_is_no_presence() -> None:
    with refused("presence_unreadable", text="peut-être"):
        status_of("peut-être")


@given(st.text(max_size=400))
def test_any_word_is_a_presence_or_refused(word: str) -> None:
    found: str | None = None
    try:
        found = status_of(word)[0]
    except Refused as why:
        found = why.code
    assert found in (*AttendanceStatus, "presence_unreadable")


def test_rows_say_who_attended_what() -> None:
    read = listed(
        ("CT2", date(2025, 3, 4), "L'HŒST", "Zoé", "présent"),
        (),
        ("Vie sociale", "4 mars 2025", "Brès", "Théo", "excusé"),
    )
    assert read.errors == read.skipped == ()
    assert read.rows == 2
    first, second = read.presences
    assert (first.row, first.committee_id, first.day) == (2, 1, date(2025, 3, 4))
    assert (first.family_name, first.given_name) == ("L'Hœst", "Zoé")
    assert (second.row, second.day, second.status) == (4, date(2025, 3, 4), AttendanceStatus.EXCUSED)


def test_columns_come_in_any_order_below_titles_and_with_names_in_one_cell() -> None:
    read = read_attendance(
        [
            sheet(
                ("Émargements 2025",),
                ("Présence", "Participant", "Remarque", "Instance", "Date de la séance"),
                ("présent", "BRÈS Théo", "arrivé tard", "CT7", date(2025, 1, 9)),
            )
        ],
        BODIES,
        TODAY,
    )
    (one,) = read.presences
    assert (one.family_name, one.given_name, one.committee_id) == ("Brès", "Théo", 2)
    assert read.layout.header_row == 2


def test_the_second_of_two_columns_of_one_name_is_left_aside() -> None:
    layout = attendance_layout(sheet(("Nom", "Nom", "Prénom", "Date", 7, None)))
    assert layout is not None
    assert [column.target for column in layout.columns] == [
        AttendanceField.FAMILY_NAME,
        None,
        AttendanceField.GIVEN_NAME,
        AttendanceField.DAY,
    ]
    assert layout.first_row == 2


def test_the_sheet_that_has_all_it_takes_is_read() -> None:
    other = sheet(("Nom", "Prénom"), ("Brès", "Théo"), name="Inscrits")
    found = find_attendance([other, sheet(HEADER, name="Présences")])
    assert found is not None
    assert found[0].name == "Présences"
    assert find_attendance([sheet(("Bonjour",))]) is None


def test_a_list_without_header_or_column_is_refused() -> None:
    with refused("attendance_without_header"):
        read_attendance([sheet(("Bonjour", "à tous"))], BODIES, TODAY)
    with refused("attendance_without_header"):
        read_attendance([sheet(HEADER)], BODIES, TODAY, sheet="Nulle part")
    with refused("attendance_without_column", missing=AttendanceField.STATUS):
        listed(header=("Comité", "Date", "Nom", "Prénom"))


def test_columns_and_sheet_can_be_corrected() -> None:
    rows = sheet(
        ("Quoi", "Date", "Nom", "Prénom", "Présence"), ("CT2", date(2025, 1, 9), "Brès", "Théo", "x")
    )
    read = read_attendance([rows], BODIES, TODAY, sheet="Feuille", targets={0: AttendanceField.COMMITTEE})
    assert [one.committee_id for one in read.presences] == [1]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("CT9", date(2025, 1, 9), "Brès", "Théo", "x"), "Comité", "committee_unknown"),
        (("C" * 300, date(2025, 1, 9), "Brès", "Théo", "x"), "Comité", "committee_unknown"),
        (("CT2", "31/02/2025", "Brès", "Théo", "x"), "Date", "date_nonexistent"),
        (("CT2", "12/3", "Brès", "Théo", "x"), "Date", "date_without_year"),
        (("CT2", None, "Brès", "Théo", "x"), "Date", "presence_cell_missing"),
        ((None, date(2025, 1, 9), "Brès", "Théo", "x"), "Comité", "presence_cell_missing"),
        (("CT2", date(2025, 1, 9), None, "Théo", "x"), "Nom", "presence_cell_missing"),
        (("CT2", date(2025, 1, 9), "Brès", None, "x"), "Prénom", "presence_cell_missing"),
        (("CT2", date(2025, 1, 9), "12", "Théo", "x"), "Nom", "name_unreadable"),
        (("CT2", date(2025, 1, 9), "Brès", "Théo", "peut-être"), "Présence", "presence_unreadable"),
        (
            ("CT2", date(2025, 1, 9), "Brès", "Théo", Unreadable("formula", "=A1")),
            "Présence",
            "cell_formula",
        ),
    ],
)
def test_one_fault_is_told_once_with_row_and_column(
    row: tuple[CellValue, ...], column: str, code: str
) -> None:
    read = listed(row)
    assert read.presences == ()
    assert read.rows == 1
    assert [(error.row, error.column, error.code) for error in read.errors] == [(2, column, code)]


def test_a_name_in_one_cell_without_its_other_half_is_a_fault() -> None:
    read = listed(
        ("CT2", date(2025, 1, 9), "Brès", "x"),
        ("CT2", date(2025, 1, 9), None, "x"),
        header=("Comité", "Date", "Participant", "Présence"),
    )
    assert [error.code for error in read.errors] == ["presence_cell_missing"] * 2


def test_a_repeated_header_and_what_stands_outside_the_columns_are_passed_over() -> None:
    read = listed(HEADER, (None, None, None, None, None, "Total : 0"))
    assert read.errors == read.presences == ()
    assert [(remark.row, remark.code) for remark in read.skipped] == [(2, "header_again")]


cells = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(["CT2", "Vie sociale", "présent", "excusé", "Brès", "Théo", "12/03/2025"]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.builds(Unreadable, st.sampled_from(["formula", "error"]), st.text(max_size=5)),
)


@given(st.lists(st.lists(cells, max_size=7).map(tuple), max_size=8))
def test_whatever_the_cells_each_row_is_read_or_said(rows: list[tuple[CellValue, ...]]) -> None:
    read = listed(*rows)
    wrong = {error.row for error in read.errors}
    right = {presence.row for presence in read.presences}
    assert not wrong & right
    assert read.rows == len(wrong | right)
