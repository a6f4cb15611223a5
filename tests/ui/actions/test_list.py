"""The register of actions: the list, its letters, its filters, and where else open actions are shown."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.db.models import ActionItem
from pstdesk.domain.action import ActionState
from pstdesk.services.actions import Shown
from pstdesk.ui import clock
from pstdesk.ui.actions.page import ActionsPage
from pstdesk.ui.widgets.panels import EmptyState
from tests.ui.acting import Acting, nameless, texts
from tests.ui.action_story import EARTH, ROOM
from tests.ui.actions.conftest import OPEN, base_page, played, state
from tests.ui.small_town import CAF, CT1, CT2, ZOE, make_town

# The list


def test_open_actions_are_listed_the_late_ones_first(somebody: Acting, page: ActionsPage) -> None:
    table = page.register.table
    assert texts(table) == OPEN
    assert texts(table, 2) == ["5\u00a0j", "", "", ""]
    assert page.count.text() == "4 actions"
    assert somebody.stage.window.sidebar._entries["actions"].accessibleDescription() == "4"
    assert nameless(page) == []
    table.copy()
    head, first, *_others = QApplication.clipboard().text().splitlines()
    assert head.split("\t")[:4] == ["Action", "Responsables", "Échéance", "Retard"]
    assert first.split("\t")[:2] == [
        "Commander la terre",
        "Caisse d’allocations familiales, Zoé L’Hostis",
    ]


def test_a_letter_says_what_became_of_an_action_and_the_next_one_is_current(
    somebody: Acting, page: ActionsPage
) -> None:
    table = page.register.table
    assert table.hasFocus()
    somebody.press(Qt.Key.Key_F)
    assert state(somebody, EARTH) is ActionState.DONE
    assert base_page(somebody, EARTH).closed_on == clock.today()
    assert texts(table) == OPEN[1:]
    current = table.current_row()
    assert current is not None
    assert current.id == ROOM
    assert somebody.said == "Action marquée «\u00a0faite\u00a0»."
    somebody.press(Qt.Key.Key_T)
    assert state(somebody, ROOM) is ActionState.TO_DO
    somebody.press(Qt.Key.Key_C)
    assert state(somebody, ROOM) is ActionState.IN_PROGRESS
    somebody.press(Qt.Key.Key_X)
    assert state(somebody, ROOM) is ActionState.DROPPED


def test_what_was_just_said_is_taken_back(somebody: Acting, page: ActionsPage) -> None:
    somebody.press(Qt.Key.Key_F)
    somebody.answer()
    assert state(somebody, EARTH) is ActionState.TO_DO
    assert base_page(somebody, EARTH).closed_on is None
    page.register.table.setFocus()
    page.register.table.selectAll()
    somebody.press(Qt.Key.Key_X)
    assert somebody.said == "4 actions marquées «\u00a0abandonnée\u00a0»."
    assert texts(page.register.table) == []
    somebody.control(Qt.Key.Key_Z)
    assert texts(page.register.table) == OPEN
    assert state(somebody, ROOM) is ActionState.IN_PROGRESS
    somebody.control(Qt.Key.Key_Z)
    assert texts(page.register.table) == OPEN


def test_nothing_is_taken_back_that_somebody_else_has_changed(somebody: Acting, page: ActionsPage) -> None:
    somebody.press(Qt.Key.Key_F)

    def reopen(session: object) -> None:
        session.get_one(ActionItem, EARTH).state = ActionState.IN_PROGRESS  # type: ignore[attr-defined]  # a session

    somebody.elsewhere(reopen)
    somebody.answer()
    assert state(somebody, EARTH) is ActionState.IN_PROGRESS
    assert somebody.said.startswith("Cela ne s’annule plus")


def test_filters_narrow_and_are_cleared_at_once(somebody: Acting, page: ActionsPage) -> None:
    register, table = page.register, page.register.table
    somebody.control(Qt.Key.Key_F)
    somebody.write("AINES")
    somebody.press(Qt.Key.Key_Return)
    assert texts(table) == ["Écrire aux aînés"]
    assert page.clear.isVisible()
    somebody.click(page.clear)
    assert texts(table) == OPEN
    somebody.pick(register.owner, "caisse")
    assert register.chosen().organisation_id == CAF
    assert texts(table) == ["Commander la terre"]
    somebody.pick(register.owner, "L’Hos")
    assert register.chosen().person_id == ZOE
    assert texts(table) == ["Commander la terre"]
    somebody.fill(register.owner, "")
    assert texts(table) == OPEN
    register.committee.choose(CT2)
    somebody.settle()
    assert texts(table) == ["Relancer la presse"]
    register.committee.choose(None)
    register.year.setCurrentIndex(1)
    somebody.settle()
    assert texts(table) == OPEN[:3]
    register.shown.choose(Shown.DONE)
    somebody.settle()
    assert texts(table) == ["Louer un car"]
    somebody.click(page.clear)
    assert texts(table) == OPEN


def test_nothing_found_offers_to_clear(somebody: Acting, page: ActionsPage) -> None:
    somebody.fill(page.register.search, "rien de tel")
    somebody.press(Qt.Key.Key_Return)
    empty = page.register.table.findChild(EmptyState)
    assert empty is not None
    somebody.click(empty.button)
    assert texts(page.register.table) == OPEN


def test_an_empty_register_teaches_and_offers_the_first_action(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    for somebody in played(qapp, tmp_path, make_town(tmp_path)):
        page = somebody.go("actions")
        empty = page.register.table.findChild(EmptyState)
        somebody.click(empty.button)
        assert somebody.is_asked
        somebody.dialog().reject()
        page.tabs.setCurrentIndex(1)
        somebody.settle()
        somebody.click(page.decisions.table.findChild(EmptyState).button)
        assert somebody.stage.window.sidebar._entries["meetings"].isChecked()


# Elsewhere


def test_a_body_shows_its_open_actions(somebody: Acting) -> None:
    page = somebody.go("committees", CT1)
    tabs = page.view.tabs
    assert tabs.tabText(tabs.count() - 1) == "Actions (3)"
    tabs.setCurrentIndex(tabs.count() - 1)
    page.view.take_focus()
    somebody.press(Qt.Key.Key_F)
    assert tabs.tabText(tabs.count() - 1) == "Actions (2)"
    assert state(somebody, EARTH) is ActionState.DONE
