"""The signed sheet at the foot of the attendance: missing, attached, opened, removed, filed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QFileDialog

from pstdesk.i18n import NBSP
from pstdesk.ui import written
from pstdesk.ui.meetings.sheet_strip import SheetStrip
from tests.ui.meetings.conftest import HELD, PLANNED, Seances

PDF, PNG = b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n ..."


def strip(seances: Seances) -> SheetStrip:
    return seances.open(HELD).attendance.sheet


def page(folder: Path, name: str, content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def choice(sheet: SheetStrip, words: str) -> QAction:
    (found,) = [
        action for action in sheet.more.choices.actions() if words in action.text().replace(NBSP, " ")
    ]
    return found


def take_back(seances: Seances) -> None:
    seances.stage.window._messages._action.click()
    seances.settle()


def test_before_the_meeting_there_is_no_sheet(seances: Seances) -> None:
    panel = seances.open(PLANNED).attendance
    assert panel.sheet.isHidden()
    assert not panel.sheet.takes_files


def test_in_a_base_that_is_only_read_no_scan_is_asked_for(
    seances: Seances, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = strip(seances)
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: (asked.append(given) or [], ""))
    seances.stage.desk.read_only = True
    sheet.choose()
    assert asked == []
    assert "est ouverte en lecture seule" in seances.said


def test_a_sheet_is_missing_until_its_scan_is_chosen(
    seances: Seances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [page(tmp_path, "feuille & émarg.pdf"), page(tmp_path, "2.png", PNG)]
    sheet = strip(seances)
    assert (sheet.state.text(), sheet.attaching.text()) == ("feuille signée manquante", "Joindre…")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_arguments: ([str(file) for file in files[:1]], "")
    )
    sheet.attaching.click()
    seances.settle()
    assert (sheet.state.text(), sheet.attaching.text()) == ("feuille signée", "feuille & émarg.pdf")
    assert "La feuille signée est jointe" in seances.said
    sheet.attach(files[1:])
    seances.settle()
    assert sheet.attaching.text() == "2 fichiers"
    take_back(seances)
    assert sheet.attaching.text() == "feuille & émarg.pdf"


def test_a_file_dropped_on_the_panel_is_the_sheet(seances: Seances, tmp_path: Path) -> None:
    panel = seances.open(HELD).attendance
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(page(tmp_path, "feuille.pdf")))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)
    seances.settle()
    assert panel.sheet.attaching.text() == "feuille.pdf"
    assert not panel.entry.acceptDrops()


def test_what_is_no_scan_is_said_and_the_others_are_kept(seances: Seances, tmp_path: Path) -> None:
    sheet = strip(seances)
    sheet.attach([page(tmp_path, "feuille.pdf"), page(tmp_path, "notes.docx")])
    seances.settle()
    assert "ni un PDF ni une image" in seances.said
    assert "1 fichier" in seances.said.replace(NBSP, " ")
    assert sheet.attaching.text() == "feuille.pdf"
    sheet.attach([tmp_path / "nulle-part.pdf"])
    seances.settle()
    assert "nulle-part.pdf" in seances.said


def test_a_scan_is_opened_and_taken_off_with_a_way_back(
    seances: Seances, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[bytes] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).read_bytes())
        return True

    monkeypatch.setattr(written.QDesktopServices, "openUrl", open_url)
    sheet = strip(seances)
    sheet.attach([page(tmp_path, "feuille.pdf")])
    seances.settle()
    sheet.attaching.click()
    seances.settle()
    choice(sheet, "Ouvrir").trigger()
    seances.settle()
    assert opened == [PDF, PDF]
    choice(sheet, "Retirer").trigger()
    seances.settle()
    assert sheet.state.text() == "feuille signée manquante"
    take_back(seances)
    assert sheet.attaching.text() == "feuille.pdf"


def test_a_long_name_is_shortened_and_said_in_whole(seances: Seances, tmp_path: Path) -> None:
    sheet = strip(seances)
    sheet.attach([page(tmp_path, "feuille-d-emargement-CT3-2026-11-12.pdf")])
    seances.settle()
    assert sheet.attaching.text() == "feuille-d-emar…-12.pdf"
    assert sheet.attaching.toolTip() == "feuille-d-emargement-CT3-2026-11-12.pdf"


def test_a_paper_sheet_is_filed_and_unfiled(seances: Seances) -> None:
    sheet = strip(seances)
    choice(sheet, "Feuille papier classée").trigger()
    seances.settle()
    assert sheet.state.text() == "feuille classée"
    assert sheet.attaching.text().startswith("sur papier, le ")
    assert sheet.attaching.toolTip()[-4:].isdigit()
    take_back(seances)
    assert sheet.state.text() == "feuille signée manquante"
    choice(sheet, "Feuille papier classée").trigger()
    seances.settle()
    choice(sheet, "pas encore classée").trigger()
    seances.settle()
    assert sheet.state.text() == "feuille signée manquante"
