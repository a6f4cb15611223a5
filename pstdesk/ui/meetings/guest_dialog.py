"""Somebody who came without being registered: found by a few letters, or made in the same step."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from pstdesk.domain.names import listed_name
from pstdesk.i18n import _, format_date
from pstdesk.services.registration import NewPerson, register
from pstdesk.services.vocabulary import Choice as Named
from pstdesk.services.vocabulary import vocabulary
from pstdesk.services.walk_ins import welcome
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendance_words import joined_words
from pstdesk.ui.operations import Desk
from pstdesk.ui.people.new_person import NewPersonFields, split_name
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.pickers import PersonField
from pstdesk.ui.widgets.suggest import Suggestion

_NEW_PERSON_FIELDS = {"person_without_name": "family", "organisation_not_chosen": "organisation"}


class GuestDialog(FormDialog):
    """Adds a guest to a held meeting; before somebody is made, people of the same name are shown.

    In the same step they become a member, if they wish: that day they are a guest, and from the next one
    they are expected (docs/domain.md, "Attendus").
    """

    field_of_code = {"person_not_chosen": "who"}  # noqa: RUF012 - a table of constants

    def __init__(
        self,
        desk: Desk,
        book: AttendanceBook,
        day: date,
        typed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Personne non inscrite"), _("Ajouter aux présents"), parent, width=520)
        self._desk = desk
        self._book = book
        creation = _("Nouvelle personne : {text}")
        self.who = self.form.add("who", _("Qui est venu ?"), PersonField(desk, creation=creation))
        self.new = NewPersonFields(desk, known=_("Oui, ajouter {name}"), full=False)
        self.back = QPushButton(_("Choisir une personne de la base"))
        self.back.setProperty("role", "link")
        self.back.setAutoDefault(False)
        words = _("Inscrire aussi comme membre, à partir du {day}")
        self.joins = QCheckBox(words.format(day=format_date(day + timedelta(days=1), "long")))
        self.joins.setToolTip(_("Le jour de la séance, la personne reste comptée comme non inscrite."))
        self.body.insertWidget(1, self.new)
        self.body.insertWidget(2, self.joins)
        self.body.insertWidget(3, self.back, 0, Qt.AlignmentFlag.AlignLeft)
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
        if self.new.isHidden():
            # Who types quickly presses Enter before anybody could be proposed.
            if self.who.chosen() is not None or not self.who.take_soon():
                self._add(self.who.person_id())
            return
        new = NewPerson(self.new.person(), self.new.post(), self.new.workplace())

        def save() -> None:
            self._welcome(lambda session: register(session, new))

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
        self._welcome(lambda _session: person_id)

    def _welcome(self, who: Callable[[Any], int]) -> None:
        as_member = self.joins.isChecked()
        new = self.new.person()
        name = self.who.text() if self.new.isHidden() else listed_name(new.given_name, new.family_name)

        def write(session: Any, meeting_id: int) -> None:
            welcome(session, meeting_id, who(session), as_member=as_member)

        said = joined_words(name) if as_member else ""
        self.save(self._book.recording(self, write, _("Accueil de {name}").format(name=name), said))

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
