"""Backups that nobody has to think of: each day, on closing, before another base; never in the way."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from pstdesk.db import backup_files
from pstdesk.db.backup import backups_of
from pstdesk.domain.backup import BackupKind
from pstdesk.services import backups as service
from pstdesk.ui import clock
from pstdesk.ui.importing.dialog import ImportDialog
from tests import builders
from tests.db.basefiles import one_more, tables
from tests.ui.base.conftest import Opened
from tests.ui.showcase import make_base
from tests.ui.stage import Stage


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time of change of a file that was just written tell whether it changed again."""
    monkeypatch.setattr(backup_files, "_UNSETTLED", 0.0)


def kinds(path: Path) -> list[BackupKind]:
    return [backup.kind for backup in backups_of(path)]


def path_of(stage: Stage) -> Path:
    assert stage.desk.path is not None
    return stage.desk.path


def close(stage: Stage) -> None:
    stage.window.close()
    stage.wait(stage.window.isHidden)


# On closing


def test_a_window_that_closes_backs_up_what_changed(open_stage: Opened) -> None:
    stage = open_stage()
    path = path_of(stage)
    close(stage)
    assert kinds(path) == [BackupKind.CLOSING]
    (backup,) = backups_of(path)
    assert tables(backup.path) == tables(path)
    close(open_stage())
    assert len(kinds(path)) == 1
    one_more(path)
    close(open_stage())
    assert kinds(path)[0] is BackupKind.CLOSING
    assert tables(backups_of(path)[0].path) == tables(path)


def test_what_was_typed_last_is_in_the_backup(open_stage: Opened) -> None:
    stage = open_stage()
    path = path_of(stage)
    stage.desk.write(stage.window, lambda session: builders.person(session, "Dernière", "Lévy").id).start()
    close(stage)
    assert "Dernière" in str(tables(backups_of(path)[0].path)["person"])


def test_while_it_is_made_the_window_says_so_and_to_close_again_is_to_go_without(
    open_stage: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_stage()
    path = path_of(stage)
    said: list[str] = []

    def slow(*_asked: object, wanted: service.Wanted, **_how: object) -> None:
        said.append(stage.window.sentence)
        while wanted():
            pass
        raise service.Refused("backup_given_up")

    monkeypatch.setattr(service, "back_up_on_closing", slow)
    assert not stage.window.close()
    assert not stage.window.sidebar.isEnabled()
    stage.wait(lambda: bool(said))
    assert said == ["La base se sauvegarde, puis la fenêtre se ferme…"]
    assert not stage.window.close()
    stage.wait(stage.window.isHidden)
    assert kinds(path) == []


def test_where_none_can_be_made_it_is_said_once_and_the_second_time_the_window_goes(
    open_stage: Opened,
) -> None:
    stage = open_stage()
    path = path_of(stage)
    _no_folder(path)
    stage.window.close()
    stage.wait(lambda: "La sauvegarde de" in stage.window.sentence)
    assert stage.window.isVisible()
    assert stage.window.sidebar.isEnabled()
    close(stage)


def test_a_base_left_for_another_is_backed_up(open_stage: Opened, tmp_path: Path) -> None:
    stage = open_stage()
    left = path_of(stage)
    (tmp_path / "autre").mkdir()
    other = make_base(tmp_path / "autre")
    stage.window.frame.open_base(other)
    stage.wait(lambda: stage.desk.path == other)
    stage.settle()
    assert kinds(left) == [BackupKind.CLOSING]
    assert kinds(other) == []


# Before an import


def test_an_import_is_backed_up_first(stage: Stage, tmp_path: Path) -> None:
    path = path_of(stage)
    before = tables(path)
    import_list(stage, tmp_path)
    (backup,) = backups_of(path)
    assert backup.kind is BackupKind.BEFORE_IMPORT
    assert tables(backup.path) == before
    assert len(tables(path)["person"]) == len(before["person"]) + 1


def test_an_import_without_a_backup_is_done_and_said(stage: Stage, tmp_path: Path) -> None:
    path = path_of(stage)
    before = len(tables(path)["person"])
    _no_folder(path)
    import_list(stage, tmp_path)
    assert len(tables(path)["person"]) == before + 1
    assert "La sauvegarde de" in stage.window.sentence


def import_list(stage: Stage, folder: Path) -> None:
    """Import a list of one person through the window."""
    listed = folder / "liste.csv"
    listed.write_text("Nom;Prénom\nNuñez;Ana\n", encoding="utf-8")
    dialog = ImportDialog(stage.window.frame, stage.window)
    dialog.open()
    dialog.read_file(listed)
    stage.settle()
    dialog.run_import()
    stage.settle()
    dialog.reject()


# Each day


def test_the_day_has_one_backup(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    path = path_of(stage)
    for _turn in range(2):
        stage.window.frame.backups.look()
        stage.settle()
    assert kinds(path) == [BackupKind.DAILY]
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    stage.window.frame.backups.look()
    stage.settle()
    assert kinds(path) == [BackupKind.DAILY]  # nothing changed since
    one_more(path)
    stage.window.frame.backups.look()
    stage.settle()
    assert kinds(path) == [BackupKind.DAILY, BackupKind.DAILY]


def test_it_looks_again_by_itself_and_no_more_once_the_window_goes(stage: Stage) -> None:
    backups = stage.window.frame.backups
    assert backups._timer.isActive()
    backups.look()
    assert backups._timer.isActive()
    close(stage)
    assert not backups._timer.isActive()


def test_a_meeting_is_not_disturbed(stage: Stage) -> None:
    path = path_of(stage)
    stage.window._give_room("meetings", asked=True)
    stage.window.frame.backups.look()
    stage.settle()
    assert kinds(path) == []
    stage.window._give_room("meetings", asked=False)
    stage.window.frame.backups.look()
    stage.settle()
    assert kinds(path) == [BackupKind.DAILY]


def test_one_that_cannot_be_made_is_said_once_and_shown(stage: Stage) -> None:
    path = path_of(stage)
    _no_folder(path)
    backups, window = stage.window.frame.backups, stage.window
    backups.look()
    stage.settle()
    assert "La sauvegarde de" in window.sentence
    window.hush(window.sentence)
    backups.look()
    stage.settle()
    assert window.sentence == ""
    assert backups.trouble is not None
    path.with_name("valmont.sauvegardes").unlink()
    backups.look()
    stage.settle()
    assert backups.trouble is None


def _no_folder(path: Path) -> None:
    """Leave the base no room for backups beside it."""
    folder = path.with_name("valmont.sauvegardes")
    if folder.exists():
        shutil.rmtree(folder)
    folder.write_text("no folder")
