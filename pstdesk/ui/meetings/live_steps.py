"""Opening a meeting, closing it, and opening it again."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.services import meeting_mode
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.meetings.closing_dialog import ClosingDialog

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class LiveSteps(QObject):
    """``closing`` before the end of the meeting is asked for: what was counted until now is to be written."""

    closing = Signal()
    attendance_asked = Signal()

    def __init__(self, steps: "MeetingSteps") -> None:
        super().__init__(steps)
        self._steps = steps

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer what can be done about the hours of the meeting, other than the primary action."""
        if may_be_opened(head, self._steps.today):
            menu.addAction(_("Marquer comme tenue, sans l’ouvrir"), self._steps.hold)
        elif head.state is MeetingState.HELD and not head.is_locked and not head.is_open:
            if head.closed_at is not None:
                reopen = partial(
                    self._steps.write, meeting_mode.reopen_meeting, _("Réouverture de la séance")
                )
                menu.addAction(_("Rouvrir la séance"), reopen)
            elif head.form.day == self._steps.today:
                menu.addAction(_("Ouvrir la séance"), self.open)

    def open(self) -> None:
        """Begin the meeting in meeting mode."""
        now, today = clock.now(), self._steps.today
        self._steps.write(
            lambda session, meeting_id: meeting_mode.open_meeting(session, meeting_id, now, today),
            _("Ouverture de la séance"),
        )

    def close(self) -> None:
        """Ask when the meeting ended and what comes back, once all that was typed is written."""
        self.closing.emit()
        self._steps.when_all_is_written(self._ask)

    def _ask(self) -> None:
        head = self._steps.head
        if head is None or not head.is_open:
            return
        desk, window = self._steps.frame.desk, self._steps.page.window()
        ClosingDialog(desk, head.id, self.attendance_asked.emit, window).open()


def may_be_opened(head: MeetingHead, today: date) -> bool:
    """Tell whether this is the day of a meeting that was not held yet."""
    return head.state in TO_COME and head.form.day == today
