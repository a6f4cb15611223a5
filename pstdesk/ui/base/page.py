"""The place La base: sections under one another, one module each."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.backups import BasePage as Facts
from pstdesk.services.backups import base_page
from pstdesk.ui.base.backups_section import BackupsSection
from pstdesk.ui.base.file_section import FileSection
from pstdesk.ui.base.handover_section import HandoverSection
from pstdesk.ui.base.others_section import OthersSection
from pstdesk.ui.base.section import Section
from pstdesk.ui.page import GAP, Frame, Page
from pstdesk.ui.widgets.panels import scrolled


class BasePage(Page):
    """Reads the file and its backups when it is shown, and when one was made."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.file = FileSection(frame)
        self.backups = BackupsSection(frame)
        self.handover = HandoverSection(frame)
        self.others = OthersSection(frame)
        self.sections: tuple[Section, ...] = (self.file, self.backups, self.handover, self.others)
        self.header.set_title(_("La base"))
        self.header.set_primary(_("Sauvegarder maintenant"), self.backups.make_now, "Ctrl+S")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.body.addWidget(scrolled(inside))
        # methods and no lambdas: these outlive the page, which goes when a base is opened again
        frame.backups.made.connect(self._backed_up)
        frame.backups.failed.connect(self._backed_up)
        frame.backups.moved.connect(self.reload)

    def refresh(self) -> None:
        """Read each time it is shown: backups come and go without a change in the base."""
        self._stale = True
        super().refresh()

    def reload(self) -> None:
        """Read the file and its backups; later, if the page is not on screen."""
        if not self.isVisible():
            return
        folder = self.frame.preferences.current.backups

        def work(base: Any, _step: object) -> Facts:
            return base_page(base, folder)

        self.frame.desk.job(self, work).once("facts").success(self._show).start()

    def _backed_up(self, _how: object) -> None:
        self.reload()

    def take_focus(self) -> None:
        """Put the keyboard into the list of backups."""
        self.backups.table.setFocus()

    def _show(self, facts: Facts) -> None:
        self.header.set_title(_("La base"), facts.path.name)
        for section in self.sections:
            section.show_facts(facts)
