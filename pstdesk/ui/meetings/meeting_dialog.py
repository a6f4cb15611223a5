"""Planning a meeting, and correcting when, where and with whom it takes place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.services.consequences import Consequences, Step, consequences
from pstdesk.services.days_off import day_remarks
from pstdesk.services.meetings import (
    MeetingBody,
    MeetingForm,
    MeetingHead,
    change_meeting,
    meeting_bodies,
    plan_meeting,
)
from pstdesk.ui.calendar.words import remarks_words, sentences
from pstdesk.ui.meetings.consequences import consequence_lines
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField, TimeField
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion


class MeetingFormDialog(FormDialog):
    """The fields that a meeting to plan and one to correct have in common."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "meeting_ends_before_it_starts": "ends",
        "meeting_day_kept": "day",
        "meeting_hour_kept": "starts",
    }

    def __init__(self, desk: Desk, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(title, verb, parent, width=560)
        self._desk = desk

    def _add_fields(self) -> None:
        self.day = self.form.add("day", _("Date"), DateField(), columns=6)
        self.starts = self.form.add("starts", _("Début"), TimeField(), columns=3)
        self.ends = self.form.add("ends", _("Fin"), TimeField(), columns=3)
        self.place = self.form.add("place", _("Lieu"), QLineEdit())
        self.facilitator = self.form.add("facilitator", _("Animation"), PersonField(self._desk), columns=6)
        self.secretary = self.form.add("secretary", _("Secrétariat"), PersonField(self._desk), columns=6)

    def _typed_day(self) -> date | None:
        try:
            return self.day.day()
        except Refused:  # said under the field
            return None

    def _look_at_day(self, committee_id: int, meeting_id: int | None = None) -> None:
        """Say under the date what speaks against it: a holiday, a weekend, another meeting."""
        day = self._typed_day()
        if day is None:
            self.form.warn("day", "")
            return
        reading = self._desk.read(self, lambda session: day_remarks(session, day, committee_id, meeting_id))
        reading.once("day").success(
            lambda remarks: self.form.warn("day", sentences([remarks_words(remarks)]))
        ).start()

    def _read(self, committee_id: int) -> MeetingForm | None:
        """Return the form as typed, or None after saying under a field what is missing."""
        day = self.day.day()
        if day is None:
            self.form.show_error("day", _("Donnez la date de la séance, par exemple 12/3 ou jeudi."))
            return None
        people: list[int | None] = []
        for key, field in (("facilitator", self.facilitator), ("secretary", self.secretary)):
            try:
                people.append(field.person_id() if field.text().strip() else None)
            except Refused as refused:
                self.form.show_error(key, sentence(refused))
                return None
        return MeetingForm(
            committee_id,
            day,
            self.starts.hour(),
            self.ends.hour(),
            self.place.text(),
            people[0],
            people[1],
        )


class NewMeetingDialog(MeetingFormDialog):
    """Plans a meeting; ``planned(id)`` is called once it is in the base."""

    def __init__(
        self,
        desk: Desk,
        planned: Callable[[int], object],
        *,
        committee_id: int | None = None,
        like: MeetingForm | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Propose the body of ``committee_id``, and the day and the hours of ``like``."""
        super().__init__(desk, _("Nouvelle séance"), _("Créer la séance"), parent)
        self._planned = planned
        self._wanted = committee_id
        self._bodies: tuple[MeetingBody, ...] = ()
        self.committee: Choice[int] = self.form.add("committee", _("Instance"), Choice[int]([]))
        self._add_fields()
        if like is not None:
            self.day.set_day(like.day)
            self.starts.set_hour(like.starts_at)
            self.ends.set_hour(like.ends_at)
        self.committee.currentIndexChanged.connect(self._propose_place)
        self.committee.currentIndexChanged.connect(lambda _place: self._look_again())
        self.day.explained.connect(lambda _words: self._look_again())
        self.primary.setEnabled(False)
        desk.read(self, meeting_bodies).success(self._show_bodies).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Plan the meeting."""
        form = self._read(self.committee.value())
        if form is not None:
            planning = self._desk.write(self, lambda session: plan_meeting(session, form))
            self.save(planning.undoable(_("Création d’une séance")), self._planned)

    def _show_bodies(self, bodies: tuple[MeetingBody, ...]) -> None:
        self._bodies = bodies
        options = [(body.id, f"{body.short_name} {body.name}") for body in bodies]
        self.committee.set_options(options, self._wanted)
        self.primary.setEnabled(bool(bodies))
        self._propose_place()

    def _look_again(self) -> None:
        if self.committee.currentIndex() >= 0:
            self._look_at_day(self.committee.value())

    def _propose_place(self) -> None:
        # As a hint: a place that is left empty becomes the usual one.
        place = self.committee.currentIndex()
        self.place.setPlaceholderText(
            self._bodies[place].usual_place if 0 <= place < len(self._bodies) else ""
        )


class MeetingDetailsDialog(MeetingFormDialog):
    """Corrects a meeting's day, hours, place and people, and what is said of the next one."""

    def __init__(self, desk: Desk, head: MeetingHead, parent: QWidget | None = None) -> None:
        super().__init__(desk, _("Modifier la séance"), _("Enregistrer"), parent)
        self._head = head
        self._add_fields()
        self.follows = Notice("neutral")
        self.next_meeting = self.form.add(
            "next",
            _("Prochaine séance"),
            QLineEdit(head.form.next_meeting_note),
            hint=_("Imprimé à la fin du compte rendu, avec la date si la prochaine séance est créée."),
        )
        self.day.set_day(head.form.day)
        self.starts.set_hour(head.form.starts_at)
        self.ends.set_hour(head.form.ends_at)
        self.place.setText(head.form.place)
        self.day.explained.connect(lambda _words: self._look_ahead())
        self.facilitator.set_chosen(person_suggestion(head.form.facilitator_id, head.facilitator))
        self.secretary.set_chosen(person_suggestion(head.form.secretary_id, head.secretary))
        self.form.add_wide(self.follows)

    def submit(self) -> None:
        """Write the meeting over, in the version that was shown."""
        form = self._read(self._head.form.committee_id)
        if form is None:
            return
        changed = replace(form, next_meeting_note=self.next_meeting.text(), version=self._head.form.version)
        meeting_id = self._head.id
        changing = self._desk.write(self, lambda session: change_meeting(session, meeting_id, changed))
        moved = form.day != self._head.form.day
        words = _("Déplacement de la séance") if moved else _("Modification de la séance")
        self.save(changing.undoable(words))

    def _look_ahead(self) -> None:
        """Say what another day entails, before it is written."""
        head, day = self._head, self._typed_day()
        self._look_at_day(head.form.committee_id, head.id)
        if day in (None, head.form.day) or head.state not in (*TO_COME, MeetingState.POSTPONED):
            self.follows.say("")
            return
        reading = self._desk.read(self, lambda session: consequences(session, head.id, Step.MOVE, day))
        reading.once("follows").success(self._show_follows).start()

    def _show_follows(self, found: Consequences) -> None:
        self.follows.say("\n".join(consequence_lines(found, with_day=False)))
        self.form.grew.emit()


def person_suggestion(person_id: int | None, name: str) -> Suggestion | None:
    """Return the person as a field shows whom it holds, or None for nobody."""
    return None if person_id is None else Suggestion(person_id, name)
