"""Decisions and actions: typed under the notes or out of them, corrected in their place, taken back."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pstdesk.services import results
from pstdesk.services.results import ActionForm
from tests.ui.meetings.conftest import HELD, Seances


def decisions(seances: Seances) -> list[str]:
    return [row.text for row in seances.base(HELD).decisions]


def actions(seances: Seances) -> list[ActionForm]:
    return [row.form for row in seances.base(HELD).actions]


def current_item(seances: Seances) -> int:
    return seances.base(HELD).items[2].id


def test_a_decision_is_typed_and_entered(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.fields.text.setFocus()
    seances.type("Quatre entreprises sont retenues.")
    seances.enter()
    assert decisions(seances) == ["Quatre entreprises sont retenues."]
    assert composer.fields.text.text() == ""
    assert composer.fields.text.hasFocus()
    (row,) = seances.view.notes.results.rows
    assert row.accessibleName() == "Décision D1\u00a0: Quatre entreprises sont retenues."


def test_an_action_takes_its_owner_from_suggestions_and_its_day_as_it_is_spoken(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.switch.group.button(1).click()
    assert composer.fields.text.hasFocus()
    seances.type("Rédiger la convention")
    seances.press(Qt.Key.Key_Tab)
    seances.type("mis")
    seances.stage.wait(lambda: bool(composer.fields.owners.suggestions))
    seances.press(Qt.Key.Key_Return)
    assert composer.fields.owners.text() == "Mission locale de l’Écluse"
    seances.type(", fau")
    seances.stage.wait(lambda: [s.text for s in composer.fields.owners.suggestions] == ["Fauré Renée"])
    seances.press(Qt.Key.Key_Tab)
    seances.type("15 décembre 2026")
    seances.enter()
    (form,) = actions(seances)
    assert (form.text, form.due_on) == ("Rédiger la convention", date(2026, 12, 15))
    assert form.owners == "Mission locale de l’Écluse, Renée Fauré"
    assert composer.fields.typed == ("", "", "")


def test_owners_whom_nobody_knows_are_kept_in_words(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.set_kind("A")
    composer.fields.fill("Prévenir", "le gardien du gymnase")
    composer.submit()
    (form,) = actions(seances)
    assert form.owners == "le gardien du gymnase"


def test_the_sign_at_the_beginning_chooses_between_the_two(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.fields.text.setFocus()
    seances.type("A: appeler la CAF")
    assert composer.fields.kind == "A"
    assert composer.fields.text.text() == "appeler la CAF"
    seances.enter()
    assert [form.text for form in actions(seances)] == ["appeler la CAF"]


def test_a_line_of_the_notes_becomes_a_decision_and_leaves_them(seances: Seances) -> None:
    notes = seances.open(HELD, item=2).notes
    notes.editor.setFocus()
    seances.type("Exposé")
    seances.press(Qt.Key.Key_Return)
    seances.type("D: on garde la date")
    seances.enter()
    assert decisions(seances) == ["on garde la date"]
    assert notes.editor.hasFocus()
    seances.type("Suite")
    notes.composer.fields.text.setFocus()
    assert seances.base(HELD).items[2].notes == "Exposé\nSuite"


def test_a_line_that_is_an_action_asks_who(seances: Seances) -> None:
    notes = seances.open(HELD, item=2).notes
    notes.editor.setFocus()
    seances.type("A: appeler la CAF")
    seances.press(Qt.Key.Key_Return)
    assert notes.composer.fields.owners.hasFocus()
    assert "A: appeler" in notes.editor.toPlainText()
    seances.type("le bureau")
    seances.stage.settle()
    seances.enter()
    assert [(form.text, form.owners) for form in actions(seances)] == [("appeler la CAF", "le bureau")]
    assert "A: appeler" not in notes.editor.toPlainText()
    assert notes.editor.hasFocus()


def test_a_day_that_does_not_exist_is_said_and_nothing_is_lost(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.set_kind("A")
    composer.fields.text.setFocus()
    seances.type("Relancer")
    composer.fields.due.setFocus()
    seances.type("31/2/2027")
    seances.enter()
    assert "n’existe pas" in composer.fields.trouble
    assert composer.fields.typed == ("Relancer", "", "31/2/2027")
    assert actions(seances) == []


def test_nothing_typed_is_no_decision(seances: Seances) -> None:
    composer = seances.open(HELD, item=2).notes.composer
    composer.button.click()
    seances.settle()
    assert "rien d’écrit" in composer.fields.trouble
    assert decisions(seances) == []


def test_what_is_typed_for_one_item_waits_there(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.composer.fields.text.setFocus()
    seances.type("À moitié écrit")
    view.agenda.list.choose(3)
    assert view.notes.composer.fields.text.text() == ""
    view.agenda.list.choose(2)
    assert view.notes.composer.fields.text.text() == "À moitié écrit"


def test_a_result_is_corrected_in_its_place_by_keyboard(seances: Seances) -> None:
    item = current_item(seances)
    seances.change(lambda session: results.add_action(session, item, ActionForm("Relancr", "CAF")))
    view = seances.open(HELD, item=2)
    (row,) = view.notes.results.rows
    row.setFocus()
    seances.press(Qt.Key.Key_Return)
    assert row.fields is not None
    assert row.fields.text.hasFocus()
    seances.type("Relancer")
    row.fields.due.setText("1er mars 2027")
    seances.enter()
    (form,) = actions(seances)
    assert (form.text, form.due_on) == ("Relancer", date(2027, 3, 1))
    assert row.fields is None
    assert row.hasFocus()


def test_escape_leaves_a_result_as_it_was_and_the_meeting_open(seances: Seances) -> None:
    item = current_item(seances)
    seances.change(lambda session: results.add_decision(session, item, "Telle quelle."))
    view = seances.open(HELD, item=2)
    (row,) = view.notes.results.rows
    row.edit()
    seances.type("Autre chose")
    seances.press(Qt.Key.Key_Escape)
    seances.settle()
    assert row.fields is None
    assert decisions(seances) == ["Telle quelle."]
    assert view.isVisible()


def test_a_result_corrected_elsewhere_meanwhile_is_not_written_over(seances: Seances) -> None:
    item = current_item(seances)
    seances.change(lambda session: results.add_decision(session, item, "Première version."))
    view = seances.open(HELD, item=2)
    (row,) = view.notes.results.rows
    row.edit()
    seances.type("La mienne")
    known = seances.base(HELD).decisions[0]
    seances.change(lambda session: results.change_decision(session, known.id, "La leur.", known.version))
    seances.enter()
    assert decisions(seances) == ["La leur."]
    assert row.fields is not None
    assert row.fields.text.text() == "La mienne"
    assert "entre-temps" in row.fields.trouble
    assert QApplication.focusWidget() is row.fields.text


def test_a_result_taken_back_by_mistake_is_restored(seances: Seances) -> None:
    item = current_item(seances)
    seances.change(lambda session: results.add_action(session, item, ActionForm("Relancer", "le bureau")))
    view = seances.open(HELD, item=2)
    (row,) = view.notes.results.rows
    row.setFocus()
    seances.press(Qt.Key.Key_Delete)
    assert actions(seances) == []
    assert seances.said == "L’action est retirée."
    seances.settle()
    assert view.notes.results.rows == ()
    seances.stage.window._messages._action.click()
    assert [(form.text, form.owners) for form in actions(seances)] == [("Relancer", "le bureau")]
