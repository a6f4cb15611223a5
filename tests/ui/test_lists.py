"""What can be done with any list: its columns, its copy, its export, by mouse and by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.settings import Preferences
from pstdesk.ui import written
from pstdesk.ui.lists.columns_dialog import ColumnsDialog
from pstdesk.ui.people.page import PeoplePage
from tests.ui.acting import Acting, nameless, texts
from tests.ui.small_town import CT1

NBSP = "\u00a0"
PEOPLE = ["name", "organisation", "grade", "committees", "contact"]


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people")
    assert isinstance(shown, PeoplePage)
    somebody.settle()
    return shown


def keys(table: Any) -> list[str]:
    return [column.key for column in table.columns.shown]


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def export(somebody: Acting, page: PeoplePage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
    page.list_tools.export(page.people.table)
    somebody.settle()


# The menu


def test_three_dots_and_the_right_button_offer_the_same(somebody: Acting, page: PeoplePage) -> None:
    page.lists.more.click()
    assert entries(page.lists.more.choices) == ["Copier la liste", "Exporter la liste…", "Colonnes…"]
    page.lists.more.choices.close()
    table = page.people.table
    table.selectAll()
    QApplication.sendEvent(
        table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(9, 9), QPoint(9, 9))
    )
    menu = next(found for found in table.findChildren(QMenu) if found.objectName() == "list")
    assert menu.isVisible()
    assert entries(menu)[-3:] == ["Copier 6 lignes", "Exporter la liste…", "Colonnes…"]
    menu.close()
    page.tabs.setCurrentIndex(1)
    page.lists.more.click()
    choose(page.lists.more.choices, "Copier la liste")
    page.lists.more.choices.close()
    somebody.settle()
    assert QApplication.clipboard().text().startswith("Nom\tSigle")
    assert somebody.said == "3 lignes copiées."


def test_every_list_of_a_page_has_it_and_a_list_in_a_dialog_copies_only(
    somebody: Acting, page: PeoplePage
) -> None:
    somebody.go("committees", CT1)
    body = somebody.stage.window.page
    assert body is not None
    tables = [
        body.view.members.table,
        body.view.meetings,
        body.view.mandates.table,
        body.view.open_actions.table,
    ]  # type: ignore[attr-defined]  # the committees' page
    assert all(table.tools() is body.list_tools for table in tables)
    page.list_tools.choose_columns(page.people.table)
    dialog = somebody.dialog()
    somebody.go("people")
    assert nameless(dialog) == []
    dialog.reject()


# Columns


def test_columns_are_chosen_by_keyboard_and_there_at_the_next_start(
    somebody: Acting, page: PeoplePage, qtbot: QtBot
) -> None:
    table = page.people.table
    page.list_tools.choose_columns(table)
    dialog = somebody.dialog()
    assert isinstance(dialog, ColumnsDialog)
    assert dialog.choice.hasFocus()
    somebody.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)  # the organisation after the grade
    somebody.press(Qt.Key.Key_End)
    somebody.press(Qt.Key.Key_Space)  # no contacts
    somebody.press(Qt.Key.Key_Return)
    assert keys(table) == ["name", "grade", "organisation", "committees"]
    assert texts(table)[0] == "Ævarsson Sékou"
    again = Preferences(somebody.stage.preferences.path).table_layout("people")
    assert again.order == ("name", "grade", "organisation", "committees", "contact")
    assert again.hidden == ("contact",)
    page.list_tools.choose_columns(table)
    dialog = somebody.dialog()
    assert [key for key, _shown in dialog.choice.wanted()] == list(again.order)
    somebody.click(dialog.usual)
    somebody.click(dialog.cancel)
    assert keys(table) == PEOPLE
    assert Preferences(somebody.stage.preferences.path).table_layout("people").order == ()


def test_the_first_column_is_neither_hidden_nor_moved(somebody: Acting, page: PeoplePage) -> None:
    page.list_tools.choose_columns(page.people.table)
    dialog = somebody.dialog()
    dialog.choice.setCurrentRow(0)
    dialog.choice.move_current(1)
    somebody.press(Qt.Key.Key_Space)
    dialog.choice.setCurrentRow(1)
    dialog.choice.move_current(-1)
    somebody.click(dialog.primary)
    assert keys(page.people.table) == PEOPLE


def test_a_column_asked_for_stays_where_there_is_little_room(somebody: Acting, page: PeoplePage) -> None:
    table = page.people.table
    somebody.stage.window.resize(900, 700)
    somebody.settle()
    assert "grade" not in keys(table)
    table.columns.show("grade", shown=True)
    somebody.stage.window.resize(880, 700)
    somebody.settle()
    assert "grade" in keys(table)


def test_a_column_dragged_is_copied_where_it_stands(somebody: Acting, page: PeoplePage) -> None:
    table = page.people.table
    table.horizontalHeader().moveSection(4, 1)
    table.copy()
    head = QApplication.clipboard().text().splitlines()[0]
    assert head.split("\t")[:4] == ["Nom", "Fonction", "Courriel", "Téléphone"]


# Export


def test_what_is_exported_can_be_opened_and_the_folder_is_remembered(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Pour la direction"
    folder.mkdir()
    opened: list[Path] = []
    monkeypatch.setattr(written, "open_in_its_program", lambda path: opened.append(path) or True)
    export(somebody, page, folder / "liste.xlsx", monkeypatch)
    assert somebody.said == f"6 lignes exportées dans «{NBSP}liste.xlsx{NBSP}»."
    somebody.answer()
    assert opened == [folder / "liste.xlsx"]
    assert Path(somebody.stage.preferences.current.export_folder) == folder
    people, about = read_sheets(folder / "liste.xlsx")
    assert len(people.rows) == 7
    assert [row.cells[0] for row in about.rows] == ["Liste", "Base", "Le", "Lignes"]
    once = (folder / "liste.xlsx").read_bytes()
    export(somebody, page, folder / "liste.xlsx", monkeypatch)
    assert (folder / "liste.xlsx").read_bytes() == once


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(somebody, page, tmp_path / "parti" / "liste.xlsx", monkeypatch)
    assert "parti" in somebody.said
    assert not (tmp_path / "parti").exists()
    assert somebody.stage.preferences.current.export_folder == ""


def test_a_file_of_a_name_that_was_not_asked_for_is_kept(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "liste.xlsx").write_bytes(b"precious")
    export(somebody, page, tmp_path / "liste", monkeypatch)
    assert "liste.xlsx" in somebody.said
    assert (tmp_path / "liste.xlsx").read_bytes() == b"precious"


def test_a_full_disk_leaves_what_was_there(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"of last year")

    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pstdesk.documents.files.os.fsync", full)
    export(somebody, page, path, monkeypatch)
    monkeypatch.undo()
    assert "liste.xlsx" in somebody.said
    assert path.read_bytes() == b"of last year"
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".tmp"] == []


def test_an_empty_list_is_not_exported(
    somebody: Acting, page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: asked.append(1) or ("", ""))
    somebody.fill(page.people.search, "personne de ce nom")
    somebody.press(Qt.Key.Key_Return)
    page.list_tools.export(page.people.table)
    assert asked == []
