"""A splitter that stays where the user left it."""

from PySide6.QtCore import Qt, QTimer
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
        kept = preferences.current.splitters.get(name, ())
        whole = 10_000
        fits = len(kept) == 2 and min(kept) > 0
        self.setSizes(list(kept) if fits else [int(share * whole), int((1 - share) * whole)])
        self.splitterMoved.connect(lambda _at, _index: self._keep_soon.start())

    def keep(self) -> None:
        """Remember the widths as they are now."""
        self._keep_soon.stop()
        self._preferences.keep_splitter(self._name, tuple(self.sizes()))
