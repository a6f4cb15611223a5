"""Registering somebody in a body: a person of the base, or somebody new in the same step."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pstdesk.domain.names import spoken_name
from pstdesk.i18n import _
from pstdesk.services import memberships
from pstdesk.services.committee_page import CommitteePage, committee_page
from pstdesk.services.registration import NewPerson, register
from pstdesk.services.vocabulary import Choice as Named
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.committees.membership_fields import MembershipFields
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import Frame
from pstdesk.ui.people.new_person import NewPersonFields, split_name
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.form import Form
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion

T = TypeVar("T")


class EnrolDialog(FormDialog):
    """Asks who joins ``committee_id`` (``called``), in what capacity and since when."""

    field_of_code = {"interval_backwards": "since", "substitute_of_oneself": "substitute"}  # noqa: RUF012 - a table of constants

    def __init__(self, frame: Frame, committee_id: int, called: str, parent: QWidget | None = None) -> None:
        title = _("Inscrire une personne – {committee}").format(committee=called)
        super().__init__(title, _("Inscrire"), parent, width=560)
        self._frame = frame
        self._committee_id = committee_id
        self.known = Form()
        creation = _("Nouvelle personne : {text}")
        self.who = self.known.add("who", _("Personne"), PersonField(frame.desk, creation=creation))
        self.new = NewPersonFields(frame.desk, known=_("Inscrire {name}"), full=False)
        self.back = QPushButton(_("Choisir une personne de la base"))
        self.back.setProperty("role", "link")
        self.back.setAutoDefault(False)
        self.body.insertWidget(0, self.known)
        self.body.insertWidget(1, self.new)
        self.body.insertWidget(2, self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields = MembershipFields(self.form, clock.today())
        self.who.creation_asked.connect(self._make_new)
        self.new.known_chosen.connect(self._take_known)
        self.new.namesakes_found.connect(self._word_primary)
        self.new.form.grew.connect(self._grow)
        self.new.post_form.grew.connect(self._grow)
        self.back.clicked.connect(lambda: self._show_new(shown=False))
        self._show_new(shown=False)
        frame.desk.read(self, self._read).success(self._offer).failure(self.show_trouble).start()

    @property
    def is_new(self) -> bool:
        """Whether the person is somebody the base does not have yet."""
        return not self.new.isHidden()

    def submit(self) -> None:
        """Register the person chosen, or make and register the one typed."""
        form, committee_id = self.fields.membership(), self._committee_id
        if not self.is_new:
            person_id = self.who.person_id()
            writing = self._frame.desk.write(
                self, lambda session: memberships.enrol(session, committee_id, person_id, form)
            )
            self._save(writing, self.who.text())
            return
        new = NewPerson(self.new.person(), self.new.post(), self.new.workplace(), (committee_id,), form)
        name = spoken_name(new.person.given_name, new.person.family_name)

        def save() -> None:
            self._save(self._frame.desk.write(self, lambda session: register(session, new)), name)

        self.new.when_told_of_namesakes(save, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Blame the field of the form it stands in."""
        if trouble.code in ("person_not_chosen", "membership_overlap") and not self.is_new:
            self.known.show_error("who", trouble.sentence)
        elif trouble.code == "person_without_name":
            self.new.form.show_error("family", trouble.sentence)
        elif trouble.code == "organisation_not_chosen":
            self.new.post_form.show_error("organisation", trouble.sentence)
        else:
            super().show_trouble(trouble)
        self._grow()

    def _save(self, writing: Operation[T], name: str) -> None:
        said = _("L’inscription de {name} est enregistrée.").format(name=name)
        self.save(writing.undoable(_("Inscription de {name}").format(name=name), said))

    def _read(self, session: Any) -> tuple[CommitteePage, Vocabulary]:
        return committee_page(session, self._committee_id, clock.today()), vocabulary(session)

    def _offer(self, read: tuple[CommitteePage, Vocabulary]) -> None:
        page, words = read
        self.fields.offer_titulaires(page.members)
        self.new.set_vocabulary(words)

    def _make_new(self, text: str) -> None:
        family, given = split_name(text)
        self.new.family.setText(family)
        self.new.given.setText(given)
        self._show_new(shown=True)
        (self.new.given if given else self.new.family).setFocus()

    def _take_known(self, choice: Named) -> None:
        self.who.set_chosen(Suggestion(choice.id, choice.name, choice.detail))
        self._show_new(shown=False)

    def _show_new(self, *, shown: bool) -> None:
        self.known.setVisible(not shown)
        self.new.setVisible(shown)
        self.back.setVisible(shown)
        self._word_primary(namesakes=False)
        if not shown:
            self.who.setFocus()
            self.resize(self.width(), 0)
        self._grow()

    def _word_primary(self, namesakes: bool) -> None:
        words = _("Créer et inscrire") if self.is_new else _("Inscrire")
        self.primary.setText(_("Créer une autre personne") if namesakes else words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.who.setFocus()
