"""The papers of the meeting as a whole, in its menu."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from pstdesk.i18n import _
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.meetings.papers_dialog import PapersDialog

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class PapersMenu:
    """Opens the papers of the meeting shown."""

    def __init__(self, steps: "MeetingSteps") -> None:
        self._steps = steps

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer the papers, whatever the meeting's state."""
        menu.addAction(_("Pièces jointes à la séance…"), partial(self._show, head.id))

    def _show(self, meeting_id: int) -> None:
        steps = self._steps
        PapersDialog(steps.frame.desk, meeting_id, steps.papers, steps.page.window()).open()
