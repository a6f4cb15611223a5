"""A tour of everything, on a base with hundreds of records: no turn of the window's thread is noticed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QSize
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.bench.large_base import make_large_base
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls, bound
from tests.ui.tour import tour

SHARE = 0.05
"""Of the large base: 250 people, 3 committees, 120 meetings, 1,000 items, 1,500 actions."""
AFTER = 120
"""Milliseconds after a step in which what it put off may come."""


@pytest.fixture
def crowded(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    base = tmp_path / "large.pstdesk"
    make_large_base(base, share=SHARE)
    stage = Stage(qapp, tmp_path / "settings", base)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


def test_nothing_that_is_done_on_a_large_base_holds_up_the_window(crowded: Stage) -> None:
    longest: list[tuple[float, str, str]] = []
    dialogs = 0
    steps = tour(crowded.window)
    for words, do in steps:
        stalls = Stalls()
        do()
        pause = QDeadlineTimer(AFTER)
        crowded.wait(lambda: pause.hasExpired() and not crowded.desk.is_busy)  # noqa: B023 - asked at once
        longest.append((stalls.stop(), words, stalls.report()))
        dialogs += isinstance(QApplication.activeModalWidget(), QDialog)
    slowest = sorted(longest, reverse=True)
    allowed = bound()
    assert len(longest) > 60
    assert "write the count" in [words for _seconds, words, _report in longest]
    assert dialogs >= 7
    for seconds, words, _report in slowest[:8]:
        sys.stdout.write(f"{seconds * 1000:4.0f} ms of {allowed * 1000:.0f}: {words}\n")
    assert slowest[0][0] < allowed, f"{slowest[0][1]}: {slowest[0][2]}"
