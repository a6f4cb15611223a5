"""The other ways in: a base that exists already, one opened lately, the demonstration."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from pstdesk.i18n import _
from pstdesk.ui import clock
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import Frame
from pstdesk.ui.start.creation import demonstrate
from pstdesk.ui.start.location import usual_folder
from pstdesk.ui.start.place_field import BASES
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.messages import ProgressPanel
from pstdesk.ui.widgets.panels import Card

_SHOWN = 4


class OtherWays(Card):
    """Says ``base_chosen(Path)`` when a base is to be opened."""

    base_chosen = Signal(object)

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._frame = frame
        self._making: Operation[Path] | None = None
        self.demo_folder = usual_folder() / "demo"
        self.open = QPushButton(_("Ouvrir une base existante…"))
        self.open.clicked.connect(self._ask)
        self.demo = QPushButton(_("Voir la démonstration"))
        self.demo.clicked.connect(self.make_demo)
        self.recent: tuple[QPushButton, ...] = ()
        self._progress = ProgressPanel()
        self._progress.cancelled.connect(self._give_up)
        self._progress.hide()
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        bases = tuple(Path(base) for base in frame.preferences.current.bases[:_SHOWN])
        self.set_heading(
            _("Rouvrir une base") if bases else _("Vous avez déjà une base, ou voulez voir d’abord ?")
        )
        self._lay_out(bases)

    def make_demo(self) -> None:
        """Make the demonstration, or find it, and open it."""
        self.demo.setEnabled(False)
        self._trouble.hide()
        self._progress.show_step(0, 0, _("Trois années d’activité inventée se préparent…"))
        self._progress.show()
        folder, today = self.demo_folder, clock.today()
        making = self._frame.desk.task(self, lambda step: demonstrate(folder, today, step))
        making.progress(self._show_step).success(self.base_chosen.emit).failure(self._show_trouble)
        self._making = making.finished(self._made).start()

    def _show_step(self, done: int, total: int, _what: str) -> None:
        self._progress.show_step(done, total, _("Les comptes rendus de la démonstration s’écrivent…"))

    def _show_trouble(self, trouble: Trouble) -> None:
        self._trouble.setText(trouble.sentence)
        self._trouble.show()

    def _made(self) -> None:
        self._making = None
        self.demo.setEnabled(True)
        self._progress.hide()

    def _give_up(self) -> None:
        if self._making is not None:
            self._making.cancel()

    def _ask(self) -> None:
        start = str(usual_folder())
        name, _filter = QFileDialog.getOpenFileName(self, _("Ouvrir une base"), start, BASES)
        if name:
            self.base_chosen.emit(Path(name))

    def _lay_out(self, bases: Sequence[Path]) -> None:
        self.recent = tuple(self._add_recent(base) for base in bases)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.open)
        row.addWidget(self.demo)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._trouble)

    def _add_recent(self, base: Path) -> QPushButton:
        link = QPushButton(base.stem)
        link.setProperty("role", "link")
        link.setAccessibleDescription(str(base))
        link.clicked.connect(lambda: self.base_chosen.emit(base))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(link)
        line.addWidget(ElidedLabel(str(base.parent), "small"), 1)
        self.body.addLayout(line)
        return link
