"""One record in the place of its list: a header with the way back, cards in three parts, and further tabs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pstdesk.i18n import _, format_number
from pstdesk.ui.page import GAP, MARGIN, Frame, Header
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.panels import Card, scrolled

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
    table: str
    """The name of the table whose records it shows."""

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
        self._behind: list[QWidget] = []
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inside))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._tab_line = QWidget()
        self._tab_line.hide()
        line = QVBoxLayout(self._tab_line)
        line.setContentsMargins(MARGIN, 10, MARGIN, 0)
        line.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self._tab_line)
        whole.addWidget(self._stack, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def add_tab(self, words: str, widget: QWidget, focus: QWidget) -> int:
        """Put ``widget`` behind a tab, whose place is returned; the cards are behind the first.

        ``focus`` is where the keyboard goes there.
        """
        if not self.tabs.count():
            self.tabs.addTab(_("Fiche"))
            self._tab_line.show()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 14, MARGIN, 18)
        card = Card()
        card.body.addWidget(widget)
        column.addWidget(card)
        self._stack.addWidget(page)
        self._behind.append(focus)
        return self.tabs.addTab(words)

    def count_tab(self, place: int, words: str, n: int) -> None:
        """Say on a tab how many lines stand behind it."""
        self.tabs.setTabText(place, f"{words} ({format_number(n)})" if n else words)

    def open(self, record_id: int) -> None:
        """Show another record, its cards first."""
        if record_id != self.record_id and self.tabs.count():
            self.tabs.setCurrentIndex(0)
        self.record_id = record_id
        self.frame.seen(self.table, record_id)
        self.reload()

    def reload(self) -> None:
        """Read the record again; a subclass's part."""
        raise NotImplementedError

    def not_read(self, trouble: Trouble) -> None:
        """Say why the record could not be read; leave it where it is gone, silently where nobody looks."""
        if self.isHidden():
            return
        self.frame.desk.failed.emit(trouble)
        if trouble.code == "record_missing":
            self.left.emit()

    def take_focus(self) -> None:
        """Put the keyboard where work begins on the tab on show; a subclass's part for the cards."""
        raise NotImplementedError

    def focus_behind(self) -> bool:
        """Put the keyboard into the list behind the tab on show; False where the cards are."""
        place = self.tabs.currentIndex()
        if place > 0:
            self._behind[place - 1].setFocus()
        return place > 0

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
