"""The register of decisions: search as one types, by body and by year; Enter goes to the item."""

from typing import Any

from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import label
from pstdesk.services.decisions import DecisionEntry, DecisionsFilter, decision_listing, decision_years
from pstdesk.services.listing import Listing, Order
from pstdesk.services.vocabulary import Choice as Entry
from pstdesk.services.vocabulary import vocabulary
from pstdesk.ui.actions.words import meeting_words
from pstdesk.ui.lists.filtered import FilteredList
from pstdesk.ui.lists.filters import narrow_choice, offer_bodies, offer_years
from pstdesk.ui.meetings.words import MINUTES_TONES
from pstdesk.ui.page import Frame
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import EmptyState
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

_ROOM_FOR_STATE = 760

Offered = tuple[tuple[Entry, ...], tuple[int, ...]]


class DecisionsList(FilteredList):
    """The decisions that the filters let through."""

    everything = DecisionsFilter()

    def __init__(self, frame: Frame) -> None:
        table = RowTable("decisions", decision_columns(), frame.preferences, comes_sorted=True)
        table.setAccessibleName(_("Décisions"))
        super().__init__(frame, table)
        self.search = SearchField(_("Chercher une décision"))
        self.search.setMinimumWidth(130)
        self.committee = narrow_choice(_("Instance"), _("Toutes les instances"))
        self.year = narrow_choice(_("Année de la séance"), _("Toutes les années"))
        self.lay_out(self.add_filters((self.search, 5), (self.committee, 4), (self.year, 3), end=4))
        table.row_opened.connect(lambda row: frame.go("meetings", row.origin.item_id, kind="agenda_item"))

    def chosen(self) -> DecisionsFilter:
        """Return what the filters say."""
        return DecisionsFilter(self.search.text().strip(), self.committee.value(), self.year.value())

    def listing(self, chosen: DecisionsFilter, order: Order) -> Listing[DecisionEntry]:
        """Return the decisions that ``chosen`` lets through."""
        return decision_listing(chosen, order)

    def offers(self, session: Any) -> Offered:
        """Read the bodies and the years."""
        return vocabulary(session).committees, decision_years(session)

    def offer(self, found: Offered) -> None:
        """Let the filters offer the bodies and the years."""
        bodies, years = found
        offer_bodies(self.committee, bodies)
        offer_years(self.year, years)

    def counting(self, n: int, shown: str) -> str:
        """Return "12 décisions"."""
        return ngettext("{n} décision", "{n} décisions", n).format(n=shown)

    def nothing(self, chosen: DecisionsFilter) -> EmptyState:
        """Return what stands in place of decisions."""
        if chosen != DecisionsFilter():
            return self.cleared(_("Aucune décision ne correspond"))
        return EmptyState(
            _("Pas encore de décision"),
            _("Les décisions se notent en séance : une ligne « D : le comité retient… » sous un point de "
              "l’ordre du jour. Elles prennent leur numéro à la première diffusion du compte rendu."),
            _("Aller aux séances"),
            lambda: self.frame.go("meetings"),
        )  # fmt: skip


def decision_columns() -> tuple[Column[DecisionEntry], ...]:
    """Return the columns of the list of decisions."""

    def state(row: DecisionEntry) -> str:
        if row.is_withdrawn:
            return _("retirée")
        return "" if row.minutes_state is None else label(row.minutes_state)

    def tone(row: DecisionEntry) -> Tone | None:
        if row.is_withdrawn:
            return "warning"
        return None if row.minutes_state is None else MINUTES_TONES[row.minutes_state]

    return (
        Column("label", _("N°"), lambda row: row.label, 96),
        Column(
            "text",
            _("Décision et point"),
            lambda row: row.text,
            stretch=True,
            detail=lambda row: row.origin.item,
            muted=lambda row: row.is_withdrawn,
            plain_title=_("Décision"),
            detail_title=_("Point de l’ordre du jour"),
        ),
        Column(
            "meeting",
            _("Séance"),
            lambda row: meeting_words(row.origin),
            150,
            detail=lambda row: format_date(row.origin.day, "medium"),
            detail_title=_("Date de la séance"),
            detail_value=lambda row: row.origin.day,
        ),
        Column("state", _("Compte rendu"), state, 120, tone=tone, needs=_ROOM_FOR_STATE),
    )
