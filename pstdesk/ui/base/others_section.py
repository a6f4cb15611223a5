"""Leaving this base for another one, or opening one to look at it without changing anything."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton

from pstdesk.domain.opening import PLAIN, Wish
from pstdesk.i18n import _
from pstdesk.services.backups import BasePage as Facts
from pstdesk.ui.base.section import Section
from pstdesk.ui.page import Frame
from pstdesk.ui.start.place_field import BASES
from pstdesk.ui.widgets.labels import label


class OthersSection(Section):
    """Asks for a file and opens it in the place of this base."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Autres bases"))
        self.words = label("", "muted", wrap=True)
        self.open = QPushButton(_("Ouvrir une autre base…"))
        self.open.clicked.connect(lambda: self._ask(PLAIN))
        self.read = QPushButton(_("Ouvrir en lecture seule…"))
        self.read.clicked.connect(lambda: self._ask(Wish(read_only=True)))
        self.again = QPushButton(_("Rouvrir celle-ci pour la modifier"))
        self.again.clicked.connect(self._open_again)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.again, self.open, self.read):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addLayout(row)
        self._show_reading()

    def show_facts(self, facts: Facts) -> None:
        """Say whether this base is only read."""
        self._show_reading()

    def _show_reading(self) -> None:
        reading = self.frame.desk.read_only
        self.again.setVisible(reading)
        if reading:
            self.words.setText(_("Cette base est ouverte en lecture seule : rien ne s’y enregistre."))
        else:
            self.words.setText(
                _(
                    "En lecture seule, rien ne s’enregistre : pour consulter une copie, ou la base d’un "
                    "collègue pendant qu’il y travaille."
                )
            )

    def _ask(self, wish: Wish) -> None:
        path = self.frame.desk.path
        start = "" if path is None else str(path.parent)
        name, _filter = QFileDialog.getOpenFileName(self, _("Ouvrir une base"), start, BASES)
        if name:
            self.frame.open_base(Path(name), wish=wish)

    def _open_again(self) -> None:
        if self.frame.desk.path is not None:
            self.frame.open_base(self.frame.desk.path)
