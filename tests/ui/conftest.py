"""Somebody at the window of a small town, for the tests of its places."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.acting import Acting
from tests.ui.small_town import make_town
from tests.ui.stage import Stage


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path))
    stage.show(QSize(1366, 768))
    yield Acting(stage)
    stage.close()
