"""The list of people: search as one types, four filters, and what to do where it is empty."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from pstdesk.i18n import _, ngettext
from pstdesk.services.listing import Listing, Order
from pstdesk.services.people import PeopleFilter, PersonRow, person_listing
from pstdesk.services.vocabulary import Vocabulary, vocabulary
from pstdesk.ui import clock
from pstdesk.ui.lists.filtered import FilteredList
from pstdesk.ui.lists.filters import narrow_choice
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import person_columns
from pstdesk.ui.people.new_person import named_options
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.pickers import OrganisationField
from pstdesk.ui.widgets.table import RowTable


class PeopleList(FilteredList):
    """The people that the filters let through; ``import_asked`` where there are none yet."""

    import_asked = Signal()
    everything = PeopleFilter()

    def __init__(self, frame: Frame) -> None:
        table = RowTable("people", person_columns(), frame.preferences, comes_sorted=True)
        table.setAccessibleName(_("Personnes"))
        super().__init__(frame, table)
        self.search = SearchField(_("Nom ou courriel"))
        self.committee = narrow_choice(_("Instance"), _("Instances"))
        self.grade = narrow_choice(_("Niveau hiérarchique"), _("Niveaux"))
        self.sector = narrow_choice(_("Secteur"), _("Secteurs"))
        self.organisation = OrganisationField(frame.desk, hint=_("Structures"), may_create=False)
        self.organisation.setAccessibleName(_("Structure"))
        self.archived = QCheckBox(_("Archivées"))
        self.archived.setAccessibleName(_("Archivées"))
        self.organisation.setMinimumWidth(90)
        self.search.setMinimumWidth(130)
        line = self.add_filters(
            (self.search, 5),
            (self.committee, 4),
            (self.organisation, 4),
            (self.grade, 4),
            (self.sector, 4),
            (self.archived, 0),
        )
        self.lay_out(line)

    def chosen(self) -> PeopleFilter:
        """Return what the filters say."""
        organisation = self.organisation.chosen()
        return PeopleFilter(
            self.search.text().strip(),
            self.committee.value(),
            self.grade.value(),
            self.sector.value(),
            organisation.id if organisation is not None else None,
            self.archived.isChecked(),
        )

    def listing(self, chosen: PeopleFilter, order: Order) -> Listing[PersonRow]:
        """Return the people that ``chosen`` lets through."""
        return person_listing(chosen, clock.today(), order)

    def offers(self, session: Any) -> Vocabulary:
        """Read what the filters offer."""
        return vocabulary(session)

    def offer(self, found: Vocabulary) -> None:
        """Let the filters offer what was read."""
        committees = tuple((body.id, f"{body.detail}  {body.name}") for body in found.committees)
        self.committee.renew_options(((None, _("Instances")), *committees))
        self.grade.renew_options(named_options(found.grades, _("Niveaux")))
        self.sector.renew_options(named_options(found.sectors, _("Secteurs")))

    def narrows(self, chosen: PeopleFilter) -> bool:
        """Whether ``chosen`` lets through some of those who are not put away."""
        return super().narrows(chosen) and not chosen.archived

    def counting(self, n: int, shown: str) -> str:
        """Return "12 personnes"."""
        return ngettext("{n} personne", "{n} personnes", n).format(n=shown)

    def nothing(self, chosen: PeopleFilter) -> EmptyState:
        """Return what stands in place of people."""
        if chosen != PeopleFilter():
            return self.cleared(_("Aucune personne ne correspond"))
        return EmptyState(
            _("Personne dans la base pour l’instant"),
            _("Importez la liste d’inscrits que vous tenez dans un tableur, ou créez les personnes une "
              "à une."),
            _("Importer une liste…"),
            self.import_asked.emit,
        )  # fmt: skip
