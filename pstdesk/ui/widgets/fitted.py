"""Tables inside a page that scrolls: as high as their rows, up to a limit."""

from typing import Any

from pstdesk.ui.widgets.table import RowTable


def fit_height(table: RowTable[Any], *, least: int = 1, most: int = 10) -> None:
    """Make ``table`` as high as its rows, at least ``least`` and at most ``most`` of them."""
    shown = min(max(len(table.rows), least), most)
    row = table.verticalHeader().defaultSectionSize()
    header = table.horizontalHeader().sizeHint().height() if not table.horizontalHeader().isHidden() else 0
    table.setFixedHeight(header + shown * row + 2)
