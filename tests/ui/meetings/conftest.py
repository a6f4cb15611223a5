"""The real window on the place Séances, with one meeting to come and one that took place."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Committee, Person
from pstdesk.services import meetings
from pstdesk.services.meeting_page import MeetingPage, meeting_page
from pstdesk.ui import written
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.meetings.view import MeetingView
from pstdesk.ui.places import PLACES
from tests import builders
from tests.ui import meeting_story
from tests.ui.meetings.hours import Time
from tests.ui.stage import Stage

T = TypeVar("T")
SEANCES = tuple(place for place in PLACES if place.key == "meetings")
PLANNED, EARLIER, HELD = 2, 3, 4
"""Ids of the meetings of the story in CT6 and CT3; each committee has met once before, CT3 in EARLIER."""


class Seances:
    """The place, what is on it, and a count of the keys that were pressed."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.keys = 0

    @property
    def page(self) -> MeetingsPage:
        shown = self.stage.window.page
        assert isinstance(shown, MeetingsPage)
        return shown

    @property
    def view(self) -> MeetingView:
        return self.page.view

    def open(self, meeting_id: int, item: int | None = None) -> MeetingView:
        """Open a meeting, the item at ``item`` (from 0) the current one."""
        self.stage.window.go("meetings", meeting_id)
        self.settle()
        if item is not None:
            self.view.agenda.list.choose(item)
            self.settle()
        return self.view

    def type(self, text: str) -> None:
        """Type letters where the keyboard is."""
        for letter in text:
            self.press(letter)

    def press(
        self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key where the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None, "the keyboard is nowhere"
        self.keys += 1
        if isinstance(key, str) and key.isascii():
            QTest.keyClicks(target, key, modifiers)
        elif isinstance(key, str):
            # QTest knows only the letters of Latin-1.
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, key))
        else:
            QTest.keyClick(target, key, modifiers)

    def enter(self) -> None:
        """Press Enter and wait for what comes of it."""
        self.press(Qt.Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        """Wait until the base has answered everything and the page shows it."""
        self.stage.settle()
        self.stage.settle()
        window = self.stage.window
        if QApplication.activeModalWidget() is None and not window.isActiveWindow():
            # Without a desktop nobody gives the keyboard back when a dialog has closed.
            window.activateWindow()
            self.stage.wait(window.isActiveWindow)

    def base(self, meeting_id: int) -> MeetingPage:
        """Return what the base holds of a meeting."""
        return self.ask(lambda session: meeting_page(session, meeting_id))

    def ask(self, work: Callable[[Any], T]) -> T:
        """Return what ``work(session)`` reads."""
        self.settle()
        found: list[T] = []
        self.stage.desk.read(self.stage.window, work).success(found.append).start()
        self.stage.wait(lambda: bool(found))
        return found[0]

    def change(self, work: Callable[[Any], object]) -> None:
        """Let another workstation change the base, unknown to this window until it looks."""
        base = open_base(self.stage.desk.path)
        with base.write() as session:
            work(session)
        base.close()

    def dialog(self) -> Any:
        """Return the dialog that is open, once it has read what it offers."""
        self.settle()
        return self.stage.dialog()

    @property
    def said(self) -> str:
        """The sentence in the message bar."""
        return self.stage.window.sentence


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is the user's documents in this test; it does not exist yet."""
    monkeypatch.setattr(written, "user_documents_path", lambda: tmp_path / "Documents")
    return tmp_path / "Documents"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that were opened in another program."""
    files: list[Path] = []

    def open_url(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(written.QDesktopServices, "openUrl", open_url)
    return files


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it the day of the story's meetings, whenever the test runs."""
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: meeting_story.DAY)
    noon = datetime.combine(meeting_story.DAY, time(12), UTC)
    monkeypatch.setattr("pstdesk.ui.clock.now", lambda: noon)


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Return the hour at which the meeting of the day is opened and closed."""
    made = Time()
    for name in ("now", "now_here"):
        monkeypatch.setattr(f"pstdesk.ui.clock.{name}", made.now)
    return made


@pytest.fixture
def empty(qapp: QApplication, qtbot: QtBot, tmp_path: Path, on_the_day: None) -> Iterator[Seances]:
    """Return the place on a base with a programme and two committees, and no meeting."""
    yield from _played(qapp, tmp_path, _cast())


@pytest.fixture
def seances(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, documents: Path, opened: list[Path], on_the_day: None
) -> Iterator[Seances]:
    """Return the place on the story."""
    yield from _played(qapp, tmp_path, _story())


def _played(app: QApplication, folder: Path, base: bytes) -> Iterator[Seances]:
    file = folder / "valmont.pstdesk"
    file.write_bytes(base)
    stage = Stage(app, folder / "settings", file, places=SEANCES)
    stage.show(QSize(1366, 768))
    yield Seances(stage)
    stage.close()


@cache
def _cast() -> bytes:
    """Return a base with two committees in which the same twenty people sit."""

    def add(session: Session) -> None:
        builders.programme(session)
        builders.grade(session)
        ct6 = builders.committee(session, "CT6", "Petite enfance, jeunesse, parentalité", position=6)
        theme = "Insertion, ESS et développement économique"
        ct3 = builders.committee(session, "CT3", theme, usual_place="Maison de l’emploi", position=3)
        meeting_story.add_members(session, ct3)
        for person in session.scalars(select(Person)):
            builders.membership(session, person, ct6)

    return _written(None, add)


@cache
def _story() -> bytes:
    """Return the same with a planned meeting of one committee and a held one of the other."""

    def add(session: Session) -> None:
        bodies = session.scalars(select(Committee).order_by(Committee.id)).all()
        planned, held = (meeting_story.plan(session, body) for body in bodies)
        assert (planned, held) == (PLANNED, HELD)
        meetings.hold(session, held, meeting_story.DAY)

    return _written(_cast(), add)


def _written(before: bytes | None, add: Callable[[Session], object]) -> bytes:
    with TemporaryDirectory() as folder:
        file = builders.empty_file(Path(folder))
        if before is not None:
            file.write_bytes(before)
        base = open_base(file)
        with base.write() as session:
            add(session)
        base.close()
        return file.read_bytes()


def shown_texts(widget: QWidget, kind: type[Any]) -> list[str]:
    """Return the texts of the visible widgets of a kind."""
    return [found.text() for found in widget.findChildren(kind) if found.isVisible() and found.text()]
