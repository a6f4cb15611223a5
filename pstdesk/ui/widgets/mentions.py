"""Who is meant after an at-sign: proposed under the text as one types it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QListView, QPlainTextEdit

from pstdesk.domain.action_line import name_begun
from pstdesk.domain.names import fold
from pstdesk.i18n import _
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.suggest import LineDelegate, Lines, Suggestion

_TYPING_PAUSE = 120
_LINE = 34
_MOST = 6
_WIDTH = 380
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


Query = Callable[[Any, str], Sequence["Named"]]


@dataclass(frozen=True)
class Named(Suggestion):
    """Somebody proposed; ``typed`` is the name as it stands in a text."""

    typed: str = ""


class Mentions(QObject):
    """Proposes while the text before the cursor of ``edit`` ends in an at-sign and the beginning of a name.

    ``query()`` says with what to ask: a function of (session, words) that runs off the window's thread.
    Arrows choose, Enter or Tab take, Escape closes.
    ``taken(Named)`` once the sign and what followed it were taken out of the text: whoever listens puts
    the name where it belongs. A name typed in full is not put in the way of Enter.
    """

    taken = Signal(object)

    def __init__(self, edit: QPlainTextEdit, desk: Desk, query: Callable[[], Query]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._desk = desk
        self._query = query
        self._closed_for = ""
        self._lines = Lines(self)
        # A child of the window and no window of its own: the keyboard stays in the text.
        self.popup = QListView(edit)
        self.popup.setProperty("role", "suggestions")
        self.popup.setAccessibleName(_("Personnes et structures proposées"))
        self.popup.setFrameShape(QFrame.Shape.NoFrame)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setItemDelegate(LineDelegate(self.popup))
        self.popup.setModel(self._lines)
        self.popup.clicked.connect(self._take)
        self.popup.hide()
        self._wait = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._wait.timeout.connect(self._ask)
        edit.textChanged.connect(self._typed)
        edit.cursorPositionChanged.connect(self._moved)
        edit.destroyed.connect(self.popup.deleteLater)
        edit.installEventFilter(self)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is proposed at this moment."""
        return self._lines.suggestions if self.popup.isVisible() else ()

    def begun(self) -> str | None:
        """Return what was typed of a name after the sign, or None where the cursor is not behind one."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection() or self._edit.isReadOnly():
            return None
        begun = name_begun(cursor.block().text()[: cursor.positionInBlock()])
        return None if begun is None else begun[1]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize):
            self._hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.popup.isVisible():
            return self._takes(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _takes(self, key: Qt.Key) -> bool:
        """Whether ``key`` was for the names proposed."""
        current = self.popup.currentIndex()
        if key == Qt.Key.Key_Escape:
            self._closed_for = self.begun() or ""
            self._hide()
            return True
        if key in _STEPS:
            place = current.row() + _STEPS[key] if current.isValid() else 0
            self.popup.setCurrentIndex(self._lines.index(max(0, min(self._lines.rowCount() - 1, place))))
            return True
        if key in _TAKES and current.isValid():
            self._take(current)
            return True
        return False

    def _typed(self) -> None:
        words = self.begun()
        if words is None or not self._edit.hasFocus():
            self._hide()
        elif not (self._closed_for and words.startswith(self._closed_for)):
            self._closed_for = ""
            self._wait.start()

    def _moved(self) -> None:
        if self.popup.isVisible() and self.begun() is None:
            self._hide()

    def _ask(self) -> None:
        words, query = self.begun(), self._query()
        if words is None:
            return
        reading = self._desk.read(self, lambda session: tuple(query(session, words)))
        reading.once("mentions").success(lambda found: self._propose(words, found)).start()

    def _propose(self, words: str, found: tuple[Suggestion, ...]) -> None:
        if self.begun() != words or not self._edit.hasFocus():
            return
        self._lines.show(found, "")
        if not found:
            self._hide()
            return
        self._place(min(len(found), _MOST))
        in_full = any(fold(words) in (fold(line.text), fold(line.detail)) for line in found) and fold(words)
        self.popup.setCurrentIndex(QModelIndex() if in_full else self._lines.index(0))

    def _place(self, lines: int) -> None:
        """Show the list under the line being written, or above it where there is no room."""
        window = self._edit.window()
        if self.popup.parentWidget() is not window:
            self.popup.setParent(window)
        line = self._edit.cursorRect()
        height, width = lines * _LINE + 10, min(_WIDTH, window.width() - 16)
        under = self._edit.viewport().mapTo(window, QPoint(line.left(), line.bottom() + 4))
        left = max(8, min(under.x(), window.width() - width - 8))
        top = under.y()
        if top + height > window.height():
            top -= height + line.height() + 8
        self.popup.setGeometry(left, top, width, height)
        self.popup.show()
        self.popup.raise_()

    def _take(self, index: QModelIndex) -> None:
        chosen = self._lines.line(index.row())
        cursor = self._edit.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        begun = name_begun(before)
        self._hide()
        if begun is None:
            return
        more = QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(QTextCursor.MoveOperation.Left, more, len(before) - begun[0])
        cursor.removeSelectedText()
        self.taken.emit(chosen)

    def _hide(self) -> None:
        self._wait.stop()
        self.popup.hide()
