"""Two versions of a text in two columns that scroll as one, what changed struck or underlined."""

from collections.abc import Sequence
from typing import Literal, get_args

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from pstdesk.i18n import _
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.shown_versions import Passage, ShownSection

_Kind = Literal["both", "left", "right", "title"]
_KINDS: tuple[_Kind, ...] = get_args(_Kind)


class ComparisonView(QTextEdit):
    """Shows what two versions say; F3 and Shift+F3 are left to whom it belongs to, see :meth:`step`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(_("Comparaison"))
        self._places: list[int] = []
        self._at = -1

    @property
    def changes(self) -> int:
        """How many sections that differ are shown."""
        return len(self._places)

    @property
    def current(self) -> int:
        """Which of them the reader went to, from 1; 0 before the first."""
        return self._at + 1

    def show_sections(self, shown: Sequence[ShownSection], titles: tuple[str, str]) -> None:
        """Show the sections under the ``titles`` of both columns."""
        self.clear()
        self._places, self._at = [], -1
        if not shown:
            self.setPlainText(_("Les deux versions disent la même chose."))
            return
        looks = {kind: _format(kind) for kind in _KINDS}
        cursor = self.textCursor()
        cursor.beginEditBlock()
        table = cursor.insertTable(1 + len(shown), 2, _table_format())
        for column, title in enumerate(titles):
            _cursor_in(table, 0, column).insertText(title, looks["title"])
        for row, section in enumerate(shown, start=1):
            place = self._fill(_cursor_in(table, row, 0), section.left, looks)
            self._fill(_cursor_in(table, row, 1), section.right, looks)
            if section.differs:
                self._places.append(place)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def step(self, by: int) -> None:
        """Go to the next section that differs (1), or to the one before (-1)."""
        if not self._places:
            return
        self._at = max(0, min(len(self._places) - 1, self._at + by))
        cursor = self.textCursor()
        cursor.setPosition(self._places[self._at])
        # to the end and back, so that the section begins at the top
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _fill(self, cursor: QTextCursor, passage: Passage, looks: dict[_Kind, QTextCharFormat]) -> int:
        """Fill one cell and return where it begins."""
        place = cursor.position()
        for span in passage.heading:
            bold = QTextCharFormat(looks[span.side])
            bold.setFontWeight(QFont.Weight.DemiBold)
            cursor.insertText(span.text, bold)
        if passage.heading and passage.text:
            cursor.insertBlock()
        for span in passage.text:
            cursor.insertText(span.text, looks[span.side])
        return place


def _format(kind: _Kind) -> QTextCharFormat:
    """Return how a stretch looks: never by its colour alone."""
    colours = tokens()
    look = QTextCharFormat()
    look.setForeground(QColor(colours.ink))
    if kind == "title":
        look.setForeground(QColor(colours.muted))
    elif kind == "left":
        look.setForeground(QColor(colours.bad))
        look.setBackground(QColor(colours.bad_soft))
        look.setFontStrikeOut(True)
    elif kind == "right":
        look.setForeground(QColor(colours.good))
        look.setBackground(QColor(colours.good_soft))
        look.setFontUnderline(True)
    return look


def _table_format() -> QTextTableFormat:
    layout = QTextTableFormat()
    layout.setCellPadding(8)
    layout.setCellSpacing(0)
    layout.setBorder(0)
    layout.setBorderCollapse(True)
    layout.setHeaderRowCount(1)
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    layout.setColumnWidthConstraints([half, half])
    layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return layout


def _cursor_in(table: QTextTable, row: int, column: int) -> QTextCursor:
    """Return a cursor in a cell that has a line under it."""
    look = QTextTableCellFormat()
    look.setBottomBorder(1)
    look.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBottomBorderBrush(QColor(tokens().line))
    look.setPadding(8)
    cell = table.cellAt(row, column)
    cell.setFormat(look)
    return cell.firstCursorPosition()
