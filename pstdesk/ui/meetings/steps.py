"""What can be done with a meeting as a whole: the one primary action its state calls for, and a menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.services import meetings
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.meetings.drafts import Draft, Drafts
from pstdesk.ui.meetings.export import MinutesExport
from pstdesk.ui.page import Frame, Header
from pstdesk.ui.widgets.fields import today_here
from pstdesk.ui.widgets.menu_button import MoreButton


class MeetingSteps(QObject):
    """Fills the header's primary button and its menu for the meeting shown."""

    def __init__(
        self,
        frame: Frame,
        header: Header,
        drafts: Drafts,
        go_to: Callable[[Draft], object],
        correct: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._frame = frame
        self._header = header
        self._drafts = drafts
        self._go_to = go_to
        self._correct = correct
        self._parent = parent
        self._head: MeetingHead | None = None
        self.export = MinutesExport(frame, parent)
        self.export.busy.connect(self._set_busy)
        self.more = MoreButton(_("Autres actions"))
        header.add_tool(self.more)

    def show_head(self, head: MeetingHead) -> None:
        """Offer what the meeting's state allows."""
        before, self._head = self._head, head
        if before is None or (before.id, before.state) != (head.id, head.state):
            self._show_primary(head.state)
            self._fill_menu(head.state)

    def hold(self) -> None:
        """Say that the meeting was held; refused before its day."""
        today = today_here()
        self._write(lambda session, meeting_id: meetings.hold(session, meeting_id, today))

    def write_minutes(self, suffix: str = ".docx") -> None:
        """Write the minutes as a file, with all that was typed up to now."""
        if self._head is not None:
            self._when_all_is_written(partial(self.export.write, self._head.id, suffix))

    def write_minutes_as(self) -> None:
        """Write the minutes under a name that the user chooses."""
        if self._head is not None:
            self._when_all_is_written(partial(self.export.write_as, self._head))

    def _when_all_is_written(self, then: Callable[[], object]) -> None:
        def after_other_writes() -> None:
            # Short work is done in the order it was asked: after this, no name and no decision is on its way.
            self._frame.desk.read(self, lambda _session: None).success(lambda _nothing: then()).start()

        self._drafts.settle(after_other_writes, self._go_to)

    def _write(self, work: Callable[[Any, int], object]) -> None:
        head = self._head
        if head is not None:
            self._frame.desk.write(self, lambda session: work(session, head.id)).start()

    def _ask_before_cancelling(self) -> None:
        question = QMessageBox(self._parent.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Annuler la séance"))
        question.setText(_("Annuler cette séance ?"))
        question.setInformativeText(
            _("Elle reste dans la liste et garde son numéro, mais ne pourra plus être tenue.")
        )
        verb = question.addButton(_("Annuler la séance"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(
            question.addButton(_("Garder la séance"), QMessageBox.ButtonRole.RejectRole)
        )
        verb.clicked.connect(lambda: self._write(meetings.cancel))
        question.open()

    def _show_primary(self, state: MeetingState) -> None:
        if state is MeetingState.HELD:
            self._header.set_primary(_("Compte rendu Word"), self.write_minutes, "Ctrl+E")
        elif state in TO_COME:
            self._header.set_primary(_("Séance tenue"), self.hold)
        elif self._header.primary is not None:
            self._header.primary.hide()

    def _fill_menu(self, state: MeetingState) -> None:
        menu = self.more.choices
        menu.clear()
        menu.addAction(_("Modifier la séance…"), self._correct)
        menu.addSeparator()
        if state is MeetingState.HELD:
            menu.addAction(_("Compte rendu : enregistrer sous…"), self.write_minutes_as)
            menu.addAction(_("Compte rendu en PDF"), partial(self.write_minutes, ".pdf"))
        if state in (MeetingState.PLANNED, MeetingState.POSTPONED):
            menu.addAction(_("Marquer comme convoquée"), partial(self._write, meetings.convene))
        if state in TO_COME:
            menu.addAction(_("Reporter la séance"), partial(self._write, meetings.postpone))
        if state in (*TO_COME, MeetingState.POSTPONED):
            menu.addAction(_("Annuler la séance…"), self._ask_before_cancelling)

    def _set_busy(self, busy: bool) -> None:
        if self._header.primary is not None:
            self._header.primary.setEnabled(not busy)
