"""The charts of a review on the screen: those of Word and PDF, in the colours of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pstdesk.documents.charts import Chart
from pstdesk.documents.review_charts import (
    action_states,
    attendance_curves,
    group_bars,
    heat_map,
    overlap_matrix,
    partner_steps,
)
from pstdesk.domain.review import Review
from pstdesk.i18n import _
from pstdesk.ui.page import GAP, Frame
from pstdesk.ui.theme import Tokens, tokens
from pstdesk.ui.widgets.chart import ChartView
from pstdesk.ui.widgets.panels import Card, EmptyState, scrolled

_DRAWN, _POINTS = 600, 400
"""Pixels that a chart is wide at most, and points that it is drawn in: so large are its words."""
_ROOM_FOR_TWO = 1000
_MOST_QUARTERS = 8


def charts_of(review: Review) -> tuple[Chart, ...]:
    """Return the charts that say something of ``review``."""
    now = review.whole
    of_quarters: tuple[Chart, ...] = ()
    if 1 < len(review.quarters) <= _MOST_QUARTERS and now.count.rate is not None:
        of_quarters = (attendance_curves(review), heat_map(review))
    people: list[Chart] = [
        group_bars(title, groups)
        for title, groups in ((_("Niveaux hiérarchiques"), now.grades), (_("Secteurs"), now.sectors))
        if groups
    ]
    overlap = (overlap_matrix(now),) if now.overlaps else ()
    partners = (partner_steps(now),) if now.partners.targeted else ()
    actions = (action_states(now),) if now.actions.closed or now.actions.open else ()
    return (*of_quarters, *people, *overlap, *partners, *actions)


class ChartsView(QWidget):
    """A card for each chart; they are drawn on a worker, for drawing takes a tenth of a second."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._review: Review | None = None
        self._drawn: tuple[Review, Tokens] | None = None
        """What the charts on show, or on their way, were drawn of, and in which colours."""
        self._cards: list[Card] = []
        self._views: list[ChartView] = []
        self._empty = EmptyState(_("Rien à montrer"), _("Aucune séance n’a été tenue dans cette période."))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._empty)
        self._area = scrolled(inside)
        whole.addWidget(self._area)

    def show_review(self, review: Review) -> None:
        """Show the charts of another review, drawn as soon as somebody looks."""
        self._review = review
        self._draw_soon()

    def _draw_soon(self) -> None:
        colours, review = tokens(), self._review
        if review is None or not self.isVisible() or _is_drawn(self._drawn, review, colours):
            return
        self._drawn = (review, colours)

        def draw(_step: object) -> tuple[Sequence[Chart], Sequence[bytes]]:
            charts = charts_of(review)
            return charts, _svgs(charts, colours)

        drawing = self.frame.desk.task(self, draw).once("charts")
        drawing.success(lambda found: self._show(*found)).start()

    def _show(self, charts: Sequence[Chart], drawn: Sequence[bytes]) -> None:
        self._empty.setVisible(not charts)
        self._area.setVisible(bool(charts))
        while len(self._cards) < len(charts):
            card, view = Card(), ChartView()
            card.body.addWidget(view)
            self._cards.append(card)
            self._views.append(view)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(charts))
        for card, view, chart, svg in zip(self._cards, self._views, charts, drawn, strict=False):
            card.set_heading(chart.title)
            view.setAccessibleName(chart.title)
            view.show_chart(svg, chart.description)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= _ROOM_FOR_TWO else 1
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(place, columns))
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:  # light or dark
            self._draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_soon()


def _svgs(charts: Sequence[Chart], colours: Tokens) -> Sequence[bytes]:
    from pstdesk.documents.chart_drawing import Palette, drawing, svg  # with reportlab: on the worker

    shades = (colours.ink, colours.muted, colours.line, colours.accent, colours.panel)
    palette = Palette(*(shade.lstrip("#") for shade in shades))
    return [svg(drawing(chart, _POINTS, palette), _DRAWN / _POINTS) for chart in charts]


def _is_drawn(drawn: tuple[Review, Tokens] | None, review: Review, colours: Tokens) -> bool:
    """Return whether just this was drawn; to compare all that a review counted would hold the window up."""
    return drawn is not None and drawn[0] is review and drawn[1] == colours
