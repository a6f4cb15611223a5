"""From the day of the meeting to its minutes as a file, with what the base may refuse on the way."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import NBSP
from pstdesk.services.meetings import cancel
from pstdesk.ui import written
from tests.ui.meetings.conftest import HELD, PLANNED, Seances


def action(seances: Seances, words: str) -> None:
    """Choose an entry of the menu of other actions."""
    choices = seances.view.steps.more.choices.actions()
    next(entry for entry in choices if entry.text() == words).trigger()


def text_of(path: Path) -> str:
    with ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def test_a_meeting_held_on_an_earlier_day_is_written_up_beginning_with_attendance(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: date(2026, 11, 13))
    view = seances.open(PLANNED)
    assert view.header.primary is not None
    assert view.header.primary.text() == "Séance tenue"
    view.header.primary.click()
    seances.settle()
    assert seances.base(PLANNED).head.state is MeetingState.HELD
    assert view.header.primary.text() == "Compte rendu Word"
    assert view.header.title.replace(NBSP, " ") == "CT6, séance n° 4/2026"
    assert view.attendance.entry.hasFocus()


def test_a_meeting_to_come_is_not_held_and_the_sentence_says_why(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: date(2026, 11, 11))
    view = seances.open(PLANNED)
    view.steps.hold()
    seances.settle()
    assert "12 novembre 2026" in seances.said
    assert seances.base(PLANNED).head.state is MeetingState.PLANNED
    assert view.header.primary is not None
    assert view.header.primary.text() == "Ordre du jour Word"


def test_the_minutes_are_one_click_away_and_word_a_second(
    seances: Seances, documents: Path, opened: list[Path]
) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Douze entreprises")
    assert view.header.primary is not None
    view.header.primary.click()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    (file,) = (documents / "pstdesk" / "valmont").iterdir()
    assert file.name.startswith("CR_2026-11-12_CT3-Insertion")
    assert file.name in seances.said
    # What was typed a moment before is in it.
    assert "Douze entreprises" in text_of(file)
    seances.stage.window._messages._action.click()
    assert opened == [file]


def test_by_keyboard_two_keys_lead_to_the_minutes_in_word(seances: Seances, opened: list[Path]) -> None:
    seances.open(HELD)
    seances.keys = 0
    seances.press("o", Qt.KeyboardModifier.ControlModifier)
    assert opened == []
    seances.keys = 0
    seances.press("e", Qt.KeyboardModifier.ControlModifier)
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    seances.press("o", Qt.KeyboardModifier.ControlModifier)
    assert seances.keys == 2
    assert [file.suffix for file in opened] == [".docx"]


def test_a_file_that_no_program_opens_can_still_be_found(
    seances: Seances, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    monkeypatch.setattr(written.QDesktopServices, "openUrl", lambda _url: False)
    seances.open(HELD).steps.documents.write_minutes()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    seances.stage.window._messages._action.click()
    assert str(documents / "pstdesk" / "valmont") in seances.said
    assert seances.stage.window._messages._action.text() == "Ouvrir le dossier"


def test_the_minutes_are_written_as_pdf_too(seances: Seances, documents: Path) -> None:
    seances.open(HELD)
    action(seances, "Compte rendu en PDF")
    seances.stage.wait(lambda: ".pdf" in seances.said)
    (file,) = (documents / "pstdesk" / "valmont").iterdir()
    assert file.read_bytes().startswith(b"%PDF-")


def test_the_same_minutes_are_the_same_file(seances: Seances, documents: Path) -> None:
    seances.open(HELD)
    for _again in range(2):
        seances.stage.window.say("")
        seances.press("e", Qt.KeyboardModifier.ControlModifier)
        seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    assert len(list((documents / "pstdesk" / "valmont").iterdir())) == 1


def test_a_file_of_another_hand_is_kept(seances: Seances, documents: Path) -> None:
    view = seances.open(HELD)
    view.steps.documents.write_minutes()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    (file,) = (documents / "pstdesk" / "valmont").iterdir()
    file.write_bytes(b"corrected in Word")
    view.steps.documents.write_minutes()
    seances.stage.wait(lambda: "-2.docx" in seances.said)
    assert file.read_bytes() == b"corrected in Word"


def test_a_name_of_ones_own_is_asked_for_and_its_folder_remembered(
    seances: Seances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "Partage"
    share.mkdir()
    asked: list[str] = []

    def answer(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return str(share / "Compte rendu CT3"), "Document Word (*.docx)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    seances.open(HELD)
    action(seances, f"Compte rendu{NBSP}: enregistrer sous…")
    seances.stage.wait(lambda: "Compte rendu CT3.docx" in seances.said)
    assert asked[0].startswith("CR_2026-11-12_CT3")
    assert (share / "Compte rendu CT3.docx").exists()
    seances.view.steps.documents.write_minutes()
    seances.stage.wait(lambda: "CR_2026" in seances.said)
    assert len(list(share.iterdir())) == 2


@pytest.mark.parametrize("folder", ["stick", "s" * 300])
def test_a_folder_that_is_gone_does_not_hold_the_minutes_up(
    seances: Seances, documents: Path, tmp_path: Path, folder: str
) -> None:
    seances.stage.preferences.change(export_folder=str(tmp_path / folder))
    seances.open(HELD).steps.documents.write_minutes()
    seances.stage.wait(lambda: "Compte rendu enregistré" in seances.said)
    assert len(list((documents / "pstdesk" / "valmont").iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_named_and_the_button_comes_back(
    seances: Seances, documents: Path
) -> None:
    documents.write_bytes(b"a file in the way")
    view = seances.open(HELD)
    view.steps.documents.write_minutes()
    seances.stage.wait(lambda: "n’a pas été enregistré" in seances.said)
    assert view.header.primary is not None
    assert view.header.primary.isEnabled()


def test_notes_in_conflict_hold_the_minutes_up_and_are_shown(seances: Seances, documents: Path) -> None:
    from tests.ui.meetings.test_notes import write_elsewhere

    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Le mien")
    write_elsewhere(seances, "Le leur")
    view.steps.documents.write_minutes()
    seances.stage.wait(lambda: view.notes.conflict.sentence != "")
    assert view.notes.editor.hasFocus()
    view.steps.documents.write_minutes()
    seances.settle()
    assert not documents.exists()
    view.notes.conflict.links[1].click()
    seances.settle()


def test_a_meeting_can_be_convened_then_put_off(seances: Seances) -> None:
    seances.open(PLANNED)
    action(seances, "Marquer comme convoquée")
    head = seances.base(PLANNED).head
    assert (head.state, head.number) == (MeetingState.CONVENED, 4)
    seances.settle()
    action(seances, "Reporter la séance…")
    dialog = seances.dialog()
    assert "sont à prévenir" in dialog.follows.sentence
    assert "Son ordre du jour reste avec elle" in dialog.follows.sentence
    dialog.primary.click()
    assert seances.base(PLANNED).head.state is MeetingState.POSTPONED
    seances.settle()
    assert seances.view.state.text() == "reportée"
    assert seances.view.header.primary is not None
    assert not seances.view.header.primary.isVisible()


def test_a_postponed_meeting_gets_its_new_date_and_is_convened_again(seances: Seances) -> None:
    seances.open(PLANNED)
    action(seances, "Marquer comme convoquée")
    seances.settle()
    action(seances, "Reporter la séance…")
    dialog = seances.dialog()
    for text, said in (("12/11/2026", ""), ("25/12/2026", "Noël")):
        dialog.day.setText(text)
        dialog.day.settle()
        seances.settle()
        assert said in dialog.follows.sentence
    dialog.day.setText("12/11/2026")
    dialog.primary.click()
    seances.settle()
    assert "déjà prévue" in dialog.form.field("day").accessibleDescription()
    dialog.day.setText("14/1/2027")
    dialog.primary.click()
    head = seances.base(PLANNED).head
    assert (head.state, head.number, head.form.day) == (MeetingState.PLANNED, 4, date(2027, 1, 14))
    seances.settle()
    action(seances, "Reporter la séance…")
    seances.dialog().primary.click()
    seances.settle()
    action(seances, "Fixer la nouvelle date…")
    details = seances.dialog()
    details.day.setText("21/1/2027")
    details.primary.click()
    assert seances.base(PLANNED).head.state is MeetingState.PLANNED


def test_another_day_says_what_follows_before_it_is_written(seances: Seances) -> None:
    seances.open(PLANNED)
    action(seances, "Marquer comme convoquée")
    seances.settle()
    seances.view.correct()
    dialog = seances.dialog()
    assert dialog.follows.sentence == ""
    dialog.day.setText("11/11/2027")
    dialog.day.settle()
    seances.settle()
    assert "sont à prévenir" in dialog.follows.sentence
    assert "Elle garde son n° 4/2026" in dialog.follows.sentence.replace(NBSP, " ")
    assert "Armistice" in dialog.form.field("day").accessibleDescription()
    dialog.day.setText("12/11/2026")
    dialog.day.settle()
    seances.settle()
    assert dialog.follows.sentence == ""


def test_cancelling_asks_first_because_it_is_for_good(seances: Seances) -> None:
    seances.open(PLANNED)
    action(seances, "Annuler la séance…")
    question = seances.dialog()
    assert isinstance(question, QMessageBox)
    assert "ne pourra plus être tenue" in question.informativeText()
    assert "attend" in question.informativeText()
    assert QApplication.focusWidget() is question.defaultButton()
    seances.press(Qt.Key.Key_Return)
    assert seances.base(PLANNED).head.state is MeetingState.PLANNED
    action(seances, "Annuler la séance…")
    question = seances.dialog()
    (verb,) = [button for button in question.buttons() if button.text() == "Annuler la séance"]
    verb.click()
    assert seances.base(PLANNED).head.state is MeetingState.CANCELLED


def test_a_step_that_somebody_else_made_impossible_is_refused_in_words(seances: Seances) -> None:
    view = seances.open(PLANNED)
    seances.change(lambda session: cancel(session, PLANNED))
    view.steps.hold()
    seances.settle()
    assert "annulée" in seances.said
    assert seances.base(PLANNED).head.state is MeetingState.CANCELLED
