"""The field for the commune's own Word letterhead."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from pstdesk.i18n import _
from pstdesk.ui.widgets.labels import ElidedLabel


class TemplateField(QWidget):
    """Says which letterhead is in use; chooses another, or goes back to the plain one."""

    picked = Signal()
    """Another file was chosen, or the choice taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self.removed = False
        self._name = ElidedLabel()
        self._choose = QPushButton(_("Choisir…"))
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._ask)
        self._remove = QPushButton(_("Retirer"))
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self.remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        self.setFocusProxy(self._choose)
        self.show_name("")

    def show_name(self, name: str) -> None:
        """Show the name of the file in use; nothing for the template that ships with the program."""
        self._name.setText(name or _("Modèle de pstdesk"))
        self._remove.setVisible(bool(name))

    def choose(self, path: Path) -> None:
        """Take ``path`` at the next save."""
        self.chosen, self.removed = path, False
        self.show_name(path.name)
        self.picked.emit()

    def remove(self) -> None:
        """Go back to the template that ships with the program at the next save."""
        self.chosen, self.removed = None, True
        self.show_name("")
        self.picked.emit()

    def _ask(self) -> None:
        title = _("Papier à en-tête de la commune")
        name, _filter = QFileDialog.getOpenFileName(self, title, "", _("Documents Word (*.docx)"))
        if name:
            self.choose(Path(name))
