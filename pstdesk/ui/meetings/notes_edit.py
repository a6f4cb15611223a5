"""The editor of an item's notes: plain text, in which a line "D: ..." or "A: ..." can leave as a result."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from pstdesk.domain.action_line import signed
from pstdesk.domain.passage import best_place, spans
from pstdesk.i18n import _
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.marks import qt_spans
from pstdesk.ui.widgets.mentions import Named
from pstdesk.ui.widgets.quiet import quiet

_RESULT_LINE = re.compile(r"^\s*([DA])\s*:\s*(\S.*)$", re.IGNORECASE)


def result_in(line: str) -> tuple[str, str] | None:
    """Return ("D" or "A", text) where ``line`` begins so, else None."""
    match = _RESULT_LINE.match(line)
    return None if match is None else (match[1].upper(), match[2].rstrip())


class NotesEdit(QPlainTextEdit):
    """``result_typed("D" or "A", text, line)`` on Enter at the end of such a line; ``left`` on focus out."""

    result_typed = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Notes du point"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(6)
        self.textChanged.connect(self._stress_nothing)

    def show_text(self, text: str) -> None:
        """Show ``text`` as it is in a draft, without saying that it was typed."""
        place = self.textCursor().position()
        with quiet(self):
            self.setPlainText(text)
        self._stress_nothing()
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)

    def stress(self, words: str) -> None:
        """Let ``words``, accents and case apart, stand out, and show where they stand together.

        Until something is typed or another text is shown.
        """
        text = self.toPlainText()
        colours = tokens()
        look = QTextCharFormat()
        look.setBackground(QColor(colours.warning_soft))
        look.setForeground(QColor(colours.ink))
        look.setFontUnderline(True)
        marked = []
        for start, end in qt_spans(text, spans(text, words)):
            one = QTextEdit.ExtraSelection()
            one.cursor, one.format = self._selected(start, end), look
            marked.append(one)
        self.setExtraSelections(marked)
        if marked:
            ((at, _end),) = qt_spans(text, [(best_place(text, words), len(text))])
            cursor = self.textCursor()
            cursor.setPosition(at)
            self.setTextCursor(cursor)
            self.centerCursor()

    def _selected(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _stress_nothing(self) -> None:
        if self.extraSelections():
            self.setExtraSelections([])

    def remove_line(self, line: str) -> None:
        """Take ``line`` out of the text, if it is still there as it was."""
        block = self.document().begin()
        while block.isValid():
            if block.text() == line:
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                if not block.previous().isValid():
                    # The first line has no break before it to take along, but perhaps one after it.
                    cursor.setPosition(block.position())
                    more = QTextCursor.MoveOperation.NextBlock
                    if not cursor.movePosition(more, QTextCursor.MoveMode.KeepAnchor):
                        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.removeSelectedText()
                return
            block = block.next()

    def append_line(self, line: str) -> None:
        """Put ``line`` back at the end of the text."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{line}" if cursor.block().text() else line)

    def insert_name(self, named: Named) -> None:
        """Put a name at the cursor, with its sign in a line that becomes an action: the sign says who."""
        found = result_in(f"{self.textCursor().block().text()} …")
        if found is None or found[0] != "A":
            self.insertPlainText(named.typed)
        else:
            self.insertPlainText(f"{signed(named.typed)} ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            line = self.textCursor().block().text()
            found = result_in(line) if self.textCursor().atBlockEnd() else None
            super().keyPressEvent(event)
            if found is not None:
                self.result_typed.emit(*found, line)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
