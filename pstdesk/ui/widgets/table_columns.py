"""The columns of a table as its user wants them: which, how wide, in which order; remembered by name."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from pstdesk.settings import Preferences, TableLayout
from pstdesk.ui.widgets.rows import Column, RowModel

_LEAST_WIDTH = 40


class TableColumns(QObject):
    """Applies what is remembered of a table's columns, and remembers what becomes of them."""

    def __init__(
        self, table: QTableView, model: RowModel[Any], name: str, preferences: Preferences | None
    ) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._name = name
        self._preferences = preferences
        self._default = TableLayout()
        self._unwanted: set[str] = set()
        """Keys of the columns that the user does without."""
        self._asked_for: set[str] = set()
        """Keys of the columns that the user wants whatever room there is."""
        self._applies = False
        self._keep_soon = QTimer(self, singleShot=True, interval=600)
        self._keep_soon.timeout.connect(self.keep)

    @property
    def every(self) -> tuple[Column[Any], ...]:
        """The columns that there are, in the order on the screen."""
        header = self._table.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(self._model.columns[place] for place in places)

    @property
    def shown(self) -> tuple[Column[Any], ...]:
        """The columns on the screen, in their order."""
        return tuple(column for column in self.every if not self.is_hidden(column))

    def is_hidden(self, column: Column[Any]) -> bool:
        """Whether ``column`` is not on the screen."""
        return self._table.isColumnHidden(self._model.columns.index(column))

    def is_wanted(self, column: Column[Any]) -> bool:
        """Whether ``column`` is shown where there is room for it."""
        return column.key not in self._unwanted

    # What the user chooses

    def show(self, key: str, *, shown: bool) -> None:
        """Show or hide a column from now on."""
        (self._unwanted.discard if shown else self._unwanted.add)(key)
        (self._asked_for.add if shown else self._asked_for.discard)(key)
        self.fit()
        for place, column in enumerate(self._model.columns):
            if column.key == key and shown and self._table.columnWidth(place) < _LEAST_WIDTH:
                self._table.setColumnWidth(place, column.width)
        self.keep()

    def offer(self, menu: QMenu) -> None:
        """Add a ticked entry for each column; what a row is about cannot be hidden."""
        for place, column in enumerate(self.every):
            choice = menu.addAction(column.title)
            choice.setCheckable(True)
            choice.setChecked(not self.is_hidden(column))
            choice.setEnabled(place > 0)
            choice.toggled.connect(partial(self._ticked, column.key))

    def _ticked(self, key: str, shown: bool) -> None:
        self.show(key, shown=shown)

    def choose(self, wanted: Sequence[tuple[str, bool]]) -> None:
        """Put the columns into the order of these keys, and show those that are wanted."""
        before = {column.key: self.is_wanted(column) for column in self._model.columns}
        self._put_in_order([key for key, _shown in wanted])
        for key, shown in wanted:
            if before.get(key) is not shown:
                self.show(key, shown=shown)
        self.keep()

    def reset(self) -> None:
        """Return to the columns that everybody begins with; what it is sorted by stays."""
        sort = self._kept_sort()
        self._apply(TableLayout(sort=sort.sort, descending=sort.descending))
        self.keep()

    # What is remembered

    def apply(self, default: TableLayout) -> None:
        """Give the table its columns as its user left them."""
        self._default = default
        kept = self._preferences.table_layout(self._name) if self._preferences is not None else default
        self._apply(kept)
        sort = kept if kept.sort else default
        for place, column in enumerate(self._model.columns):
            if column.key == sort.sort:
                self._model.order_by(place, descending=sort.descending)
        header = self._table.horizontalHeader()
        header.sectionResized.connect(lambda *_sizes: self._keep_later())
        header.sectionMoved.connect(lambda *_places: self._keep_later())

    def keep(self) -> None:
        """Remember the columns as they are now."""
        self._keep_soon.stop()
        if self._preferences is None:
            return
        # A hidden column is 0 wide; it keeps the width it had.
        widths = dict(self._preferences.table_layout(self._name).widths)
        for place, column in enumerate(self._model.columns):
            if not column.stretch and not self._table.isColumnHidden(place):
                widths[column.key] = self._table.columnWidth(place)
        sort = self._kept_sort()
        keys = [column.key for column in self.every]
        usual = [column.key for column in self._model.columns]
        layout = TableLayout(
            widths=widths,
            hidden=tuple(key for key in usual if key in self._unwanted),
            sort=sort.sort,
            descending=sort.descending,
            shown=tuple(key for key in usual if key in self._asked_for),
            order=() if keys == usual else tuple(keys),
        )
        self._preferences.keep_table_layout(self._name, layout)

    def keep_now(self) -> None:
        """Remember what is still to be remembered: the table goes."""
        if self._keep_soon.isActive():
            self.keep()

    def fit(self) -> None:
        """Hide what is not wanted, and what the table is too narrow for."""
        for place, column in enumerate(self._model.columns):
            cramped = self._table.width() < column.needs and column.key not in self._asked_for
            self._table.setColumnHidden(place, cramped or column.key in self._unwanted)

    def _keep_later(self) -> None:
        if not self._applies:
            self._keep_soon.start()

    def _kept_sort(self) -> TableLayout:
        order = self._model.order
        return TableLayout(sort=order.key, descending=order.descending)

    def _apply(self, layout: TableLayout) -> None:
        self._applies = True
        self._unwanted, self._asked_for = set(layout.hidden), set(layout.shown)
        for place, column in enumerate(self._model.columns):
            self._table.setColumnHidden(place, False)
            self._table.setColumnWidth(place, layout.widths.get(column.key, column.width))
            if column.stretch:
                self._table.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._put_in_order(layout.order or [column.key for column in self._model.columns])
        self.fit()
        self._applies = False

    def _put_in_order(self, keys: Sequence[str]) -> None:
        header = self._table.horizontalHeader()
        usual = [column.key for column in self._model.columns]
        known = [key for key in keys if key in usual]
        for target, key in enumerate(dict.fromkeys([*known, *usual])):
            header.moveSection(header.visualIndex(usual.index(key)), target)
