"""The place Tableau de bord: three years of activity, a base just made, one on its way, a very large one."""

import tempfile
from datetime import date
from functools import cache, partial
from pathlib import Path
from shutil import copy

from PySide6.QtWidgets import QWidget

from pstdesk.services import demo
from pstdesk.services.demo_cast import read_script
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm
from pstdesk.ui import clock
from pstdesk.ui.dashboard.page import DashboardPage
from tests.bench.large_base import make_large_base
from tests.ui.stage import Stage


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pstdesk-scenes-")


def _path(name: str) -> Path:
    return Path(_folder().name) / f"{name}.pstdesk"


@cache
def _demonstration(today: date) -> Path:
    path, script = _path("demo"), read_script()
    play = partial(demo.play, script=script, today=today, step=lambda done, total: None)
    new_base(path, "bondy", ProgrammeForm(**script["programme"]), today, user="demo", fill=play)
    return path


@cache
def _fresh(today: date) -> Path:
    new_base(_path("fresh"), "bondy", ProgrammeForm("PST de Valmont", "Valmont"), today)
    return _path("fresh")


@cache
def _large() -> Path:
    make_large_base(_path("large"), share=0.2)
    return _path("large")


def place(stage: Stage, base: Path) -> DashboardPage:
    """Return the place, opened on a copy of ``base``."""
    assert stage.desk.path is not None
    own = Path(copy(base, stage.desk.path.parent / base.name))
    stage.program.open(own)
    stage.wait(lambda: stage.desk.path == own)
    stage.window.activateWindow()  # without a desktop nobody gives the keyboard back
    stage.wait(stage.window.isActiveWindow)
    stage.settle()
    page = stage.window.page
    assert isinstance(page, DashboardPage)
    page.take_focus()
    stage.settle()
    return page


def demonstration(stage: Stage) -> QWidget:
    place(stage, _demonstration(clock.today()))
    return stage.window


def narrow(stage: Stage) -> QWidget:
    place(stage, _demonstration(clock.today()))
    stage.window.resize(640, stage.window.height())
    return stage.window


def fresh(stage: Stage) -> QWidget:
    place(stage, _fresh(clock.today()))
    return stage.window


def young(stage: Stage) -> QWidget:
    stage.window.go("dashboard")
    stage.settle()
    return stage.window


def large(stage: Stage) -> QWidget:
    place(stage, _large())
    return stage.window


SCENES = {
    "tableau-de-bord-demo": demonstration,
    "tableau-de-bord-etroit": narrow,
    "tableau-de-bord-nouveau": fresh,
    "tableau-de-bord-jeune": young,
    "tableau-de-bord-grand": large,
}
