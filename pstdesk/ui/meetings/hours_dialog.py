"""When somebody came late or left early."""

from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.attendance import record_hours
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import TimeField


class HoursDialog(FormDialog):
    """Records an arrival, a departure or both; empty fields are somebody who stayed from beginning to end."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "attendance_hours": "left",
        "attendance_not_late": "arrived",
        "attendance_left_before": "left",
    }

    def __init__(self, book: AttendanceBook, who: Attendee, parent: QWidget | None = None) -> None:
        super().__init__(_("Arrivée et départ"), _("Enregistrer les heures"), parent, width=440)
        self._book = book
        self._who = who
        self.arrived = self.form.add(
            "arrived",
            _("Arrivée, si elle est tardive"),
            TimeField(who.arrived_at),
            hint=_("Vide : dès le début."),
            columns=6,
        )
        self.left = self.form.add(
            "left",
            _("Départ, s’il est anticipé"),
            TimeField(who.left_at),
            hint=_("Vide : jusqu’à la fin."),
            columns=6,
        )
        self.setWindowTitle(_("Arrivée et départ – {name}").format(name=who.name))

    def submit(self) -> None:
        """Record the hours; who was not noted yet is present."""
        person_id, arrived_at, left_at = self._who.id, self.arrived.hour(), self.left.hour()

        def write(session: Any, meeting_id: int) -> None:
            record_hours(session, meeting_id, person_id, arrived_at, left_at)

        words = _("Heures de {name}").format(name=self._who.name)
        self.save(self._book.recording(self, write, words))
