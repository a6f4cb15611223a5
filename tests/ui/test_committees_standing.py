"""The standing items of a body: typed, corrected, put in order and taken away on its page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from pstdesk.domain.agenda import ItemKind
from pstdesk.i18n import NBSP
from pstdesk.services.agenda import item_rows
from pstdesk.services.committee_page import committee_page
from pstdesk.services.meetings import MeetingForm, plan_meeting
from pstdesk.services.standing_items import standing_item_rows
from pstdesk.ui import clock
from pstdesk.ui.committees.page import CommitteesPage
from pstdesk.ui.committees.standing_tab import StandingTab
from tests.ui.acting import Acting, errors, nameless
from tests.ui.dragging import drag_row
from tests.ui.small_town import CT2

TITLES = ["Tour de table", "Actualités", "Questions diverses"]
STANDING = 4


@pytest.fixture
def tab(somebody: Acting) -> StandingTab:
    page = somebody.go("committees", CT2)
    assert isinstance(page, CommitteesPage)
    page.view.tabs.setCurrentIndex(STANDING)
    page.view.take_focus()
    return page.view.standing


@pytest.fixture
def filled(somebody: Acting, tab: StandingTab) -> StandingTab:
    for title in TITLES:
        somebody.fill(tab.new_item, title)
        somebody.press(Qt.Key.Key_Return)
    return tab


def titles(somebody: Acting) -> list[str]:
    return [row.form.title for row in somebody.ask(lambda session: standing_item_rows(session, CT2))]


def test_an_empty_list_says_what_it_is_for_and_where_to_type(somebody: Acting, tab: StandingTab) -> None:
    assert tab.new_item.hasFocus()
    assert tab._empty.isVisible()
    assert nameless(tab) == []
    somebody.write("Tour de table")
    somebody.press(Qt.Key.Key_Return)
    assert titles(somebody) == ["Tour de table"]
    assert tab.new_item.text() == ""
    assert not tab._empty.isVisible()


def test_titles_typed_one_after_the_other_stand_in_that_order(somebody: Acting, filled: StandingTab) -> None:
    assert titles(somebody) == TITLES
    somebody.fill(filled.new_item, "Prochaine réunion")
    somebody.press(Qt.Key.Key_Return)
    assert titles(somebody) == [*TITLES[:2], "Prochaine réunion", TITLES[2]]
    filled.list.choose(0)
    filled.new_item.setFocus()
    somebody.write("Présences")
    somebody.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert titles(somebody)[:2] == ["Tour de table", "Présences"]


def test_the_same_title_twice_is_refused_and_stays_to_be_corrected(
    somebody: Acting, filled: StandingTab
) -> None:
    somebody.fill(filled.new_item, "tour de TABLE")
    somebody.press(Qt.Key.Key_Return)
    assert "est déjà un point permanent" in somebody.said
    assert filled.new_item.text() == "tour de TABLE"
    assert titles(somebody) == TITLES


def test_items_are_moved_by_keys_and_by_mouse(somebody: Acting, filled: StandingTab) -> None:
    filled.list.setFocus()
    filled.list.choose(1)
    somebody.control(Qt.Key.Key_Up)
    assert titles(somebody) == ["Actualités", "Tour de table", "Questions diverses"]
    somebody.control(Qt.Key.Key_Up)
    assert titles(somebody)[0] == "Actualités"
    assert drag_row(filled.list, 0, before=3)
    somebody.settle()
    assert titles(somebody) == ["Tour de table", "Questions diverses", "Actualités"]


def test_an_item_taken_away_comes_back_by_one_click(somebody: Acting, filled: StandingTab) -> None:
    filled.list.setFocus()
    filled.list.choose(1)
    somebody.press(Qt.Key.Key_Delete)
    assert titles(somebody) == ["Tour de table", "Questions diverses"]
    assert "n’est plus un point permanent" in somebody.said
    somebody.answer()
    assert titles(somebody) == TITLES


def test_an_item_is_corrected_in_a_dialog(somebody: Acting, filled: StandingTab) -> None:
    filled.list.setFocus()
    filled.list.choose(1)
    somebody.press(Qt.Key.Key_F2)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.fill(dialog.fields.words, "Tour de table")
    dialog.fields.minutes.setText("un peu")
    somebody.click(dialog.primary)
    assert errors(dialog) == ["Donnez une durée en minutes, par exemple 20."]
    dialog.fields.minutes.setText("10")
    somebody.click(dialog.primary)
    assert "est déjà un point permanent" in errors(dialog)[0]
    dialog.fields.words.setText("Nouvelles")
    dialog.fields.kind.choose(ItemKind.DISCUSSION)
    somebody.click(dialog.primary)
    row = somebody.ask(lambda session: standing_item_rows(session, CT2))[1]
    assert (row.form.title, row.kind, row.form.planned_minutes) == ("Nouvelles", ItemKind.DISCUSSION, 10)
    spoken = str(filled.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.replace(NBSP, " ") == "2, Nouvelles, 10 min, échange"


def test_the_next_meeting_planned_has_them(somebody: Acting, filled: StandingTab) -> None:
    form = MeetingForm(CT2, date(2027, 3, 4))
    somebody.elsewhere(lambda session: plan_meeting(session, form))

    def agenda(session: object) -> list[str]:
        page = committee_page(session, CT2, clock.today())  # type: ignore[arg-type]  # a session
        newest = max(meeting.id for meeting in page.meetings)
        return [row.form.title for row in item_rows(session, newest)]  # type: ignore[arg-type]  # same

    assert somebody.ask(agenda)[-3:] == TITLES


def test_nothing_changes_in_a_body_that_was_put_away(somebody: Acting, filled: StandingTab) -> None:
    page = somebody.stage.window.page
    assert isinstance(page, CommitteesPage)
    page.view.archive()
    somebody.settle()
    assert filled.new_item.isHidden()
    filled.list.choose(0)
    filled.list.setFocus()
    somebody.press(Qt.Key.Key_Delete)
    assert not drag_row(filled.list, 0, before=2)
    assert titles(somebody) == TITLES
