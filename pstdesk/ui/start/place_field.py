"""The field for the place of a new base: the usual one, or another, with what speaks against it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.icons import icon
from pstdesk.ui.start.creation import Spot
from pstdesk.ui.start.location import SUFFIX, file_for, usual_folder
from pstdesk.ui.widgets.labels import ElidedLabel, label

BASES = "pstdesk (*.pstdesk)"
"""The filter of file dialogs."""


class PlaceField(QWidget):
    """Says where the base goes; ``moved()`` when that may have changed. The file is named after the town."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = usual_folder()
        self._town = ""
        self._chosen: Path | None = None
        self._name = label("", "plain")
        self._where = ElidedLabel("", "muted")
        self.change = QPushButton(_("Changer…"))
        self.change.setAccessibleName(_("Changer l’emplacement de la base"))
        self.change.clicked.connect(self._ask)
        self._sign = QLabel()
        self._sign.setPixmap(icon("alert", "warning").pixmap(16, 16))
        self._remark = label("", "small", wrap=True)
        self.setFocusProxy(self.change)
        self._lay_out()
        self.set_town("")

    @property
    def path(self) -> Path:
        """Where the base is to go."""
        return self._chosen or self._folder / file_for(self._town)

    @property
    def is_chosen(self) -> bool:
        """Whether the user named the place."""
        return self._chosen is not None

    def set_town(self, town: str) -> None:
        """Name the file after ``town``, unless the user named it."""
        self._town = town
        if not self.is_chosen:
            self._moved()

    def choose(self, path: Path) -> None:
        """Take ``path``, with the ending that the program's files have."""
        self._chosen = path if path.suffix else path.with_name(path.name + SUFFIX)
        self._moved()

    def show_spot(self, spot: Spot) -> None:
        """Say what was found at the place."""
        self._show_path(spot.path)
        self._remark.setText(" ".join(concern.sentence for concern in spot.concerns))
        self._remark.setVisible(bool(spot.concerns))
        self._sign.setVisible(bool(spot.concerns))

    @property
    def remark(self) -> str:
        """What speaks against the place, or nothing."""
        return self._remark.text()

    def _moved(self) -> None:
        self._show_path(self.path)
        self.moved.emit()

    def _show_path(self, path: Path) -> None:
        self._name.setText(path.name)
        self._where.setText(_("dans {folder}").format(folder=path.parent))

    def _ask(self) -> None:
        # Windows would ask whether to replace the file; nothing is ever replaced here.
        options = QFileDialog.Option.DontConfirmOverwrite
        title = _("Emplacement de la base")
        name, _filter = QFileDialog.getSaveFileName(self, title, str(self.path), BASES, options=options)
        if name:
            self.choose(Path(name))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._where, 1)
        row.addWidget(self.change)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._sign)
        below.addWidget(self._remark, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addLayout(below)
        self._sign.hide()
        self._remark.hide()
