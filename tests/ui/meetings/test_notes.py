"""Notes are in the base soon after they were typed, and in the window until they are."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from pstdesk.db.migrate import open_base
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.errors import Refused
from pstdesk.services import agenda
from pstdesk.ui.meetings import drafts as drafts_module
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.settings_dialog import SettingsDialog
from tests.ui.meetings.conftest import HELD, PLANNED, Seances

CONTROL = Qt.KeyboardModifier.ControlModifier


def notes(seances: Seances, item: int = 2, meeting_id: int = HELD) -> str:
    return seances.base(meeting_id).items[item].notes


def write_elsewhere(seances: Seances, text: str, item: int = 2) -> None:
    """Let somebody else write the notes of an item."""
    row = seances.base(HELD).items[item]
    seances.change(lambda session: agenda.write_notes(session, row.id, text, row.form.version))


def written_in(seances: Seances, item: int = 2) -> str:
    """Return the notes of an item as the file holds them, once the window has let go of it."""
    base = open_base(seances.stage.preferences.path.parent.parent / "valmont.pstdesk")
    with base.read() as session:
        found = agenda.item_rows(session, HELD)[item].notes
    base.close()
    return found


def test_what_is_typed_is_saved_within_two_seconds_without_any_key(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Douze entreprises ont répondu.")
    assert view.notes.saved.text() == "Enregistrement…"
    assert drafts_module.SAVED_WITHIN <= 2000
    seances.stage.wait(lambda: view.drafts.is_settled)
    assert notes(seances) == "Douze entreprises ont répondu."
    assert view.notes.saved.text() == "Enregistré à l’instant."
    assert view.notes.editor.toPlainText() == "Douze entreprises ont répondu."


def test_saving_goes_on_while_typing_never_stops(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    view.drafts._soon.setInterval(0)
    written: list[str] = []
    for letter in "sans jamais lever la main":
        seances.press(letter)
        seances.stage.settle()
        written.append(view.drafts.draft(seances.base(HELD).items[2].id).saved)  # type: ignore[union-attr]  # shown
    assert "sans jamais" in written
    assert view.notes.editor.toPlainText() == "sans jamais lever la main"


def test_leaving_the_editor_saves_at_once(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Suite en janvier.")
    view.agenda.list.setFocus()
    assert not view.drafts._soon.isActive()
    assert notes(seances) == "Suite en janvier."
    assert seances.base(HELD).items[2].state is ItemState.DEALT_WITH


def test_each_item_keeps_its_own_notes(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Du point trois")
    seances.press(Qt.Key.Key_PageDown, CONTROL)
    assert view.notes.editor.toPlainText() == ""
    seances.type("Du point quatre")
    seances.press(Qt.Key.Key_PageUp, CONTROL)
    assert view.notes.editor.toPlainText() == "Du point trois"
    view.leave()
    assert (notes(seances, 2), notes(seances, 3)) == ("Du point trois", "Du point quatre")


def test_closing_the_window_saves_what_was_just_typed(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le dernier mot")
    seances.stage.window.close()
    assert written_in(seances) == "Le dernier mot"


def test_moving_an_item_while_writing_about_it_is_no_conflict(seances: Seances) -> None:
    view = seances.open(HELD, item=3)
    view.notes.editor.setFocus()
    seances.type("Avant et ")
    view.agenda.move_item(-1)
    seances.type("après")
    seances.stage.wait(lambda: view.drafts.is_settled)
    assert seances.base(HELD).items[2].notes == "Avant et après"
    assert view.notes.conflict.sentence == ""


def test_a_conflict_is_said_and_neither_text_is_lost(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    seances.stage.wait(lambda: view.notes.conflict.sentence != "")
    assert "Le leur" in view.notes.conflict.sentence
    assert view.notes.editor.toPlainText() == "Le mien"
    assert notes(seances) == "Le leur"
    seances.type(", suite")
    seances.settle()
    assert notes(seances) == "Le leur"
    mine, _theirs = view.notes.conflict.links
    mine.click()
    assert notes(seances) == "Le mien, suite"
    assert view.notes.conflict.sentence == ""


def test_the_other_text_can_be_the_one_that_stays(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    seances.stage.wait(lambda: view.notes.conflict.sentence != "")
    _mine, theirs = view.notes.conflict.links
    theirs.click()
    seances.settle()
    assert view.notes.editor.toPlainText() == "Le leur"
    assert view.drafts.is_settled


def test_trouble_with_another_item_is_said_and_leads_there(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    view.agenda.list.choose(4)
    view.drafts.save_all()
    seances.stage.wait(lambda: "d’un autre point" in seances.said)
    seances.stage.window._messages._action.click()
    assert view.agenda.list.currentIndex().row() == 2
    assert view.notes.editor.toPlainText() == "Le mien"
    _mine, theirs = view.notes.conflict.links
    theirs.click()
    assert view.drafts.troubled == ()


def test_notes_that_cannot_be_written_stay_and_are_tried_again(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    with monkeypatch.context() as patch:
        patch.setattr(drafts_module, "write_notes", refuse)
        seances.type("Précieux")
        view.drafts.save_all()
        seances.settle()
        assert "plus de place" in view.notes.conflict.sentence
        assert view.notes.saved.text() == "Non enregistré."
        assert seances.stage.window.sidebar._state.text() == "tout n’est pas enregistré"
    assert view.notes.editor.toPlainText() == "Précieux"
    (again,) = view.notes.conflict.links
    again.click()
    assert notes(seances) == "Précieux"
    assert view.notes.conflict.sentence == ""
    assert seances.stage.window.sidebar._state.text().startswith("enregistré ")


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answer the questions to come with buttons of these words; return the questions as they are asked."""
    left = list(answers)
    asked: list[str] = []

    def answer(question: QMessageBox) -> int:
        asked.append(question.text())
        words = left.pop(0)
        next(button for button in question.buttons() if button.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def test_the_window_does_not_close_on_notes_that_nobody_could_save(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "Revenir aux notes", "Fermer sans ces notes")
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    seances.stage.wait(lambda: view.notes.conflict.sentence != "")
    seances.stage.window.close()
    assert seances.stage.window.isVisible()
    assert len(asked) == 1
    seances.stage.window.close()
    assert not seances.stage.window.isVisible()


def test_the_window_does_not_close_on_a_decision_that_was_begun(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "Revenir à la séance", "Fermer sans l’ajouter")
    view = seances.open(HELD, item=2)
    view.notes.composer.fields.text.setFocus()
    seances.type("Le comité retient")
    view.agenda.list.choose(0)
    seances.settle()
    seances.stage.window.close()
    assert seances.stage.window.isVisible()
    assert "pas encore ajoutée" in asked[0]
    assert view.agenda.list.currentIndex().row() == 2
    assert view.notes.composer.fields.text.text() == "Le comité retient"
    seances.stage.window.close()
    assert not seances.stage.window.isVisible()


def test_closing_waits_for_the_last_notes_and_says_that_they_could_not_be_written(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise Refused("base_disk_full", file="valmont.pstdesk")

    asked = answering(monkeypatch, "Revenir aux notes")
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    with monkeypatch.context() as patch:
        patch.setattr(drafts_module, "write_notes", refuse)
        seances.type("Le dernier mot")
        seances.stage.window.close()
        assert len(asked) == 1
        assert seances.stage.window.isVisible()
    assert view.notes.editor.toPlainText() == "Le dernier mot"
    seances.stage.window.close()
    assert not seances.stage.window.isVisible()
    assert written_in(seances) == "Le dernier mot"


def test_closing_saves_what_was_typed_while_the_notes_were_being_written(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Un")
    view.drafts.save_all()
    seances.type(" deux")
    seances.stage.window.close()
    assert written_in(seances) == "Un deux"


def test_another_base_is_not_opened_over_notes_that_nobody_could_save(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, "Revenir aux notes", "Fermer sans ces notes")
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    seances.stage.wait(lambda: view.notes.conflict.sentence != "")
    for stays in (True, False):
        seances.stage.window.settings_asked.emit()
        seances.settle()
        dialog = seances.stage.dialog()
        assert isinstance(dialog, SettingsDialog)
        dialog.base.click()
        assert isinstance(seances.stage.window.page, MeetingsPage) is stays
    assert len(asked) == 2
    assert seances.stage.window.close()


def test_approved_minutes_are_read_and_no_longer_written(seances: Seances) -> None:
    from datetime import UTC, datetime

    from pstdesk.domain.minutes import ApprovalMode
    from pstdesk.services.minutes_life import approve, send

    now = datetime(2026, 11, 23, tzinfo=UTC)

    def seal(session: object) -> None:
        send(session, HELD, now)  # type: ignore[arg-type]  # an open session
        approve(session, HELD, ApprovalMode.REFERENT, now.date(), now)  # type: ignore[arg-type]  # same

    seances.change(seal)
    view = seances.open(HELD, item=2)
    assert view.notes.editor.isReadOnly()
    assert not view.notes.composer.isVisible()
    assert not view.agenda.new_item.isEnabled()
    assert not view.attendance.entry.isVisible()
    assert "approuvé" in view.minutes.text()


def test_before_its_day_a_meeting_takes_notes_but_no_decisions(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: date(2026, 11, 1))
    view = seances.open(PLANNED, item=2)
    assert not view.notes.composer.isVisible()
    view.notes.editor.setFocus()
    seances.type("Prévenir la CAF")
    view.leave()
    assert notes(seances, 2, PLANNED) == "Prévenir la CAF"


def test_control_characters_in_pasted_text_do_no_harm(seances: Seances, tmp_path: Path) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    view.notes.editor.insertPlainText("avant\x00après\u202e \U0001f600 fin")
    view.leave()
    seances.stage.wait(lambda: view.drafts.is_settled)
    assert "apr" in notes(seances)
