"""A tour of the window: every place, a record of each kind, what is typed, and the main dialogs."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.services import agenda, attendance, candidacies
from pstdesk.services.agenda import ItemForm
from pstdesk.services.election_page import election_page
from pstdesk.services.elections import ElectionForm, open_election
from pstdesk.ui import clock
from pstdesk.ui.elections.round_form import RoundPanel
from pstdesk.ui.main_window import MainWindow
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.places import PLACES

Step = tuple[str, Callable[[], object]]
"""What is done, in words for a report, and how; whoever makes the tour waits after each."""


def tour(window: MainWindow) -> Iterator[Step]:
    """Yield what there is to do, one thing after the other; ids are those of a base of ``large_base``."""
    for _turn in range(2):
        for place in PLACES:
            yield f"go to {place.key}", partial(window.go, place.key)
    yield from _searches(window)
    yield from _records(window)
    yield from _notes(window)
    yield from _election(window)
    yield from _dialogs(window)


def _searches(window: MainWindow) -> Iterator[Step]:
    for place in ("committees", "people", "meetings", "actions"):
        yield f"back to {place}", partial(window.go, place)
        page = window.page
        fields = [] if page is None else page.findChildren(QLineEdit)
        for field in [one for one in fields if one.isVisible()][:1]:
            for letters in ("b", "ba", "bal", ""):
                yield f"search {letters!r} in {place}", partial(field.setText, letters)


def _records(window: MainWindow) -> Iterator[Step]:
    for record in (2, 3):
        for place, kind in (
            ("committees", ""),
            ("committees", "rule_set"),
            ("people", ""),
            ("people", "organisation"),
            ("meetings", ""),
            ("actions", ""),
        ):
            yield f"open {kind or 'record'} {record} of {place}", partial(window.go, place, record, kind=kind)


def _notes(window: MainWindow) -> Iterator[Step]:
    yield "open a meeting", partial(window.go, "meetings", 4)
    page = window.page
    editors = [] if page is None else page.findChildren(QPlainTextEdit)
    for editor in [one for one in editors if one.isVisible() and one.isEnabled()][:1]:
        for letter in "Le @bal":
            yield f"type {letter!r} in the notes", partial(QTest.keyClick, editor, letter)
        yield "leave the notes", partial(QTest.keyClick, editor, Qt.Key.Key_Escape)


def _election(window: MainWindow) -> Iterator[Step]:
    """Hold an election at an item added for it, up to a count that is typed."""
    page = window.page
    if not isinstance(page, MeetingsPage) or page.view.meeting_id is None:
        return
    view, meeting_id = page.view, page.view.meeting_id

    made: list[int] = []

    def begin(session: Any) -> tuple[int, int]:
        item_id = agenda.add_item(session, meeting_id, ItemForm("Élection", ItemKind.ELECTION))
        election_id = open_election(session, item_id, ElectionForm(), clock.now())
        for person in election_page(session, election_id).electors[:3]:
            candidacies.add_candidate(session, election_id, person.person_id)
            attendance.record(session, meeting_id, person.person_id, AttendanceStatus.PRESENT)
        return item_id, election_id

    def write() -> None:
        window.frame.desk.write(window, begin).success(made.extend).start()

    yield "open the meeting again", partial(window.go, "meetings", meeting_id)
    yield "add an election", write
    if not made:
        return  # the minutes of a demonstration's old meetings are approved: nothing is elected there
    yield "go to its item", lambda: view.show_item(made[0])
    yield "open an election", lambda: view.election.open(made[1])
    held = view.election.view
    if held is not None:
        yield "open a round", held.go_on
        yield "validate too early", held.go_on
    if held is not None and isinstance(held.panel, RoundPanel):
        for field in held.panel.grid.fields:
            yield f"type {field.accessibleName()}", partial(field.setText, "1")
        yield "write the count", held.panel.flush
        yield "back to the agenda", held.leave


def _dialogs(window: MainWindow) -> Iterator[Step]:
    for place in ("calendar", "committees", "people", "meetings", "actions"):
        yield f"go to {place}", partial(window._choose_place, place)
        yield f"list of {place}", partial(window._choose_place, place)
        page = window.page
        button = None if page is None else page.header.primary
        if button is not None and button.isEnabled():
            yield f"press {button.text()!r}", button.click
            yield from _close(button.text())
    for name, ask in (("settings", window.settings_asked.emit), ("help", window.help_asked.emit)):
        yield f"open {name}", ask
        yield from _close(name)
    yield "open find", window.frame.find
    finding = QApplication.activeModalWidget() or QApplication.activePopupWidget() or window
    for field in [one for one in finding.findChildren(QLineEdit) if one.isVisible()][:1]:
        for letters in ("m", "ma", "mar", "marché"):
            yield f"find {letters!r}", partial(field.setText, letters)
    yield from _close("find")


def _close(name: str) -> Iterator[Step]:
    dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    if isinstance(dialog, QDialog):
        yield f"close {name!r}", dialog.reject
