"""The place La base."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.db.backup import make_backup
from pstdesk.db.backup_files import seal_of
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.errors import Refused
from pstdesk.ui import clock
from pstdesk.ui.base.page import BasePage
from pstdesk.ui.trouble import trouble
from tests.ui.stage import Stage

MADE = (
    (BackupKind.BEFORE_IMPORT, 210), (BackupKind.CLOSING, 160), (BackupKind.CLOSING, 100),
    (BackupKind.MANUAL, 62), (BackupKind.CLOSING, 31), (BackupKind.DAILY, 9), (BackupKind.CLOSING, 2),
    (BackupKind.DAILY, 1), (BackupKind.CLOSING, 0),
)  # fmt: skip


def the_base(stage: Stage) -> BasePage:
    stage.window.go("base")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, BasePage)
    return page


def backed_up(stage: Stage) -> BasePage:
    assert stage.desk.path is not None
    for place, (kind, days) in enumerate(MADE):
        at = clock.now() - timedelta(days=days, minutes=20 + 7 * place)
        with closing(sqlite3.connect(stage.desk.path)) as connection:
            connection.execute("UPDATE programme SET footer = ?", (f"Page {place}",))
            connection.commit()
        make_backup(stage.desk.path, kind, at)
    page = the_base(stage)
    page.backups.table.selectRow(0)
    return page


def full(stage: Stage) -> QWidget:
    backed_up(stage)
    return stage.window


def empty(stage: Stage) -> QWidget:
    the_base(stage)
    return stage.window


def checked(stage: Stage) -> QWidget:
    page = backed_up(stage)
    spoiled = page.backups.table.rows[3].path
    spoiled.write_bytes(spoiled.read_bytes()[:50_000])
    seal_of(page.backups.table.rows[5].path).unlink()
    refused = Refused("backup_folder_refused", file="valmont.pstdesk", folder="/media/elise/CLE USB")
    stage.window.frame.backups.trouble = trouble(refused)
    page.reload()
    stage.settle()
    page.file.run_check()
    stage.settle()
    return stage.window


def restoring(stage: Stage) -> QWidget:
    backed_up(stage).backups.ask_restore()
    stage.settle()
    return stage.dialog()


def from_file(stage: Stage) -> QWidget:
    from pstdesk.ui.base.restore_dialog import RestoreDialog

    page = the_base(stage)
    RestoreDialog(
        page.frame, Path("/media/elise/CLE USB/valmont_2026-11-12.pstdesk"), "", stage.window
    ).open()
    stage.settle()
    return stage.dialog()


SCENES = {
    "base": full,
    "base-vide": empty,
    "base-verifiee": checked,
    "base-restaurer": restoring,
    "base-restaurer-fichier": from_file,
}
