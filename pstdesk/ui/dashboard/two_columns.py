"""Panels in two columns, or in one below the other where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pstdesk.ui.page import GAP

_ROOM_FOR_TWO = 760
"""Pixels below which the panels stand one below the other."""


class TwoColumns(QWidget):
    """Panels in the order in which they are read; ``right`` says which stand in the second column."""

    def __init__(self, panels: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._panels, self._right = tuple(panels), frozenset(right)
        self._beside: bool | None = None
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        for column in self._columns:
            column.setSpacing(GAP)
            self._row.addLayout(column)
        self._arrange(beside=True)

    def _arrange(self, *, beside: bool) -> None:
        if beside is self._beside:
            return
        self._beside = beside
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        for panel in self._panels:
            self._columns[beside and panel in self._right].addWidget(panel)
        for column in self._columns:
            column.addStretch(1)
        self._row.setStretch(0, 3)
        self._row.setStretch(1, 2 if beside else 0)
        self._row.setSpacing(GAP if beside else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= _ROOM_FOR_TWO)
