"""Who leads an election and counts its votes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pstdesk.i18n import _
from pstdesk.services.election_page import ElectionPage, NamedPerson
from pstdesk.services.elections import OfficersForm, change_officers
from pstdesk.ui.elections.members_field import MembersField
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.suggest import Suggestion


class OfficersDialog(FormDialog):
    """Four people, each found by a few letters; an empty field is nobody."""

    field_of_code = {"tellers_same": "second"}  # noqa: RUF012 - a table of constants

    def __init__(self, desk: Desk, page: ElectionPage, parent: QWidget | None = None) -> None:
        super().__init__(_("Bureau de vote"), _("Enregistrer"), parent)
        self._desk = desk
        self._head = page.head
        people = [Suggestion(who.person_id, who.name, who.organisation) for who in page.electors]
        head = page.head
        rows = (
            ("chair", _("Président de séance"), head.chair, 6),
            ("secretary", _("Secrétaire"), head.secretary, 6),
            ("first", _("Premier scrutateur"), head.first_teller, 6),
            ("second", _("Second scrutateur"), head.second_teller, 6),
        )
        self.fields: dict[str, MembersField] = {
            key: self.form.add(key, words, _field(desk, people, who), columns=columns)
            for key, words, who, columns in rows
        }
        fields = list(self.fields.values())
        for field, following in zip(fields, [*fields[1:], self.primary], strict=True):
            field.picked.connect(partial(_go_on, following))

    def submit(self) -> None:
        """Name them."""
        chair, secretary, first, second = (field.person_id() for field in self.fields.values())
        form = OfficersForm(chair, secretary, first, second, self._head.version)
        election_id = self._head.id
        naming = self._desk.write(self, lambda session: change_officers(session, election_id, form))
        self.save(naming.undoable(_("Bureau de vote")))


def _field(desk: Desk, people: list[Suggestion], who: NamedPerson | None) -> MembersField:
    made = MembersField(desk, _("Quelques lettres du nom"))
    made.offer(people)
    made.set_chosen(None if who is None else Suggestion(who.id, who.name))
    return made


def _go_on(following: QWidget, _who: Suggestion) -> None:
    following.setFocus(Qt.FocusReason.OtherFocusReason)
