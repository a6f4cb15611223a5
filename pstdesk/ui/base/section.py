"""A section of the place La base: a card that is shown what is known of the base each time it is read."""

from PySide6.QtWidgets import QWidget

from pstdesk.services.backups import BasePage as Facts
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.panels import Card


class Section(Card):
    """One module each; the page names them in their order."""

    def __init__(self, frame: Frame, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent=parent)
        self.frame = frame

    def show_facts(self, facts: Facts) -> None:
        """Show what was just read of the base's file and its backups."""
