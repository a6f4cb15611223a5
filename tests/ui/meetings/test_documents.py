"""The documents of a meeting besides its minutes: the invitation before it, what came of it after it."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pstdesk.services import results
from tests.ui.meetings.conftest import HELD, PLANNED, Seances
from tests.ui.meetings.test_export import action


@pytest.fixture
def before(on_the_day: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it the day before the story's meetings."""
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: date(2026, 11, 11))


def entries(seances: Seances) -> list[str]:
    return [entry.text() for entry in seances.view.steps.more.choices.actions() if entry.text()]


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def only(folder: Path) -> Path:
    (file,) = (folder / "pstdesk" / "valmont").iterdir()
    return file


@pytest.mark.usefixtures("before")
def test_before_its_day_the_agenda_is_two_keys_away(
    seances: Seances, documents: Path, opened: list[Path]
) -> None:
    view = seances.open(PLANNED)
    assert view.header.primary is not None
    assert view.header.primary.text() == "Ordre du jour Word"
    seances.type("Bilan des ateliers")
    seances.enter()
    seances.press("e", Qt.KeyboardModifier.ControlModifier)
    seances.stage.wait(lambda: "Ordre du jour enregistré" in seances.said)
    file = only(documents)
    assert file.name.startswith("ODJ_2026-11-12_CT6-Petite-enfance")
    assert "Bilan des ateliers" in text_of(file)
    seances.press("o", Qt.KeyboardModifier.ControlModifier)
    assert opened == [file]


def test_the_next_agenda_with_what_comes_back_is_ready_to_send_in_five_keys(
    seances: Seances, documents: Path
) -> None:
    seances.stage.window.go("meetings")
    seances.settle()
    seances.keys = 0
    seances.press("n", Qt.KeyboardModifier.ControlModifier)
    dialog = seances.dialog()
    for letter in "CT3":
        QTest.keyClicks(dialog.committee, letter)
    seances.press(Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.day, "jeudi 10 decembre 2026")
    seances.enter()
    seances.press("e", Qt.KeyboardModifier.ControlModifier)
    seances.stage.wait(lambda: "Ordre du jour enregistré" in seances.said)
    assert seances.keys <= 5
    said = text_of(only(documents))
    assert "Approbation du compte rendu du 12 novembre 2026" in said
    assert "Suivi des actions" in said
    assert "Accueil en entreprise" in said
    assert "Revient de la séance du 12 novembre 2026" in said


def test_on_its_day_the_agenda_is_still_in_the_menu(seances: Seances, documents: Path) -> None:
    view = seances.open(PLANNED)
    assert view.header.primary is not None
    assert view.header.primary.text() != "Ordre du jour Word"
    action(seances, "Ordre du jour en PDF")
    seances.stage.wait(lambda: ".pdf" in seances.said)
    assert only(documents).read_bytes().startswith(b"%PDF-")
    assert "Relevé de décisions en Word" not in entries(seances)


@pytest.mark.parametrize(("meeting", "body"), [(PLANNED, "CT6"), (HELD, "CT3")])
def test_the_sheet_to_sign_is_one_choice_away_before_the_meeting_and_once_it_began(
    seances: Seances, documents: Path, meeting: int, body: str
) -> None:
    seances.open(meeting)
    action(seances, "Feuille d’émargement en PDF")
    seances.stage.wait(lambda: "Feuille d’émargement enregistrée" in seances.said)
    file = only(documents)
    assert file.name.startswith(f"Emargement_2026-11-12_{body}")
    assert file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(("words", "suffix"), [("Word", ".docx"), ("PDF", ".pdf")])
def test_what_was_decided_is_written_on_its_own(
    seances: Seances, documents: Path, words: str, suffix: str
) -> None:
    view = seances.open(HELD, item=2)
    item = view.agenda.list.items[2]
    seances.change(lambda session: results.add_decision(session, item.id, "Le calendrier est adopté."))
    action(seances, f"Relevé de décisions en {words}")
    seances.stage.wait(lambda: "Relevé de décisions enregistré" in seances.said)
    file = only(documents)
    assert file.name.startswith("Releve_2026-11-12_CT3-Insertion")
    assert file.suffix == suffix
    if suffix == ".docx":
        assert "Le calendrier est adopté." in text_of(file)


@pytest.mark.parametrize(("words", "suffix"), [("Word", ".docx"), ("PDF", ".pdf")])
def test_the_item_on_screen_is_written_on_its_own_with_its_last_words(
    seances: Seances, documents: Path, words: str, suffix: str
) -> None:
    view = seances.open(HELD, item=2)
    view.notes.editor.setFocus()
    seances.type("Douze entreprises")
    action(seances, f"Extrait du point affiché en {words}")
    seances.stage.wait(lambda: "Extrait enregistré" in seances.said)
    file = only(documents)
    assert file.name.startswith("Extrait_2026-11-12_CT3-point-3-Accueil-en-entreprise_v")
    assert file.suffix == suffix
    if suffix == ".docx":
        assert "Douze entreprises" in text_of(file)
        assert "Suivi des actions" not in text_of(file)


def test_without_an_item_there_is_no_extract_and_it_is_said(
    seances: Seances, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = seances.open(HELD)
    monkeypatch.setattr(view.steps.documents, "_current_item", lambda: None)
    action(seances, "Extrait du point affiché en Word")
    assert seances.said == "Choisissez d’abord un point de l’ordre du jour."
    assert not documents.exists()


def test_two_clicks_write_one_file(seances: Seances, documents: Path) -> None:
    seances.open(HELD, item=2)
    for _again in range(2):
        action(seances, "Relevé de décisions en Word")
    seances.settle()
    seances.stage.wait(lambda: "enregistré" in seances.said)
    assert only(documents).suffix == ".docx"
