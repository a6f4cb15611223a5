"""Handing the base over, and opening another one, from the place La base."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from pstdesk import __main__, app, cli
from pstdesk.domain.opening import Wish
from pstdesk.services.opening import Opening
from pstdesk.ui.base.page import BasePage
from pstdesk.ui.widgets.messages import MessageBar
from tests.ui.showcase import make_base
from tests.ui.stage import Stage

READ_ONLY = Wish(read_only=True)


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    base = make_base(tmp_path)
    Opening(base, datetime.now(UTC)).open().close()
    stage = Stage(qapp, tmp_path, base)
    stage.preferences.change(export_folder=str(tmp_path / "documents"))
    (tmp_path / "documents").mkdir()
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


def the_base(stage: Stage) -> BasePage:
    stage.window.go("base")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, BasePage)
    return page


def test_the_handover_is_one_click_and_opens_with_another(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = the_base(stage)
    page.handover.write.click()
    stage.settle()
    word, pdf = sorted((tmp_path / "documents").iterdir())
    assert (word.suffix, pdf.suffix) == (".docx", ".pdf")
    assert word.name.startswith("Passation_")
    assert stage.window.sentence == f"Passation écrite : {word.name} et {pdf.name}".replace(" :", "\u00a0:")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    stage.window.findChild(MessageBar).findChild(QPushButton).click()
    assert opened == [str(word)]
    assert page.handover.write.isEnabled()


def test_a_base_is_chosen_to_be_read_and_opened_again_to_be_changed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = stage.desk.path
    assert base is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: ("", ""))
    the_base(stage).others.read.click()
    stage.settle()
    assert not stage.desk.read_only
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(base), ""))
    the_base(stage).others.read.click()
    stage.wait(lambda: stage.desk.read_only and not stage.desk.is_busy)
    page = the_base(stage)
    assert page.header.primary is not None
    assert not page.header.primary.isVisible()
    assert "lecture seule" in page.others.words.text()
    page.others.again.click()
    stage.wait(lambda: stage.desk.path == base and not stage.desk.read_only and not stage.desk.is_busy)
    assert not the_base(stage).others.again.isVisible()


def test_another_base_takes_the_place_of_this_one(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    other = make_base(tmp_path / "other")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(other), ""))
    the_base(stage).others.open.click()
    stage.wait(lambda: stage.desk.path == other)
    assert not stage.desk.read_only


def test_a_base_that_is_only_read_is_handed_over_too(stage: Stage, tmp_path: Path) -> None:
    assert stage.desk.path is not None
    stage.program.open(stage.desk.path, READ_ONLY)
    stage.wait(lambda: stage.desk.read_only)
    stage.settle()
    the_base(stage).handover.write.click()
    stage.settle()
    assert len(list((tmp_path / "documents").iterdir())) == 2


@pytest.mark.parametrize(
    ("words", "base", "wish"),
    [
        (["--read-only"], None, READ_ONLY),
        (["--base", "a.pstdesk", "--read-only"], Path("a.pstdesk"), READ_ONLY),
        (["--base", "a.pstdesk"], Path("a.pstdesk"), Wish()),
    ],
)
def test_the_command_line_opens_the_window_to_read(
    words: list[str], base: Path | None, wish: Wish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[Path | None, Wish]] = []
    monkeypatch.setattr(app, "main", lambda base=None, wish=wish: asked.append((base, wish)) or 0)
    monkeypatch.setattr(cli.sys, "argv", ["pstdesk", *words])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert __main__.main() == 0
    assert asked == [(base, wish)]
