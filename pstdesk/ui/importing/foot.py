"""The foot of the import window: what will be done, or why it cannot be, and the button that does it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from pstdesk.i18n import _, format_number, ngettext
from pstdesk.services.import_preview import ImportPreview
from pstdesk.ui.widgets.labels import Role, label


class Foot(QFrame):
    """Says in words what the primary button is about to do; it is disabled with its reason beside it."""

    import_asked = Signal()
    people_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._is_done = False
        self.words = label("", "muted", wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.cancel = QPushButton(_("Annuler"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.closed)
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 12, 22, 12)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)

    def show_nothing(self) -> None:
        """Offer nothing yet."""
        self._is_done = False
        self._say("")
        self.cancel.setText(_("Annuler"))
        self.primary.hide()

    def show_busy(self, words: str) -> None:
        """Say what is under way; nothing can be imported meanwhile."""
        self._say(words)
        self.primary.setEnabled(False)

    def show_preview(self, preview: ImportPreview) -> None:
        """Say what importing will do, or why it cannot be done."""
        errors = preview.count("error")
        self.primary.setText(_verb(preview.people))
        self.primary.setEnabled(not errors and preview.people > 0)
        self.primary.show()
        if errors:
            self._say(_reason(errors), "error")
        elif preview.people == 0:
            self._say(_("La base dit déjà tout ce que dit cette liste."))
        else:
            self._say(_promise(preview))

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not done."""
        self._say(sentence, "error")

    def show_done(self) -> None:
        """Offer to look at what was made."""
        self._is_done = True
        self._say("")
        self.cancel.setText(_("Fermer"))
        self.primary.setText(_("Voir les personnes"))
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _say(self, words: str, role: Role = "muted") -> None:
        self.words.setText(words)
        self.primary.setAccessibleDescription(words)
        self.primary.setToolTip("" if self.primary.isEnabled() else words)
        if self.words.property("role") != role:
            self.words.setProperty("role", role)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)

    def _pressed(self) -> None:
        (self.people_asked if self._is_done else self.import_asked).emit()


def _verb(people: int) -> str:
    if not people:
        return _("Rien à importer")
    words = ngettext("Importer {n} personne", "Importer {n} personnes", people)
    return words.format(n=format_number(people))


def _promise(preview: ImportPreview) -> str:
    parts = [
        (
            preview.made,
            ngettext("{n} personne à créer", "{n} personnes à créer", preview.made),
        ),
        (preview.changed, ngettext("{n} à modifier", "{n} à modifier", preview.changed)),
        (preview.memberships, ngettext("{n} inscription", "{n} inscriptions", preview.memberships)),
        (
            preview.organisations,
            ngettext("{n} structure à créer", "{n} structures à créer", preview.organisations),
        ),
    ]
    return ", ".join(words.format(n=format_number(number)) for number, words in parts if number)


def _reason(errors: int) -> str:
    words = ngettext(
        "{n} erreur empêche l’importation : corrigez la liste puis relisez-la, ou changez ce que disent "
        "ses colonnes.",
        "{n} erreurs empêchent l’importation : corrigez la liste puis relisez-la, ou changez ce que disent "
        "ses colonnes.",
        errors,
    )
    return words.format(n=format_number(errors))
