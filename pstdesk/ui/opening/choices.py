"""Choices one below the other: a button with its verb, and what it leads to beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pstdesk.ui.widgets.labels import label

_WIDTH = 248
"""Pixels of the buttons: the same in all panels of a page."""


class Choices(QWidget):
    """Buttons of one width at the left, each explained at its right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _WIDTH)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, in their order."""
        return tuple(self.findChildren(QPushButton))

    def add(
        self, verb: str, explained: str, do: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """Add a choice; ``primary`` for the one that is right most of the time."""
        row = self._grid.rowCount()
        button = QPushButton(verb)
        button.setAutoDefault(primary)
        if primary:
            button.setProperty("role", "primary")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setAccessibleDescription(explained)
        button.clicked.connect(lambda: do())
        words = label(explained, "muted", wrap=True)
        self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignVCenter)
        return button
