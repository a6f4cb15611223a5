"""Somebody who came without being registered: found by a few letters, or made in the same step."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pstdesk.i18n import _
from pstdesk.services.attendance import add_guest
from pstdesk.services.registration import NewPerson, register
from pstdesk.services.vocabulary import Choice as Named
from pstdesk.services.vocabulary import vocabulary
from pstdesk.ui.operations import Desk
from pstdesk.ui.people.new_person import NewPersonFields, split_name
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion

_NEW_PERSON_FIELDS = {"person_without_name": "family", "organisation_not_chosen": "organisation"}


class GuestDialog(FormDialog):
    """Adds a guest to a held meeting; before somebody is made, people of the same name are shown."""

    field_of_code = {"person_not_chosen": "who"}  # noqa: RUF012 - a table of constants

    def __init__(self, desk: Desk, meeting_id: int, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Personne non inscrite"), _("Ajouter aux présents"), parent, width=520)
        self._desk = desk
        self._meeting_id = meeting_id
        creation = _("Nouvelle personne : {text}")
        self.who = self.form.add("who", _("Qui est venu ?"), PersonField(desk, creation=creation))
        self.new = NewPersonFields(desk, known=_("Oui, ajouter {name}"), full=False)
        self.back = QPushButton(_("Choisir une personne de la base"))
        self.back.setProperty("role", "link")
        self.back.setAutoDefault(False)
        self.body.insertWidget(1, self.new)
        self.body.insertWidget(2, self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.who.creation_asked.connect(self.begin_new)
        self.who.picked.connect(lambda _suggestion: self.primary.setFocus())
        self.new.known_chosen.connect(self._take_known)
        self.new.namesakes_found.connect(self._word_primary)
        self.new.form.grew.connect(self._grow)
        self.back.clicked.connect(lambda: self._show_new(shown=False))
        self._show_new(shown=False)
        desk.read(self, vocabulary).success(self.new.set_vocabulary).failure(self.show_trouble).start()
        if typed:
            self.who.setText(typed)
            self.who.textEdited.emit(typed)

    def begin_new(self, typed: str) -> None:
        """Ask for somebody new, beginning with the name typed."""
        family, given = split_name(typed)
        self.new.family.setText(family)
        self.new.given.setText(given)
        self._show_new(shown=True)
        (self.new.organisation if given else self.new.given).setFocus()

    def submit(self) -> None:
        """Add the person chosen, or make and add the one typed."""
        meeting_id = self._meeting_id
        if self.new.isHidden():
            self._add(self.who.person_id())
            return
        new = NewPerson(self.new.person(), self.new.post(), self.new.workplace())

        def welcome(session: Any) -> None:
            add_guest(session, meeting_id, register(session, new))

        def save() -> None:
            self.save(self._desk.write(self, welcome))

        self.new.when_told_of_namesakes(save, self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Blame the field of the form it stands in."""
        key = _NEW_PERSON_FIELDS.get(trouble.code)
        if key is not None:
            self.new.form.show_error(key, trouble.sentence)
        else:
            super().show_trouble(trouble)
        self._grow()

    def _add(self, person_id: int) -> None:
        meeting_id = self._meeting_id
        self.save(self._desk.write(self, lambda session: add_guest(session, meeting_id, person_id)))

    def _take_known(self, choice: Named) -> None:
        self.who.set_chosen(Suggestion(choice.id, choice.name, choice.detail))
        self._add(choice.id)

    def _show_new(self, *, shown: bool) -> None:
        self.form.setVisible(not shown)
        self.new.setVisible(shown)
        self.back.setVisible(shown)
        self._word_primary(namesakes=False)
        if not shown:
            self.who.setFocus()
        self._grow()

    def _word_primary(self, namesakes: bool) -> None:
        words = _("Ajouter aux présents")
        self.primary.setText(_("Créer une autre personne") if namesakes else words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.who.setFocus()
