"""Papers of items and meetings: chosen, dropped, opened, saved, taken off; and who proposed an item."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from pstdesk.i18n import NBSP
from pstdesk.services import attachments
from pstdesk.ui import written
from pstdesk.ui.meetings.item_dialog import ItemDialog
from pstdesk.ui.meetings.papers_dialog import PapersDialog
from tests import builders
from tests.services.stories import approve_minutes
from tests.ui.acting import nameless
from tests.ui.dragging import drop, files, hover
from tests.ui.meetings.conftest import HELD, PLANNED, Seances, shown_texts


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "Note d’œuvre.pdf"
    path.write_bytes(b"%PDF" * 400)
    return path


def names(seances: Seances, item_id: int | None = None, meeting_id: int = PLANNED) -> list[str]:
    return [paper.name for paper in seances.base(meeting_id).papers if paper.item_id == item_id]


def dialog_of(seances: Seances, item: int = 2, meeting_id: int = PLANNED) -> ItemDialog:
    seances.open(meeting_id, item=item).agenda.edit()
    shown = seances.dialog()
    assert isinstance(shown, ItemDialog)
    seances.settle()
    return shown


def test_files_dropped_on_an_item_are_attached_to_it_and_counted(seances: Seances, note: Path) -> None:
    view = seances.open(PLANNED)
    other = note.with_name("Plan.pdf")
    other.write_bytes(b"%PDF-2")
    shown = view.agenda.list
    item = shown.items[3]
    middle = shown.visualRect(shown.model().index(3, 0)).center()
    assert drop(shown.viewport(), files(note, other), middle)
    assert names(seances, item.id) == ["Note d’œuvre.pdf", "Plan.pdf"]
    assert "2 fichiers joints au point" in seances.said.replace(NBSP, " ")
    assert shown.items[3].papers == 2
    spoken = str(shown.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.replace(NBSP, " ").endswith("2 pièces jointes")
    seances.stage.window._messages._action.click()
    assert names(seances, item.id) == []


def test_files_dropped_beside_the_items_are_for_the_whole_meeting(seances: Seances, note: Path) -> None:
    panel = seances.open(PLANNED).agenda
    assert drop(panel, files(note), QPoint(5, panel.height() - 5))
    assert names(seances) == ["Note d’œuvre.pdf"]
    below = QPoint(20, panel.list.viewport().height() - 2)
    second = note.with_name("Plan.pdf")
    second.write_bytes(b"%PDF-2")
    assert drop(panel.list.viewport(), files(second), below)
    assert names(seances) == ["Note d’œuvre.pdf", "Plan.pdf"]


def test_words_dragged_from_elsewhere_are_no_files(seances: Seances) -> None:
    panel = seances.open(PLANNED).agenda
    carried = files()
    carried.setText("https://valmont.example")
    assert not hover(panel.list.viewport(), carried, QPoint(20, 20))
    assert not hover(panel, carried, QPoint(5, 5))


def test_what_cannot_be_attached_is_said_and_the_rest_is(
    seances: Seances, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_ATTACHMENT", 1024 * 1024)
    film = note.with_name("film.mp4")
    film.write_bytes(b"x" * (1024 * 1024 + 1))
    panel = seances.open(PLANNED).agenda
    drop(panel, files(film, note), QPoint(5, 5))
    seances.settle()
    assert "« film.mp4 » dépasse 1 Mo" in seances.said.replace(NBSP, " ")
    assert names(seances) == ["Note d’œuvre.pdf"]


def test_approved_minutes_take_no_paper(seances: Seances, note: Path) -> None:
    seances.change(lambda session: approve_minutes(session, HELD))
    panel = seances.open(HELD).agenda
    assert not hover(panel, files(note), QPoint(5, 5))
    assert not hover(panel.list.viewport(), files(note), QPoint(20, 20))


def test_papers_are_chosen_opened_and_saved_from_the_items_dialog(
    seances: Seances, note: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(note)], ""))
    copy = tmp_path / "copie.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(copy), ""))
    box = dialog_of(seances).papers
    assert nameless(box) == []
    assert box.empty.isVisible()
    box.add.click()
    seances.settle()
    assert [box.list.item(0).text().replace(NBSP, " ")] == ["Note d’œuvre.pdf · 2 Ko"]
    box.list.setFocus()
    seances.press(Qt.Key.Key_Return)
    seances.settle()
    (path,) = opened
    assert path.read_bytes() == note.read_bytes()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("Note d’œuvre.pdf", 0o400)
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    box.copy.click()
    seances.settle()
    assert copy.read_bytes() == note.read_bytes()
    box.papers.copies.clear()
    assert not path.exists()
    assert not path.parent.parent.exists()


def test_a_paper_taken_off_is_put_back_within_the_dialog(seances: Seances, note: Path) -> None:
    dialog = dialog_of(seances)
    item_id = seances.base(PLANNED).items[2].id
    drop(dialog.papers, files(note), QPoint(5, 5))
    seances.settle()
    assert names(seances, item_id) == ["Note d’œuvre.pdf"]
    dialog.papers.list.setFocus()
    seances.press(Qt.Key.Key_Delete)
    seances.settle()
    assert names(seances, item_id) == []
    assert "n’est plus joint" in dialog.papers.notice.sentence
    (link,) = dialog.papers.notice.links
    link.click()
    seances.settle()
    assert names(seances, item_id) == ["Note d’œuvre.pdf"]
    assert len(dialog.papers.rows) == 1
    assert dialog.isVisible()


def test_a_program_is_not_opened_and_what_to_do_is_said(
    seances: Seances, opened: list[Path], note: Path
) -> None:
    program = note.with_name("facture.pdf.exe")
    program.write_bytes(b"MZ")
    box = dialog_of(seances).papers
    box.papers.attach(PLANNED, [program], seances.base(PLANNED).items[2], box.reload)
    seances.settle()
    box.show_paper.click()
    seances.settle()
    assert opened == []
    assert "est un programme" in box.notice.sentence


def test_where_no_program_opens_it_a_copy_is_advised(
    seances: Seances, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written.QDesktopServices, "openUrl", lambda _url: False)
    box = dialog_of(seances).papers
    drop(box, files(note), QPoint(5, 5))
    seances.settle()
    box.open()
    seances.settle()
    assert "Aucun programme de ce poste" in box.notice.sentence


def test_the_papers_of_the_meeting_are_in_its_menu(seances: Seances, note: Path) -> None:
    steps = seances.open(PLANNED).steps
    (action,) = [each for each in steps.more.choices.actions() if "Pièces" in each.text()]
    action.trigger()
    dialog = seances.dialog()
    assert isinstance(dialog, PapersDialog)
    drop(dialog.papers, files(note), QPoint(5, 5))
    seances.settle()
    assert names(seances) == ["Note d’œuvre.pdf"]


def test_the_copies_go_with_the_program(seances: Seances, note: Path, opened: list[Path]) -> None:
    box = dialog_of(seances).papers
    drop(box, files(note), QPoint(5, 5))
    seances.settle()
    box.open()
    seances.settle()
    box.open()
    seances.settle()
    assert opened[0] == opened[1]
    QApplication.instance().aboutToQuit.emit()  # type: ignore[union-attr]  # there is an application
    assert not os.path.lexists(opened[0])


def test_who_proposed_an_item_is_found_by_name_and_shown(seances: Seances) -> None:
    dialog = dialog_of(seances)
    dialog.proposer.setFocus()
    seances.type("zoe l")
    seances.stage.wait(dialog.proposer._popup.isVisible)
    seances.press(Qt.Key.Key_Return)
    assert dialog.proposer.text() == "L’Hostis Zoé"
    dialog.primary.click()
    seances.settle()
    item = seances.base(PLANNED).items[2]
    assert item.proposed_by == "Zoé L’Hostis (Parcs et jardins)"
    tip = seances.view.agenda.list.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert f"Proposé par {item.proposed_by}" in tip
    again = dialog_of(seances)
    again.primary.click()
    seances.settle()
    assert seances.base(PLANNED).items[2].proposed_by == item.proposed_by
    emptied = dialog_of(seances)
    emptied.proposer.setFocus()
    emptied.proposer.selectAll()
    seances.press(Qt.Key.Key_Delete)
    emptied.primary.click()
    seances.settle()
    assert seances.base(PLANNED).items[2].proposed_by == ""


def test_a_name_that_was_only_typed_is_not_taken_for_a_person(seances: Seances) -> None:
    dialog = dialog_of(seances)
    dialog.proposer.setText("la CPAM")
    dialog.primary.click()
    assert dialog.isVisible()
    assert any("personne" in text for text in shown_texts(dialog, QLabel))


def test_members_of_the_body_are_proposed_first(seances: Seances) -> None:
    seances.change(lambda session: [builders.person(session, "Zoé", f"Aa{n}") for n in range(9)])
    dialog = dialog_of(seances)
    dialog.proposer.setFocus()
    seances.type("zoe")
    seances.stage.wait(dialog.proposer._popup.isVisible)
    proposed = [line.text for line in dialog.proposer.suggestions]
    assert (proposed[0], proposed[1], len(proposed)) == ("L’Hostis Zoé", "Aa0 Zoé", 8)
