"""Long work is done with the collector of cycles at rest, and only long work."""

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk import collector
from pstdesk.ui.operations import Desk
from tests.ui.stage import Stage


def test_collection_rests_within_the_block_and_goes_on_after_it_even_after_an_error() -> None:
    seen = []

    def fail() -> None:
        with collector.paused():
            seen.append(gc.isenabled())
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert seen == [False]
    assert gc.isenabled()


def test_a_block_within_a_block_does_not_wake_it() -> None:
    with collector.paused():
        with collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_task_runs_with_it_at_rest(qtbot: QtBot) -> None:
    parent, seen = QObject(), list[bool]()
    desk = Desk()
    desk.task(parent, lambda _step: gc.isenabled()).success(seen.append).start()
    qtbot.waitUntil(lambda: bool(seen))
    desk.close()
    assert seen == [False]
    assert gc.isenabled()


def test_a_sweep_collects_what_is_due_on_the_thread_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for counts in ((10, 0, 0), (701, 0, 0), (701, 11, 0), (701, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        collector.sweep()
    with collector.paused():
        collector.sweep()
    assert asked == [0, 1, 2]


def test_while_the_program_lives_no_worker_collects(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qapp, tmp_path / "settings", None)
    stage.show(QSize(800, 600))
    assert not gc.isenabled()
    threads: list[int] = []

    def seen(phase: str, _info: object) -> None:
        threads.append(threading.get_ident())

    gc.callbacks.append(seen)
    try:
        stage.desk.task(stage.window, lambda _step: [[] for _ in range(100_000)]).start()
        stage.wait(lambda: bool(threads) and not stage.desk.is_busy)
    finally:
        gc.callbacks.remove(seen)
    assert set(threads) == {threading.get_ident()}
    stage.close()
    assert gc.isenabled()
