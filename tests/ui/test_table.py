"""The table: order, search by typing, memory of its columns, copies, the empty state."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from pstdesk.settings import Preferences
from pstdesk.ui.widgets.copying import as_html, as_tsv
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column, RowModel
from pstdesk.ui.widgets.table import RowTable
from tests.ui.gallery import LINES, Line, columns


@pytest.fixture
def table(qtbot: QtBot, preferences: Preferences) -> Iterator[RowTable[Line]]:
    table = RowTable("lines", columns(), preferences, sort="day")
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.set_rows(LINES)
    table.show()
    qtbot.waitExposed(table)
    return table


def ids(table: RowTable[Line]) -> list[int]:
    return [row.id for row in table.rows]


def click_header(table: RowTable[Line], column: int) -> None:
    header = table.horizontalHeader()
    place = header.sectionViewportPosition(column) + 20
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(place, 10),
    )


def test_rows_come_in_the_order_of_days_and_not_of_their_words(table: RowTable[Line]) -> None:
    assert ids(table) == [5, 4, 1, 2, 3]


def test_a_click_on_a_title_sorts_and_another_turns_round(table: RowTable[Line]) -> None:
    click_header(table, 1)
    assert ids(table) == [2, 5, 1, 4, 3]
    click_header(table, 1)
    assert ids(table) == [3, 4, 1, 5, 2]
    model = table.model()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Instance ↓"


def test_what_is_unknown_comes_last_both_ways(table: RowTable[Line]) -> None:
    click_header(table, 4)
    assert ids(table) == [5, 2, 1, 4, 3]
    click_header(table, 4)
    assert ids(table) == [4, 1, 2, 5, 3]


def test_order_and_widths_are_there_at_the_next_start(
    qtbot: QtBot, table: RowTable[Line], preferences: Preferences
) -> None:
    click_header(table, 2)
    table.setColumnWidth(2, 222)
    table.columns.show("state", shown=False)
    table.hide()
    again = RowTable("lines", columns(), Preferences(preferences.path), sort="day")
    qtbot.addWidget(again)
    again.set_rows(LINES)
    assert ids(again) == ids(table)
    assert again.columnWidth(2) == 222
    assert again.isColumnHidden(3)


def test_the_same_row_stays_selected_when_rows_are_read_again(qtbot: QtBot, table: RowTable[Line]) -> None:
    assert table.select_id(2)
    table.set_rows(LINES[1:])
    row = table.current_row()
    assert row is not None
    assert row.id == 2
    with qtbot.waitSignal(table.row_selected, check_params_cb=lambda row: row is None):
        table.set_rows(LINES[2:])
    assert not table.select_id(99)


def test_enter_and_a_double_click_open_the_row(qtbot: QtBot, table: RowTable[Line]) -> None:
    table.select_id(4)
    with qtbot.waitSignal(table.row_opened) as caught:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert caught.args == [LINES[3]]
    with qtbot.waitSignal(table.row_opened) as caught:
        at = table.visualRect(table.model().index(0, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert caught.args == [LINES[4]]


def test_typing_goes_to_the_row_whatever_accents_and_case(table: RowTable[Line]) -> None:
    click_header(table, 2)
    QTest.keyClicks(table, "z l'hos")
    row = table.current_row()
    assert row is not None
    assert row.who == "Z. L’Hostis"


def test_copying_puts_a_table_on_the_clipboard(table: RowTable[Line]) -> None:
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines()[:2] == [
        "Date\tInstance\tRéférent\tConvocation\tRép.",
        "08/10/2026\tCT2 Vie sociale\tZ. L’Hostis\tprojet\t3 / 19",
    ]
    assert "<td>CT2 Vie sociale</td>" in mime.html()


def test_a_copied_cell_is_never_a_formula() -> None:
    column = [Column[str]("text", "Texte", lambda text: text)]
    cells = ("=1+1", "@x", "+33 1 02", "-cmd", "- trois", "a\tb\nc", "<b>&")
    lines = as_tsv(column, cells).splitlines()
    assert lines == ["Texte", "'=1+1", "'@x", "+33 1 02", "'-cmd", "- trois", "a b c", "<b>&"]
    assert "<td>&lt;b&gt;&amp;</td>" in as_html(column, cells)


def test_an_empty_table_teaches_once_it_was_read(qtbot: QtBot, preferences: Preferences) -> None:
    asked: list[int] = []
    table = RowTable("empty", columns(), preferences)
    state = EmptyState("Aucune séance", "Elles seront ici.", "Créer", lambda: asked.append(1))
    table.set_empty(state)
    qtbot.addWidget(table)
    table.show()
    assert state.isHidden()
    table.set_rows(())
    assert not state.isHidden()
    QTest.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert asked == [1]
    table.set_rows(LINES)
    assert state.isHidden()


def test_a_reader_for_the_blind_hears_the_title_with_the_cell() -> None:
    owner = QObject()
    model = RowModel(columns(), owner)
    model.set_rows(LINES)
    spoken = model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Référent, R. Fauré"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_an_error_in_drawing_is_told_and_does_not_take_the_program_with_it(
    qtbot: QtBot, preferences: Preferences
) -> None:
    # an error that Python's own C code raises, which PySide cannot pass through two of our methods
    broken = Column[Line]("day", "Date", lambda row: str(int(row.name)))
    with qtbot.captureExceptions() as told:
        table = RowTable("broken", (broken,), preferences)
        qtbot.addWidget(table)
        table.resize(300, 200)
        table.set_rows(LINES)
        table.show()
        qtbot.waitUntil(lambda: bool(told))
        table.hide()
    assert {error[0] for error in told} == {ValueError}


def test_words_that_are_cut_are_said_whole_under_the_mouse(table: RowTable[Line]) -> None:
    long = Line(9, LINES[0].day, "CT4 <Autonomie> " * 20, "Z", "projet", "neutral", 1)
    table.horizontalHeader().sectionClicked.emit(1)
    table.set_rows((LINES[1], long))
    at = table.visualRect(table.model().index(1, 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    assert QToolTip.text().startswith("<p>CT4 &lt;Autonomie&gt;")
    QToolTip.hideText()
    assert table.cut_words(table.model().index(0, 1)) == ""
    table.setColumnWidth(3, 40)
    assert table.cut_words(table.model().index(0, 3)) == LINES[1].state
