"""The list of organisations: search as one types."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from pstdesk.i18n import _, ngettext
from pstdesk.services.organisations import OrganisationRow, organisation_rows
from pstdesk.ui import clock
from pstdesk.ui.page import Frame
from pstdesk.ui.people.columns import organisation_columns
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.tabbed_lists import FilteredList
from pstdesk.ui.widgets.table import RowTable


class OrganisationsList(FilteredList):
    """``counted(str)`` says how many are shown; ``filtered(bool)`` whether anything holds some back."""

    creation_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.search = SearchField(_("Nom ou sigle"))
        self.archived = QCheckBox(_("Archivées"))
        self.table = RowTable("organisations", organisation_columns(), frame.preferences)
        self.table.setAccessibleName(_("Structures"))
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 1)
        filters.addWidget(self.archived)
        filters.addStretch(2)
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(card, 1)
        self.search.searched.connect(lambda _text: self.read())
        self.archived.toggled.connect(lambda _checked: self.read())

    def read(self) -> None:
        """Read the organisations."""
        chosen = self._chosen()

        def listed(session: Any) -> tuple[OrganisationRow, ...]:
            text, archived = chosen
            return organisation_rows(session, text, clock.today(), archived=archived)

        reading = self._frame.desk.read(self, listed).once("organisations")
        reading.success(lambda rows: self._show(chosen, rows)).start()

    def clear_filters(self) -> None:
        """Let all organisations through again."""
        with quiet(self.search, self.archived):
            self.search.clear()
            self.archived.setChecked(False)
        self.read()

    def _chosen(self) -> tuple[str, bool]:
        return self.search.text().strip(), self.archived.isChecked()

    def _show(self, chosen: tuple[str, bool], rows: tuple[OrganisationRow, ...]) -> None:
        if chosen != self._chosen():
            return
        filtered = chosen != ("", False)
        self.table.set_empty(self._none(filtered=filtered))
        self.table.set_rows(rows)
        self.filtered.emit(filtered)
        n = len(rows)
        self.counted.emit(ngettext("{n} structure", "{n} structures", n).format(n=n))

    def _none(self, *, filtered: bool) -> EmptyState:
        if filtered:
            return EmptyState(
                _("Aucune structure ne correspond"),
                _("La recherche ne tient compte ni des accents ni des majuscules."),
                _("Effacer les filtres"),
                self.clear_filters,
            )
        return EmptyState(
            _("Aucune structure pour l’instant"),
            _("Une structure est l’organisme d’où viennent les personnes : service, association, bailleur… "
              "Elles arrivent aussi avec les personnes que vous importez ou créez."),
            _("Nouvelle structure"),
            self.creation_asked.emit,
        )  # fmt: skip
