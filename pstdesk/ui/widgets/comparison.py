"""Two versions of a text in two columns that scroll as one, what changed struck or underlined."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

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

from pstdesk.domain.comparison import ComparedSection, Span
from pstdesk.i18n import _, format_number
from pstdesk.ui.theme import tokens

_AROUND = 160
"""Characters of an unchanged passage that stay beside a change; the rest of it is left out."""
_MOST_KEPT = 4_000
"""Characters of an unchanged passage that are shown at all where everything is wanted."""
_MOST_SHOWN = 12_000
"""Characters of one section on one side: nobody reads more here, and layout would hold up the window."""
_MOST_OF_ALL = 60_000
"""Likewise of all sections together; beyond it each says only its beginning."""
_BEGINNING = 400


class ComparisonView(QTextEdit):
    """Shows compared sections; F3 and Shift+F3 are left to whom it belongs to, see :meth:`step`."""

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

    def show_sections(
        self, sections: Sequence[ComparedSection], titles: tuple[str, str], *, only_changes: bool
    ) -> None:
        """Show ``sections`` under the ``titles`` of both columns."""
        shown = [section for section in sections if section.differs or not only_changes]
        self.clear()
        self._places, self._at = [], -1
        if not shown:
            self.setPlainText(_("Les deux versions disent la même chose."))
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        table = cursor.insertTable(1 + len(shown), 2, _table_format())
        for column, title in enumerate(titles):
            _cursor_in(table, 0, column).insertText(title, _format("title"))
        left = _MOST_OF_ALL
        for row, section in enumerate(shown, start=1):
            most = min(_MOST_SHOWN, max(left, _BEGINNING))
            left -= self._fill(table, row, section, most, only_changes=only_changes)
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

    def _fill(
        self, table: QTextTable, row: int, section: ComparedSection, most: int, *, only_changes: bool
    ) -> int:
        """Fill one row and return how many characters the longer side has."""
        place = taken = 0
        for column, side in enumerate(("left", "right")):
            cursor = _cursor_in(table, row, column)
            place = place or cursor.position()
            _insert(cursor, _of_side(section.heading, side), bold=True)
            if any(span.side in ("both", side) for span in section.heading) and section.text:
                cursor.insertBlock()
            spans = _folded(_of_side(section.text, side), only_changes=only_changes)
            _insert(cursor, _cut(spans, most), bold=False)
            taken = max(taken, sum(len(span.text) for span in spans))
        if section.differs:
            self._places.append(place)
        return min(taken, most)


def _of_side(spans: Iterable[Span], side: str) -> list[Span]:
    return [span for span in spans if span.side in ("both", side)]


def _folded(spans: list[Span], *, only_changes: bool) -> list[Span]:
    """Leave out the middle of what did not change."""
    most = 2 * _AROUND + 40 if only_changes else _MOST_KEPT
    around = _AROUND if only_changes else _MOST_KEPT // 2
    last = len(spans) - 1
    done: list[Span] = []
    for place, span in enumerate(spans):
        text = span.text
        if span.side == "both" and len(text) > most:
            head = "" if place == 0 and only_changes else text[:around]
            tail = "" if place == last and only_changes and place else text[-around:]
            text = f"{head} […] {tail}".strip(" ") if head or tail else text[:around] + " […]"
        done.append(Span(span.side, text))
    return done


def _cut(spans: list[Span], most: int) -> Iterator[Span]:
    """Yield the first ``most`` characters, and say how many follow."""
    total = sum(len(span.text) for span in spans)
    left = most
    for span in spans:
        if left <= 0:
            break
        yield Span(span.side, span.text[:left])
        left -= len(span.text)
    if total > most:
        rest = _("[… encore {n} caractères]").format(n=format_number(total - most))
        yield Span("both", f" {rest}")


def _insert(cursor: QTextCursor, spans: Iterable[Span], *, bold: bool) -> None:
    for span in spans:
        look = _format(span.side)
        if bold:
            look.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(span.text, look)


def _format(kind: Literal["both", "left", "right", "title"]) -> QTextCharFormat:
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
