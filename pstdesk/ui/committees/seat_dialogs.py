"""A seat by office: making and renaming it, giving it to somebody, leaving it."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.services import seats
from pstdesk.services.registration import organisation_of
from pstdesk.services.seats import SeatForm, SeatRow
from pstdesk.ui import clock
from pstdesk.ui.committees.words import capacities
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.pickers import OrganisationField, PersonField
from pstdesk.ui.widgets.suggest import Suggestion


class SeatDialog(FormDialog):
    """Makes a seat in ``committee_id``, or changes ``seat``."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "seat_without_office": "office",
        "organisation_not_chosen": "organisation",
    }

    def __init__(
        self, frame: Frame, committee_id: int, seat: SeatRow | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Nouveau siège") if seat is None else _("Modifier le siège")
        super().__init__(title, _("Créer le siège") if seat is None else _("Enregistrer"), parent)
        self._frame = frame
        self._committee_id = committee_id
        self._seat = seat
        form = seat.form if seat is not None else SeatForm()
        self.office = self.form.add("office", _("Fonction"), QLineEdit(form.office))
        self.office.setPlaceholderText(_("Maire, présidente de la CAF…"))
        self.organisation = self.form.add(
            "organisation", _("Structure (facultative)"), OrganisationField(frame.desk)
        )
        if seat is not None and form.organisation_id is not None:
            self.organisation.set_chosen(Suggestion(form.organisation_id, seat.organisation))
        self.capacity = self.form.add("capacity", _("Qualité"), Choice(capacities(), form.capacity))

    def submit(self) -> None:
        """Write the seat."""
        workplace = self.organisation.workplace()
        office, capacity = self.office.text(), self.capacity.value()
        seat, committee_id = self._seat, self._committee_id

        def write(session: Any) -> None:
            organisation_id = organisation_of(session, workplace)
            form = SeatForm(office, capacity, organisation_id, seat.form.version if seat else None)
            if seat is None:
                seats.add_seat(session, committee_id, form)
            else:
                seats.change_seat(session, seat.id, form)

        words = (
            _("Création du siège « {office} »") if seat is None else _("Modification du siège « {office} »")
        )
        self.save(self._frame.desk.write(self, write).undoable(words.format(office=office)))


class HoldSeatDialog(FormDialog):
    """Asks who holds ``seat``, or stands in for its holder, and since when."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "person_not_chosen": "who",
        "seat_held_then": "since",
        "interval_backwards": "since",
    }

    def __init__(
        self, frame: Frame, seat: SeatRow, parent: QWidget | None = None, *, is_substitute: bool = False
    ) -> None:
        title = _("Suppléance – {office}") if is_substitute else _("Titulaire – {office}")
        super().__init__(title.format(office=seat.form.office), _("Enregistrer"), parent)
        self._frame = frame
        self._seat = seat
        self._is_substitute = is_substitute
        self.who = self.form.add("who", _("Personne"), PersonField(frame.desk))
        self.since = self.form.add("since", _("Depuis le"), DateField())
        self.since.set_day(clock.today())
        if seat.holder is not None and not is_substitute:
            remark = _("{name} quitte ce siège ce jour-là.").format(name=seat.holder.person)
            self.form.add_wide(label(remark, "muted", wrap=True))

    def submit(self) -> None:
        """Give the seat."""
        person_id, since, seat_id = self.who.person_id(), self.since.day(), self._seat.id
        give = seats.name_substitute if self._is_substitute else seats.hold_seat
        giving = self._frame.desk.write(self, lambda session: give(session, seat_id, person_id, since))
        words = (
            _("Suppléance du siège « {office} »")
            if self._is_substitute
            else _("Attribution du siège « {office} »")
        )
        self.save(giving.undoable(words.format(office=self._seat.form.office)))


class VacateDialog(FormDialog):
    """Asks who leaves ``seat`` and from which day."""

    field_of_code = {"interval_backwards": "day", "day_missing": "day"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, seat: SeatRow, parent: QWidget | None = None) -> None:
        title = _("Libérer le siège – {office}").format(office=seat.form.office)
        super().__init__(title, _("Libérer le siège"), parent)
        self._frame = frame
        self._office = seat.form.office
        holdings = [] if seat.holder is None else [(seat.holder.id, seat.holder.person)]
        stand_in = _("{name} (suppléance)")
        holdings += [(held.id, stand_in.format(name=held.person)) for held in seat.substitutes]
        self.who = self.form.add("who", _("Qui s’en va"), Choice(holdings))
        self.day = self.form.add("day", _("N’occupe plus le siège à partir du"), DateField())
        self.day.set_day(clock.today())
        remark = _("Ses mandats dans cette instance prennent fin le même jour.")
        self.form.add_wide(label(remark, "muted", wrap=True))

    def submit(self) -> None:
        """End the holding."""
        day, holding_id = self.day.day(), self.who.value()
        if day is None:
            raise Refused("day_missing")
        leaving = self._frame.desk.write(self, lambda session: seats.vacate(session, holding_id, day))
        self.save(leaving.undoable(_("Libération du siège « {office} »").format(office=self._office)))
