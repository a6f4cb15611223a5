"""An organisation as it is made or changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from pstdesk.domain.organisation import PartnerState
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.services import organisations
from pstdesk.services.organisations import OrganisationForm
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui.page import Frame
from pstdesk.ui.people.new_person import named_options
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog


class OrganisationDialog(FormDialog):
    """Makes an organisation, or changes the one of ``organisation_id`` as ``form`` was read.

    ``made(id)`` is called with a new one.
    """

    field_of_code = {  # noqa: RUF012 - a table of constants
        "organisation_without_name": "name",
        "organisation_exists": "name",
    }

    def __init__(
        self,
        frame: Frame,
        parent: QWidget | None = None,
        *,
        organisation_id: int | None = None,
        form: OrganisationForm | None = None,
        made: Callable[[int], object] | None = None,
    ) -> None:
        is_new = organisation_id is None
        super().__init__(
            _("Nouvelle structure") if is_new else _("Modifier la structure"),
            _("Créer la structure") if is_new else _("Enregistrer"),
            parent,
            width=600,
        )
        self._frame = frame
        self._organisation_id = organisation_id
        self._made = made
        before = self._before = form or OrganisationForm()
        add = self.form.add
        self.name = add("name", _("Nom"), QLineEdit(before.name), columns=9)
        self.acronym = add("acronym", _("Sigle"), QLineEdit(before.acronym), columns=3)
        self.category = add("category", _("Catégorie"), Choice(named_options(())), columns=4)
        self.sector = add("sector", _("Secteur"), Choice(named_options(())), columns=4)
        states = Choice(tuple((state, title(state)) for state in PartnerState), before.partner_state)
        self.state = add("state", _("Partenariat"), states, columns=4)
        self.email = add("email", _("Courriel"), QLineEdit(before.email), columns=6)
        self.phone = add("phone", _("Téléphone"), QLineEdit(before.phone), columns=6)
        self.address = add("address", _("Adresse"), _lines(before.address), columns=6)
        self.notes = add("notes", _("Notes"), _lines(before.notes), columns=6)
        frame.desk.read(self, vocabulary).success(self._offer).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Write the organisation."""
        form = OrganisationForm(
            self.name.text(),
            self.acronym.text(),
            self.category.value(),
            self.sector.value(),
            self.state.value(),
            self.email.text(),
            self.phone.text(),
            self.address.toPlainText(),
            self.notes.toPlainText(),
            self._before.version,
        )
        organisation_id = self._organisation_id
        if organisation_id is None:
            making = self._frame.desk.write(
                self, lambda session: organisations.add_organisation(session, form)
            )
            making.undoable(_("Création de « {name} »").format(name=form.name))
            self.save(making, self._made)
            return
        changing = self._frame.desk.write(
            self, lambda session: organisations.change_organisation(session, organisation_id, form)
        )
        self.save(changing.undoable(_("Modification de « {name} »").format(name=form.name)))

    def _offer(self, words: Vocabulary) -> None:
        self.category.set_options(named_options(words.categories), self._before.category_id)
        self.sector.set_options(named_options(words.sectors), self._before.sector_id)


def _lines(text: str) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(72)
    return made
