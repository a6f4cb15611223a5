"""The way from the first cards of a long column to the list of all of them."""

from PySide6.QtWidgets import QPushButton, QWidget

from pstdesk.i18n import _, format_number


class RestLink(QPushButton):
    """Says how many there are and offers them; hidden where all are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link")
        self.hide()

    def show_rest(self, total: int, shown: int) -> None:
        """Offer the rest of ``total`` rows of which ``shown`` are on the screen."""
        self.setText(_("Voir les {n}").format(n=format_number(total)))
        self.setVisible(shown < total)
