"""Somebody at the keyboard whose keys and clicks are counted, and what every journey begins with."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy.orm import Session

from pstdesk.db.migrate import open_base
from pstdesk.services import committees, expected
from pstdesk.ui import clock
from pstdesk.ui.importing.dialog import ImportDialog
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.start.page import StartPage
from tests import lists
from tests.ui.stage import Stage
from tests.ui.stalls import own_work

PRESENT = 20


class Officer:
    """Somebody at the keyboard, whose keys and clicks beside the text itself are counted."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.count = 0

    def click(self, widget: QWidget) -> None:
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.stage.settle()

    def enter(self, widget: QWidget) -> None:
        self.count += 1
        QTest.keyClick(widget, Qt.Key.Key_Return)
        self.stage.settle()

    def keys(self, widget: QWidget, text: str) -> None:
        """Type ASCII text key by key, each counted."""
        self.count += len(text)
        QTest.keyClicks(widget, text)


@contextmanager
def looked_into(base: Path) -> Iterator[Session]:
    """Give a session that reads ``base`` beside the window, whose thread is not at fault for it."""
    with own_work():
        database = open_base(base)
        with database.read() as session:
            yield session
        database.close()


def start(stage: Stage, officer: Officer) -> Path:
    """From the assistant to a programme with nine bodies, in at most six keys and clicks."""
    page = stage.window.page
    assert isinstance(page, StartPage)
    page.form.town.setText("Valmont-l’Œuvre")
    officer.enter(page.form.town)
    stage.wait(lambda: stage.desk.path is not None and not stage.desk.is_busy)
    assert officer.count <= 6
    path = stage.desk.path
    assert path is not None
    with looked_into(path) as session:
        assert len(committees.committee_rows(session, date(2026, 11, 23))) == 9
    return path


def take_people_in(stage: Stage, officer: Officer, listed: Path) -> None:
    """The town hall's untidy list: 84 people, 153 memberships."""
    stage.window.go("people")
    stage.settle()
    officer.click(button(stage, "Importer une liste…"))
    dialog = stage.dialog()
    assert isinstance(dialog, ImportDialog)
    dialog.read_file(listed)
    stage.wait(lambda: str(lists.PEOPLE) in dialog.foot.primary.text() and dialog.foot.primary.isEnabled())
    officer.click(dialog.foot.primary)
    stage.wait(dialog.report.isVisible)
    dialog.close()
    path = stage.desk.path
    assert path is not None
    with looked_into(path) as session:
        rows = committees.committee_rows(session, date(2026, 11, 23))
        assert sum(row.members for row in rows) == lists.MEMBERSHIPS


def committee_of_twenty(base: Path) -> int:
    """Return the id of a technical committee that expects twenty people or more today."""
    with looked_into(base) as session:
        for row in committees.committee_rows(session, clock.today()):
            if len(expected.expected_people(session, row.id, clock.today())) >= PRESENT:
                return row.id
    raise AssertionError("no committee expects so many")


def button(stage: Stage, words: str) -> QPushButton:
    """Return a button on screen that says ``words``: the header's, or that of an empty list."""
    found = [one for one in stage.window.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, words
    return found[0]


def primary(page: MeetingsPage) -> QWidget:
    button = page.view.header.primary
    assert button is not None
    return button


def plan_meeting(
    stage: Stage, officer: Officer, committee: int, day: date, titles: Sequence[str]
) -> MeetingsPage:
    """A meeting on ``day``, and its items typed one after the other."""
    stage.window.go("meetings")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    if page.view.isVisible():
        officer.click(page.view.back)
    officer.click(button(stage, "Nouvelle séance"))
    dialog = stage.dialog()
    assert isinstance(dialog, NewMeetingDialog)
    stage.wait(dialog.primary.isEnabled)
    dialog.committee.choose(committee)
    dialog.day.set_day(day)
    dialog.starts.setText("14h")
    dialog.ends.setText("16h")
    officer.click(dialog.primary)
    stage.wait(lambda: page.view.meeting_id is not None and page.view.agenda.new_item.isVisible())
    there = len(page.view.agenda.list.items)
    for title in titles:
        page.view.agenda.new_item.setText(title)
        officer.enter(page.view.agenda.new_item)
    stage.wait(lambda: len(page.view.agenda.list.items) == there + len(titles))
    return page


def add_result(stage: Stage, page: MeetingsPage, place: int, kind: str, typed: tuple[str, str, str]) -> None:
    view = page.view
    view.agenda.list.choose(place)
    stage.settle()
    composer = view.notes.composer
    composer.set_kind("D" if kind == "D" else "A")
    composer.fields.text.setPlainText(typed[0])
    if kind == "A":
        composer.fields.owners.setText(typed[1])
        composer.fields.due.setText(typed[2])
    before = len(view.notes.results.rows)
    composer.submit()
    stage.wait(lambda: len(view.notes.results.rows) == before + 1)
    stage.settle()
