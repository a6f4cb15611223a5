"""Lists under filters behind tabs; beside the tabs, how many rows are shown and the way to show them all."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.lists.pane import ListPane
from pstdesk.ui.lists.tools import ListButton
from pstdesk.ui.widgets.labels import label


class TabbedLists(QWidget):
    """One list at a time is on show; ``turned`` with its place, from 0, when it is another one."""

    turned = Signal(int)

    def __init__(self, name: str, lists: Sequence[tuple[str, ListPane]]) -> None:
        super().__init__()
        self._lists = tuple(each for _words, each in lists)
        self._counts = [""] * len(lists)
        self._filtered = [False] * len(lists)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(name)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.count = label("", "muted")
        self.clear = QPushButton(_("Effacer les filtres"))
        self.clear.setProperty("role", "link")
        self.clear.clicked.connect(lambda: self.current.clear_filters())
        self._stack = QStackedWidget()
        for place, (words, each) in enumerate(lists):
            self.tabs.addTab(words)
            self._stack.addWidget(each)
            each.counted.connect(partial(self._take_count, place))
            each.filtered.connect(partial(self._take_filtered, place))
        self.tabs.currentChanged.connect(self._turn)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._top.addWidget(self.tabs, 1)
        self._top.addWidget(self.clear)
        self._top.addWidget(self.count)
        self.more = ListButton(self.current.table)
        self._top.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        self._say()

    @property
    def current(self) -> ListPane:
        """The list on show."""
        return self._lists[self.tabs.currentIndex()]

    def add_tool(self, widget: QWidget) -> None:
        """Add a tool on the line of the tabs, before what can be done with the list."""
        self._top.insertWidget(self._top.indexOf(self.more), widget)

    def _turn(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        self.more.table = self.current.table
        self._say()
        self.turned.emit(tab)

    def _take_count(self, place: int, words: str) -> None:
        self._counts[place] = words
        self._say()

    def _take_filtered(self, place: int, held: bool) -> None:
        self._filtered[place] = held
        self._say()

    def _say(self) -> None:
        tab = self.tabs.currentIndex()
        self.count.setText(self._counts[tab])
        self.clear.setVisible(self._filtered[tab])
