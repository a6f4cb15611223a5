"""The register of decisions: found, and each back to its item."""

from PySide6.QtCore import Qt

from pstdesk.services.minutes_life import send
from pstdesk.ui.actions.page import ActionsPage
from tests import builders
from tests.ui.acting import Acting, texts
from tests.ui.action_story import CAR, GARDEN, day
from tests.ui.actions.conftest import base_page

# The decisions


def test_decisions_are_listed_found_and_lead_to_their_item(somebody: Acting, page: ActionsPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.take_focus()
    somebody.settle()
    table = page.decisions.table
    assert [texts(table, column)[0] for column in range(2)] == ["D1", "Le jardin ouvre en mars."]
    assert page.count.text() == "2 décisions"
    assert page.switch.isHidden()
    somebody.fill(page.decisions.search, "FETE juin")
    somebody.press(Qt.Key.Key_Return)
    assert texts(table) == ["D2"]
    somebody.click(page.clear)
    assert texts(table) == ["D1", "D2"]
    table.setFocus()
    table.selectRow(0)
    somebody.press(Qt.Key.Key_Return)
    assert somebody.stage.window.page.view.agenda.list.current_item().form.title == GARDEN


def test_a_sent_decision_bears_its_number(somebody: Acting, page: ActionsPage) -> None:
    meeting_id = base_page(somebody, CAR).origin.meeting_id
    somebody.elsewhere(lambda session: send(session, meeting_id, builders.AN_INSTANT))
    page.decisions.clear_filters()
    somebody.settle()
    year = day(-30).year
    assert texts(page.decisions.table) == [f"{year}-001", f"{year}-002"]
