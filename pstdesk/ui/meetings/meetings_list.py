"""The list of meetings: by body, by year, the latest first."""

from typing import Any

from PySide6.QtCore import Signal

from pstdesk.i18n import _, ngettext
from pstdesk.services.listing import Listing, Order
from pstdesk.services.meeting_list import MeetingRow, MeetingsFilter, meeting_listing, meeting_years
from pstdesk.services.meetings import MeetingBody, meeting_bodies
from pstdesk.ui import clock
from pstdesk.ui.lists.filtered import FilteredList
from pstdesk.ui.lists.filters import narrow_choice
from pstdesk.ui.meetings.table import meeting_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.table import RowTable

Offered = tuple[tuple[MeetingBody, ...], tuple[int, ...]]


class MeetingsList(FilteredList):
    """The meetings that the filters let through; ``creation_asked`` where there are none yet."""

    creation_asked = Signal()
    everything = MeetingsFilter()

    def __init__(self, frame: Frame) -> None:
        table = RowTable(
            "meetings", meeting_columns(), frame.preferences, sort="day", descending=True, comes_sorted=True
        )
        table.setAccessibleName(_("Séances"))
        super().__init__(frame, table)
        self._has_bodies = True
        self.search = SearchField(_("Chercher une instance"))
        self.body = narrow_choice(_("Instance"), _("Toutes les instances"))
        self.year = narrow_choice(_("Année"), _("Toutes les années"))
        self.line = self.add_filters((self.search, 3), (self.body, 4), (self.year, 3))
        self.lay_out(self.line)

    def chosen(self) -> MeetingsFilter:
        """Return what the filters say."""
        return MeetingsFilter(self.search.text().strip(), self.body.value(), self.year.value())

    def listing(self, chosen: MeetingsFilter, order: Order) -> Listing[MeetingRow]:
        """Return the meetings that ``chosen`` lets through."""
        return meeting_listing(chosen, clock.today(), order)

    def offers(self, session: Any) -> Offered:
        """Read the bodies and the years."""
        return meeting_bodies(session), meeting_years(session)

    def offer(self, found: Offered) -> None:
        """Let the filters offer the bodies and the years."""
        bodies, years = found
        self._has_bodies = bool(bodies)
        named = [(body.id, f"{body.short_name}  {body.name}") for body in bodies]
        self.body.renew_options([(None, _("Toutes les instances")), *named])
        self.year.renew_options([(None, _("Toutes les années")), *((year, str(year)) for year in years)])
        if not self.table.rows:
            self.table.set_empty(self.nothing(self.chosen()))

    def counting(self, n: int, shown: str) -> str:
        """Return "12 séances"."""
        return ngettext("{n} séance", "{n} séances", n).format(n=shown)

    def nothing(self, chosen: MeetingsFilter) -> EmptyState:
        """Return what stands in place of meetings."""
        if chosen != MeetingsFilter():
            return EmptyState(
                _("Aucune séance ne correspond"), "", _("Montrer toutes les séances"), self.clear_filters
            )
        if not self._has_bodies:
            return EmptyState(
                _("Pas encore d’instance"),
                _("Une séance est celle d’une instance : créez d’abord celle qui se réunit."),
                _("Ouvrir les instances"),
                lambda: self.frame.go("committees"),
            )
        return EmptyState(
            _("Pas encore de séance"),
            _(
                "Une séance se prépare ici avec son ordre du jour. Le jour venu, vous y notez les présences, "
                "les échanges, les décisions et les actions ; le compte rendu Word en sort d’un clic."
            ),
            _("Nouvelle séance"),
            self.creation_asked.emit,
        )
