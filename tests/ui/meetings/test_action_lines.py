"""Actions out of lines of the notes: who and by when understood, names proposed after an at-sign."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pstdesk.domain.errors import Refused
from pstdesk.services import meetings
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from pstdesk.ui.meetings import action_lines
from pstdesk.ui.meetings.notes_panel import NotesPanel
from tests.ui.acting import nameless
from tests.ui.meetings.conftest import HELD, Seances

MLE = "Mission locale de l’Écluse"


def actions(seances: Seances) -> list[ActionForm]:
    return [row.form for row in seances.base(HELD).actions]


def writing(seances: Seances, item: int = 2) -> NotesPanel:
    """Return the notes of an item with the keyboard in them."""
    notes = seances.open(HELD, item=item).notes
    notes.editor.setFocus()
    return notes


def line(seances: Seances, text: str) -> None:
    """Type a line whose names are typed in full, and Enter."""
    seances.type(text)
    for mentions in seances.view.notes.mentions:
        mentions._hide()
    seances.enter()


def test_a_line_that_says_who_and_by_when_is_an_action_at_once(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("Exposé")
    seances.press(Qt.Key.Key_Return)
    line(seances, "A: relancer les bailleurs @MLE pour le 15 décembre")
    (form,) = actions(seances)
    assert (form.text, form.owners, form.due_on) == ("relancer les bailleurs", MLE, date(2026, 12, 15))
    assert notes.editor.hasFocus()
    seances.type("Suite")
    assert notes.editor.toPlainText() == "Exposé\nSuite"
    assert seances.said.replace("\u00a0", " ") == (
        "Action notée : relancer les bailleurs, MLE, pour le 15 décembre 2026"
    )
    (row,) = notes.results.rows
    assert MLE in row.accessibleDescription()


def test_undoing_it_puts_the_line_back_into_the_notes(seances: Seances) -> None:
    notes = writing(seances)
    line(seances, "A: relancer @MLE pour lundi")
    seances.stage.window._messages._action.click()
    seances.settle()
    assert actions(seances) == []
    assert notes.editor.toPlainText() == "A: relancer @MLE pour lundi"
    seances.stage.wait(lambda: seances.view.drafts.is_settled)
    assert seances.base(HELD).items[2].notes == "A: relancer @MLE pour lundi"


def test_undoing_it_from_another_item_puts_the_line_where_it_came_from(seances: Seances) -> None:
    writing(seances)
    line(seances, "A: relancer @MLE pour lundi")
    seances.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    seances.stage.window._messages._action.click()
    seances.settle()
    seances.stage.wait(lambda: seances.view.drafts.is_settled)
    items = seances.base(HELD).items
    assert (items[2].notes, items[3].notes) == ("A: relancer @MLE pour lundi", "")


def test_the_next_meeting_is_understood_where_one_is_planned(seances: Seances) -> None:
    def plan(session: Any) -> None:
        committee_id = meetings.meeting_head(session, HELD).form.committee_id
        meetings.plan_meeting(session, MeetingForm(committee_id, date(2027, 2, 4)))

    seances.change(plan)
    writing(seances)
    line(seances, "A: préparer la liste @MLE pour la prochaine séance")
    assert [form.due_on for form in actions(seances)] == [date(2027, 2, 4)]


def test_without_a_day_the_composer_asks_for_one_and_enter_goes_without(seances: Seances) -> None:
    composer = writing(seances).composer
    line(seances, "A: relancer @MLE")
    assert composer.fields.typed == ("relancer", "MLE", "")
    assert composer.fields.due.hasFocus()
    seances.enter()
    assert [(form.owners, form.due_on) for form in actions(seances)] == [(MLE, None)]
    assert seances.view.notes.editor.toPlainText() == ""


@pytest.mark.parametrize(
    ("typed", "owners"), [("A: relancer pour lundi", ""), ("A: relancer @Inconnu pour lundi", "Inconnu")]
)
def test_somebody_unknown_or_nobody_is_asked_for_with_the_day_understood(
    seances: Seances, typed: str, owners: str
) -> None:
    composer = writing(seances).composer
    line(seances, typed)
    assert composer.fields.typed[:2] == ("relancer", owners)
    assert composer.fields.due_on() == date(2026, 11, 16)
    assert composer.fields.owners.hasFocus()
    assert actions(seances) == []


def test_who_writes_on_meanwhile_keeps_the_keyboard(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: relancer @Inconnu")
    notes.mentions[0]._hide()
    seances.press(Qt.Key.Key_Return)
    notes.editor.insertPlainText("La suite")
    seances.settle()
    assert notes.editor.hasFocus()
    assert notes.composer.fields.typed[0] == "relancer"
    assert "à compléter" in seances.said
    seances.stage.window._messages._action.click()
    assert notes.composer.fields.owners.hasFocus()


def test_a_line_the_base_refuses_stays_in_the_notes(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    notes = writing(seances)
    monkeypatch.setattr(action_lines, "take_action_line", refuse)
    line(seances, "A: relancer @MLE pour lundi")
    assert "plus de place" in seances.said
    assert notes.editor.toPlainText().strip() == "A: relancer @MLE pour lundi"


def test_enter_twice_makes_one_action(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: relancer @MLE pour lundi")
    notes.mentions[0]._hide()
    for _time in range(2):
        cursor = notes.editor.textCursor()
        cursor.setPosition(len("A: relancer @MLE pour lundi"))
        notes.editor.setTextCursor(cursor)
        seances.press(Qt.Key.Key_Return)
    seances.settle()
    assert len(actions(seances)) == 1


def test_the_composer_understands_what_is_typed_as_a_part_of_the_text(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.set_kind("A")
    composer.fields.text.setFocus()
    seances.type("relancer @MLE et @CAF pour le 15 décembre")
    seances.view.notes.mentions[1]._hide()
    seances.enter()
    (form,) = actions(seances)
    assert (form.text, form.due_on) == ("relancer", date(2026, 12, 15))
    assert form.owners == f"{MLE}, Caisse d’allocations familiales"


def test_a_day_typed_in_its_field_goes_before_one_in_the_text(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.set_kind("A")
    composer.fields.fill("réserver pour lundi", "MLE", date(2026, 12, 1))
    composer.submit()
    seances.settle()
    (form,) = actions(seances)
    assert (form.text, form.due_on) == ("réserver pour lundi", date(2026, 12, 1))


# Names after an at-sign


def proposed(seances: Seances, place: int = 0) -> list[str]:
    """Wait for names to be proposed and return them."""
    mentions = seances.view.notes.mentions[place]
    seances.stage.wait(lambda: bool(mentions.suggestions))
    return [line.text for line in mentions.suggestions]


def test_names_are_proposed_and_taken_with_enter(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: relancer @miss")
    assert proposed(seances) == [MLE]
    seances.press(Qt.Key.Key_Return)
    assert notes.editor.toPlainText() == "A: relancer @MLE "
    seances.type("pour lundi")
    seances.enter()
    assert [form.owners for form in actions(seances)] == [MLE]


def test_arrows_choose_and_tab_takes_a_name_of_several_words(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: écrire @co")
    assert proposed(seances) == ["Cœurdacier Joël", "Pœnaru Côme"]
    seances.press(Qt.Key.Key_Down)
    seances.press(Qt.Key.Key_Tab)
    assert notes.editor.toPlainText() == "A: écrire @« Côme Pœnaru » "
    assert notes.editor.hasFocus()
    seances.type("pour lundi")
    seances.enter()
    assert [form.owners for form in actions(seances)] == ["Côme Pœnaru"]


def test_in_what_was_said_a_name_stands_without_its_sign(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("Selon @fau")
    proposed(seances)
    seances.press(Qt.Key.Key_Return)
    assert notes.editor.toPlainText() == "Selon Renée Fauré"


def test_escape_closes_what_is_proposed_and_nothing_else(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: écrire @fau")
    proposed(seances)
    seances.press(Qt.Key.Key_Escape)
    assert notes.mentions[0].suggestions == ()
    assert seances.view.isVisible()
    seances.type("r")
    assert not notes.mentions[0]._wait.isActive()
    seances.press(Qt.Key.Key_Escape)
    assert not seances.view.isVisible()


def test_a_name_typed_in_full_is_not_in_the_way_of_enter(seances: Seances) -> None:
    writing(seances)
    seances.type("A: relancer pour lundi @mle")
    proposed(seances)
    seances.enter()
    assert [form.owners for form in actions(seances)] == [MLE]


def test_going_elsewhere_closes_what_is_proposed(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: écrire @fau")
    proposed(seances)
    seances.press(Qt.Key.Key_Home)
    assert notes.mentions[0].suggestions == ()
    seances.press(Qt.Key.Key_End)
    seances.type("r")
    proposed(seances)
    notes.composer.fields.text.setFocus()
    assert notes.mentions[0].suggestions == ()


def test_in_the_composer_a_name_goes_to_those_who_do_it(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.set_kind("A")
    composer.fields.text.setFocus()
    seances.type("relancer @miss")
    proposed(seances, 1)
    seances.press(Qt.Key.Key_Return)
    assert composer.fields.typed == ("relancer ", "MLE", "")
    seances.type("@fau")
    proposed(seances, 1)
    seances.press(Qt.Key.Key_Tab)
    assert composer.fields.owners.text() == "MLE, Renée Fauré"
    assert composer.fields.text.hasFocus()


def test_in_a_decision_a_name_is_a_word_of_it(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.fields.text.setFocus()
    seances.type("Confié à @fau")
    proposed(seances, 1)
    seances.press(Qt.Key.Key_Return)
    assert composer.fields.text.text() == "Confié à Renée Fauré"


def test_what_is_proposed_can_be_clicked_and_has_a_name(seances: Seances) -> None:
    notes = writing(seances)
    seances.type("A: écrire @fau")
    proposed(seances)
    popup = notes.mentions[0].popup
    assert popup.accessibleName()
    assert nameless(seances.view) == []
    assert popup.geometry().right() <= seances.stage.window.width()
    popup.clicked.emit(popup.model().index(0, 0))
    assert notes.editor.toPlainText() == "A: écrire @« Renée Fauré » "
