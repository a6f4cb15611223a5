"""A tour of the window: every place, a record of each kind, what is typed, and the main dialogs."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from pstdesk.ui.main_window import MainWindow
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
