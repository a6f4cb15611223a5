"""The documents of a meeting that its menu offers."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _
from pstdesk.services.meetings import MeetingHead

if TYPE_CHECKING:
    from pstdesk.ui.meetings.steps import MeetingSteps


class DocumentsMenu:
    """Writes a document of the meeting shown."""

    def __init__(self, steps: "MeetingSteps") -> None:
        self._steps = steps

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Offer the documents there can be of the meeting now."""
        if head.state is MeetingState.HELD:
            menu.addAction(_("Compte rendu : enregistrer sous…"), self._steps.write_minutes_as)
            menu.addAction(_("Compte rendu en PDF"), partial(self._steps.write_minutes, ".pdf"))
