"""Rows as a table model: frozen dataclasses in, text, pills and order out; no database, no widgets.

A long list has only the rows that were looked at; of the others the model knows that they are there, and asks
for them when they come into view.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter

from pstdesk.documents.table import Cell
from pstdesk.domain.names import fold
from pstdesk.services.listing import Opening, Order, Window
from pstdesk.ui.theme import Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

WAITING = "…"
"""Stands in the first column of a row that has not been read yet."""

# A list is sorted anew each time it is read, and most of its words have not changed.
_folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table; each function takes a row.

    ``value`` gives the day or the number that a spreadsheet is to take for one where the text says it in
    words, ``detail_value`` that of the second line, and ``exported`` what stands there instead of the
    column: titles and values. ``order`` gives what to sort by where neither the value nor the text would
    sort well (None comes last). ``tone`` makes the text a tinted pill, ``detail`` is a second, muted line;
    with ``detail_title`` a copied table gives it a column of its own, and ``plain_title`` names the first
    one there. ``draw`` paints the cell where words are too long for it: the text is then what a reader, a
    copy and the tool tip say.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 120
    right: bool = False
    stretch: bool = False
    order: Callable[[R], Any] | None = None
    value: Callable[[R], Cell] | None = None
    detail_value: Callable[[R], Cell] | None = None
    exported: tuple[tuple[str, Callable[[R], Cell]], ...] = ()
    tone: Callable[[R], Tone | None] | None = None
    muted: Callable[[R], bool] | None = None
    bold: Callable[[R], bool] | None = None
    detail: Callable[[R], str] | None = None
    detail_title: str = ""
    plain_title: str = ""
    draw: Callable[[QPainter, QRectF, R, QFont], object] | None = None
    needs: int = 0
    """Pixels of the whole table below which this column gives way to the others."""

    def sort_key(self, row: R) -> Any:
        """Return what ``row`` is sorted by in this column."""
        order = self.order or self.value
        return _folded(self.text(row)) if order is None else order(row)


class RowModel(QAbstractTableModel, Generic[R]):
    """The rows of one table in the order of one column; ``wanted(place)`` where one is to be shown unread.

    Like every model it belongs to a widget: alone it would be taken apart by Python's collector, on whichever
    thread that runs, while the table still looks at it.
    """

    wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[R]], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.sorted_by = -1
        self.descending = False
        self.sorts = True
        """Whether it sorts by itself; a list that is read in pages comes sorted."""
        self.ids: tuple[int, ...] | None = None
        """Those of a long list in their order, once they are known."""
        self._rows: list[R | None] = []
        self._places: dict[int, int] | None = None

    # Rows

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows that have been read, in their order."""
        return tuple(row for row in self._rows if row is not None)

    @property
    def complete(self) -> bool:
        """Whether all rows have been read."""
        return all(row is not None for row in self._rows)

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        if self.sorted_by < 0:
            return Order()
        return Order(self.columns[self.sorted_by].key, self.descending)

    def row(self, place: int) -> R | None:
        """Return the row at ``place``, None where it has not been read."""
        return self._rows[place]

    def id_at(self, place: int) -> int | None:
        """Return the id of the record at ``place`` where it is known, whether its row was read or not."""
        row = self._rows[place]
        if row is not None:
            return getattr(row, "id", None)
        return None if self.ids is None else self.ids[place]

    def place_of(self, record_id: int) -> int | None:
        """Return where the record of this id stands, None where it is not known to."""
        if self._places is None:
            known = ((self.id_at(place), place) for place in range(len(self._rows)))
            self._places = {found: place for found, place in known if found is not None}
        return self._places.get(record_id)

    def unread(self, first: int, last: int) -> tuple[int, ...]:
        """Return the ids of the records from ``first`` to ``last`` whose rows have not been read."""
        if self.ids is None:
            return ()
        places = range(max(0, first), min(last + 1, len(self._rows)))
        return tuple(self.ids[place] for place in places if self._rows[place] is None)

    # What is shown

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show ``rows``, in the order of the sorted column or, without one, as they come."""
        self._show(self._in_order(rows), None)

    def set_opening(self, opening: Opening[Any]) -> None:
        """Show the first rows of a long list, in the order in which they were asked for."""
        unread = [None] * (opening.total - len(opening.rows))
        self._show([*opening.rows, *unread], opening.ids)

    def set_window(self, window: Window[Any]) -> None:
        """Show a long list of which some rows were read."""
        read = {row.id: row for row in window.rows}
        self._show([read.get(record_id) for record_id in window.ids], window.ids)

    def set_ids(self, ids: tuple[int, ...]) -> None:
        """Take in the ids of all records of a long list, whose first rows are shown."""
        if len(ids) == len(self._rows):
            self.ids, self._places = ids, None
        else:  # something came or went meanwhile: the list will be read anew, until then what is known stays
            self.set_window(Window(ids, self.rows))

    def fill(self, rows: Iterable[Any]) -> None:
        """Take in rows that had not been read."""
        places = []
        for row in rows:
            place = self.place_of(row.id)
            if place is not None:
                self._rows[place] = row
                places.append(place)
        if places:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def order_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by ``column``, or say that it is what a list that comes sorted is sorted by."""
        self.sorted_by, self.descending = column, descending
        if self.sorts:
            self._show(self._in_order(self.rows), None)
        else:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _show(self, rows: Iterable[R | None], ids: tuple[int, ...] | None) -> None:
        self.beginResetModel()
        self._rows, self.ids, self._places = list(rows), ids, None
        self.endResetModel()

    def _in_order(self, rows: Iterable[R]) -> tuple[R, ...]:
        if self.sorted_by < 0 or not self.sorts:
            return tuple(rows)
        keyed = [(self.columns[self.sorted_by].sort_key(row), row) for row in rows]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.descending)
        return tuple(row for _key, row in known) + tuple(row for key, row in keyed if key is None)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if row is None:
            if role == Qt.ItemDataRole.DisplayRole:
                self.wanted.emit(index.row())
                return WAITING if index.column() == 0 else ""
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            detail = column.detail(row) if column.detail is not None else ""
            return ", ".join(filter(None, (column.title, column.text(row), detail)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            if section != self.sorted_by:
                return column.title
            return f"{column.title} {'↓' if self.descending else '↑'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
