"""The grid of the year: arrows go from cell to cell, Enter opens, N plans."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pstdesk.ui.calendar.drawing import LEVEL_HEIGHT, ROW_HEIGHT, CellDelegate, MonthHeader, NamesHeader
from pstdesk.ui.calendar.model import MONTHS, YearModel

_LEAST_MONTH = 62


class YearGrid(QTableView):
    """``opened(row, column)`` on Enter or a double click, ``planning(row, column)`` on N."""

    opened = Signal(int, int)
    planning = Signal(int, int)
    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.year = YearModel(self)
        self.setModel(self.year)
        self.setItemDelegate(CellDelegate(self, self.year))
        self.setHorizontalHeader(MonthHeader(self.year, self))
        self.setVerticalHeader(NamesHeader(self.year, self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row(), index.column()))
        self.selectionModel().currentChanged.connect(
            lambda index, _before: self.moved.emit(index.row(), index.column())
        )

    def fit(self) -> None:
        """Give rows and months their size after another year was shown."""
        line = self.fontMetrics().height()
        for row, shown in enumerate(self.year.lines):
            least, high = (LEVEL_HEIGHT, line + 8) if shown.body is None else (ROW_HEIGHT, 2 * line + 6)
            self.setRowHeight(row, max(least, high))
        self._fit_months()

    def choose(self, body_id: int | None, column: int) -> None:
        """Make the cell of a body and a month the current one; of the first body where it is not shown."""
        rows = [row for row, line in enumerate(self.year.lines) if line.body is not None]
        if not rows:
            return
        ids = {line.body.id: row for row, line in enumerate(self.year.lines) if line.body is not None}
        index = self.year.index(ids.get(body_id or 0, rows[0]), min(max(column, 0), MONTHS - 1))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _fit_months(self) -> None:
        room = self.viewport().width()
        each = max(_LEAST_MONTH, room // MONTHS)
        for column in range(MONTHS):
            spare = room - each * MONTHS if column == MONTHS - 1 else 0
            self.setColumnWidth(column, each + max(0, spare))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_months()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index.row(), index.column())
        elif event.key() == Qt.Key.Key_N:
            self.planning.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of this grid, not the beginning of a word to look for."""
