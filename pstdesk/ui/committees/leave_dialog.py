"""Ending or correcting a registration; what ends with it is said before."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date
from pstdesk.labels import label
from pstdesk.services import memberships
from pstdesk.services.committee_page import CommitteePage, committee_page
from pstdesk.services.memberships import MandateEnding, MembershipForm
from pstdesk.ui import clock
from pstdesk.ui.committees.membership_fields import MembershipFields
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label as words_label
from pstdesk.ui.widgets.notice import Notice

_PAUSE = 200


class LeaveDialog(FormDialog):
    """Asks from which day somebody (``name``) is no longer registered in a body (``called``)."""

    field_of_code = {"interval_backwards": "day", "day_missing": "day"}  # noqa: RUF012 - a table of constants

    def __init__(
        self, frame: Frame, membership_id: int, name: str, called: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Fin d’inscription"), _("Mettre fin à l’inscription"), parent)
        self._frame = frame
        self._membership_id = membership_id
        self._name = name
        self._called = called
        sentence = _("{name} quitte {committee}. Ses présences passées restent.")
        self.form.add_wide(words_label(sentence.format(name=name, committee=called), wrap=True))
        self.day = self.form.add("day", _("N’en fait plus partie à partir du"), DateField())
        self.day.set_day(clock.today())
        self.notice = Notice()
        self.body.insertWidget(1, self.notice)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._ask)
        self.day.textChanged.connect(lambda _text: self._wait.start())
        self._ask()

    def submit(self) -> None:
        """End the registration on the day typed."""
        day = self._day()
        membership_id = self._membership_id
        writing = self._frame.desk.write(self, lambda session: memberships.leave(session, membership_id, day))
        sentence = _("{name} ne fait plus partie de {committee} à partir du {day}.")
        said = sentence.format(name=self._name, committee=self._called, day=format_date(day))
        self.save(writing.undoable(_("Fin d’inscription de {name}").format(name=self._name), said))

    def _day(self) -> date:
        day = self.day.day()
        if day is None:
            raise Refused("day_missing")
        return day

    def _ask(self) -> None:
        try:
            day = self._day()
        except Refused:  # still being typed; the field says so itself when it is left
            return
        membership_id = self._membership_id
        reading = self._frame.desk.read(
            self, lambda session: memberships.mandates_ending(session, membership_id, day)
        )
        reading.once("mandates").success(lambda found: self._warn(day, found)).start()

    def _warn(self, day: date, found: tuple[MandateEnding, ...]) -> None:
        sentences = [
            _("Son mandat de {role}, commencé le {start}, prend fin le {day}.").format(
                role=label(mandate.role), start=format_date(mandate.starts_on), day=format_date(day)
            )
            for mandate in found
        ]
        self.notice.say(" ".join(sentences))
        self._grow()


class MembershipDialog(FormDialog):
    """Corrects a registration: capacity, vote, whose suppléant, first and last day."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "interval_backwards": "until",
        "substitute_of_oneself": "substitute",
        "membership_overlap": "capacity",
    }

    def __init__(
        self, frame: Frame, committee_id: int, membership_id: int, person: tuple[int, str], parent: QWidget
    ) -> None:
        self._person_id, self._name = person
        super().__init__(
            _("Inscription de {name}").format(name=self._name), _("Enregistrer"), parent, width=520
        )
        self._frame = frame
        self._committee_id = committee_id
        self._membership_id = membership_id
        self._read_form = MembershipForm()
        self.fields = MembershipFields(self.form, None)
        self.until = self.form.add(
            "until", _("N’en fait plus partie à partir du (vide : toujours inscrit)"), DateField()
        )
        self.primary.setEnabled(False)
        frame.desk.read(self, self._read).success(self._show).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Write the registration in the version that was read."""
        form = replace(self.fields.membership(), ends_on=self.until.day(), version=self._read_form.version)
        membership_id = self._membership_id
        changing = self._frame.desk.write(
            self, lambda session: memberships.change_membership(session, membership_id, form)
        )
        self.save(changing.undoable(_("Modification de l’inscription de {name}").format(name=self._name)))

    def _read(self, session: Any) -> tuple[CommitteePage, MembershipForm]:
        page = committee_page(session, self._committee_id, clock.today())
        return page, memberships.membership_form(session, self._membership_id)

    def _show(self, read: tuple[CommitteePage, MembershipForm]) -> None:
        page, form = read
        self._read_form = form
        self.fields.offer_titulaires((*page.members, *page.former), without=self._person_id)
        self.fields.show_form(form)
        self.until.set_day(form.ends_on)
        self.primary.setEnabled(True)
