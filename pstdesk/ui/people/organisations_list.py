"""The list of organisations: search as one types."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from pstdesk.i18n import _, ngettext
from pstdesk.services.listing import Listing, Order
from pstdesk.services.organisations import OrganisationRow, OrganisationsFilter, organisation_listing
from pstdesk.ui import clock
from pstdesk.ui.lists.filtered import FilteredList
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import organisation_columns
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.table import RowTable


class OrganisationsList(FilteredList):
    """The organisations that the filters let through; ``creation_asked`` where there are none yet."""

    creation_asked = Signal()
    everything = OrganisationsFilter()

    def __init__(self, frame: Frame) -> None:
        table = RowTable("organisations", organisation_columns(), frame.preferences, comes_sorted=True)
        table.setAccessibleName(_("Structures"))
        super().__init__(frame, table)
        self.search = SearchField(_("Nom ou sigle"))
        self.archived = QCheckBox(_("Archivées"))
        self.archived.setAccessibleName(_("Archivées"))
        self.lay_out(self.add_filters((self.search, 1), (self.archived, 0), end=2))

    def chosen(self) -> OrganisationsFilter:
        """Return what the filters say."""
        return OrganisationsFilter(self.search.text().strip(), self.archived.isChecked())

    def listing(self, chosen: OrganisationsFilter, order: Order) -> Listing[OrganisationRow]:
        """Return the organisations that ``chosen`` lets through."""
        return organisation_listing(chosen, clock.today(), order)

    def narrows(self, chosen: OrganisationsFilter) -> bool:
        """Whether ``chosen`` lets through some of those that are not put away."""
        return super().narrows(chosen) and not chosen.archived

    def counting(self, n: int, shown: str) -> str:
        """Return "12 structures"."""
        return ngettext("{n} structure", "{n} structures", n).format(n=shown)

    def nothing(self, chosen: OrganisationsFilter) -> EmptyState:
        """Return what stands in place of organisations."""
        if chosen != OrganisationsFilter():
            return self.cleared(_("Aucune structure ne correspond"))
        return EmptyState(
            _("Aucune structure pour l’instant"),
            _("Une structure est l’organisme d’où viennent les personnes : service, association, bailleur… "
              "Elles arrivent aussi avec les personnes que vous importez ou créez."),
            _("Nouvelle structure"),
            self.creation_asked.emit,
        )  # fmt: skip
