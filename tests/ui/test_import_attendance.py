"""Past attendance is taken in from the window: shown first, corrected, done whole, told."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from pstdesk.db.models import Attendance, Meeting
from pstdesk.domain.attendance_columns import AttendanceField
from pstdesk.ui.importing.attendance_dialog import AttendanceDialog
from tests.lists import Cell, write_rows
from tests.ui.acting import Acting

HEADER: list[Cell] = ["Comité", "Date", "Nom", "Prénom", "Présence"]
ROWS: list[list[Cell]] = [
    ["CT1", date(2025, 6, 3), "L’Hostis", "Zoé", "présent"],
    ["CT1", date(2025, 6, 3), "Bœuf", "Noël", "excusé"],
    ["CT2", date(2025, 6, 10), "D’Arcy", "Maël", "présent"],
]


def written(folder: Path, rows: list[list[Cell]], header: list[Cell] | None = None) -> Path:
    return write_rows(folder / "émargements d’hier.xlsx", [header or HEADER, *rows], sheet="Présences")


@pytest.fixture
def dialog(somebody: Acting) -> AttendanceDialog:
    """The window, opened from the review's menu."""
    page = somebody.go("review")
    page.kept.take_attendance()
    return somebody.dialog()  # type: ignore[no-any-return]  # whatever dialog is open


def shown(somebody: Acting, dialog: AttendanceDialog, path: Path) -> None:
    dialog.read_file(path)
    somebody.settle()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_list_is_shown_then_taken_in_whole(
    somebody: Acting, dialog: AttendanceDialog, tmp_path: Path
) -> None:
    shown(somebody, dialog, written(tmp_path, ROWS))
    assert [(row.committee, row.is_made, row.made) for row in dialog.panel.meetings.rows] == [
        ("CT1", True, 2),
        ("CT2", True, 1),
    ]
    assert plain(dialog.words.text()) == "2 séances seront faites."
    assert plain(dialog.primary.text()) == "Reprendre 3 présences"
    somebody.click(dialog.primary)
    assert "2 séances faites, 3 présences notées" in plain(somebody.stage.window.sentence)
    count = somebody.ask(lambda session: session.query(Meeting).filter_by(day=date(2025, 6, 3)).count())
    assert count == 1
    page = somebody.stage.window.page
    page.kept.take_attendance()
    again = somebody.dialog()
    shown(somebody, again, written(tmp_path, ROWS))
    assert plain(again.words.text()) == "La base dit déjà tout ce que dit cette liste."
    assert not again.primary.isEnabled()
    again.reject()


def test_what_is_wrong_is_told_by_row_and_nothing_is_done(
    somebody: Acting, dialog: AttendanceDialog, tmp_path: Path
) -> None:
    rows = [*ROWS, ["CT1", date(2025, 6, 3), "Nulle", "Part", "présent"]]
    shown(somebody, dialog, written(tmp_path, rows))
    assert [note.row for note in dialog.panel.errors.rows] == [5]
    assert dialog.panel._lists.currentWidget() is dialog.panel.errors
    assert not dialog.primary.isEnabled()
    assert plain(dialog.words.text()).startswith("1 ligne est à corriger")
    shown(somebody, dialog, written(tmp_path, ROWS))
    assert dialog.primary.isEnabled()
    dialog.reject()
    assert somebody.ask(lambda session: session.query(Meeting).filter_by(day=date(2025, 6, 3)).count()) == 0


def test_a_column_that_was_not_understood_is_named(
    somebody: Acting, dialog: AttendanceDialog, tmp_path: Path
) -> None:
    header: list[Cell] = ["Comité", "Date", "Nom", "Prénom", "Truc"]
    shown(somebody, dialog, written(tmp_path, ROWS, header))
    assert not dialog.primary.isEnabled()
    assert dialog.words.property("role") == "error"
    choice = dialog.panel.choices[4]
    choice.choose(AttendanceField.STATUS)
    choice.activated.emit(choice.currentIndex())
    somebody.settle()
    assert dialog.primary.isEnabled()
    somebody.click(dialog.primary)
    assert somebody.ask(lambda session: session.query(Attendance).count()) > 2


def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    somebody: Acting, dialog: AttendanceDialog, tmp_path: Path
) -> None:
    wrong = tmp_path / "photo.xlsx"
    wrong.write_bytes(b"rien")
    shown(somebody, dialog, wrong)
    assert dialog.words.property("role") == "error"
    assert dialog._stack.currentWidget() is dialog.welcome
    empty = tmp_path / "vide.csv"
    empty.write_text("a;b\n1;2\n")
    shown(somebody, dialog, empty)
    assert dialog.words.text()
    dialog.reject()


def test_a_file_is_dropped_on_the_window(somebody: Acting, dialog: AttendanceDialog, tmp_path: Path) -> None:
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(written(tmp_path, ROWS)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        what,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    somebody.settle()
    assert len(dialog.panel.meetings.rows) == 2
    dialog.reject()
