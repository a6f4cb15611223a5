"""The tabs of a person's and an organisation's page: what stands behind them, and where each line leads."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from pstdesk.db.models import Person
from pstdesk.ui.people.page import PeoplePage
from tests import builders
from tests.ui.acting import Acting, nameless, texts
from tests.ui.small_town import CAF, CCAS, CT1, ZOE

ATTENDANCES, ACTIONS, HISTORY = 1, 2, 3
POSTS, MEETINGS, HOUSE_ACTIONS, HOUSE_HISTORY = 1, 2, 3, 4


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people", ZOE)
    assert isinstance(shown, PeoplePage)
    return shown


def leads_to(somebody: Acting, table: Any, row: int) -> Any:
    """Open a row by the keyboard and return the page that is then on show."""
    table.selectRow(row)
    table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    return somebody.stage.window.page


def test_attendance_is_summed_up_by_year_and_leads_to_meetings(somebody: Acting, page: PeoplePage) -> None:
    view = page.person
    assert texts(view.rates) == ["2026", "2025", "2025"]
    assert texts(view.rates, 2) == ["1 sur 1", "1 sur 2", "1 hors inscription"]
    assert view.absence.text() == "Dernière présence le 5 février 2026"
    leads_to(somebody, view.rates, 1)
    assert view.tabs.currentIndex() == ATTENDANCES
    assert view.attendances.hasFocus()
    row = view.attendances.current_row()
    assert row is not None
    assert (row.committee, row.day.year) == ("CT1", 2025)
    assert view.tabs.tabText(ATTENDANCES) == "Présences (4)"
    meetings = leads_to(somebody, view.attendances, 0)
    assert meetings.shown_record == (row_id(view.attendances, 0), "")


def row_id(table: Any, place: int) -> int:
    found: int = table.rows[place].id
    return found


def test_the_history_is_walked_by_keyboard_and_every_line_leads_somewhere(
    somebody: Acting, page: PeoplePage
) -> None:
    view = page.person
    view.tabs.setFocus()
    somebody.press(Qt.Key.Key_Right, times=HISTORY)
    assert view.tabs.currentIndex() == HISTORY
    page.take_focus()
    assert view.history.hasFocus()
    assert nameless(page) == []
    kinds = texts(view.history, 1)
    assert kinds[:2] == ["séance", "séance"]
    assert kinds[-1] == "début de poste"
    assert texts(view.history)[-1] == "–"
    leads_to(somebody, view.history, kinds.index("début de mandat"))
    somebody.go("people", ZOE)
    leads_to(somebody, view.history, kinds.index("début de poste"))
    assert page.organisation.isVisible()
    assert page.organisation.record_id == CCAS
    somebody.go("people", ZOE)
    assert leads_to(somebody, view.history, 0) is not page


def test_another_person_begins_with_their_card(somebody: Acting, page: PeoplePage) -> None:
    page.person.tabs.setCurrentIndex(HISTORY)
    somebody.go("people", ZOE)
    assert page.person.tabs.currentIndex() == HISTORY
    somebody.go("people", ZOE + 1)
    assert page.person.tabs.currentIndex() == 0


def test_actions_stay_on_the_page_once_they_are_closed(somebody: Acting, page: PeoplePage) -> None:
    somebody.elsewhere(
        lambda session: builders.action(session, "Réserver la salle", owners=(session.get_one(Person, ZOE),))
    )
    page.person.open(ZOE)
    somebody.settle()
    assert page.person.tabs.tabText(ACTIONS) == "Actions (1)"
    page.person.tabs.setCurrentIndex(ACTIONS)
    page.take_focus()
    page.person.all_actions.table.selectRow(0)
    somebody.press(Qt.Key.Key_F)
    assert page.person.open_actions.isHidden()
    assert len(page.person.all_actions.table.rows) == 1


def test_an_organisation_says_where_it_sits_and_when_it_was_last_seen(
    somebody: Acting, page: PeoplePage
) -> None:
    page.open_organisation(CAF)
    somebody.settle()
    view = page.organisation
    assert texts(view.bodies) == ["CT1  Accès aux droits et continuité du service public"]
    assert view.last_seen.text() == "Jamais vue à une séance"
    assert view.tabs.tabText(POSTS) == "Postes (2)"
    for tab in (POSTS, MEETINGS, HOUSE_ACTIONS, HOUSE_HISTORY):
        view.tabs.setCurrentIndex(tab)
        assert nameless(page) == []
    bodies = leads_to(somebody, view.bodies, 0)
    assert bodies is not page
    somebody.go("people", None)
    page.open_organisation(CAF)
    somebody.settle()
    view.tabs.setCurrentIndex(POSTS)
    page.take_focus()
    leads_to(somebody, view.posts, 0)
    assert page.person.isVisible()


def test_what_is_shown_of_a_body_leads_to_it(somebody: Acting, page: PeoplePage) -> None:
    bodies = leads_to(somebody, page.person.mandates, 0)
    assert bodies.shown_record == (CT1, "")
