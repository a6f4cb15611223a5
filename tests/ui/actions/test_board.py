"""The board: cards by state, moved by drag and by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QDropEvent, QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.domain.action import ActionState
from pstdesk.services.actions import Shown
from pstdesk.ui.actions import actions_list
from pstdesk.ui.actions.board_column import CardList
from pstdesk.ui.actions.cards import wrapped
from pstdesk.ui.actions.page import ActionsPage
from tests.ui.acting import Acting, texts
from tests.ui.action_story import CAR, EARTH, LETTER, PRESS, ROOM, make_story
from tests.ui.actions.conftest import played, state


@pytest.fixture
def page(somebody: Acting) -> ActionsPage:
    """Return the place with the board."""
    shown = somebody.go("actions")
    shown.switch.group.button(1).click()
    somebody.settle()
    shown.take_focus()
    somebody.settle()
    assert isinstance(shown, ActionsPage)
    return shown


def cards(page: ActionsPage) -> list[CardList]:
    return [column.cards for column in page.register.board.columns]


def ids(page: ActionsPage) -> list[list[int]]:
    return [[row.id for row in column.rows] for column in cards(page)]


def test_cards_stand_by_their_state_the_late_ones_first(page: ActionsPage) -> None:
    assert ids(page) == [[EARTH, LETTER, PRESS], [ROOM], [CAR], []]
    columns = page.register.board.columns
    assert [column.heading.text() for column in columns] == [
        "À faire  3",
        "En cours  1",
        "Faites  1",
        "Abandonnées  0",
    ]
    assert columns[0].remark.text() == "1 en retard"
    assert cards(page)[0].accessibleName() == "À faire, 3 actions"
    index = cards(page)[0].model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Commander la terre, Caisse d’allocations familiales, Zoé L’Hostis, retard 5\u00a0j, CT1"
    )
    assert page.register.shown.isHidden()
    assert page.count.text() == "4 actions ouvertes"


def test_a_card_moves_by_keyboard_and_the_keyboard_goes_with_it(somebody: Acting, page: ActionsPage) -> None:
    first, second, *_others = cards(page)
    assert first.hasFocus()
    somebody.control(Qt.Key.Key_Right)
    assert state(somebody, EARTH) is ActionState.IN_PROGRESS
    assert ids(page)[:2] == [[LETTER, PRESS], [EARTH, ROOM]]
    assert second.hasFocus()
    current = second.current_row()
    assert current is not None
    assert current.id == EARTH
    somebody.control(Qt.Key.Key_Left)
    assert state(somebody, EARTH) is ActionState.TO_DO
    assert first.hasFocus()
    somebody.control(Qt.Key.Key_Left)
    assert state(somebody, EARTH) is ActionState.TO_DO
    somebody.control(Qt.Key.Key_Z)
    assert state(somebody, EARTH) is ActionState.IN_PROGRESS


def test_a_letter_moves_a_card_and_the_keyboard_stays(somebody: Acting, page: ActionsPage) -> None:
    somebody.press(Qt.Key.Key_F)
    assert ids(page) == [[LETTER, PRESS], [ROOM], [EARTH, CAR], []]
    current = cards(page)[0].current_row()
    assert current is not None
    assert current.id == LETTER
    somebody.press(Qt.Key.Key_X)
    assert ids(page)[3] == [LETTER]


def test_arrows_go_from_column_to_column_past_the_empty_ones(somebody: Acting, page: ActionsPage) -> None:
    first, second, third, _fourth = cards(page)
    somebody.press(Qt.Key.Key_Down)
    somebody.press(Qt.Key.Key_Right)
    assert second.hasFocus()
    somebody.press(Qt.Key.Key_Right)
    assert third.hasFocus()
    somebody.press(Qt.Key.Key_Right)
    assert third.hasFocus()
    somebody.press(Qt.Key.Key_Left, times=2)
    assert first.hasFocus()


def test_enter_opens_a_card_and_escape_returns_to_the_board(somebody: Acting, page: ActionsPage) -> None:
    somebody.press(Qt.Key.Key_Return)
    assert page.view.text.text() == "Commander la terre"
    somebody.press(Qt.Key.Key_Escape)
    assert page.register.as_board
    assert cards(page)[0].hasFocus()


def test_a_card_is_dragged_into_another_column(somebody: Acting, page: ActionsPage) -> None:
    first, _second, third, _fourth = cards(page)
    carried = first.model().mimeData([first.model().index(1, 0)])
    drop = QDropEvent(
        QPointF(20, 300),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    third.dropEvent(drop)
    somebody.settle()
    assert state(somebody, LETTER) is ActionState.DONE
    assert ids(page)[2] == [LETTER, CAR]
    assert first.model().flags(first.model().index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert third.model().flags(QModelIndex()) & Qt.ItemFlag.ItemIsDropEnabled


def test_a_card_let_go_where_it_was_changes_nothing(somebody: Acting, page: ActionsPage) -> None:
    model = cards(page)[0].model()
    carried = model.mimeData([model.index(1, 0)])
    assert model.dropMimeData(carried, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    somebody.settle()
    assert somebody.said == ""


def test_a_long_column_leads_to_the_list(
    somebody: Acting, page: ActionsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions_list, "MOST_CARDS", 1)
    page.register.read()
    somebody.settle()
    column = page.register.board.columns[0]
    assert ids(page)[0] == [EARTH]
    assert column.heading.text() == "À faire  3"
    somebody.click(column.rest)
    assert not page.register.as_board
    assert page.switch.group.checkedId() == 0
    assert page.register.shown.value() is Shown.OPEN
    assert len(texts(page.register.table)) == 4


def test_the_board_is_there_again_at_the_next_start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = make_story(tmp_path)
    for first in played(qapp, tmp_path, path):
        first.go("actions").switch.group.button(1).click()
        first.settle()
    for again in played(qapp, tmp_path, path):
        page = again.go("actions")
        assert page.register.as_board
        assert page.switch.group.checkedId() == 1
        assert cards(page)[0].rows
        page.switch.group.button(0).click()
        again.settle()
        assert again.stage.preferences.current.views == {"actions": "list"}


def test_filters_hold_for_the_board_too(somebody: Acting, page: ActionsPage) -> None:
    somebody.fill(page.register.search, "presse")
    somebody.press(Qt.Key.Key_Return)
    assert ids(page) == [[PRESS], [], [], []]
    assert page.clear.isVisible()


def test_long_words_take_three_lines_and_no_more(qapp: QApplication) -> None:
    font = QFont()
    assert wrapped("Terre", font, 200) == ("Terre",)
    lines = wrapped("Commander la terre et les graines " * 12, font, 160)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wrapped("", font, 160) == ("",) or wrapped("", font, 160) == ()
