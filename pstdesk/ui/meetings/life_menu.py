"""The steps of a meeting other than the primary one: convened, put off, cancelled."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox

from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.services import meetings
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.widgets.fields import today_here

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class LifeMenu:
    """Moves the meeting shown to another state."""

    def __init__(self, steps: "MeetingSteps") -> None:
        self._steps = steps

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer the states that the meeting can go to."""
        write = self._steps.write
        if head.state in (MeetingState.PLANNED, MeetingState.POSTPONED):
            menu.addAction(_("Marquer comme convoquée"), self._convene)
        if head.state in TO_COME:
            menu.addAction(_("Reporter la séance"), partial(write, meetings.postpone))
        if head.state in (*TO_COME, MeetingState.POSTPONED):
            menu.addAction(_("Annuler la séance…"), self._ask_before_cancelling)

    def _convene(self) -> None:
        today = today_here()
        self._steps.write(lambda session, meeting_id: meetings.convene(session, meeting_id, today))

    def _ask_before_cancelling(self) -> None:
        question = QMessageBox(self._steps.page.window())
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
        verb.clicked.connect(lambda: self._steps.write(meetings.cancel))
        question.open()
