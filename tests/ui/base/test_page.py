"""The place La base: what it says, one backup more, a copy, a check, and putting one back."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pstdesk.db.backup import backups_of, copy_to
from pstdesk.domain.backup import BackupKind
from pstdesk.services.committees import committee_rows
from pstdesk.ui.base.page import BasePage
from pstdesk.ui.base.restore_dialog import RestoreDialog
from tests.db.basefiles import cut, one_more, tables
from tests.ui.stage import Stage

NBSP = "\u00a0"


def path_of(stage: Stage) -> Path:
    assert stage.desk.path is not None
    return stage.desk.path


def plain(words: str) -> str:
    return words.replace(NBSP, " ").replace("\u202f", " ")


def back_up(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.settle()


def dialog(stage: Stage) -> RestoreDialog:
    shown = stage.dialog()
    assert isinstance(shown, RestoreDialog)
    return shown


def test_it_says_which_file_it_is_and_that_nothing_was_backed_up(stage: Stage, page: BasePage) -> None:
    assert page.file.file.text() == str(path_of(stage))
    assert plain(page.file.length.text()).endswith("Ko")
    assert page.file.backed_up.text() == "aucune encore"
    assert page.file.check.text() == "jamais sur ce poste"
    assert "7 derniers jours, 4 semaines et 12 mois" in plain(page.backups.explanation.text())
    assert not page.backups.restore.isEnabled()


def test_ctrl_s_makes_a_backup_and_shows_it(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    (backup,) = backups_of(path_of(stage))
    assert backup.kind is BackupKind.MANUAL
    assert [row.path for row in page.backups.table.rows] == [backup.path]
    assert stage.window.sentence == "Sauvegarde faite et vérifiée."
    assert plain(page.file.backed_up.text()).startswith("aujourd’hui à ")
    assert page.header.primary is not None
    assert page.header.primary.isEnabled()


def test_a_backup_that_cannot_be_made_is_one_sentence(stage: Stage, page: BasePage) -> None:
    shutil.rmtree(path_of(stage).with_name("valmont.sauvegardes"), ignore_errors=True)
    path_of(stage).with_name("valmont.sauvegardes").write_text("no folder")
    back_up(stage)
    assert "est absent ou protégé en écriture" in plain(stage.window.sentence)
    assert page.backups.table.rows == ()


def test_once_a_base_is_opened_again_its_earlier_page_hears_of_no_backup(
    stage: Stage, page: BasePage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(stage.desk.opened):
        stage.program.open(path_of(stage))
    stage.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    stage.window.go("base")
    stage.settle()
    with qtbot.captureExceptions() as errors:
        back_up(stage)
    assert errors == []
    assert stage.window.sentence == "Sauvegarde faite et vérifiée."


def test_a_base_that_was_renamed_meanwhile_is_one_sentence(stage: Stage, page: BasePage) -> None:
    path = path_of(stage)
    path.rename(path.with_name("ailleurs.pstdesk"))
    page.refresh()
    stage.settle()
    assert "ne se laisse plus atteindre" in plain(stage.window.sentence)


def test_what_is_replaced_and_cannot_be_backed_up_is_said_to_be_beside_the_base(
    stage: Stage, page: BasePage
) -> None:
    back_up(stage)
    (backup,) = backups_of(path_of(stage))
    elsewhere = shutil.copy(backup.path, path_of(stage).with_name("cle.pstdesk"))
    folder = backup.path.parent
    shutil.rmtree(folder)
    folder.write_text("no folder")
    RestoreDialog(stage.window.frame, Path(elsewhere), "", stage.window).submit()
    stage.wait(lambda: "est en place" in stage.window.sentence)
    (kept,) = path_of(stage).parent.glob("valmont.remplacee-*")
    assert plain(stage.window.sentence) == (
        f"La sauvegarde est en place. Ce qu’elle a remplacé est gardé à côté de la base : « {kept.name} »."
    )


def test_enter_on_a_backup_puts_it_back_and_the_base_opens_again(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    before = tables(path_of(stage))
    one_more(path_of(stage))
    page.backups.table.selectRow(0)
    page.take_focus()
    QTest.keyClick(page.backups.table, Qt.Key.Key_Return)
    shown = dialog(stage)
    assert "n’y sera plus" in plain(shown.form.findChildren(type(shown._trouble))[0].text())
    shown.primary.click()
    stage.wait(lambda: stage.window.sentence.startswith("La sauvegarde est en place"))
    stage.settle()
    assert tables(path_of(stage)) == before
    assert [backup.kind for backup in backups_of(path_of(stage))] == [
        BackupKind.BEFORE_RESTORE,
        BackupKind.MANUAL,
    ]
    read: list[int] = []
    stage.desk.read(stage.window, lambda session: len(committee_rows(session, date(2026, 11, 12)))).success(
        read.append
    ).start()
    stage.settle()
    assert read == [9]


def test_a_damaged_backup_changes_nothing_and_the_base_opens_again(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    (backup,) = backups_of(path_of(stage))
    cut(backup.path)
    before = tables(path_of(stage))
    page.backups.table.selectRow(0)
    page.backups.restore.click()
    dialog(stage).primary.click()
    stage.wait(lambda: "elle est abîmée" in stage.window.sentence)
    stage.settle()
    assert stage.desk.path is not None
    assert tables(stage.desk.path) == before


def test_a_file_from_elsewhere_is_put_back(
    stage: Stage, page: BasePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = copy_to(path_of(stage), tmp_path / "clé.pstdesk")
    one_more(path_of(stage))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(stick), ""))
    page.backups.more.choices.actions()[0].trigger()
    dialog(stage).primary.click()
    stage.wait(lambda: stage.window.sentence.startswith("La sauvegarde est en place"))
    stage.settle()
    assert tables(path_of(stage))["person"] == tables(stick)["person"]


def test_to_change_nothing_is_the_other_button(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    before = path_of(stage).read_bytes()
    page.backups.table.selectRow(0)
    page.backups.restore.click()
    dialog(stage).cancel.click()
    stage.settle()
    assert path_of(stage).read_bytes() == before


def test_a_copy_is_written_where_one_says(
    stage: Stage, page: BasePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def where(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return str(tmp_path / "clé.pstdesk"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    page.backups.copy.click()
    stage.settle()
    assert asked[0].startswith("valmont_20")
    assert tables(tmp_path / "clé.pstdesk") == tables(path_of(stage))
    assert "Copie enregistrée et vérifiée" in stage.window.sentence
    assert page.backups.copy.isEnabled()


def test_a_check_says_that_all_is_well_and_is_remembered(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    page.file.check_button.click()
    stage.settle()
    assert page.file.findings.sentence.startswith("Tout est en ordre")
    assert "tout est en ordre" in page.file.check.text()
    assert stage.preferences.last_check(path_of(stage)) is not None
    assert page.file.check_button.isEnabled()


def test_a_check_names_what_it_finds(stage: Stage, page: BasePage) -> None:
    back_up(stage)
    (backup,) = backups_of(path_of(stage))
    cut(backup.path)
    page.file.check_button.click()
    stage.settle()
    assert backup.path.name in page.file.findings.sentence
    assert "1 défaut trouvé" in plain(page.file.check.text())


def test_another_folder_takes_the_next_ones(
    stage: Stage, page: BasePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "partage"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(other))
    page.backups.ask_folder()
    stage.settle()
    assert str(other / "valmont.sauvegardes") in page.backups.explanation.text()
    back_up(stage)
    assert page.backups.table.rows[0].path.parent == other / "valmont.sauvegardes"
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.backups.more.choices.actions()[1].trigger()
    assert [url.toLocalFile() for url in opened] == [str(other / "valmont.sauvegardes")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(path_of(stage).parent))
    page.backups.ask_folder()
    assert stage.preferences.current.backup_folder == ""


def test_a_folder_that_is_away_is_said(stage: Stage, page: BasePage, tmp_path: Path) -> None:
    stage.preferences.change(backup_folder=str(tmp_path / "débranchée"))
    page.reload()
    stage.settle()
    assert "ne se laisse pas atteindre" in page.backups.trouble.sentence
    back_up(stage)
    assert page.backups.table.rows[0].path.parent == path_of(stage).with_name("valmont.sauvegardes")
