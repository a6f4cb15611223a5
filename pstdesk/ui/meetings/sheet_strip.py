"""Where the signed sheet is: missing, scanned or filed on paper, and what can be done about it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from platformdirs import user_documents_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QWidget

from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.services import sheet_filing
from pstdesk.services.attachments import Attached
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.sheet_filing import SHEET_SUFFIXES, SheetState
from pstdesk.ui import clock
from pstdesk.ui.meetings.papers import Papers, refusal_words
from pstdesk.ui.page import Frame, may_write
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.menu_button import MoreButton
from pstdesk.ui.widgets.pill import Pill

_MOST_LETTERS = 22
"""Of a file's name, beside the state; its tool tip says the whole."""


class SheetStrip(QWidget):
    """One line at the foot of the attendance; hidden until people came."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._papers = Papers(frame, self)
        self._meeting_id = 0
        self._sheet = SheetState()
        self.state = Pill()
        self.attaching = QPushButton()
        self.attaching.setProperty("role", "link")
        self.attaching.clicked.connect(self._act)
        self.more = MoreButton(_("Feuille signée : autres actions"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.state)
        row.addWidget(self.attaching, 1, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.more)

    @property
    def takes_files(self) -> bool:
        """Whether a scan can be attached now."""
        return not self.isHidden()

    def show_page(self, page: MeetingPage) -> None:
        """Show where the sheet of the meeting is."""
        self._meeting_id = page.head.id
        self._sheet = sheet = page.sign_in.sheet
        self.setVisible(page.head.state in SIGNED_IN)
        if sheet.is_missing:
            # While the meeting is going on people are still signing it.
            tone: Tone = "neutral" if page.head.is_open else "warning"
            self.state.show_state(_("feuille signée manquante"), tone)
        else:
            self.state.show_state(_("feuille signée") if sheet.scans else _("feuille classée"), "good")
        self.attaching.setText(_link_words(sheet))
        self.attaching.setVisible(bool(self.attaching.text()))
        self.attaching.setToolTip(_link_tip(sheet))
        self._fill_menu(sheet)

    def choose(self) -> None:
        """Ask for the pages of the signed sheet and attach them."""
        if not may_write(self):
            return
        kinds = " ".join(f"*{suffix}" for suffix in SHEET_SUFFIXES)
        names, _kind = QFileDialog.getOpenFileNames(
            self,
            _("Joindre la feuille signée"),
            str(user_documents_path()),
            _("PDF et images ({kinds})").format(kinds=kinds),
        )
        if names:
            self.attach([Path(name) for name in names])

    def attach(self, files: Sequence[Path]) -> None:
        """Attach the pages at ``files``, those that can be."""
        meeting_id = self._meeting_id

        def work(base: Any, _step: object) -> Attached:
            return sheet_filing.attach_sheets(base, meeting_id, files)

        attaching = self._frame.desk.job(self, work).undoable(_("Feuille signée jointe"), _attached_words)
        attaching.success(self._papers.complain_of).start()

    def file(self) -> None:
        """Say that the paper is in its binder."""
        meeting_id, today = self._meeting_id, clock.today()
        writing = self._frame.desk.write(
            self, lambda session: sheet_filing.file_sheet(session, meeting_id, today)
        )
        said = _("La feuille signée est classée, sur papier.")
        writing.undoable(_("Classement de la feuille signée"), said).start()

    def unfile(self) -> None:
        """Say that the paper is in no binder after all."""
        meeting_id = self._meeting_id
        writing = self._frame.desk.write(self, lambda session: sheet_filing.unfile_sheet(session, meeting_id))
        writing.undoable(_("Retrait du classement de la feuille signée")).start()

    def _act(self) -> None:
        """Do what the link says: attach a sheet that is missing, or open the one that is there."""
        if not self._sheet.scans:
            self.choose()
        elif len(self._sheet.scans) == 1:
            self._papers.open(self._sheet.scans[0])
        else:
            self.more.click()

    def _fill_menu(self, sheet: SheetState) -> None:
        menu = self.more.choices
        menu.clear()
        menu.addAction(
            _("Joindre la feuille signée…") if not sheet.scans else _("Joindre une autre page…"), self.choose
        )
        if sheet.filed_on is None:
            menu.addAction(_("Feuille papier classée"), self.file)
        else:
            menu.addAction(_("Feuille papier pas encore classée"), self.unfile)
        for scan in sheet.scans:
            menu.addSeparator()
            self._offer(menu, _("Ouvrir « {name} »"), scan.name, partial(self._papers.open, scan))
            self._offer(menu, _("Retirer « {name} »"), scan.name, partial(self._papers.remove, scan))

    @staticmethod
    def _offer(menu: QMenu, words: str, name: str, do: Any) -> None:
        # An ampersand in the name of a file is no mnemonic.
        menu.addAction(words.format(name=name).replace("&", "&&"), do)


def _attached_words(done: Attached) -> str:
    words = ngettext(
        "La feuille signée est jointe : {n} fichier.",
        "La feuille signée est jointe : {n} fichiers.",
        len(done.papers),
    )
    return " ".join((words.format(n=len(done.papers)), *refusal_words(done)))


def _link_words(sheet: SheetState) -> str:
    """Return what the link beside the state says: to attach, the file's name, or since when it is filed."""
    if sheet.is_missing:
        return _("Joindre…")
    if len(sheet.scans) == 1:
        return _shortened(sheet.scans[0].name)
    if sheet.scans:
        return _("{n} fichiers").format(n=len(sheet.scans))
    return (
        _("sur papier, le {day}").format(day=format_date(sheet.filed_on, "day_month"))
        if sheet.filed_on
        else ""
    )


def _link_tip(sheet: SheetState) -> str:
    """Return what the link has no room for: the file's whole name, or the year of the day."""
    if len(sheet.scans) == 1:
        return sheet.scans[0].name
    return format_date(sheet.filed_on) if sheet.filed_on and not sheet.scans else ""


def _shortened(name: str) -> str:
    """Return a file's name, its middle left out where the panel has no room for it."""
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 8]}…{name[-7:]}"
