"""Fields for what people type: a search, a day, an hour. Each says what it understood."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pstdesk.domain.calendar import parse_date, parse_time
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date, format_time
from pstdesk.sentences import sentence
from pstdesk.ui import clock
from pstdesk.ui.icons import icon

_TYPING_PAUSE = 120


class SearchField(QLineEdit):
    """Filters as one types: ``searched(text)`` soon after the last key; Ctrl+F comes here, Escape clears."""

    searched = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(200)
        self.setMaximumWidth(360)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._wait = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._wait.timeout.connect(self._search)
        self.textChanged.connect(lambda _text: self._wait.start())
        self._shortcut = QShortcut(QKeySequence.StandardKey.Find, self, self._take_focus)
        self.setToolTip(self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))

    def _search(self) -> None:
        self._wait.stop()
        self.searched.emit(self.text().strip())

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class UnderstoodField(QLineEdit):
    """On leaving it, or on Enter, it shows what it understood of the text."""

    misread = Signal(str)
    """Why the text cannot be read, in a sentence; or nothing when it can be again."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda _text: self.misread.emit(""))

    def show_understood(self) -> None:
        """Show what the text means; Refused if it means nothing."""
        raise NotImplementedError

    def settle(self) -> bool:
        """Show what was understood, or say why the text cannot be read (False)."""
        try:
            self.show_understood()
        except Refused as refused:
            self.misread.emit(sentence(refused))
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        super().keyPressEvent(event)


class DateField(UnderstoodField):
    """A day typed in any French way: "12/3", "lundi", "12 mars"."""

    explained = Signal(str)
    """The day in full, or nothing; a form shows it under the field."""

    def __init__(
        self,
        day: date | None = None,
        *,
        today: Callable[[], date] = clock.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("12/3, 12 mars, lundi…"), parent)
        self._today = today
        self.set_day(day)

    def day(self) -> date | None:
        """Return the day, None for an empty field; Refused if the text is no day."""
        text = self.text().strip()
        return parse_date(text, self._today()) if text else None

    def set_day(self, day: date | None) -> None:
        """Show ``day``."""
        self.setText("" if day is None else format_date(day, "short"))
        self.explained.emit("" if day is None else format_date(day, "full"))

    def show_understood(self) -> None:
        """Show the day as it is usually written."""
        self.set_day(self.day())


class TimeField(UnderstoodField):
    """An hour typed in any French way: "14h30", "9 h", "14:30"."""

    def __init__(self, at: time | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(_("14 h 30"), parent)
        self.set_hour(at)

    def hour(self) -> time | None:
        """Return the hour, None for an empty field; Refused if the text is no hour."""
        text = self.text().strip()
        return parse_time(text) if text else None

    def set_hour(self, at: time | None) -> None:
        """Show ``at``."""
        self.setText("" if at is None else format_time(at))

    def show_understood(self) -> None:
        """Show the hour as it is usually written."""
        self.set_hour(self.hour())
