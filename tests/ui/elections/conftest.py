"""The story's meeting on its day, opened, with everybody there but two, one of whom gave a proxy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.elections.voting import RULES, Voting
from tests.ui.meetings.conftest import _played, _story, documents, hours, on_the_day, opened
from tests.ui.meetings.hours import Time

__all__ = ["documents", "hours", "on_the_day", "opened", "voting"]


@pytest.fixture
def voting(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    documents: Path,
    opened: list[Path],
    on_the_day: None,
    hours: Time,
    request: pytest.FixtureRequest,
) -> Iterator[Voting]:
    """Return the meeting at its item "Élection du référent"."""
    for seances in _played(qapp, tmp_path, _story()):
        made = Voting(seances, hours, getattr(request, "param", RULES))
        yield made
        # nobody is there to be asked whether what could not be saved may go
        made.seances.page._asks = lambda *_words: True  # type: ignore[method-assign]  # a stand-in
