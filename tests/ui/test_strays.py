"""Nothing is shown before it has its place: it would flash up as a window and take the keyboard along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.places import PLACES
from tests.ui.scenes import meetings_minutes
from tests.ui.showcase import make_base
from tests.ui.stage import Stage
from tests.ui.strays import Strays


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    strays = Strays(qapp)
    yield strays
    strays.stop()


@pytest.fixture
def stage(strays: Strays, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """The window, watched from before it is made."""
    stage = Stage(qapp, tmp_path / "settings", make_base(tmp_path))
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


def test_places_and_records_are_shown_in_the_window_only(stage: Stage, strays: Strays) -> None:
    for place in PLACES:
        stage.window.go(place.key)
        stage.settle()
    for place, kind in (("committees", ""), ("people", ""), ("people", "organisation"), ("meetings", "")):
        stage.window.go(place, 1, kind=kind)
        stage.settle()
    assert strays.stop() == []


def test_minutes_to_approve_leave_the_keyboard_in_the_window(stage: Stage, strays: Strays) -> None:
    meetings_minutes.SCENES["seance-approbation"](stage)
    stage.settle()
    assert isinstance(stage.window.page, MeetingsPage)
    assert stage.window.isActiveWindow()
    assert strays.stop() == []


def test_one_that_is_shown_without_a_place_is_seen(strays: Strays, qtbot: QtBot) -> None:
    label = QLabel("ailleurs")
    qtbot.addWidget(label)
    label.show()
    assert strays.stop() == ["QLabel ailleurs"]
