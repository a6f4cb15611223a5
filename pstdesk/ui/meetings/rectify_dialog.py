"""Writing down a correction of approved minutes: what a later meeting decided, and under which item."""

from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.documents.approval_outline import dated_meeting
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.services.rectifications import DecidingMeeting, deciding_meetings, rectify
from pstdesk.ui import clock
from pstdesk.ui.meetings.item_minutes import sentence_case
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.notice import Notice


class RectifyDialog(FormDialog):
    """Notes a rectificatif of the minutes of a meeting."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "rectification_empty": "text",
        "rectification_item": "item",
        "deciding_meeting_not_later": "meeting",
    }

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Rectificatif"), _("Noter le rectificatif"), parent, width=560)
        self._desk, self._meeting_id = desk, meeting_id
        self._meetings: tuple[DecidingMeeting, ...] = ()
        self.missing = Notice("accent")
        self.body.insertWidget(0, self.missing)
        self.meeting: Choice[int] = self.form.add("meeting", _("Séance qui l’a décidé"), Choice[int]([]))
        self.item: Choice[int | None] = self.form.add("item", _("Sous le point"), Choice[int | None]([]))
        self.text = self.form.add(
            "text",
            _("Rectificatif"),
            GrowingEdit(_("Lire « … » à la place de « … »")),
            hint=_(
                "Le texte approuvé reste tel quel : le rectificatif est imprimé en tête, avec sa date, et "
                "dans le compte rendu de la séance qui l’a décidé."
            ),
        )
        self.text.submitted.connect(self.primary.click)
        self.meeting.currentIndexChanged.connect(self._offer_items)
        self.primary.setEnabled(False)
        reading = desk.read(self, lambda session: deciding_meetings(session, meeting_id))
        reading.success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Keep the correction beside the minutes."""
        meeting_id, decided_in = self._meeting_id, self.meeting.value()
        item_id, text = self.item.value(), self.text.text()
        if item_id is None:
            raise Refused("rectification_item")

        def write(session: Any) -> int:
            return rectify(session, meeting_id, decided_in, item_id, text, clock.now())

        self.save(self._desk.write(self, write))

    def _offer(self, found: tuple[DecidingMeeting, ...]) -> None:
        self._meetings = found
        if not found:
            self.missing.say(
                _(
                    "Un rectificatif se décide à une séance ultérieure de l’instance, tenue et dont le "
                    "compte rendu n’est pas encore approuvé. Il n’y en a pas : inscrivez-le à "
                    "l’ordre du jour de la prochaine."
                )
            )
            self.form.hide()
            self._grow()
            return
        self.meeting.set_options([(later.id, sentence_case(dated_meeting(later.meeting))) for later in found])
        self.primary.setEnabled(True)
        self._offer_items()
        self.text.setFocus()

    def _offer_items(self) -> None:
        place = self.meeting.currentIndex()
        if not 0 <= place < len(self._meetings):
            return
        later = self._meetings[place]
        options: list[tuple[int | None, str]] = list(later.items)
        self.item.set_options(options or [(None, _("aucun point"))], later.approval_item_id)
