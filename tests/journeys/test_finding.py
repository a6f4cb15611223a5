"""Somebody finds a sentence said two years ago, in the demonstration, in three actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pstdesk.db.migrate import open_base
from pstdesk.db.models import AgendaItem, Meeting
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.demo import BASE_NAME
from pstdesk.ui.meetings.page import MeetingsPage
from tests.ui.stage import Stage

TWO_YEARS_AGO = (date(2024, 10, 1), date(2024, 12, 31))


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, demo_folder: Path) -> Iterator[Stage]:
    """The window on the demonstration."""
    path = Path(copy(demo_folder / BASE_NAME, tmp_path))
    stage = Stage(qapp, tmp_path / "settings", path)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


def a_sentence(path: Path) -> tuple[int, int, str]:
    """Return a meeting of two years ago, an item of it, and a sentence that was said nowhere else."""
    base = open_base(path)
    with base.read() as session:
        said = session.execute(
            select(AgendaItem.meeting_id, AgendaItem.id, AgendaItem.notes)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(Meeting.day.between(*TWO_YEARS_AGO), Meeting.state == MeetingState.HELD)
            .order_by(Meeting.day)
        ).all()
        for meeting_id, item_id, notes in said:
            for sentence in notes.replace("\n", " ").split(". "):
                once = select(AgendaItem.id).where(AgendaItem.notes.contains(sentence))
                if 40 < len(sentence) < 200 and len(session.scalars(once).all()) == 1:
                    base.close()
                    return meeting_id, item_id, sentence
    raise AssertionError("nothing was said only once")


def test_a_sentence_said_two_years_ago_is_found_in_three_actions(stage: Stage) -> None:
    path = stage.desk.path
    assert path is not None
    meeting_id, item_id, sentence = a_sentence(path)
    actions = 0

    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    actions += 1

    field = QApplication.focusWidget()
    assert field is not None
    typed = " ".join(sentence.upper().split()[2:7])  # a few words of it, as one remembers them
    QApplication.clipboard().setText(typed)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    actions += 1

    QTest.keyClick(field, Qt.Key.Key_Return)
    actions += 1

    stage.wait(lambda: isinstance(stage.window.page, MeetingsPage))
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    stage.wait(lambda: page.view.agenda.list.current_item() is not None)
    stage.settle()
    item = page.view.agenda.list.current_item()
    assert item is not None
    assert (page.view.meeting_id, item.id) == (meeting_id, item_id)
    editor = page.view.notes.editor
    assert sentence.split()[3] in [one.cursor.selectedText() for one in editor.extraSelections()]
    assert editor.viewport().rect().contains(editor.cursorRect().center())
    assert actions <= 3
