"""What the import window shows before there is a list, and when a file could not be read."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.icons import icon
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.messages import ProgressPanel

_WIDTH = 520
_SIGN = 40


class Welcome(QWidget):
    """Says what can be imported, that a file is being read, or why the last one could not be."""

    asked = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._title = label("", "title", wrap=True)
        self.trouble = label("", "error", wrap=True)
        self._text = label(
            _(
                "Un classeur .xlsx ou un fichier .csv, avec ses colonnes dans n’importe quel ordre : nom, "
                "prénom, structure, fonction, courriel, comités… Rien n’est importé avant que vous ayez vu "
                "ce qui va changer. Vous pouvez aussi déposer le fichier dans cette fenêtre."
            ),
            "muted",
            wrap=True,
        )
        self.button = QPushButton(_("Choisir un fichier…"))
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.asked)
        self.progress = ProgressPanel()
        self.progress.cancelled.connect(self.given_up)
        self.progress.setFixedWidth(_WIDTH)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(self._sign)
        for words in (self._title, self.trouble, self._text):
            words.setFixedWidth(_WIDTH)
            inside.addWidget(words)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addSpacing(4)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(inside)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(row)
        whole.addStretch(3)
        self.say("")

    def say(self, trouble: str) -> None:
        """Show why the last file was not read, or nothing."""
        self._sign.setPixmap(
            icon("alert" if trouble else "import", "bad" if trouble else "accent").pixmap(_SIGN, _SIGN)
        )
        self._title.setText(
            _("Ce fichier n’a pas été lu") if trouble else _("Choisissez la liste de vos inscrits")
        )
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self._text.setVisible(not trouble)
        self._show_parts(reading=False)

    def show_reading(self, path: Path) -> None:
        """Say that ``path`` is being read, for as long as that takes."""
        self.progress.show_step(0, 0, _("Lecture de « {name} »…").format(name=path.name))
        self._show_parts(reading=True)

    def _show_parts(self, *, reading: bool) -> None:
        self.progress.setVisible(reading)
        self.button.setVisible(not reading)
        if reading:
            for words in (self._title, self.trouble, self._text):
                words.hide()
        else:
            self._title.show()
