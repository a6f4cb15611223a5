"""One record in the place of its list: a header with the way back, and cards in three parts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pstdesk.ui.page import GAP, MARGIN, Frame, Header
from pstdesk.ui.widgets.panels import scrolled

_ROOM_FOR_TWO = 960
"""Pixels below which the parts stand one above the other."""
_Places = tuple[tuple[int, int, int], ...]
_PLACES_BESIDE: _Places = ((0, 0, 1), (0, 1, 2), (1, 0, 1))
_PLACES_BELOW: _Places = ((0, 0, 1), (1, 0, 1), (2, 0, 1))
"""Row, column and height in rows of the three parts."""


class RecordView(QWidget):
    """``left()`` on Escape or the arrow before the title. A subclass fills the parts and reads.

    The second part stands beside the first and the third where there is room, else between them.
    """

    left = Signal()

    def __init__(self, frame: Frame, back: str) -> None:
        super().__init__()
        self.frame = frame
        self.record_id = 0
        self.header = Header()
        self.header.set_back(back, self.left.emit)
        self._parts = [QWidget() for _part in range(3)]
        self.first, self.second, self.third = (QVBoxLayout(part) for part in self._parts)
        for part in (self.first, self.second, self.third):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._grid.setContentsMargins(MARGIN, 18, MARGIN, 18)
        self._place(_PLACES_BESIDE)
        inside = QWidget()
        inside.setLayout(self._grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(scrolled(inside), 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def open(self, record_id: int) -> None:
        """Show another record."""
        self.record_id = record_id
        self.reload()

    def reload(self) -> None:
        """Read the record again; a subclass's part."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where work begins; a subclass's part."""
        raise NotImplementedError

    def _place(self, places: _Places) -> None:
        for part, (row, column, rows) in zip(self._parts, places, strict=True):
            self._grid.addWidget(part, row, column, rows, 1)
        beside = places is _PLACES_BESIDE
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3 if beside else 0)
        for row in range(4):
            last = 1 if beside else 3
            self._grid.setRowStretch(row, int(row == last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(_PLACES_BESIDE if event.size().width() >= _ROOM_FOR_TWO else _PLACES_BELOW)
