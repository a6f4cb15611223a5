"""Calling a meeting again that lacked its quorum."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date
from pstdesk.services.inquorate import SecondConvocation, call_again
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui.meetings.meeting_dialog import MeetingFormDialog, person_suggestion
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice


class SecondConvocationDialog(MeetingFormDialog):
    """Plans the second meeting, filled in as the first; ``planned(id)`` is called once it is in the base."""

    def __init__(
        self,
        desk: Desk,
        head: MeetingHead,
        proposal: SecondConvocation,
        planned: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, _("Seconde convocation"), _("Créer la séance"), parent)
        self.field_of_code = {**self.field_of_code, "second_convocation_day": "day"}
        self._proposal = proposal
        self._planned = planned
        words = _(
            "Même ordre du jour que la séance du {day} : aucun quorum ne sera demandé, et la convocation le "
            "dira."
        )
        self.form.add_wide(label(words.format(day=format_date(head.form.day, "long")), "muted", wrap=True))
        self._add_fields()
        self.early = Notice()
        self.body.insertWidget(1, self.early)
        form = proposal.form
        self.day.textChanged.connect(lambda _text: self._check_day())
        self.day.set_day(form.day)
        self.starts.set_hour(form.starts_at)
        self.ends.set_hour(form.ends_at)
        self.place.setText(form.place)
        self.facilitator.set_chosen(person_suggestion(form.facilitator_id, head.facilitator))
        self.secretary.set_chosen(person_suggestion(form.secretary_id, head.secretary))

    def submit(self) -> None:
        """Plan the meeting."""
        form = self._read(self._proposal.form.committee_id)
        if form is not None:
            first_id = self._proposal.first_id
            calling = self._desk.write(self, lambda session: call_again(session, first_id, form))
            self.save(calling.undoable(_("Nouvelle convocation")), self._planned)

    def _check_day(self) -> None:
        """Say where the rule asks for more days between the two meetings; the officer decides."""
        earliest = self._proposal.earliest
        day = self._day()
        words = ""
        if earliest is not None and day is not None and day < earliest:
            words = _(
                "La règle de l’instance demande trois jours pleins entre les deux séances : pas avant "
                "le {day}."
            ).format(day=format_date(earliest, "full"))
        if words != self.early.sentence:
            self.early.say(words)
            self._grow()

    def _day(self) -> date | None:
        try:
            return self.day.day()
        except Refused:
            return None
