"""The follow-up of actions in a meeting: what earlier ones left, what became of it, dated by the meeting."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.domain.action import ActionState
from pstdesk.services import meetings
from pstdesk.services.action_page import ActionPage, action_page
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import add_decision
from pstdesk.ui import clock
from pstdesk.ui.meetings.follow_up_panel import FollowUpPanel
from tests.services.stories import approve_minutes
from tests.ui.acting import Acting, nameless, texts
from tests.ui.action_story import EARTH, LETTER, ROOM, day, make_story, next_meeting
from tests.ui.small_town import CT1
from tests.ui.stage import Stage

OPEN = ["Commander la terre", "Réserver la salle", "Écrire aux aînés"]


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    stage = Stage(qapp, tmp_path / "settings", make_story(tmp_path))
    stage.show(QSize(1366, 768))
    yield Acting(stage)
    stage.close()


def follow_up(somebody: Acting, meeting_id: int | None = None) -> FollowUpPanel:
    """Open a meeting, by default that of today, at its follow-up."""
    view = somebody.go("meetings", meeting_id or somebody.ask(next_meeting)).view
    view.agenda.list.choose(1)
    somebody.settle()
    panel: FollowUpPanel = view.notes.follow_up
    return panel


def action(somebody: Acting, action_id: int) -> ActionPage:
    return somebody.ask(lambda session: action_page(session, action_id, clock.today()))


def test_open_actions_are_shown_under_their_item_only(somebody: Acting) -> None:
    panel = follow_up(somebody)
    view = somebody.stage.window.page.view
    assert texts(panel.table) == [*OPEN, "Louer un car"]
    assert panel.count.text() == "3 actions ouvertes, 1 en retard"
    assert panel.text.text() == "Commander la terre"
    assert nameless(panel) == []
    view.agenda.list.choose(0)
    somebody.settle()
    assert panel.isHidden()


def test_enter_goes_to_the_actions_and_one_letter_says_what_became_of_one(somebody: Acting) -> None:
    panel = follow_up(somebody)
    somebody.stage.window.page.view.agenda.list.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert panel.table.hasFocus()
    somebody.press(Qt.Key.Key_F)
    assert action(somebody, EARTH).form.state is ActionState.DONE
    assert action(somebody, EARTH).closed_on == clock.today()
    assert texts(panel.table)[-2:] == ["Commander la terre", "Louer un car"]
    current = panel.table.current_row()
    assert current is not None
    assert current.id == EARTH
    somebody.control(Qt.Key.Key_Z)
    assert action(somebody, EARTH).form.state is ActionState.TO_DO


def test_one_click_says_it_too(somebody: Acting) -> None:
    panel = follow_up(somebody)
    panel.states.group.button(1).click()
    somebody.settle()
    assert action(somebody, EARTH).form.state is ActionState.IN_PROGRESS


def test_a_note_is_written_by_keyboard_alone_and_the_next_action_is_a_key_away(somebody: Acting) -> None:
    panel = follow_up(somebody)
    panel.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert panel.note.hasFocus()
    somebody.press(Qt.Key.Key_Return)
    assert panel.trouble == "Écrivez où en est l’action, en quelques mots."
    somebody.write("Devis reçu")
    somebody.press(Qt.Key.Key_Return)
    (note,) = action(somebody, EARTH).progress
    assert (note.text, note.day) == ("Devis reçu", clock.today())
    assert panel.table.hasFocus()
    assert "Devis reçu" in panel.last.text()
    somebody.press(Qt.Key.Key_Down)
    assert panel.text.text() == "Réserver la salle"


def test_what_is_typed_about_an_action_waits_while_another_one_is_read(somebody: Acting) -> None:
    panel = follow_up(somebody)
    panel.note.setPlainText("Devis")
    panel.table.select_id(ROOM)
    assert panel.note.text() == ""
    panel.table.select_id(EARTH)
    assert panel.note.text() == "Devis"


def test_a_meeting_of_the_past_dates_what_is_said_by_its_day_even_once_approved(somebody: Acting) -> None:
    made: list[int] = []

    def meet(session: object) -> None:
        made.append(meetings.plan_meeting(session, MeetingForm(CT1, day(-12))))  # type: ignore[arg-type]  # a session
        meetings.hold(session, made[0], clock.today())  # type: ignore[arg-type]  # same
        approve_minutes(session, made[0])  # type: ignore[arg-type]  # same

    somebody.elsewhere(meet)
    panel = follow_up(somebody, made[0])
    assert panel.approved.isVisible()
    panel.table.setFocus()
    panel.table.select_id(LETTER)
    somebody.press(Qt.Key.Key_X)
    assert action(somebody, LETTER).closed_on == day(-12)
    panel.note.setPlainText("Sans objet")
    panel.add_note()
    somebody.settle()
    assert action(somebody, LETTER).progress[0].day == day(-12)


def test_a_body_that_left_nothing_says_so(somebody: Acting) -> None:
    panel = follow_up(somebody)
    for action_id in (EARTH, ROOM, LETTER):
        panel.changes.set((action_id,), ActionState.DONE)
        somebody.settle()

    def meet(session: object) -> None:
        meetings.hold(session, next_meeting(session), clock.today())  # type: ignore[arg-type]  # a session
        later.append(meetings.plan_meeting(session, MeetingForm(CT1, day(20))))  # type: ignore[arg-type]  # same

    later: list[int] = []
    somebody.elsewhere(meet)
    panel = follow_up(somebody, later[0])
    assert panel.count.text().startswith("Rien à suivre")
    assert panel.table.isHidden()
    assert not panel.note.isVisible()


def test_tab_follows_the_reading_order(somebody: Acting) -> None:
    panel = follow_up(somebody)
    notes = somebody.stage.window.page.view.notes
    panel.table.setFocus()
    stops = []
    for _stop in range(3):
        somebody.press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    assert stops == [panel.states.group.checkedButton(), panel.note, notes.editor]


@pytest.mark.parametrize("decisions", [0, 2])
def test_in_a_low_window_nothing_covers_anything_else(somebody: Acting, decisions: int) -> None:
    panel = follow_up(somebody)
    view = somebody.stage.window.page.view
    item = view.agenda.list.current_item()
    for number in range(decisions):
        words = f"Le jardin {number} ouvre."
        somebody.stage.desk.write(panel, partial(add_decision, item_id=item.id, text=words)).start()
    somebody.stage.window.resize(960, 540)
    somebody.settle()
    view.panes.reveal(view.notes)
    somebody.stage.wait(lambda: view.notes._results_area.isVisible() == bool(decisions))
    somebody.settle()
    assert panel.table.height() >= panel.table.verticalHeader().defaultSectionSize()
    for stack in (panel, panel._one, panel.parentWidget()):
        shown = [stack.layout().itemAt(place).widget() for place in range(stack.layout().count())]
        places = [widget.geometry() for widget in shown if widget is not None and widget.isVisible()]
        assert all(above.bottom() < below.top() for above, below in pairwise(places))
        assert places[-1].bottom() < stack.height()
