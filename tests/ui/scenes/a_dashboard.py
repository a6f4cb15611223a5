"""The place Tableau de bord: three years of activity, a base just made, one on its way, a very large one."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from pstdesk.ui import clock
from pstdesk.ui.dashboard.page import DashboardPage
from tests.ui.scene_bases import demonstration_base, fresh_base, large_base, open_copy
from tests.ui.stage import Stage


def place(stage: Stage, base: Path) -> DashboardPage:
    """Return the place, opened on a copy of ``base``."""
    open_copy(stage, base)
    page = stage.window.page
    assert isinstance(page, DashboardPage)
    page.take_focus()
    stage.settle()
    return page


def demonstration(stage: Stage) -> QWidget:
    place(stage, demonstration_base(clock.today()))
    return stage.window


def narrow(stage: Stage) -> QWidget:
    place(stage, demonstration_base(clock.today()))
    stage.window.resize(640, stage.window.height())
    return stage.window


def fresh(stage: Stage) -> QWidget:
    place(stage, fresh_base(clock.today()))
    return stage.window


def young(stage: Stage) -> QWidget:
    stage.window.go("dashboard")
    stage.settle()
    return stage.window


def large(stage: Stage) -> QWidget:
    place(stage, large_base())
    return stage.window


SCENES = {
    "tableau-de-bord-demo": demonstration,
    "tableau-de-bord-etroit": narrow,
    "tableau-de-bord-nouveau": fresh,
    "tableau-de-bord-jeune": young,
    "tableau-de-bord-grand": large,
}
