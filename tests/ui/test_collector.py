"""Long work is done with the collector of cycles at rest, and only long work."""

import gc

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pstdesk import collector
from pstdesk.ui.operations import Desk


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
