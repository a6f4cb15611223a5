"""The table of the window: sorts, finds what is typed, remembers its columns, copies itself."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from pstdesk.domain.names import fold
from pstdesk.settings import Preferences, TableLayout
from pstdesk.ui.widgets.cells import DETAILED_ROW_HEIGHT, ROW_HEIGHT, RowDelegate
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column, RowModel, as_html, as_tsv

R = TypeVar("R")
_TYPING_PAUSE = 900


class RowTable(QTableView, Generic[R]):
    """Shows frozen rows; ``row_opened(row)`` on Enter or a double click, ``row_selected(row or None)``.

    ``name`` is the key under which the user's column widths, hidden columns and order are remembered.
    Rows with an ``id`` stay selected when the rows are read again.
    """

    row_opened = Signal(object)
    row_selected = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        preferences: Preferences | None = None,
        *,
        sort: str = "",
        descending: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._preferences = preferences
        self._rows = RowModel(columns, self)
        self._cells = RowDelegate(self, self._rows)
        self._empty: EmptyState | None = None
        self._filled = False
        self._has_header = True
        self._unwanted: set[str] = set()
        """Keys of the columns that the user does without."""
        self._typed = ""
        self._typed_at = QElapsedTimer()
        self._keep_soon = QTimer(self, singleShot=True, interval=600)
        self._keep_soon.timeout.connect(self.keep_layout)
        self.setModel(self._rows)
        self.setItemDelegate(self._cells)
        self._set_up()
        self._apply_layout(TableLayout(sort=sort, descending=descending))
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        # Not ``activated``: some desktops send it at a single click.
        self.doubleClicked.connect(self._open)

    # Rows

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown, in their order on screen."""
        return self._rows.rows

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show ``rows``; the selected one stays selected if it is still there."""
        selected = self.current_row()
        self._filled = True
        self._rows.set_rows(rows)
        self._reselect(selected)
        self._show_empty()

    def current_row(self) -> R | None:
        """Return the current row, or None."""
        index = self.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    def selected_rows(self) -> tuple[R, ...]:
        """Return the selected rows from top to bottom."""
        indexes = self.selectionModel().selectedRows()
        return tuple(self._rows.rows[place] for place in sorted(index.row() for index in indexes))

    def select_id(self, record_id: int) -> bool:
        """Select the row whose ``id`` is ``record_id`` and bring it into view; False if it is not shown."""
        for place, row in enumerate(self._rows.rows):
            if getattr(row, "id", None) == record_id:
                self.selectRow(place)
                self.scrollTo(self._rows.index(place, 0))
                return True
        return False

    def set_empty(self, state: EmptyState) -> None:
        """Show ``state`` in place of rows whenever there are none."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = state
        state.setParent(self)
        self._show_empty()

    def copy(self) -> None:
        """Put the selected rows (all, if fewer than two are selected) on the clipboard as a table."""
        chosen = self.selected_rows()
        rows = chosen if len(chosen) > 1 else self._rows.rows
        every = enumerate(self._rows.columns)
        columns = [column for place, column in every if not self.isColumnHidden(place)]
        mime = QMimeData()
        mime.setText(as_tsv(columns, rows))
        mime.setHtml(as_html(columns, rows))
        QGuiApplication.clipboard().setMimeData(mime)

    # Columns

    def hide_header(self) -> None:
        """Do without the names of the columns: what each shows speaks for itself."""
        self._has_header = False
        self.horizontalHeader().hide()

    def keep_layout(self) -> None:
        """Remember the columns as they are now."""
        self._keep_soon.stop()
        if self._preferences is None:
            return
        columns = self._rows.columns
        # A hidden column is 0 wide; it keeps the width it had.
        widths = dict(self._preferences.table_layout(self._name).widths)
        for place, column in enumerate(columns):
            if not column.stretch and not self.isColumnHidden(place):
                widths[column.key] = self.columnWidth(place)
        layout = TableLayout(
            widths=widths,
            hidden=tuple(column.key for column in columns if column.key in self._unwanted),
            sort=columns[self._rows.sorted_by].key if self._rows.sorted_by >= 0 else "",
            descending=self._rows.descending,
        )
        self._preferences.keep_table_layout(self._name, layout)

    def _apply_layout(self, default: TableLayout) -> None:
        layout = self._preferences.table_layout(self._name) if self._preferences is not None else default
        if not layout.sort:
            layout = TableLayout(layout.widths, layout.hidden, default.sort, default.descending)
        self._unwanted = set(layout.hidden)
        for place, column in enumerate(self._rows.columns):
            self.setColumnWidth(place, layout.widths.get(column.key, column.width))
            if column.stretch:
                self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            if column.key == layout.sort:
                self._rows.order_by(place, descending=layout.descending)
        self._hide_columns()
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._keep_soon.start())

    def _hide_columns(self) -> None:
        for place, column in enumerate(self._rows.columns):
            cramped = self.width() < column.needs
            self.setColumnHidden(place, cramped or column.key in self._unwanted)

    def _sort(self, column: int) -> None:
        selected = self.current_row()
        descending = self._rows.sorted_by == column and not self._rows.descending
        self._rows.order_by(column, descending=descending)
        self._reselect(selected)
        self.keep_layout()

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        for place, column in enumerate(self._rows.columns):
            choice = menu.addAction(column.title)
            choice.setCheckable(True)
            choice.setChecked(not self.isColumnHidden(place))
            choice.setEnabled(place > 0)
            choice.toggled.connect(lambda shown, place=place: self._show_column(place, shown=shown))
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _show_column(self, place: int, *, shown: bool) -> None:
        column = self._rows.columns[place]
        if shown:
            self._unwanted.discard(column.key)
        else:
            self._unwanted.add(column.key)
        self.setColumnHidden(place, not shown)
        if shown and self.columnWidth(place) < 40:
            self.setColumnWidth(place, column.width)
        self.keep_layout()

    # Parts

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        detailed = any(column.detail is not None for column in self._rows.columns)
        lines = 2 if detailed else 1
        least = DETAILED_ROW_HEIGHT if detailed else ROW_HEIGHT
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(least, lines * self.fontMetrics().height() + 12))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)

    def _reselect(self, row: R | None) -> None:
        record_id = getattr(row, "id", None)
        if record_id is not None and not self.select_id(record_id):
            self.row_selected.emit(None)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_selected.emit(self._rows.rows[current.row()] if current.isValid() else None)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(self._rows.rows[index.row()])

    def _show_empty(self) -> None:
        if self._empty is not None:
            is_empty = self._filled and not self._rows.rows
            self.horizontalHeader().setVisible(self._has_header and not is_empty)
            self._empty.setGeometry(self.rect())
            self._empty.setVisible(is_empty)

    def _set_hovered(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self.viewport().update()

    # Qt

    def keyboardSearch(self, search: str) -> None:
        paused = not self._typed_at.isValid() or self._typed_at.elapsed() > _TYPING_PAUSE
        self._typed = search if paused else self._typed + search
        self._typed_at.start()
        sought = fold(self._typed)
        column = max(self._rows.sorted_by, 0)
        for place, row in enumerate(self._rows.rows):
            if sought and fold(self._rows.columns[column].text(row)).startswith(sought):
                self.selectRow(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._set_hovered(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_columns()
        self._show_empty()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keep_soon.isActive():
            self.keep_layout()
