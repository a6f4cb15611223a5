"""A person as they are made or changed, and the bodies they join."""

from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.domain.names import spoken_name
from pstdesk.i18n import _, pgettext
from pstdesk.services import memberships, people
from pstdesk.services.committee_page import MemberRow, committee_page
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.people import PersonForm
from pstdesk.services.person_page import PersonPage
from pstdesk.services.registration import NewPerson, register
from pstdesk.services.vocabulary import Choice as Named
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.committees.membership_fields import MembershipFields
from pstdesk.ui.page import Frame
from pstdesk.ui.people.new_person import NewPersonFields, civilities
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.labels import label

_A_ROW = 5


class NewPersonDialog(FormDialog):
    """Makes a person with their post and their registrations, once namesakes were looked at."""

    field_of_code = {"interval_backwards": "since"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(_("Nouvelle personne"), _("Créer la personne"), parent, width=660)
        self._frame = frame
        self._boxes: dict[int, QCheckBox] = {}
        self.fields = NewPersonFields(frame.desk, known=_("Ouvrir la fiche de {name}"))
        self.body.insertWidget(0, self.fields)
        self._bodies = QWidget()
        self._bodies_grid = QGridLayout(self._bodies)
        self._bodies_grid.setContentsMargins(0, 0, 0, 0)
        self._bodies_grid.setHorizontalSpacing(16)
        self._bodies_grid.setVerticalSpacing(0)
        self.form.add_wide(label(_("Inscrire dans"), "heading"))
        self.form.add("bodies", _("Instances"), self._bodies, columns=8)
        self.since = self.form.add("since", _("Depuis le"), DateField(), columns=4)
        self.since.set_day(clock.today())
        self.fields.namesakes_found.connect(self._word_primary)
        self.fields.known_chosen.connect(self._open_known)
        self.fields.form.grew.connect(self._grow)
        self.fields.post_form.grew.connect(self._grow)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Make the person."""
        joined = tuple(committee_id for committee_id, box in self._boxes.items() if box.isChecked())
        new = NewPerson(
            self.fields.person(),
            self.fields.post(),
            self.fields.workplace(),
            joined,
            MembershipForm(starts_on=self.since.day()),
        )
        if not new.person.family_name.strip():
            raise Refused("person_without_name")

        def save() -> None:
            writing = self._frame.desk.write(self, lambda session: register(session, new))
            name = spoken_name(new.person.given_name, new.person.family_name)
            writing.undoable(_("Création de la fiche de {name}").format(name=name))
            self.save(writing, lambda person_id: self._frame.go("people", person_id))

        self.fields.when_told_of_namesakes(save, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Blame the field of the form it stands in."""
        if trouble.code == "person_without_name":
            self.fields.form.show_error("family", trouble.sentence)
        elif trouble.code == "organisation_not_chosen":
            self.fields.post_form.show_error("organisation", trouble.sentence)
        else:
            super().show_trouble(trouble)

    def _offer(self, words: Vocabulary) -> None:
        self.fields.set_vocabulary(words)
        for place, body in enumerate(words.committees):
            box = QCheckBox(body.detail)
            box.setToolTip(body.name)
            box.setAccessibleName(f"{body.detail} {body.name}")
            self._boxes[body.id] = box
            self._bodies_grid.addWidget(box, place // _A_ROW, place % _A_ROW)
        self._grow()

    def _word_primary(self, namesakes: bool) -> None:
        self.primary.setText(_("Créer une autre personne") if namesakes else _("Créer la personne"))
        self._grow()

    def _open_known(self, choice: Named) -> None:
        self.reject()
        self._frame.go("people", choice.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fields.family.setFocus()


class PersonDialog(FormDialog):
    """Changes the names and contacts of a person, in the version that was read."""

    field_of_code = {"person_without_name": "family"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, page: PersonPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Modifier la fiche"), _("Enregistrer"), parent, width=560)
        self._frame = frame
        self._page = page
        form = page.form
        add = self.form.add
        self.family = add("family", pgettext("personne", "Nom"), QLineEdit(form.family_name), columns=6)
        self.given = add("given", _("Prénom"), QLineEdit(form.given_name), columns=6)
        self.email = add("email", _("Courriel"), QLineEdit(form.email), columns=6)
        self.phone = add("phone", _("Téléphone"), QLineEdit(form.phone), columns=6)
        titles = Choice(civilities(form.civility), form.civility)
        self.civility = add("civility", _("Civilité (facultative)"), titles)
        self.notes = add("notes", _("Notes"), QPlainTextEdit(form.notes))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(84)

    def submit(self) -> None:
        """Write the person."""
        form = PersonForm(
            self.family.text(),
            self.given.text(),
            self.civility.value(),
            self.email.text(),
            self.phone.text(),
            self.notes.toPlainText(),
            self._page.form.version,
        )
        person_id = self._page.id
        changing = self._frame.desk.write(
            self, lambda session: people.change_person(session, person_id, form)
        )
        name = spoken_name(form.given_name, form.family_name)
        self.save(changing.undoable(_("Modification de la fiche de {name}").format(name=name)))


class JoinDialog(FormDialog):
    """Registers a person (``name``) in a body still to be chosen."""

    field_of_code = {  # noqa: RUF012 - a table of constants
        "membership_overlap": "committee",
        "interval_backwards": "since",
    }

    def __init__(self, frame: Frame, person_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Inscrire {name}").format(name=name), _("Inscrire"), parent, width=520)
        self._frame = frame
        self._person_id = person_id
        self._name = name
        bodies: Choice[int] = Choice([])
        self.committee = self.form.add("committee", _("Instance"), bodies)
        self.fields = MembershipFields(self.form, clock.today())
        self.committee.currentIndexChanged.connect(lambda _at: self._read_members())
        self.primary.setEnabled(False)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Register the person."""
        committee_id, person_id = self.committee.value(), self._person_id
        form = self.fields.membership()
        joining = self._frame.desk.write(
            self, lambda session: memberships.enrol(session, committee_id, person_id, form)
        )
        self.save(joining.undoable(_("Inscription de {name}").format(name=self._name)))

    def _offer(self, words: Vocabulary) -> None:
        self.committee.set_options([(body.id, f"{body.detail}  {body.name}") for body in words.committees])
        self.primary.setEnabled(bool(words.committees))

    def _read_members(self) -> None:
        if self.committee.currentIndex() < 0:
            return
        committee_id = self.committee.value()

        def members(session: Any) -> tuple[MemberRow, ...]:
            return committee_page(session, committee_id, clock.today()).members

        reading = self._frame.desk.read(self, members).once("members")
        reading.success(lambda rows: self.fields.offer_titulaires(rows, without=self._person_id)).start()
