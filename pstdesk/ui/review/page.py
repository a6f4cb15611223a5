"""The place Bilan d'étape: who takes part, how evenly, who is still to be won, for a period."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pstdesk.documents.review_words import other_figures, period_words
from pstdesk.domain.period import Period, kind_of
from pstdesk.domain.review import PartnerFigures, Review
from pstdesk.i18n import _
from pstdesk.services.review import review
from pstdesk.services.review_periods import PeriodOffer, period_offers
from pstdesk.ui import clock
from pstdesk.ui.operations import Base
from pstdesk.ui.page import GAP, Frame, Page
from pstdesk.ui.review.cards import FigureCards
from pstdesk.ui.review.period_dialog import PeriodDialog
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
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, EmptyState, scrolled
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.segment import Segments
from pstdesk.ui.widgets.table import RowTable

_ROOM_FOR_TWO = 1000
"""Pixels below which the two panels stand one below the other."""
_QUARTERS_BESIDE = 4
"""With more of them the committees take the whole width, so that the last columns stay in sight."""
_LEAST_HEIGHT = 330


@dataclass(frozen=True)
class Counted:
    """A review, and the periods that there are to choose from."""

    review: Review
    offers: tuple[PeriodOffer, ...]


class ReviewPage(Page):
    """Shows the figures of a period; Enter on a committee, an organisation or a partner opens it."""

    topics = frozenset(
        {"programme", "committees", "people", "organisations", "meetings", "attendance", "minutes", "actions"}
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._period: Period | None = None
        self._asked = 0
        self.review: Review | None = None
        self.header.set_title(_("Bilan d’étape"))
        self.periods: Choice[Period | None] = Choice([(None, _("Autre période…"))])
        self.periods.setAccessibleName(_("Période"))
        self.periods.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.periods.activated.connect(lambda _place: self._choose())
        self.header.add_tool(self.periods)
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

    # What the window calls

    def reload(self) -> None:
        """Count anew; what was shown stays meanwhile."""
        today, wanted = clock.today(), self._period

        def count(base: Base, _step: object) -> Counted:
            with base.read() as session:
                offers = period_offers(session, today)
                return Counted(review(session, wanted or offers[0].period, today), offers)

        self.header.set_title(_("Bilan d’étape"), _("calcul en cours…"))
        self._asked += 1
        number = self._asked
        counting = self.frame.desk.job(self, count).once("review").success(self._show)
        counting.finished(lambda: self._end(number)).start()

    def _end(self, number: int) -> None:
        """Say that nothing is counted any more, unless a later counting took the place of this one."""
        if number != self._asked:
            return
        self.header.set_title(_("Bilan d’étape"))
        if self.review is not None and self.periods.value() != self.review.whole.period:
            # It could not be counted: the period named is that of the figures shown.
            self._period = self.review.whole.period
            with quiet(self.periods):
                self.periods.choose(self._period)

    # The period

    def show_period(self, period: Period) -> None:
        """Count another period."""
        self._period = period
        self.reload()

    def _choose(self) -> None:
        period = self.periods.value()
        if period is not None:
            self.show_period(period)
            return
        shown = self.review.whole.period if self.review is not None else None
        with quiet(self.periods):
            self.periods.choose(shown)
        if shown is not None:
            PeriodDialog(shown, self.show_period, self.window()).open()

    # The figures

    def _show(self, counted: Counted) -> None:
        found = counted.review
        columns_fit = self.review is not None and _parts(self.review) == _parts(found)
        self.review = found
        self._offer(counted.offers, found.whole.period)
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
            OtherLine(number, *words) for number, words in enumerate(other_figures(found), start=1)
        )

    def _offer(self, offers: tuple[PeriodOffer, ...], shown: Period) -> None:
        pairs: list[tuple[Period | None, str]] = [
            (offer.period, period_words(offer.period, offer.kind)) for offer in offers
        ]
        if shown not in [period for period, _words in pairs]:
            pairs.append((shown, period_words(shown, kind_of(shown))))
        pairs.append((None, _("Autre période…")))
        with quiet(self.periods):
            self.periods.set_options(pairs, shown)

    def _renew_table(self, found: Review) -> None:
        """Make the table anew: other quarters are other columns."""
        if self.table is not None:
            self._grid.removeWidget(self.table)
            self.table.deleteLater()
        self.table = RowTable("review_committees", committee_columns(found))
        self.table.setAccessibleName(_("Participation par comité et trimestre"))
        self.table.row_opened.connect(lambda row: self.frame.go("committees", row.id))
        self.table.set_empty(EmptyState(_("Aucun comité"), _("Créez les instances dans « Instances ».")))
        self._grid.addWidget(self.table)

    # The page

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
        self.organisations.row_opened.connect(self._open_organisation)
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
        self.body.addWidget(scrolled(inside))

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

    def _open_organisation(self, row: Any) -> None:
        if row.id:
            self.frame.go("people", row.id, kind="organisation")


def _parts(of: Review) -> tuple[str, ...]:
    return tuple(part.period.quarter for part in of.quarters)
