"""Which rows of a table are chosen, by their records: they stay so when the rows are read or sorted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QTableView

from pstdesk.ui.widgets.rows import RowModel


@dataclass(frozen=True, slots=True)
class Kept:
    """The records chosen in a table, and the current one."""

    ids: tuple[int, ...]
    current: int | None


class TableSelection:
    """Speaks of the selection of one table in places and in ids."""

    def __init__(self, table: QTableView, model: RowModel[Any]) -> None:
        self._table = table
        self._model = model

    def places(self) -> list[int]:
        """Return the places of the selected rows from top to bottom."""
        chosen = self._table.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted({place for each in ranges for place in range(each.top(), each.bottom() + 1)})

    def ids(self) -> tuple[int, ...]:
        """Return the ids of the selected records from top to bottom, read or not."""
        found = (self._model.id_at(place) for place in self.places())
        return tuple(record_id for record_id in found if record_id is not None)

    def keep(self, sought: int | None = None) -> Kept:
        """Return what is chosen now; ``sought`` is the record that is to be current once it is there."""
        index = self._table.currentIndex()
        current = self._model.id_at(index.row()) if index.isValid() else None
        return Kept(self.ids(), sought or current)

    def restore(self, kept: Kept, *, follow: bool = True) -> bool:
        """Choose again what was; with ``follow`` bring the current row into view. False where it is gone."""
        place = None if kept.current is None else self._model.place_of(kept.current)
        if place is not None:
            first = self._table.horizontalHeader().logicalIndex(0)
            index = self._model.index(place, first)
            self._table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if follow:
                self._table.scrollTo(index)
        places = sorted(found for found in map(self._model.place_of, kept.ids) if found is not None)
        if place is not None and not places:
            places = [place]
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._table.selectionModel().select(self._runs(places), flags)
        return place is not None

    def _runs(self, places: Sequence[int]) -> QItemSelection:
        """Return ``places`` as a selection of whole runs: one by one, thousands would take seconds."""
        chosen = QItemSelection()
        start = 0
        for end in range(1, len(places) + 1):
            if end == len(places) or places[end] != places[end - 1] + 1:
                first, last = self._model.index(places[start], 0), self._model.index(places[end - 1], 0)
                chosen.append(QItemSelectionRange(first, last))
                start = end
        return chosen
