"""How every table of the window behaves, and the letters that are typed into it."""

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pstdesk.ui.widgets.cells import DETAILED_ROW_HEIGHT, ROW_HEIGHT

_TYPING_PAUSE = 900


def set_up(table: QTableView, *, detailed: bool) -> None:
    """Make ``table`` one of ours: whole rows, a quiet header whose columns move; ``detailed`` is higher."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setMouseTracking(True)
    lines, least = (2, DETAILED_ROW_HEIGHT) if detailed else (1, ROW_HEIGHT)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(max(least, lines * table.fontMetrics().height() + 12))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    header.setSectionsClickable(True)
    header.setSectionsMovable(True)
    header.setFirstSectionMovable(False)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


class Letters:
    """What is typed into a list without a pause is one word."""

    def __init__(self) -> None:
        self._typed = ""
        self._at = QElapsedTimer()

    def add(self, letters: str) -> str:
        """Return the word so far, with ``letters`` at its end."""
        paused = not self._at.isValid() or self._at.elapsed() > _TYPING_PAUSE
        self._typed = letters if paused else self._typed + letters
        self._at.start()
        return self._typed
