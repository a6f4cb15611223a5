"""The window on a base that is backed up by itself, as for an officer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.ui.base.page import BasePage
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

Opened = Callable[..., Stage]


@pytest.fixture
def open_stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens a window on one base, again and again; all are closed at the end."""
    stages: list[Stage] = []
    base = make_base(tmp_path)

    def opened() -> Stage:
        stage = Stage(qapp, tmp_path / "settings", base, backs_up=True)
        stage.show(QSize(1366, 768))
        stages.append(stage)
        return stage

    yield opened
    for stage in stages:
        stage.window.frame.backups.by_themselves = False
        stage.close()


@pytest.fixture
def stage(open_stage: Opened) -> Stage:
    """Return a window on a base without a backup."""
    return open_stage()


@pytest.fixture
def page(stage: Stage) -> BasePage:
    """Return the place La base."""
    stage.window.go("base")
    stage.settle()
    shown = stage.window.page
    assert isinstance(shown, BasePage)
    return shown
