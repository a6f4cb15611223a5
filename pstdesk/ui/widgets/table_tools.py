"""What the page around a table can do with its list, for a table that knows no page."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from pstdesk.ui.widgets.table import RowTable


class Tools(Protocol):
    """What a page offers (:class:`pstdesk.ui.lists.tools.ListTools`)."""

    def fill(self, menu: QMenu, table: "RowTable[Any]") -> None:
        """Add what can be done with the list."""

    def copy(self, table: "RowTable[Any]") -> None:
        """Put the list, or the rows chosen of it, on the clipboard."""

    def export(self, table: "RowTable[Any]") -> None:
        """Write the list into a spreadsheet."""


def tools_around(widget: QWidget) -> Tools | None:
    """Return what the page that ``widget`` stands in offers, None where a dialog comes first."""
    around: QWidget | None = widget
    while around is not None:
        found: Tools | None = getattr(around, "list_tools", None)
        if found is not None or around.isWindow():
            return found
        around = around.parentWidget()
    return None
