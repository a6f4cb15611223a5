"""The program as on an empty machine, with a documents folder of its own, and an eye on its calm."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.ui import written
from pstdesk.ui.start import location
from tests.journeys.officer import Officer
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls, bound


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's documents folder."""
    documents = tmp_path / "Documents"
    for module in (location, written):
        monkeypatch.setattr(module, "user_documents_path", lambda: documents)
    return documents


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", None)
    stage.show(QSize(1366, 768))
    with Stalls() as stalls:
        yield stage
    stage.close()
    assert stalls.longest < bound(), stalls.report()


@pytest.fixture
def officer(stage: Stage) -> Officer:
    return Officer(stage)
