"""The steps of a meeting other than the primary one: convened, put off, cancelled."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox

from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.i18n import _
from pstdesk.services import meetings
from pstdesk.services.consequences import Consequences, Step, consequences
from pstdesk.services.inquorate import SecondConvocation, declare_inquorate, second_convocation
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.meetings.consequences import consequence_lines
from pstdesk.ui.meetings.postpone_dialog import PostponeDialog
from pstdesk.ui.meetings.second_convocation_dialog import SecondConvocationDialog

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class LifeMenu:
    """Moves the meeting shown to another state."""

    def __init__(self, steps: "MeetingSteps") -> None:
        self._steps = steps

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer the states that the meeting can go to."""
        if head.state is MeetingState.POSTPONED:
            menu.addAction(_("Fixer la nouvelle date…"), self._steps.correct)
        if head.state is MeetingState.PLANNED:
            menu.addAction(_("Marquer comme convoquée"), self._convene)
        if head.state in TO_COME:
            menu.addAction(_("Reporter la séance…"), partial(self._postpone, head))
        due = head.form.day <= clock.today()
        may_lack = due and head.state in (MeetingState.CONVENED, MeetingState.HELD)
        if may_lack and head.asks_for_quorum and head.minutes_state in (None, MinutesState.DRAFT):
            menu.addAction(_("Constater l’absence de quorum…"), self._ask_about_quorum)
        if head.state is MeetingState.INQUORATE:
            menu.addAction(_("Nouvelle convocation…"), self.call_again)
        if head.state in (*TO_COME, MeetingState.POSTPONED):
            menu.addAction(_("Annuler la séance…"), partial(self._look_ahead, head))

    def _convene(self) -> None:
        today = clock.today()
        self._steps.write(
            lambda session, meeting_id: meetings.convene(session, meeting_id, today), _("Convocation")
        )

    def call_again(self) -> None:
        """Ask when a meeting that lacked its quorum takes place a second time."""
        steps, head = self._steps, self._steps.head
        if head is None:
            return

        def show(proposal: SecondConvocation) -> None:
            planned = partial(steps.frame.go, "meetings")
            window = steps.page.window()
            SecondConvocationDialog(steps.frame.desk, head, proposal, planned, window).open()

        meeting_id = head.id
        reading = steps.frame.desk.read(steps, lambda session: second_convocation(session, meeting_id))
        reading.success(show).start()

    def _ask_about_quorum(self) -> None:
        """Ask once all that was typed is in the base: notes typed a moment ago mean that it deliberated."""
        self._steps.when_all_is_written(self._ask_before_stating)

    def _ask_before_stating(self) -> None:
        question = QMessageBox(self._steps.page.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Absence de quorum"))
        question.setText(_("Constater l’absence de quorum ?"))
        question.setInformativeText(
            _(
                "La séance n’aura pas de compte rendu. Les présences restent notées, et tout l’ordre du jour "
                "passe à la prochaine séance."
            )
        )
        verb = question.addButton(_("Constater l’absence"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(
            question.addButton(_("Garder la séance"), QMessageBox.ButtonRole.RejectRole)
        )
        verb.clicked.connect(self._state_lack)
        question.open()

    def _state_lack(self) -> None:
        steps, head = self._steps, self._steps.head
        if head is None:
            return
        meeting_id, now, today = head.id, clock.now(), clock.today()

        def stated(_nothing: None) -> None:
            words = _("L’absence de quorum est constatée : l’ordre du jour passe à la prochaine séance.")
            steps.frame.say(words, action=_("Nouvelle convocation…"), do=self.call_again)

        work = partial(declare_inquorate, meeting_id=meeting_id, now=now, today=today)
        writing = steps.frame.desk.write(steps, work).undoable(_("Constat d’absence de quorum"), "")
        writing.success(stated).start()

    def _postpone(self, head: MeetingHead) -> None:
        PostponeDialog(self._steps.frame.desk, head, self._steps.page.window()).open()

    def _look_ahead(self, head: MeetingHead) -> None:
        reading = self._steps.frame.desk.read(
            self._steps, lambda session: consequences(session, head.id, Step.CANCEL)
        )
        reading.once("cancelling").success(self._ask_before_cancelling).start()

    def _ask_before_cancelling(self, found: Consequences) -> None:
        question = QMessageBox(self._steps.page.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(_("Annuler la séance"))
        question.setText(_("Annuler cette séance ?"))
        stays = _("Elle reste dans la liste, mais ne pourra plus être tenue.")
        question.setInformativeText("\n\n".join((*consequence_lines(found), stays)))
        verb = question.addButton(_("Annuler la séance"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(
            question.addButton(_("Garder la séance"), QMessageBox.ButtonRole.RejectRole)
        )
        verb.clicked.connect(lambda: self._steps.write(meetings.cancel, _("Annulation de la séance")))
        question.open()
