"""What a list is to the page that shows it: it says how many rows it has, and takes the keyboard."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pstdesk.ui.widgets.table import RowTable


class ListPane(QWidget):
    """A list with what is around it; ``filtered`` says whether something holds rows back."""

    counted = Signal(str)
    filtered = Signal(bool)
    table: RowTable[Any]

    def clear_filters(self) -> None:
        """Show what is shown at first; nothing to do where nothing is held back."""

    def take_focus(self) -> None:
        """Go to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
