"""Mandates typed by hand: adding one, correcting one, dating a vacancy."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date
from pstdesk.labels import title
from pstdesk.services import mandates
from pstdesk.services.expected import expected_people
from pstdesk.services.mandate_history import MandateRow
from pstdesk.services.mandates import MandateForm
from pstdesk.ui import clock
from pstdesk.ui.committees.mandate_columns import VACANCY_REASONS
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label as words_label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion

_A_DAY = timedelta(days=1)
"""From the last day of a mandate, as one types it, to the first day after it, as it is kept."""
_EARLY_ENDS = tuple(reason for reason in MandateEnd if reason is not MandateEnd.TERM)


class MandateDialog(FormDialog):
    """Adds a mandate to a body, or corrects one; of one that an election opened only its early end."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "person_not_chosen": "who",
        "mandate_not_member": "who",
        "mandate_two_roles": "who",
        "mandate_overlap": "since",
        "mandate_without_start": "since",
        "interval_backwards": "since",
        "mandate_over": "ended",
        "mandate_end_without_reason": "why",
    }

    def __init__(
        self, frame: Frame, committee_id: int, row: MandateRow | None, parent: QWidget | None = None
    ) -> None:
        heading = _("Nouveau mandat") if row is None else _("Corriger le mandat de {name}")
        verb = _("Ajouter le mandat") if row is None else _("Enregistrer")
        super().__init__(heading.format(name="" if row is None else row.person), verb, parent, width=520)
        self._frame = frame
        self._committee_id = committee_id
        self._row = row
        self._version: int | None = None

        def members(session: Any) -> tuple[int, ...]:
            return expected_people(session, committee_id, clock.today())

        self.who = self.form.add("who", _("Personne"), PersonField(frame.desk, first=members))
        roles = [(role, title(role)) for role in MandateRole]
        self.role: Choice[MandateRole] = self.form.add("role", _("Mandat"), Choice(roles), columns=6)
        self.since = self.form.add("since", _("Depuis le"), DateField(), columns=6)
        self.term = self.form.add("term", _("Jusqu’au (vide : à la prochaine élection)"), DateField())
        self.ended = self.form.add("ended", _("A cessé à partir du"), DateField(), columns=6)
        reasons: list[tuple[MandateEnd | None, str]] = [(None, _("Sans objet"))]
        reasons += [(reason, title(reason)) for reason in _EARLY_ENDS]
        self.why: Choice[MandateEnd | None] = self.form.add("why", _("Pourquoi"), Choice(reasons), columns=6)
        about = _("Les deux derniers champs ne servent que si le mandat a cessé avant son terme.")
        if row is not None and row.election_id is not None:
            about = _(
                "Ce mandat vient d’une élection proclamée : seule sa fin se corrige ici. Le reste se corrige "
                "par une rectification du procès-verbal."
            )
            for field in (self.who, self.role, self.since, self.term):
                field.setEnabled(False)
        self.form.add_wide(words_label(about, "muted", wrap=True))
        if row is not None:
            self._read(row)

    def _read(self, row: MandateRow) -> None:
        self.primary.setEnabled(False)
        reading = self._frame.desk.read(self, lambda session: mandates.mandate_form(session, row.id))
        reading.success(lambda form: self._show(row, form)).failure(self.show_trouble).start()

    def _show(self, row: MandateRow, form: MandateForm) -> None:
        self._version = form.version
        self.who.set_chosen(Suggestion(form.person_id, row.person))
        self.role.choose(form.role)
        self.since.set_day(form.starts_on)
        self.term.set_day(None if form.term_ends_on is None else form.term_ends_on - _A_DAY)
        self.ended.set_day(form.ended_on)
        self.why.choose(form.end_reason)
        self.primary.setEnabled(True)

    def submit(self) -> None:
        """Write the mandate."""
        starts_on = self.since.day()
        if starts_on is None:
            raise Refused("mandate_without_start")
        last = self.term.day()
        form = MandateForm(
            self.who.person_id(),
            self.role.value(),
            starts_on,
            None if last is None else last + _A_DAY,
            self.ended.day(),
            self.why.value(),
            self._version,
        )
        row, committee_id = self._row, self._committee_id
        if row is None:
            adding = self._frame.desk.write(
                self, lambda session: mandates.add_mandate(session, committee_id, form)
            )
            self.save(adding.undoable(_("Ajout du mandat de {name}").format(name=self.who.text())))
            return
        changing = self._frame.desk.write(
            self, lambda session: mandates.change_mandate(session, row.id, form)
        )
        self.save(changing.undoable(_("Correction du mandat de {name}").format(name=row.person)))


class VacancyDialog(FormDialog):
    """Asks from which day a mandate is vacant, and why; says beforehand what a successor serves."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "day_missing": "day",
        "interval_backwards": "day",
        "mandate_over": "day",
        "mandate_overlap": "day",
    }

    def __init__(self, frame: Frame, row: MandateRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Vacance du mandat"), _("Dater la vacance"), parent)
        self._frame = frame
        self._row = row
        sentence = _("{role} de {committee} : {name}.").format(
            role=title(row.role), committee=row.short_name, name=row.person
        )
        self.form.add_wide(words_label(sentence, wrap=True))
        reasons = [(reason, title(reason)) for reason in VACANCY_REASONS]
        self.why: Choice[MandateEnd] = self.form.add("why", _("Pourquoi"), Choice(reasons))
        self.day = self.form.add("day", _("Vacant à partir du"), DateField())
        self.day.set_day(clock.today())
        self.notice = Notice("neutral")
        self.notice.say(successor_words(row))
        self.form.add_wide(self.notice)
        remark = _(
            "Un départ de l’instance se note dans « Membres », par « Fin d’inscription… » : le mandat prend "
            "fin le même jour."
        )
        self.form.add_wide(words_label(remark, "muted", wrap=True))

    def submit(self) -> None:
        """Date the vacancy."""
        day = self.day.day()
        if day is None:
            raise Refused("day_missing")
        row, reason = self._row, self.why.value()
        ending = self._frame.desk.write(
            self, lambda session: mandates.vacate(session, row.id, day, reason, row.version)
        )
        said = _("Le mandat de {name} est vacant à partir du {day}.")
        words = said.format(name=row.person, day=format_date(day))
        self.save(ending.undoable(_("Vacance du mandat de {name}").format(name=row.person), words))


def successor_words(row: MandateRow) -> str:
    """Return what whoever is elected on the vacancy of a mandate will serve."""
    if row.planned_end is None:
        return _("Ce mandat court jusqu’à la prochaine élection : la personne élue aura un mandat entier.")
    last = row.planned_end - _A_DAY
    return _("La personne élue à sa place servira la durée qui reste, jusqu’au {day}.").format(
        day=format_date(last)
    )
