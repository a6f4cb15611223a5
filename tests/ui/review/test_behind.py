"""Each figure shows the rows it was counted from, and from a row one goes to the record."""

from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from pstdesk.domain.review import Behind
from pstdesk.ui.meetings.page import MeetingsPage
from tests.ui.acting import Acting
from tests.ui.review.test_page import page_of, shown


def test_a_card_shows_its_rows_by_click_and_by_key(acting: Acting) -> None:
    cards = page_of(acting).figures.cards
    QTest.mouseClick(cards.people, Qt.MouseButton.LeftButton)
    dialog = acting.dialog()
    assert dialog.windowTitle() == "Personnes de la période"
    assert [row[0] for row in shown(dialog.table)] == ["Brès Zoé", "D’Été Zoé", "L’Hœst Zoé"]
    assert shown(dialog.table)[2][1:] == ["CT0, CT1", "", "4 sur 4", "100 %"]
    dialog.reject()
    acting.settle()
    cards.beyond.setFocus()
    acting.press(Qt.Key.Key_Return)
    assert acting.dialog().windowTitle() == "Inscrits hors action sociale"
    acting.dialog().reject()


def test_a_quarter_shows_its_meetings_and_enter_opens_one(acting: Acting) -> None:
    figures = page_of(acting).figures
    assert figures.table is not None
    keys = [column.key for column in figures.table.columns.shown]
    figures.table.setFocus()
    figures.table.setCurrentIndex(figures.table.model().index(1, keys.index("part1")))
    acting.press(Qt.Key.Key_Return)
    dialog = acting.dialog()
    assert dialog.windowTitle().replace("\u00a0", " ") == "Séances de la période : CT1, T2"
    assert [row[2:5] for row in shown(dialog.table)] == [["tenue", "3", "2"]]
    acting.press(Qt.Key.Key_Return)
    assert isinstance(acting.stage.window.page, MeetingsPage)


def test_the_committee_itself_is_one_button_away(acting: Acting) -> None:
    figures = page_of(acting).figures
    assert figures.table is not None
    acting.double_click(figures.table, 0)
    dialog = acting.dialog()
    assert len(shown(dialog.table)) == 2
    (button,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Ouvrir le comité"]
    acting.click(button)
    assert type(acting.stage.window.page).__name__ == "CommitteesPage"


def test_a_group_shows_its_people(acting: Acting) -> None:
    figures = page_of(acting).figures
    figures.grades.selectRow(0)
    figures.grades.setFocus()
    acting.press(Qt.Key.Key_Return)
    dialog = acting.dialog()
    assert dialog.windowTitle().replace("\u00a0", " ") == "Personnes de la période : Agent"
    assert len(shown(dialog.table)) == 3
    dialog.reject()


@pytest.mark.parametrize("behind", get_args(Behind))
def test_every_kind_of_rows_can_be_shown(acting: Acting, behind: Behind) -> None:
    figures = page_of(acting).figures
    figures.show_behind(behind)
    dialog = acting.dialog()
    assert dialog.windowTitle()
    assert shown(dialog.table)
    dialog.reject()


def test_every_other_figure_knows_its_rows(acting: Acting) -> None:
    page = page_of(acting)
    others = {row.name.replace("\u00a0", " "): row.behind for row in page.figures.others.rows}
    assert others["Actions faites"] == "actions"
    assert others["Inscrits dans plusieurs comités"] == "several"
    assert others["Présences non notées"] == "meetings"
    page.figures.switch.group.button(4).click()
    page.figures.others.setFocus()
    page.figures.others.selectRow(0)
    acting.press(Qt.Key.Key_Return)
    assert acting.dialog().windowTitle() == "Séances de la période"
    acting.dialog().reject()
