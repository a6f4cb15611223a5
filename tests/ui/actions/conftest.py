"""The real window on the place Actions et décisions, with what CT1 decided a month ago."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.domain.action import ActionState
from pstdesk.services.action_page import ActionPage, action_page
from pstdesk.ui import clock
from pstdesk.ui.actions.page import ActionsPage
from tests.ui.acting import Acting
from tests.ui.action_story import make_story
from tests.ui.stage import Stage

OPEN = ["Commander la terre", "Réserver la salle", "Écrire aux aînés", "Relancer la presse"]


def played(app: QApplication, folder: Path, base: Path) -> Iterator[Acting]:
    """Show the window on ``base``."""
    stage = Stage(app, folder / "settings", base)
    stage.show(QSize(1366, 768))
    yield Acting(stage)
    stage.close()


def base_page(somebody: Acting, action_id: int) -> ActionPage:
    """Return what the base holds of an action."""
    return somebody.ask(lambda session: action_page(session, action_id, clock.today()))


def state(somebody: Acting, action_id: int) -> ActionState:
    """Return what the base says became of an action."""
    return base_page(somebody, action_id).form.state


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    """Return somebody at the window."""
    yield from played(qapp, tmp_path, make_story(tmp_path))


@pytest.fixture
def page(somebody: Acting) -> ActionsPage:
    """Return the place."""
    shown = somebody.go("actions")
    assert isinstance(shown, ActionsPage)
    return shown
