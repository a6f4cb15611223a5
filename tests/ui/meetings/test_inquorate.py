"""Lack of quorum: stated, who came kept, and the meeting called again."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from sqlalchemy import select

from pstdesk.db.models import Committee, Meeting
from pstdesk.domain.attendance import AttendanceStatus as Status
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import QuorumRule
from pstdesk.i18n import NBSP
from pstdesk.ui.meetings.second_convocation_dialog import SecondConvocationDialog
from tests import builders
from tests.ui.meetings.conftest import HELD, PLANNED, Seances


def ask_for_quorum(session: Any) -> None:
    rules = builders.rule_set(session, quorum=QuorumRule.MORE_THAN_HALF_PRESENT)
    for body in session.scalars(select(Committee)).all():
        body.rule_set_id = rules.id


def menu(seances: Seances) -> dict[str, Any]:
    return {action.text(): action for action in seances.view.steps.more.choices.actions()}


def state_lack(seances: Seances) -> None:
    menu(seances)["Constater l’absence de quorum…"].trigger()
    question = seances.dialog()
    assert isinstance(question, QMessageBox)
    (verb,) = [button for button in question.buttons() if button.text() == "Constater l’absence"]
    verb.click()
    seances.settle()


def state(seances: Seances, meeting_id: int = HELD) -> MeetingState:
    return seances.base(meeting_id).head.state


def test_nothing_is_offered_where_no_quorum_is_asked(seances: Seances) -> None:
    seances.open(HELD)
    assert "Constater l’absence de quorum…" not in menu(seances)
    seances.change(ask_for_quorum)
    seances.open(PLANNED)
    assert "Constater l’absence de quorum…" not in menu(seances)


def test_a_lack_of_quorum_is_stated_and_who_came_stays(seances: Seances) -> None:
    seances.change(ask_for_quorum)
    view = seances.open(HELD)
    seances.type("1-3")
    seances.press(Qt.Key.Key_Return)
    state_lack(seances)
    assert state(seances) is MeetingState.INQUORATE
    assert view.state.text() == "carence de quorum"
    assert view.attendance.book.count.present == 3
    assert view.attendance.quorum.text().replace(NBSP, " ") == "Quorum : il manque 8 personnes (3 sur 11)"
    assert view.attendance.entry.hasFocus()
    seances.type("4 e")
    seances.enter()
    assert seances.base(HELD).attendance[3].status is Status.EXCUSED
    assert view.notes.editor.isReadOnly()
    assert not view.notes.composer.isVisible()
    assert not view.agenda.new_item.isEnabled()
    assert "Compte rendu en PDF" not in menu(seances)


def test_notes_typed_a_moment_before_mean_that_it_deliberated(seances: Seances) -> None:
    seances.change(ask_for_quorum)
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Oui")
    state_lack(seances)
    assert "la séance a délibéré" in seances.said
    assert state(seances) is MeetingState.HELD


@pytest.mark.parametrize("day", ["15/11/2026", "16/11/2026"])
def test_the_meeting_is_called_again_as_the_first_was(seances: Seances, day: str) -> None:
    seances.change(ask_for_quorum)
    view = seances.open(HELD)
    state_lack(seances)
    assert view.header.primary is not None
    assert view.header.primary.text() == "Nouvelle convocation…"
    view.header.primary.click()
    dialog = seances.dialog()
    assert isinstance(dialog, SecondConvocationDialog)
    assert dialog.day.text() == "19/11/2026"
    assert dialog.place.text() == "Maison de l’emploi, salle de l’Écluse"
    assert dialog.early.sentence == ""
    dialog.day.setText(day)
    assert ("pas avant le lundi 16 novembre 2026" in dialog.early.sentence) is day.startswith("15")
    dialog.primary.click()
    seances.settle()
    seances.settle()
    again = view.meeting_id
    assert again not in (None, HELD)
    found = seances.base(again or 0)
    assert found.sign_in.second_convocation
    assert "Accueil en entreprise" in [item.form.title for item in found.items]
    assert view.attendance.quorum.text().replace(NBSP, " ") == "Seconde convocation : aucun quorum"


def test_it_does_not_take_place_before_the_first(seances: Seances) -> None:
    seances.change(ask_for_quorum)
    view = seances.open(HELD)
    state_lack(seances)
    view.steps.life.call_again()
    dialog = seances.dialog()
    dialog.day.setText("12/11/2026")
    dialog.primary.click()
    seances.settle()
    assert "plus tardive" in dialog.day.accessibleDescription()
    assert seances.ask(lambda session: len(session.scalars(select(Meeting.id)).all())) == 4
    dialog.reject()
