"""The table of the window: sorts, finds what is typed, remembers its columns, copies itself.

Its rows are handed over whole by :meth:`RowTable.set_rows`, or a long list is read page by page
(:mod:`pstdesk.ui.lists.reading`) and handed over as it comes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from pstdesk.domain.names import fold
from pstdesk.services.listing import Focus, Listing, Opening, Order, Window
from pstdesk.settings import Preferences, TableLayout
from pstdesk.ui.widgets.cells import RowDelegate
from pstdesk.ui.widgets.copying import as_html, as_tsv, put_on_clipboard
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column, RowModel
from pstdesk.ui.widgets.table_columns import TableColumns
from pstdesk.ui.widgets.table_selection import Kept, TableSelection
from pstdesk.ui.widgets.table_set_up import Letters, set_up
from pstdesk.ui.widgets.table_tools import Tools, tools_around

R = TypeVar("R")


class RowTable(QTableView, Generic[R]):
    """Shows frozen rows; ``row_opened(row)`` on Enter or a double click, ``row_selected(row or None)``.

    ``name`` is the key under which the user's column widths, hidden columns and order are remembered.
    Rows with an ``id`` stay selected when the rows are read again.
    """

    row_opened = Signal(object)
    row_selected = Signal(object)
    order_asked = Signal()
    """A list that comes sorted is to be sorted by what :attr:`order` says now."""
    letters_typed = Signal(str)
    """The first row is sought whose words in the sorted column begin with these letters."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        preferences: Preferences | None = None,
        *,
        sort: str = "",
        descending: bool = False,
        comes_sorted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.listing: Listing[Any] | None = None
        """What is on show, where it is read in pages."""
        self.filters: Callable[[], tuple[tuple[str, str], ...]] = tuple
        """What narrows the list, in words: the name of each filter and what it says."""
        self._rows = RowModel(columns, self)
        self._rows.sorts = not comes_sorted
        self._cells = RowDelegate(self, self._rows)
        self._empty: EmptyState | None = None
        self._filled = False
        self._has_header = True
        self._sought: int | None = None
        """The record to be selected as soon as it is known where it stands."""
        self._letters = Letters()
        self.setModel(self._rows)
        self.setItemDelegate(self._cells)
        self._chosen = TableSelection(self, self._rows)
        set_up(self, detailed=any(column.detail is not None for column in columns))
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.horizontalHeader().customContextMenuRequested.connect(self._offer_columns)
        self.columns = TableColumns(self, self._rows, name, preferences)
        self.columns.apply(TableLayout(sort=sort, descending=descending))
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        # Not ``activated``: some desktops send it at a single click.
        self.doubleClicked.connect(self._open)

    # Rows

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown, in their order on screen; of a long list, those that were read so far."""
        return self._rows.rows

    @property
    def model_of_rows(self) -> RowModel[R]:
        """The rows with their places, read or not."""
        return self._rows

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        return self._rows.order

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show ``rows``; those selected stay selected if they are still there."""
        self._show(lambda: self._rows.set_rows(rows))

    def set_opening(self, opening: Opening[Any]) -> None:
        """Show the first rows of a long list from its top."""
        self._show(lambda: self._rows.set_opening(opening))
        self.scrollToTop()

    def set_window(self, window: Window[Any], *, follow: bool = False) -> None:
        """Show a long list with the rows looked at; with ``follow``, from where the current one is."""
        self._show(lambda: self._rows.set_window(window), follow=follow)

    def set_ids(self, ids: tuple[int, ...]) -> None:
        """Take in where the records of a long list stand."""
        self._rows.set_ids(ids)
        if self._sought is not None:
            self.select_id(self._sought)

    def focus_of(self, *, follow: bool) -> Focus:
        """Return what is looked at, to have just that read again."""
        first, last = self.places_in_view()
        current = self.currentIndex()
        record_id = self._rows.id_at(current.row()) if current.isValid() else self._sought
        return Focus(first, last - first + 1, record_id, follow)

    def places_in_view(self) -> tuple[int, int]:
        """Return the places of the first and the last row on the screen."""
        height = self.verticalHeader().defaultSectionSize()
        first = max(0, self.rowAt(0))
        return first, first + self.viewport().height() // height + 1

    # Choosing

    def current_row(self) -> R | None:
        """Return the current row, or None."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def selected_places(self) -> list[int]:
        """Return the places of the selected rows from top to bottom."""
        return self._chosen.places()

    def selected_rows(self) -> tuple[R, ...]:
        """Return the selected rows from top to bottom, those that were read."""
        found = (self._rows.row(place) for place in self._chosen.places())
        return tuple(row for row in found if row is not None)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected records from top to bottom, read or not."""
        return self._chosen.ids()

    def select_id(self, record_id: int) -> bool:
        """Select the record of this id and bring it into view; False if it is not shown.

        In a long list of which only the beginning is known, it is selected as soon as the rest is.
        """
        place = self._rows.place_of(record_id)
        unknown = place is None and self._rows.ids is None and not self._rows.complete
        self._sought = record_id if unknown else None
        if place is None:
            return False
        self.selectRow(place)
        self.scrollTo(self._rows.index(place, self._first_column()))
        return True

    def set_empty(self, state: EmptyState) -> None:
        """Show ``state`` in place of rows whenever there are none."""
        if self._empty is not None:
            self._empty.hide()  # at once: rows may be shown in its place before it is gone
            self._empty.deleteLater()
        self._empty = state
        state.setParent(self)
        self._show_empty()

    def copy(self) -> None:
        """Put the selected rows (all, if fewer than two are selected) on the clipboard as a table."""
        tools = self.tools()
        if tools is not None and not self._rows.complete:
            tools.copy(self)
            return
        chosen = self.selected_rows()
        rows = chosen if len(chosen) > 1 else self.rows
        columns = self.columns.shown
        put_on_clipboard(as_tsv(columns, rows), as_html(columns, rows))

    def tools(self) -> Tools | None:
        """Return what the page around the table offers to do with a list, None in a dialog."""
        return tools_around(self)

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the rows chosen, before what can be done with the list."""
        menu.addActions(self.actions())

    def menu(self) -> QMenu:
        """Return what can be done with the rows chosen and with the list."""
        menu = QMenu(self)
        menu.setObjectName("list")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        tools = self.tools()
        if tools is not None:
            if menu.actions():
                menu.addSeparator()
            tools.fill(menu, self)
        return menu

    # Columns

    def hide_header(self) -> None:
        """Do without the names of the columns: what each shows speaks for itself."""
        self._has_header = False
        self.horizontalHeader().hide()

    def fit_columns(self) -> None:
        """Hide the columns for which there is no room."""
        self.columns.fit()

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort by the column at ``column``, and remember it."""
        kept = self._chosen.keep()
        self._rows.order_by(column, descending=descending)
        if self._rows.sorts:
            self._choose_again(kept)
        else:
            self.order_asked.emit()
        self.columns.keep()

    def _sort(self, column: int) -> None:
        self.sort_by(column, descending=self._rows.sorted_by == column and not self._rows.descending)

    def _first_column(self) -> int:
        return self.horizontalHeader().logicalIndex(0)

    # Parts

    def _offer_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns.offer(menu)
        tools = self.tools()
        if tools is not None:
            menu.addSeparator()
            tools.fill(menu, self)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _show(self, change: Callable[[], None], *, follow: bool = True) -> None:
        offset = self.verticalScrollBar().value()
        kept = self._chosen.keep(self._sought)
        self._filled = True
        change()
        self._choose_again(kept, follow=follow)
        if not follow:
            self.verticalScrollBar().setValue(offset)
        self._show_empty()

    def _choose_again(self, kept: Kept, *, follow: bool = True) -> None:
        """Select what was selected; where the current row went, say so."""
        found = self._chosen.restore(kept, follow=follow)
        if found:
            self._sought = None
        elif kept.current is not None:
            known = self._rows.ids is not None or self._rows.complete
            self._sought = None if known else kept.current
            self.row_selected.emit(None)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_selected.emit(self._rows.row(current.row()) if current.isValid() else None)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row()) if index.isValid() else None
        if row is not None:
            self.row_opened.emit(row)

    def _show_empty(self) -> None:
        if self._empty is not None:
            is_empty = self._filled and not self._rows.rowCount()
            self.horizontalHeader().setVisible(self._has_header and not is_empty)
            self._empty.setGeometry(self.rect())
            self._empty.setVisible(is_empty)

    def _set_hovered(self, row: int) -> None:
        if row != self._cells.hovered:
            self._cells.hovered = row
            self.viewport().update()

    # Qt

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # Home and End go along a row, in which nobody here moves: they go to the ends of the list.
        last = self._rows.rowCount() - 1
        if action == QAbstractItemView.CursorAction.MoveHome and last >= 0:
            return self._rows.index(0, self._first_column())
        if action == QAbstractItemView.CursorAction.MoveEnd and last >= 0:
            return self._rows.index(last, self._first_column())
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        typed = self._letters.add(search)
        sought = fold(typed)
        if not sought:
            return
        if not self._rows.complete:
            self.letters_typed.emit(typed)
            return
        column = self._rows.columns[max(self._rows.sorted_by, 0)]
        for place, row in enumerate(self.rows):
            if fold(column.text(row)).startswith(sought):
                self.selectRow(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tools = self.tools()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif (
            tools is not None
            and event.key() == Qt.Key.Key_E
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            tools.export(self)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu.actions():
            menu.popup(event.globalPos())

    def cut_words(self, index: QModelIndex) -> str:
        """Return all that a cell says where there is no room for it, else nothing."""
        return self._cells.cut_words(index)

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
        self.fit_columns()
        self._show_empty()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.columns.keep_now()
