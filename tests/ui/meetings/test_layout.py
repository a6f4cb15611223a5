"""The meeting at every size and by keyboard alone: nothing hidden, nothing nameless, nothing out of order."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.ui.meetings.conftest import HELD, PLANNED, Seances


def stops(seances: Seances, widget: QWidget) -> list[QWidget]:
    """Return where Tab stops, beginning with ``widget``, until it comes round or leaves the meeting."""
    widget.setFocus()
    found = [widget]
    while True:
        seances.press(Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in found or not seances.view.isAncestorOf(here):
            return found
        found.append(here)


def test_tab_follows_the_reading_order(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    found = stops(seances, view.back)
    assert found == [
        view.back,
        view.steps.more,
        view.header.primary,
        view.minutes,
        view.change,
        view.agenda.list,
        view.agenda.new_item,
        view.notes.state,
        view.notes.editor,
        view.notes.composer.switch.group.checkedButton(),
        view.notes.composer.fields.text,
        view.notes.composer.button,
        view.attendance.entry,
        view.attendance.list,
        view.attendance.rest,
        view.attendance.guest,
        view.attendance.sheet.attaching,
        view.attendance.sheet.more,
    ]


def test_every_stop_has_a_name(seances: Seances) -> None:
    for meeting_id in (PLANNED, HELD):
        view = seances.open(meeting_id, item=2)
        view.notes.composer.set_kind("A")
        for stop in stops(seances, view.back):
            named = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
            assert named, stop


def test_every_button_of_the_mouse_has_a_name_too(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    for button in view.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parentWidget(), QLineEdit):
            assert button.text() or button.accessibleName()


def test_a_small_window_shows_notes_or_attendance(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    assert view.notes.isVisible()
    assert view.attendance.isVisible()
    assert not view.panes.switch.isVisible()
    seances.stage.window.resize(QSize(960, 540))
    seances.settle()
    assert view.panes.switch.isVisible()
    view.panes.switch.group.button(1).click()
    assert (view.notes.isVisible(), view.attendance.isVisible()) == (False, True)
    view.agenda.list.setFocus()
    seances.press(Qt.Key.Key_Return)
    assert (view.notes.isVisible(), view.attendance.isVisible()) == (True, False)
    assert view.notes.editor.hasFocus()
    seances.stage.window.resize(QSize(1366, 768))
    seances.settle()
    assert view.notes.isVisible()
    assert view.attendance.isVisible()


def test_the_widths_of_the_panes_are_remembered(seances: Seances) -> None:
    view = seances.open(HELD)
    view.panes.splitter.setSizes([300, 400, 338])
    view.panes.splitter.splitterMoved.emit(300, 1)
    kept = seances.stage.preferences.current.splitters["meeting"]
    assert abs(kept[0] - 300) <= 2


def test_a_small_window_cuts_nothing(seances: Seances) -> None:
    view = seances.open(HELD, item=2)
    seances.stage.window.resize(QSize(960, 540))
    view.panes.reveal(view.notes)
    view.notes.composer.set_kind("A")
    seances.settle()
    composer = view.notes.composer
    assert composer.height() >= composer.minimumSizeHint().height()
    assert view.notes.editor.height() >= 60
    assert composer.geometry().bottom() <= view.notes.height()
