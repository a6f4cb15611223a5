"""The card of contacts: what is known, to be read, copied, and written to."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card


class ContactsCard(Card):
    """Shows pairs of words and values, those without a value left out; a mail address opens a message."""

    def __init__(self) -> None:
        super().__init__(_("Coordonnées"))
        self._inside: QWidget | None = None

    def show_lines(self, email: str, lines: tuple[tuple[str, str], ...]) -> None:
        """Show the mail address, then each of ``lines``: its words and its value."""
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if email:
            self._add_words(column, _("Courriel"))
            link = QPushButton(email)
            link.setProperty("role", "link")
            link.setToolTip(_("Écrire à cette adresse"))
            link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(f"mailto:{email}")))
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for words, value in lines:
            if value:
                self._add_words(column, words)
                shown = label(value, wrap=True)
                shown.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                shown.setAccessibleName(f"{words}, {value}")
                column.addWidget(shown)
        if not column.count():
            column.addWidget(
                label(_("Aucune coordonnée. « Modifier » permet d’en ajouter."), "muted", wrap=True)
            )
        self.body.addWidget(self._inside)

    def _add_words(self, column: QVBoxLayout, words: str) -> None:
        if column.count():
            column.addSpacing(8)
        column.addWidget(label(words, "small"))
