"""Every kind of form and list: one act, Ctrl+Z, Ctrl+Maj+Z; each time the base holds what it should."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.services.meetings import MeetingForm, plan_meeting
from pstdesk.ui.calendar.holidays_dialog import HolidaysDialog
from pstdesk.ui.settings_dialog import SettingsDialog
from tests.db.undoing import Content, content_of
from tests.ui.acting import Acting
from tests.ui.small_town import CAF, CT1, CT2, MAEL, ZOE, make_town
from tests.ui.stage import Stage

TO_COME = date(2030, 3, 14)
PLANNED = 5
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path))
    stage.show(QSize(1366, 768))
    somebody = Acting(stage)
    somebody.elsewhere(lambda session: plan_meeting(session, MeetingForm(CT1, TO_COME)))
    yield somebody
    stage.close()


def submit(somebody: Acting, **texts: str) -> None:
    """Fill the fields of the dialog that is open, by their names, and save."""
    dialog = somebody.dialog()
    for name, text in texts.items():
        somebody.fill(getattr(dialog, name), text)
    somebody.click(dialog.primary)
    assert not somebody.is_asked, "the form was refused"


def a_person_is_made(somebody: Acting) -> None:
    somebody.go("people").add_person()
    somebody.fill(somebody.dialog().fields.family, "Oyelaran")
    somebody.click(somebody.dialog().primary)


def a_person_is_changed(somebody: Acting) -> None:
    somebody.go("people", ZOE).person.change()
    submit(somebody, family="Oyelaran", phone="06 11 22 33 44")


def a_post_is_added(somebody: Acting) -> None:
    somebody.go("people", MAEL).person._post("add")
    submit(somebody, job_title="Concierge")


def an_organisation_is_changed(somebody: Acting) -> None:
    somebody.stage.window.go("people", CAF, kind="organisation")
    somebody.settle()
    somebody.stage.window.page.organisation.change()  # type: ignore[union-attr]  # the page of people
    submit(somebody, name="Caisse de Valmont")


def a_body_is_made(somebody: Acting) -> None:
    somebody.go("committees").add_committee()
    submit(somebody, name="Mobilités", short_name="CT9")


def a_body_is_changed(somebody: Acting) -> None:
    somebody.go("committees", CT1).view.change()
    submit(somebody, place="Salle des fêtes")


def somebody_leaves_a_body(somebody: Acting) -> None:
    view = somebody.go("committees", CT1).view
    view.members.table.select_id(1)
    view.members.end_current()
    submit(somebody)


def an_item_stands(somebody: Acting) -> None:
    tab = somebody.go("committees", CT2).view.standing
    tab._add("Tour de table", False)
    somebody.settle()


def a_meeting_is_planned(somebody: Acting) -> None:
    somebody.go("meetings").plan()
    submit(somebody, day="12 juin 2030")


def a_meeting_is_moved(somebody: Acting) -> None:
    somebody.go("meetings", PLANNED).view.steps.correct()
    submit(somebody, day="21 mars 2030")


def a_meeting_is_put_off(somebody: Acting) -> None:
    view = somebody.go("meetings", PLANNED).view
    view.steps.life._postpone(view.steps.head)
    submit(somebody)


def a_meeting_is_cancelled(somebody: Acting) -> None:
    view = somebody.go("meetings", PLANNED).view
    view.steps.life._look_ahead(view.steps.head)
    somebody.settle()
    verb = next(each for each in somebody.dialog().buttons() if each.text() == "Annuler la séance")
    verb.click()
    somebody.settle()


def an_item_is_added(somebody: Acting) -> None:
    somebody.go("meetings", PLANNED).view.agenda.new_item.title_typed.emit("Les jardins", False)
    somebody.settle()


def an_action_is_made(somebody: Acting) -> None:
    somebody.go("actions").add_action()
    submit(somebody, text="Appeler la mairie", owners="Noël Bœuf")


def holidays_are_typed(somebody: Acting) -> None:
    somebody.go("calendar")
    dialog = HolidaysDialog(somebody.stage.window.frame, somebody.stage.window)
    dialog.open()
    somebody.dialog()
    for field, text in ((dialog.name, "Hiver"), (dialog.starts, "12/02/2030"), (dialog.ends, "28/02/2030")):
        somebody.fill(field, text)
    somebody.click(dialog.primary)
    dialog.reject()
    somebody.settle()


def the_programme_is_renamed(somebody: Acting) -> None:
    somebody.go("people")
    SettingsDialog(somebody.stage.window.frame, somebody.stage.window.theme, somebody.stage.window).open()
    submit(somebody, name="Projet de Valmont")


ACTS = (
    a_person_is_made,
    a_person_is_changed,
    a_post_is_added,
    an_organisation_is_changed,
    a_body_is_made,
    a_body_is_changed,
    somebody_leaves_a_body,
    an_item_stands,
    a_meeting_is_planned,
    a_meeting_is_moved,
    a_meeting_is_put_off,
    a_meeting_is_cancelled,
    an_item_is_added,
    an_action_is_made,
    holidays_are_typed,
    the_programme_is_renamed,
)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_it_is_undone_and_done_again(somebody: Acting, act: Callable[[Acting], None]) -> None:
    def content() -> Content:
        return somebody.ask(content_of)

    before = content()
    act(somebody)
    after = content()
    assert after != before
    words = somebody.stage.window.undo.words
    assert len(words) == 1
    somebody.press(Qt.Key.Key_Z, CTRL)
    somebody.settle()
    assert content() == before
    assert somebody.said == f"Annulé\u00a0: {words[0][:1].lower()}{words[0][1:]}"
    somebody.press(Qt.Key.Key_Z, CTRL | SHIFT)
    somebody.settle()
    assert content() == after
