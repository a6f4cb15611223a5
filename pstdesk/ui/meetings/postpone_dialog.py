"""Putting a meeting off: to another day, or to one that is not known yet, with what that entails."""

from datetime import date

from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.services.consequences import Consequences, Step, consequences
from pstdesk.services.meetings import MeetingHead, postpone
from pstdesk.ui.meetings.consequences import consequence_lines
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.notice import Notice


class PostponeDialog(FormDialog):
    """Says what follows, and says it again for the day that is typed."""

    field_of_code = {"meeting_same_day": "day"}  # noqa: RUF012 - a table of constants

    def __init__(self, desk: Desk, head: MeetingHead, parent: QWidget | None = None) -> None:
        super().__init__(_("Reporter la séance"), _("Reporter la séance"), parent, width=560)
        self._desk = desk
        self._head = head
        self.cancel.setText(_("Garder la date"))
        self.day = self.form.add(
            "day", _("Nouvelle date"), DateField(), hint=_("Vide si elle n’est pas encore connue."), columns=7
        )
        self.follows = Notice("neutral")
        self.form.add_wide(self.follows)
        self.day.explained.connect(lambda _words: self._read())
        self._read()

    def submit(self) -> None:
        """Put the meeting off."""
        day, meeting_id = self.day.day(), self._head.id
        postponing = self._desk.write(self, lambda session: postpone(session, meeting_id, day))
        self.save(postponing.undoable(_("Report de la séance")))

    def _read(self) -> None:
        day, meeting_id = self._typed(), self._head.id
        reading = self._desk.read(self, lambda session: consequences(session, meeting_id, Step.POSTPONE, day))
        reading.once("follows").success(self._show).failure(self.show_trouble).start()

    def _typed(self) -> date | None:
        try:
            return self.day.day()
        except Refused:  # said under the field
            return None

    def _show(self, found: Consequences) -> None:
        self.follows.say("\n".join(consequence_lines(found)))
        self.form.grew.emit()
