"""What somebody does at the window: presses keys, waits for what comes of it, looks into the base."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from pstdesk.db.migrate import open_base
from pstdesk.ui.widgets.suggest import Suggest
from tests.ui.stage import Stage

T = TypeVar("T")


class Acting:
    """Somebody at the window of ``stage``."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def go(self, place: str, record_id: int | None = None) -> Any:
        """Go to a place and return its page."""
        self.stage.window.go(place, record_id)
        self.settle()
        return self.stage.window.page

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        """Press one key where the keyboard is, and wait for what comes of it."""
        for _time in range(times):
            QTest.keyClick(self._focus(), key, modifiers)
        self.settle()

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, text: str) -> None:
        """Type over what is in the field where the keyboard is."""
        field = self._focus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        if not text:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        for letter in text:
            # QTest knows only the letters of Latin-1.
            QApplication.sendEvent(
                field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
        self.settle()

    def fill(self, field: QWidget, text: str) -> None:
        """Go to a field and type over what is in it."""
        field.setFocus()
        self.write(text)

    def pick(self, field: Suggest, text: str, *, new: bool = False) -> None:
        """Type into a field that proposes, and take its first line, or the last, which makes a new one."""
        self.fill(field, text)
        self.stage.wait(field._popup.isVisible)
        if new:
            self.stage.wait(lambda: field._lines.rowCount() > len(field.suggestions))
            for _line in field.suggestions:
                QTest.keyClick(field._popup, Qt.Key.Key_Down)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def click(self, button: QPushButton) -> None:
        """Click a button that can be clicked."""
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def double_click(self, table: QTableView, row: int) -> None:
        """Click twice on a row."""
        middle: QPoint = table.visualRect(table.model().index(row, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.settle()

    def answer(self) -> None:
        """Click the action that the message bar offers."""
        bar = self.stage.window._messages
        assert not bar.isHidden()
        self.click(bar._action)

    def settle(self) -> None:
        """Wait until the base has answered everything and the window shows it."""
        self.stage.settle()
        self.stage.settle()
        window = self.stage.window
        if QApplication.activeModalWidget() is None and not window.isActiveWindow():
            # Without a desktop nobody gives the keyboard back when a dialog has closed.
            window.activateWindow()
            self.stage.wait(window.isActiveWindow)

    def dialog(self) -> Any:
        """Return the dialog that is open, once it has read what it offers and has the keyboard."""
        self.settle()
        shown = self.stage.dialog()
        shown.activateWindow()
        self.stage.wait(shown.isActiveWindow)
        return shown

    @property
    def is_asked(self) -> bool:
        """Whether a dialog is open."""
        return QApplication.activeModalWidget() is not None

    @property
    def said(self) -> str:
        """The sentence in the message bar."""
        return self.stage.window.sentence

    def ask(self, work: Callable[[Any], T]) -> T:
        """Return what ``work(session)`` reads in the base."""
        self.settle()
        found: list[T] = []
        self.stage.desk.read(self.stage.window, work).success(found.append).start()
        self.stage.wait(lambda: bool(found))
        return found[0]

    def elsewhere(self, work: Callable[[Any], object]) -> None:
        """Let another workstation change the base, unknown to this window until it looks."""
        assert self.stage.desk.path is not None
        base = open_base(self.stage.desk.path)
        with base.write() as session:
            work(session)
        base.close()

    def _focus(self) -> QWidget:
        target = QApplication.focusWidget()
        assert target is not None, "the keyboard is nowhere"
        return target


def errors(dialog: QWidget) -> list[str]:
    """Return the sentences that say in a dialog what is wrong."""
    return [
        shown.text()
        for shown in dialog.findChildren(QLabel)
        if shown.property("role") == "error" and shown.isVisible()
    ]


def nameless(parent: QWidget) -> list[QWidget]:
    """Return the visible fields of ``parent`` that a screen reader could not name."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QTableView)
    fields = [field for kind in kinds for field in parent.findChildren(kind) if field.isVisible()]
    return [
        field
        for field in fields
        if not field.accessibleName() and not (isinstance(field, QCheckBox) and field.text())
    ]


def texts(table: Any, column: int = 0) -> list[str]:
    """Return what the rows of a table show in one column."""
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]
