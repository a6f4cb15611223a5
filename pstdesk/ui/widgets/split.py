"""A splitter that stays where the user left it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from pstdesk.settings import Preferences
from pstdesk.ui.theme import GRID

_PAUSE = 600


class KeptSplitter(QSplitter):
    """Two panels side by side; ``name`` is the key under which their widths are remembered.

    Without a remembered place the first panel takes ``share`` of the width.
    """

    def __init__(
        self, name: str, preferences: Preferences, first: QWidget, second: QWidget, share: float
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._name = name
        self._preferences = preferences
        self.setChildrenCollapsible(False)
        self.setHandleWidth(2 * GRID)
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(1, 1)
        self._keep_soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._keep_soon.timeout.connect(self.keep)
        self._share = share
        self._placed = False
        self.splitterMoved.connect(lambda _at, _index: self._keep_soon.start())

    def keep(self) -> None:
        """Remember the widths as they are now."""
        self._keep_soon.stop()
        self._preferences.keep_splitter(self._name, tuple(self.sizes()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._placed:
            return
        self._placed = True
        kept = self._preferences.current.splitters.get(self._name, ())
        if len(kept) == 2 and min(kept) > 0:
            self.setSizes(list(kept))
        else:
            first = int(self._share * self.width())
            self.setSizes([first, self.width() - first])
