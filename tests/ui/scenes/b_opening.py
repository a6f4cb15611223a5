"""What is asked of a base that somebody has open, that changed, that is damaged; one that is only read."""

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from pstdesk.db.backup import make_backup
from pstdesk.db.lock import DeskLock, Holder
from pstdesk.db.migrate import open_base
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import PLAIN, Wish
from pstdesk.ui import clock
from pstdesk.ui.base.page import BasePage
from pstdesk.ui.opening.page import OpeningPage
from pstdesk.ui.trouble import Trouble
from tests import builders
from tests.ui.stage import Stage

FOLDER = Path("/home/elise/Documents/pstdesk")


def asked(stage: Stage, refused: Refused, path: Path) -> OpeningPage:
    """Let the page ask about ``path``."""
    page = stage.window.show_question()
    assert isinstance(page, OpeningPage)
    page.ask(path, PLAIN, Trouble(refused.code, refused=refused))
    stage.settle()
    return page


def in_use(stage: Stage) -> QWidget:
    since = clock.now() - timedelta(minutes=95)
    holder = Holder("e.morel", "CCAS-12", since, 4711)
    asked(stage, Refused("base_in_use", holder=holder), FOLDER / "Valmont.pstdesk")
    return stage.window


def perhaps_in_use(stage: Stage) -> QWidget:
    holder = Holder("e.morel", "CCAS-12", datetime(2026, 11, 3, 16, 40, tzinfo=UTC), 4711, may_be_gone=True)
    asked(stage, Refused("base_in_use", holder=holder), FOLDER / "Valmont.pstdesk")
    return stage.window


def changed(stage: Stage) -> QWidget:
    closed = datetime(2026, 11, 3, 16, 40, tzinfo=UTC)
    page = asked(stage, Refused("base_changed_outside", closed=closed), backed_up(stage))
    page.look_for_backups()
    stage.settle()
    return stage.window


def damaged(stage: Stage) -> QWidget:
    asked(stage, Refused("base_damaged"), backed_up(stage))
    return stage.window


def without_backup(stage: Stage) -> QWidget:
    asked(stage, Refused("base_damaged"), FOLDER / "Valmont.pstdesk")
    return stage.window


def backed_up(stage: Stage) -> Path:
    """Return a base with three backups and a person added since, beside the one that was open."""
    assert stage.desk.path is not None
    path = stage.desk.path.with_name("Val-d-Oeuvre.pstdesk")
    shutil.copy(stage.desk.path, path)
    for days, kind in ((20, BackupKind.MANUAL), (2, BackupKind.BEFORE_IMPORT), (1, BackupKind.CLOSING)):
        make_backup(path, kind, clock.now() - timedelta(days=days))
    with closing(open_base(path)) as base, base.write() as session:
        builders.person(session, "Zoé", "Œillardin")
    return path


def read_only(stage: Stage) -> QWidget:
    path = stage.desk.path
    assert path is not None
    stage.program.open(path, Wish(read_only=True))
    stage.settle()
    stage.settle()
    lock = DeskLock.take(path, "e.morel", clock.now())
    stage.program.open(path, Wish(read_only=True))
    stage.settle()
    stage.settle()
    lock.release()
    return stage.window


def meeting_only_read(stage: Stage) -> QWidget:
    assert stage.desk.path is not None
    stage.program.open(stage.desk.path, Wish(read_only=True))
    stage.settle()
    stage.settle()
    stage.window.go("meetings", 2)
    stage.settle()
    return stage.window


def handing_over(stage: Stage) -> QWidget:
    stage.preferences.change(export_folder=str(stage.preferences.path.parent))
    stage.window.go("base")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, BasePage)
    page.handover.write.click()
    stage.settle()
    for area in page.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return stage.window


SCENES = {
    "base-transmettre": handing_over,
    "ouverture-occupee": in_use,
    "ouverture-occupee-peut-etre": perhaps_in_use,
    "ouverture-changee": changed,
    "ouverture-abimee": damaged,
    "ouverture-sans-sauvegarde": without_backup,
    "ouverture-lecture-seule": read_only,
    "ouverture-seance-lue": meeting_only_read,
}
