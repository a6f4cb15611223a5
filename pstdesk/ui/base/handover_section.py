"""Handing the base over: what is open as a paper, in one click."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from pstdesk.i18n import _
from pstdesk.services.handover import SUFFIXES, handover_order, whereabouts
from pstdesk.settings import user_name
from pstdesk.ui import clock
from pstdesk.ui.base.section import Section
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label


class HandoverSection(Section):
    """Writes the paper in Word and as PDF, and offers to open it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Transmettre"))
        self.export = DocumentExport(frame, self)
        self.body.addWidget(
            label(
                _(
                    "Pour un congé, un remplacement, un départ : les séances et ce qu’il reste à faire pour "
                    "chacune, qui joindre, les comptes rendus en attente, les actions par responsable, les "
                    "mandats, où tout se trouve et par où commencer."
                ),
                "muted",
                wrap=True,
            )
        )
        self.write = QPushButton(_("Préparer la passation"))
        self.write.setToolTip(_("En Word et en PDF, dans le dossier de vos documents"))
        self.write.clicked.connect(self._write)
        self.export.busy.connect(lambda busy: self.write.setEnabled(not busy))
        row = QHBoxLayout()
        row.addWidget(self.write)
        row.addStretch(1)
        self.body.addLayout(row)

    def _write(self) -> None:
        path = self.frame.desk.path
        if path is None:
            return
        find = partial(whereabouts, path, self.export.folder, self.frame.preferences.current.backups)
        order = handover_order(clock.today(), user_name(), find)
        self.export.write_all(order, SUFFIXES, _("Passation écrite : {name}"))
