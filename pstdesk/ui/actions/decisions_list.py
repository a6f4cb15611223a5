"""The register of decisions: search as one types, by body and by year; Enter goes to the item."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pstdesk.i18n import _, format_date, format_number, ngettext
from pstdesk.labels import label
from pstdesk.services.decisions import (
    DecisionEntry,
    Decisions,
    DecisionsFilter,
    decision_years,
    decisions,
)
from pstdesk.services.vocabulary import Choice as Entry
from pstdesk.services.vocabulary import vocabulary
from pstdesk.ui.actions.filters import narrow_choice, offer_bodies, offer_years
from pstdesk.ui.actions.rest import RestLink
from pstdesk.ui.actions.words import meeting_order, meeting_words
from pstdesk.ui.meetings.words import MINUTES_TONES
from pstdesk.ui.page import Frame
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.tabbed_lists import FilteredList
from pstdesk.ui.widgets.table import RowTable

MOST_ROWS = 1000
_ROOM_FOR_STATE = 760


@dataclass(frozen=True, slots=True)
class Listed:
    """The decisions found, and what the filters offer."""

    found: Decisions
    bodies: tuple[Entry, ...]
    years: tuple[int, ...]


class DecisionsList(FilteredList):
    """The decisions that the filters let through."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._most: int | None = MOST_ROWS
        self.search = SearchField(_("Chercher une décision"))
        self.committee = narrow_choice(_("Instance"), _("Toutes les instances"))
        self.year = narrow_choice(_("Année de la séance"), _("Toutes les années"))
        self.table = RowTable("decisions", decision_columns(), frame.preferences)
        self.table.setAccessibleName(_("Décisions"))
        self.rest = RestLink()
        self._lay_out()
        self.search.searched.connect(lambda _text: self._read_from_the_top())
        for choice in (self.committee, self.year):
            choice.currentIndexChanged.connect(lambda _at: self._read_from_the_top())
        self.rest.clicked.connect(self._read_all)
        self.table.row_opened.connect(
            lambda row: frame.go("meetings", row.origin.item_id, kind="agenda_item")
        )

    def chosen(self) -> DecisionsFilter:
        """Return what the filters say."""
        return DecisionsFilter(self.search.text().strip(), self.committee.value(), self.year.value())

    def read(self) -> None:
        """Read what the filters let through."""
        chosen, most = self.chosen(), self._most

        def listed(session: Any) -> Listed:
            found = decisions(session, chosen, most)
            return Listed(found, vocabulary(session).committees, decision_years(session))

        reading = self._frame.desk.read(self, listed).once("decisions")
        reading.success(lambda found: self._show(chosen, found)).start()

    def clear_filters(self) -> None:
        """Show all decisions again."""
        with quiet(self.search, self.committee, self.year):
            self.search.clear()
            for choice in (self.committee, self.year):
                choice.choose(None)
        self._read_from_the_top()

    def _read_from_the_top(self) -> None:
        self._most = MOST_ROWS
        self.read()

    def _read_all(self) -> None:
        self._most = None
        self.read()

    def _show(self, chosen: DecisionsFilter, listed: Listed) -> None:
        offer_bodies(self.committee, listed.bodies)
        offer_years(self.year, listed.years)
        if chosen != self.chosen():
            return
        n, total = len(listed.found.rows), listed.found.total
        self.table.set_empty(self._nothing(chosen))
        self.table.set_rows(listed.found.rows)
        self.rest.show_rest(total, n)
        words = ngettext("{n} décision", "{n} décisions", total)
        self.counted.emit(words.format(n=format_number(total)))
        self.filtered.emit(chosen != DecisionsFilter())

    def _nothing(self, chosen: DecisionsFilter) -> EmptyState:
        if chosen == DecisionsFilter():
            return EmptyState(
                _("Pas encore de décision"),
                _("Les décisions se notent en séance : une ligne « D : le comité retient… » sous un point de "
                  "l’ordre du jour. Elles prennent leur numéro à la première diffusion du compte rendu."),
                _("Aller aux séances"),
                lambda: self._frame.go("meetings"),
            )  # fmt: skip
        return EmptyState(
            _("Aucune décision ne correspond"),
            _("La recherche ne tient compte ni des accents ni des majuscules."),
            _("Effacer les filtres"),
            self.clear_filters,
        )

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 5)
        filters.addWidget(self.committee, 4)
        filters.addWidget(self.year, 3)
        filters.addStretch(4)
        self.search.setMinimumWidth(130)
        card = Card()
        card.body.addWidget(self.table)
        card.body.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(card, 1)


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
        Column("label", _("N°"), lambda row: row.label, 96, order=_number_order),
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
            order=lambda row: meeting_order(row.origin),
            detail_title=_("Date de la séance"),
        ),
        Column("state", _("Compte rendu"), state, 120, tone=tone, needs=_ROOM_FOR_STATE),
    )


def _number_order(row: DecisionEntry) -> tuple[int, int] | None:
    return None if row.year is None or row.number is None else (row.year, row.number)
