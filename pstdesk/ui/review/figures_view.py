"""The figures of a review on the screen: cards, each committee by quarter, groups, partners, all the rest."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.documents.review_words import moment_words, other_figures
from pstdesk.domain.period import Period
from pstdesk.domain.review import Behind, PartnerFigures, Review
from pstdesk.i18n import _
from pstdesk.services.review_behind import EVERYTHING, Narrowed
from pstdesk.ui.page import GAP, Frame
from pstdesk.ui.review.behind_dialog import BehindDialog, behind_title
from pstdesk.ui.review.cards import FigureCards
from pstdesk.ui.review.tables import (
    CommitteeLine,
    GroupLine,
    OtherLine,
    committee_columns,
    committee_lines,
    group_columns,
    group_lines,
    other_columns,
    partner_columns,
    shown_quarters,
)
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, EmptyState, scrolled
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.segment import Segments
from pstdesk.ui.widgets.table import RowTable

_ROOM_FOR_TWO = 1000
"""Pixels below which the two panels stand one below the other."""
_QUARTERS_BESIDE = 4
"""With more of them the committees take the whole width, so that the last columns stay in sight."""
_LEAST_HEIGHT = 300


class FiguresView(QWidget):
    """Shows a review; Enter or a double click on a figure shows the rows that it was counted from."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.review: Review | None = None
        self._is_frozen = False
        self.cards = FigureCards()
        self.committees = Card(_("Participation par comité et trimestre"))
        self._grid = QStackedWidget()
        self.committees.body.addWidget(self._grid)
        self.table: RowTable[CommitteeLine] | None = None
        self.switch = Segments((_("Niveaux"), _("Secteurs"), _("Structures"), _("À mobiliser"), _("Autres")))
        self.switch.group.idClicked.connect(self._show_side)
        self.grades = self._groups("review_grades", _("Niveau"), bars=True)
        self.sectors = self._groups("review_sectors", _("Secteur"), bars=True)
        self.organisations = self._groups("review_organisations", _("Structure"), bars=False)
        self.partners: RowTable[PartnerFigures] = RowTable("review_partners", partner_columns())
        self.others: RowTable[OtherLine] = RowTable("review_others", other_columns())
        self.side = QStackedWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def show_review(self, found: Review, *, is_frozen: bool = False) -> None:
        """Show the figures of a period, beside those of the one before."""
        self._is_frozen = is_frozen
        columns_fit = self.review is not None and _parts(self.review) == _parts(found)
        self.review = found
        self.cards.show_review(found)
        nothing = "" if found.whole.rhythm.held else _("aucune séance tenue dans cette période")
        self.committees.set_heading(_("Participation par comité et trimestre"), nothing)
        if self.table is None or not columns_fit:
            self._renew_table(found)
        if self.table is not None:
            self.table.set_rows(committee_lines(found))
        self._arrange(self.width())
        now, before = found.whole, found.previous
        self.grades.set_rows(group_lines(now.grades, before.grades if before else ()))
        self.sectors.set_rows(group_lines(now.sectors, before.sectors if before else ()))
        self.organisations.set_rows(group_lines(now.organisations, before.organisations if before else ()))
        self.partners.set_rows((*now.partners.to_win, *now.partners.rarely))
        self.others.set_rows(
            OtherLine(number, one.name, one.now, one.before, one.behind)
            for number, one in enumerate(other_figures(found), start=1)
        )

    def _renew_table(self, found: Review) -> None:
        """Make the table anew: other quarters are other columns."""
        if self.table is not None:
            self._grid.removeWidget(self.table)
            self.table.deleteLater()
        self.table = RowTable("review_committees", committee_columns(found))
        self.table.setAccessibleName(_("Participation par comité et trimestre"))
        self.table.row_opened.connect(self._open_committee)
        self.table.set_empty(EmptyState(_("Aucun comité"), _("Créez les instances dans « Instances ».")))
        self._grid.addWidget(self.table)

    def _groups(self, name: str, title: str, *, bars: bool) -> RowTable[GroupLine]:
        table: RowTable[GroupLine] = RowTable(name, group_columns(title, bars=bars))
        table.setAccessibleName(title)
        table.set_empty(
            EmptyState(_("Rien à compter"), _("Personne n’est inscrit ni attendu dans cette période."))
        )
        return table

    def _lay_out(self) -> None:
        self.partners.setAccessibleName(_("Partenaires à mobiliser"))
        self.partners.set_empty(
            EmptyState(
                _("Personne à mobiliser"), _("Chaque partenaire visé est venu au moins une fois sur deux.")
            )
        )
        self.others.setAccessibleName(_("Autres chiffres"))
        self.grades.row_opened.connect(partial(self._open_group, "grade"))
        self.sectors.row_opened.connect(partial(self._open_group, "sector"))
        self.organisations.row_opened.connect(partial(self._open_group, "organisation"))
        self.others.row_opened.connect(lambda row: self.show_behind(row.behind, name=row.name))
        self.cards.asked.connect(self.show_behind)
        self.partners.row_opened.connect(self._open_organisation)
        sides: tuple[RowTable[Any], ...] = (
            *(self.grades, self.sectors, self.organisations),
            *(self.partners, self.others),
        )
        for side_table in sides:
            self.side.addWidget(side_table)
        side = Card()
        side.body.addWidget(self.switch)
        side.body.addWidget(self.side, 1)
        side.body.addWidget(
            label(_("Ce qui n’a pas été noté n’est jamais compté absent."), "small", wrap=True)
        )
        for card in (self.committees, side):
            card.setMinimumHeight(_LEAST_HEIGHT)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.committees, 5)
        self._row.addWidget(side, 4)
        self.switch.group.button(0).setChecked(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.cards)
        column.addLayout(self._row, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        quarters = shown_quarters(self.review) if self.review is not None else ()
        beside = width >= _ROOM_FOR_TWO and len(quarters) <= _QUARTERS_BESIDE
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _show_side(self, place: int) -> None:
        self.side.setCurrentIndex(place)

    def show_behind(
        self,
        behind: Behind,
        narrowed: Narrowed = EVERYTHING,
        name: str = "",
        period: Period | None = None,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show the rows that a figure was counted from."""
        if self.review is not None:
            shown = period or self.review.whole.period
            title = behind_title(behind, name if narrowed != EVERYTHING else "")
            if self._is_frozen:
                title = _("{title}, d’après la base d’aujourd’hui").format(title=title)
            BehindDialog(self.frame, shown, behind, narrowed, title, more=more, parent=self.window()).open()

    def _open_committee(self, row: CommitteeLine) -> None:
        """Show the meetings of a committee, of the quarter where the keyboard or the mouse is."""
        period = None
        if self.table is not None and self.review is not None:
            period = quarter_of_column(self.review, self.table.columns.shown, self.table.currentIndex())
        name = row.short_name if period is None else f"{row.short_name}, {moment_words([period])[0]}"
        more = (_("Ouvrir le comité"), partial(self.frame.go, "committees", row.id))
        self.show_behind("meetings", Narrowed(row.id), name, period, more)

    def _open_group(self, category: str, row: GroupLine) -> None:
        more = None
        if category == "organisation" and row.id:
            more = (_("Ouvrir la structure"), partial(self.frame.go, "people", row.id, kind="organisation"))
        narrowed = Narrowed(category=(category, row.id or None))
        self.show_behind("people", narrowed, row.name, more=more)

    def _open_organisation(self, row: Any) -> None:
        if row.id:
            self.frame.go("people", row.id, kind="organisation")


def _parts(of: Review) -> tuple[str, ...]:
    return tuple(part.period.quarter for part in of.quarters)


def quarter_of_column(
    review: Review, columns: Sequence[Column[CommitteeLine]], index: QModelIndex
) -> Period | None:
    """Return the quarter of the column at ``index``, None where it is another column."""
    place = index.column()
    key = columns[place].key if 0 <= place < len(columns) else ""
    if not key.startswith("part"):
        return None
    return review.quarters[int(key.removeprefix("part"))].period
