"""Three panes side by side; where there is no room, the second and the third share one place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from pstdesk.settings import Preferences
from pstdesk.ui.widgets.segment import Segments

_NARROW_BELOW = 940
_WIDE = (250, 450, 338)
_NARROW_FIRST = 0.36
_LEAST = (190, 280, 240)


class ThreePanes(QWidget):
    """``switch`` says which of the two is shown; the user's own widths are remembered under ``name``."""

    def __init__(
        self,
        name: str,
        preferences: Preferences,
        panes: tuple[QWidget, QWidget, QWidget],
        words: tuple[str, str],
    ) -> None:
        super().__init__()
        self._name = name
        self._preferences = preferences
        self._panes = panes
        self._narrow = self._away = False
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.switch = Segments(words)
        self.switch.group.idClicked.connect(lambda _place: self._show())
        self.switch.hide()
        for place, (pane, least) in enumerate(zip(panes, _LEAST, strict=True)):
            pane.setMinimumWidth(least)
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(place, 1 if place == 1 else 0)
        self._place()
        self.splitter.splitterMoved.connect(lambda _at, _handle: self._keep())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def reveal(self, pane: QWidget) -> None:
        """Bring the second or the third pane forward where they share one place."""
        self.switch.choose(1 if pane is self._panes[2] else 0)
        self._show()

    def set_away(self, *, away: bool) -> None:
        """Leave the place to something else, the switch too, or take it again."""
        self._away = away
        self.setVisible(not away)
        self.switch.setVisible(self._narrow and not away)

    def _place(self) -> None:
        if self._narrow:
            first = int(_NARROW_FIRST * self.width())
            self.splitter.setSizes([first, self.width() - first, self.width() - first])
            return
        kept = self._preferences.current.splitters.get(self._name, ())
        self.splitter.setSizes(list(kept if len(kept) == len(self._panes) and min(kept) > 0 else _WIDE))

    def _keep(self) -> None:
        if not self._narrow:
            self._preferences.keep_splitter(self._name, tuple(self.splitter.sizes()))

    def _show(self) -> None:
        _first, second, third = self._panes
        third_only = self.switch.group.checkedId() == 1
        second.setVisible(not self._narrow or not third_only)
        third.setVisible(not self._narrow or third_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.switch.setVisible(narrow and not self._away)
            self._show()
            self._place()
