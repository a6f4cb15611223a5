"""The other ways in at the first start: a base that is there, one opened lately, the demonstration."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.ui.operations import Cancelled, Step
from pstdesk.ui.start import location, other_ways
from pstdesk.ui.start.page import StartPage
from pstdesk.ui.widgets.messages import ProgressPanel
from tests.ui.gallery import GALLERY
from tests.ui.showcase import make_base
from tests.ui.stage import Stage
from tests.ui.test_start import start_page, wait_for_base

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    monkeypatch.setattr(location, "user_documents_path", lambda: folder)
    return folder


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", None, places=GALLERY)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


@pytest.fixture
def page(stage: Stage) -> StartPage:
    return start_page(stage)


def test_a_base_opened_lately_is_one_click_away(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    lost = tmp_path / "perdue.pstdesk"
    stage = Stage(qapp, tmp_path / "settings", None, places=GALLERY)
    stage.preferences.change(bases=(str(lost), str(make_base(tmp_path))))
    stage.show(QSize(1366, 768))
    page = start_page(stage)
    assert [link.text() for link in page.others.recent] == ["perdue", "valmont"]
    for _again in range(2):
        page.others.recent[0].click()
        stage.wait(lambda: "perdue.pstdesk" in stage.window.sentence)
        stage.settle()
    page.others.recent[1].click()
    assert wait_for_base(stage).name == "valmont.pstdesk"
    stage.close()


def test_a_base_opened_last_that_nobody_may_see_is_said(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied")  # as a share says before one has logged in

    stage = Stage(qapp, tmp_path / "settings", None, places=GALLERY)
    stage.preferences.change(bases=(str(tmp_path / "partagée.pstdesk"),))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", refuse)
        stage.show(QSize(1366, 768))
    assert "partagée.pstdesk" in stage.window.sentence
    assert isinstance(stage.window.page, StartPage)
    stage.close()


def test_a_file_that_is_no_base_is_said_and_the_assistant_stays(
    stage: Stage, page: StartPage, tmp_path: Path
) -> None:
    foreign = tmp_path / "budget.pstdesk"
    foreign.write_bytes(b"PK\x03\x04")
    page.others.base_chosen.emit(foreign)
    stage.wait(lambda: "budget.pstdesk" in stage.window.sentence)
    assert stage.window.page is page
    assert foreign.read_bytes() == b"PK\x03\x04"


def test_the_demonstration_is_made_and_opened(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    base = make_base(tmp_path)
    folders = []

    def make(folder: Path, _today: date, step: Step) -> Path:
        folders.append(folder)
        step(1, 2)
        return base

    monkeypatch.setattr(other_ways, "demonstrate", make)
    QTest.mouseClick(page.others.demo, LEFT)
    assert wait_for_base(stage) == base
    assert folders == [location.usual_folder() / "demo"]


def test_the_demonstration_can_be_given_up(
    stage: Stage, page: StartPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, given_up = threading.Event(), threading.Event(), threading.Event()

    def make(_folder: Path, _today: date, step: Step) -> Path:
        begun.set()
        go_on.wait(10)
        try:
            step(1, 2)
        except Cancelled:
            given_up.set()
            raise
        raise AssertionError

    monkeypatch.setattr(other_ways, "demonstrate", make)
    page.others.demo.click()
    stage.wait(begun.is_set)
    panel = page.others.findChild(ProgressPanel)
    assert panel.isVisible()
    panel._cancel.click()
    go_on.set()
    stage.wait(given_up.is_set)
    stage.wait(page.others.demo.isEnabled)
    assert not panel.isVisible()
    assert stage.window.page is page
