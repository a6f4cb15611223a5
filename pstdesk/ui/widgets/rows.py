"""Rows as a table model: frozen dataclasses in, text, pills and order out; no database, no widgets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from pstdesk.domain.names import fold
from pstdesk.ui.theme import Tone

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

_FORMULA_SIGNS = ("=", "@", "\t", "\r")

# A list is sorted anew each time it is read, and most of its words have not changed.
_folded = lru_cache(maxsize=20_000)(fold)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table; each function takes a row.

    ``order`` gives what to sort by where the text would sort wrongly (dates, numbers; None comes last),
    ``tone`` makes the text a tinted pill, ``detail`` is a second, muted line; with ``detail_title`` a copied
    table gives it a column of its own, and ``plain_title`` names the first one there. ``draw`` paints
    the cell where words are too long for it: the text is then what a reader, a copy and the tool tip say.
    """

    key: str
    title: str
    text: Callable[[R], str]
    width: int = 120
    right: bool = False
    stretch: bool = False
    order: Callable[[R], Any] | None = None
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
        return _folded(self.text(row)) if self.order is None else self.order(row)


class RowModel(QAbstractTableModel, Generic[R]):
    """The rows of one table in the order of one column.

    Like every model it belongs to a widget: alone it would be taken apart by Python's collector, on whichever
    thread that runs, while the table still looks at it.
    """

    def __init__(self, columns: Sequence[Column[R]], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[R, ...] = ()
        self.sorted_by = -1
        self.descending = False

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show ``rows``, in the order of the sorted column or, without one, as they come."""
        self.beginResetModel()
        self.rows = self._in_order(rows)
        self.endResetModel()

    def order_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by ``column``."""
        self.beginResetModel()
        self.sorted_by, self.descending = column, descending
        self.rows = self._in_order(self.rows)
        self.endResetModel()

    def _in_order(self, rows: Iterable[R]) -> tuple[R, ...]:
        if self.sorted_by < 0:
            return tuple(rows)
        keyed = [(self.columns[self.sorted_by].sort_key(row), row) for row in rows]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.descending)
        return tuple(row for _key, row in known) + tuple(row for key, row in keyed if key is None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole and column.draw is not None:
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


def as_tsv(columns: Sequence[Column[R]], rows: Sequence[R]) -> str:
    """Return rows with their titles as lines of tab-separated cells; a spreadsheet finds no formula in it."""
    copied = _copied(columns)
    lines = [[title for title, _text in copied]]
    lines += [[_harmless(text(row)) for _title, text in copied] for row in rows]
    return "\n".join("\t".join(cells) for cells in lines)


def as_html(columns: Sequence[Column[R]], rows: Sequence[R]) -> str:
    """Return rows with their titles as an HTML table whose cells a spreadsheet takes as text."""
    copied = _copied(columns)
    head = "".join(f"<th>{escape(title)}</th>" for title, _text in copied)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text(row))}</td>" for _title, text in copied) + "</tr>" for row in rows
    )
    style = "<style>td { mso-number-format: '\\@'; }</style>"
    return f"<html><head>{style}</head><body><table><tr>{head}</tr>{body}</table></body></html>"


def _copied(columns: Sequence[Column[R]]) -> list[tuple[str, Callable[[R], str]]]:
    """Return the columns of a copied table: second lines that have a title are columns of their own."""
    found: list[tuple[str, Callable[[R], str]]] = []
    for column in columns:
        found.append((column.plain_title or column.title, column.text))
        if column.detail is not None and column.detail_title:
            found.append((column.detail_title, column.detail))
    return found


def _harmless(cell: str) -> str:
    # "+33 1 ..." and "- 3" stay as people know them; "+A1" and "=cmd|..." do not.
    signed = cell[:1] in ("+", "-") and not (cell[1:2].isdigit() or cell[1:2].isspace())
    flat = " ".join(cell.split())
    return f"'{flat}" if cell.startswith(_FORMULA_SIGNS) or signed else flat
