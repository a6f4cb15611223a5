"""The place Bilan d'étape: who takes part, how evenly, who is still to be won, for a period."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from pstdesk.documents.review_words import period_words
from pstdesk.domain.period import Period, kind_of
from pstdesk.domain.review import Review
from pstdesk.i18n import _, format_date
from pstdesk.services import reviews
from pstdesk.services.export import Order
from pstdesk.services.review_export import period_order, review_order
from pstdesk.services.review_periods import PeriodOffer, period_offers
from pstdesk.services.reviews import ReviewRow, Texts
from pstdesk.ui import clock
from pstdesk.ui.operations import Base
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.review.charts_view import ChartsView
from pstdesk.ui.review.figures_view import FiguresView
from pstdesk.ui.review.kept_menu import KeptMenu
from pstdesk.ui.review.outputs import ReviewOutputs
from pstdesk.ui.review.period_dialog import PeriodDialog
from pstdesk.ui.review.text_view import TextView
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.segment import Segments

Wanted = Period | int
"""A period, or the id of a frozen review."""
_WIDEST_CHOICE = 230
_FIGURES, _CHARTS, _TEXT = range(3)
_KEPT = frozenset({"reviews"})


@dataclass(frozen=True)
class Shown:
    """A review, the periods that there are to choose from, and the reviews that are kept."""

    page: reviews.ReviewPage
    offers: tuple[PeriodOffer, ...]
    kept: tuple[ReviewRow, ...]


class ReviewPage(Page):
    """Shows the review of a period, counted anew, or a frozen one; as figures, as charts, as text."""

    topics = _KEPT | {
        *("programme", "committees", "people", "organisations", "meetings"),
        *("attendance", "minutes", "actions"),
    }

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._wanted: Wanted | None = None
        self._compared_with_id: int | None = None
        self._asked = 0
        self.shown: Shown | None = None
        self.header.set_title(_("Bilan d’étape"))
        self.periods: Choice[Wanted | None] = Choice([(None, _("Autre période…"))])
        self.periods.setAccessibleName(_("Période"))
        self.periods.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.periods.setMaximumWidth(_WIDEST_CHOICE)
        self.periods.activated.connect(lambda _place: self._choose())
        self.figures = FiguresView(frame)
        self.charts = ChartsView(frame)
        self.text = TextView(frame)
        self.text.begun.connect(self._begin)
        self.outputs = ReviewOutputs(frame, self, self._order)
        self.kept = KeptMenu(self)
        self.views = Segments((_("Chiffres"), _("Graphiques"), _("Texte")))
        self.state = label("", "muted")
        self._stack = QStackedWidget()
        self._lay_out()

    @property
    def review(self) -> Review | None:
        """The figures shown."""
        return None if self.shown is None else self.shown.page.content.review

    # What the window calls

    def reload(self) -> None:
        """Count anew; what was shown stays meanwhile."""
        today, wanted, compared = clock.today(), self._wanted, self._compared_with_id

        def count(base: Base, _step: object) -> Shown:
            with base.read() as session:
                offers, kept = period_offers(session, today), reviews.review_rows(session)
                if isinstance(wanted, int):
                    return Shown(reviews.review_page(session, wanted, today), offers, kept)
                period = wanted or offers[0].period
                return Shown(reviews.period_page(session, period, today, compared), offers, kept)

        self.header.set_title(_("Bilan d’étape"), _("calcul en cours…"))
        self._asked += 1
        number = self._asked
        counting = self.frame.desk.job(self, count).once("review").success(self._show)
        counting.finished(lambda: self._end(number)).start()

    def changed(self, topics: frozenset[str]) -> None:
        """Read only what is written where nothing else has changed: counting takes long."""
        review_id = self.review_id
        if topics & self.topics == _KEPT and review_id is not None and self.isVisible():
            known = {row.id for row in self.shown.kept} if self.shown is not None else set()
            reading = self.frame.desk.read(self, lambda session: _reread(session, review_id, known))
            reading.once("texts").success(self._show_texts).start()
        else:
            super().changed(topics)

    def may_leave(self) -> bool:
        """What is typed is written at once; the desk ends its writes before the base is closed."""
        self.text.save()
        return True

    # What is shown

    @property
    def review_id(self) -> int | None:
        """The id of the review shown, where it is kept."""
        row = None if self.shown is None else self.shown.page.row
        return None if row is None else row.id

    def show_period(self, wanted: Wanted) -> None:
        """Count another period, or show a frozen review."""
        self.text.save()
        self._wanted = wanted
        self.reload()

    def open_record(self, record_id: int) -> None:
        """Show a review that is kept: a frozen one, or the period of a draft."""

        def find(session: Any) -> Wanted:
            row = reviews.texts(session, record_id).row
            return row.id if row.is_frozen else row.period

        self.frame.desk.read(self, find).once("kept").success(self.show_period).start()

    def compare_with(self, review_id: int | None) -> None:
        """Compare what is not kept with a frozen review, or with the period before it (None)."""
        self._compared_with_id = review_id
        self.reload()

    def choose_view(self, place: int) -> None:
        """Show the figures (0), the charts (1) or the text (2)."""
        self.views.choose(place)
        self._stack.setCurrentIndex(place)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        content = shown.page.content
        self._offer(shown)
        self.figures.show_review(content.review, is_frozen=content.is_frozen)
        self.charts.show_review(content.review)
        self.text.show_texts(shown.page.texts, content.narrative, content.review.whole.period)
        self.state.setText(_state(shown.page))

    def _show_texts(self, texts: Texts | None) -> None:
        shown = self.shown
        if (
            texts is None
            or shown is None
            or shown.page.texts is None
            or texts.row.id != shown.page.texts.row.id
        ):
            self._stale = True
            self.refresh()
            return
        content = shown.page.content
        self.shown = Shown(
            reviews.ReviewPage(content, texts, shown.page.compared_with_id), shown.offers, shown.kept
        )
        self.text.show_texts(texts, content.narrative, content.review.whole.period)

    def _end(self, number: int) -> None:
        """Say that nothing is counted any more, unless a later counting took the place of this one."""
        if number != self._asked:
            return
        content = None if self.shown is None else self.shown.page.content
        compared = "" if content is None or not content.compared_with else content.compared_with
        words = _("comparé à : {name}").format(name=compared) if compared else ""
        self.header.set_title(_("Bilan d’étape"), words)
        if self.shown is not None and self.periods.value() != _wanted(self.shown.page):
            # It could not be counted: the period named is that of the figures shown.
            self._wanted = _wanted(self.shown.page)
            with quiet(self.periods):
                self.periods.choose(self._wanted)

    # The period

    def _choose(self) -> None:
        wanted = self.periods.value()
        if wanted is not None:
            self.show_period(wanted)
            return
        if self.shown is None:
            return
        with quiet(self.periods):
            self.periods.choose(_wanted(self.shown.page))
        PeriodDialog(self.shown.page.content.review.whole.period, self.show_period, self.window()).open()

    def _offer(self, shown: Shown) -> None:
        wanted = _wanted(shown.page)
        pairs: list[tuple[Wanted | None, str]] = [
            (offer.period, period_words(offer.period, offer.kind)) for offer in shown.offers
        ]
        drafts = [row.period for row in shown.kept if not row.is_frozen]
        for period in (*drafts, *([wanted] if isinstance(wanted, Period) else [])):
            if period not in [each for each, _words in pairs]:
                pairs.append((period, period_words(period, kind_of(period))))
        pairs += [(row.id, _frozen_words(row)) for row in shown.kept if row.is_frozen]
        pairs.append((None, _("Autre période…")))
        with quiet(self.periods):
            self.periods.set_options(pairs, wanted)

    # Steps

    def _begin(self) -> None:
        if self.shown is None:
            return
        content, compared = self.shown.page.content, self.shown.page.compared_with_id
        period, text = content.review.whole.period, content.narrative

        def begin(session: object) -> int:
            return reviews.begin_review(session, period, text, compared)  # type: ignore[arg-type]  # a session

        self._wanted = period
        beginning = self.frame.desk.write(self, begin).undoable(_("Début de la rédaction du bilan"), "")
        beginning.start()

    def _order(self, masked: bool) -> Order | None:
        if self.shown is None:
            return None
        today, page = clock.today(), self.shown.page
        if page.row is not None:
            return review_order(page.row.id, today, masked=masked)
        return period_order(page.content.review.whole.period, today, page.compared_with_id, masked=masked)

    def _lay_out(self) -> None:
        self.header.add_tool(self.periods)
        self.header.add_action(_("PDF"), lambda: self.outputs.write(".pdf"))
        self.header.add_action(_("Excel"), lambda: self.outputs.write(".xlsx"))
        self.header.add_tool(self.kept.button)
        self.header.set_primary(_("Word"), lambda: self.outputs.write(".docx"), "Ctrl+E", writes=False)
        self.views.group.idClicked.connect(self._stack.setCurrentIndex)
        for view in (self.figures, self.charts, self.text):
            self._stack.addWidget(view)
        line = QHBoxLayout()
        line.addWidget(self.views, 1)
        line.addWidget(self.state)
        self.body.addLayout(line)
        self.body.addWidget(self._stack, 1)


def _wanted(page: reviews.ReviewPage) -> Wanted:
    if page.row is not None and page.row.is_frozen:
        return page.row.id
    return page.content.review.whole.period


def _frozen_words(row: ReviewRow) -> str:
    day = "" if row.frozen_at is None else format_date(row.frozen_at.astimezone().date(), "short")
    return _("{name}, figé le {day}").format(name=row.name, day=day)


def _state(page: reviews.ReviewPage) -> str:
    if page.row is None:
        return _("rien n’est encore rédigé")
    if page.row.frozen_at is None:
        return _("en rédaction, chiffres du jour")
    return _("figé le {day}").format(day=format_date(page.row.frozen_at.astimezone().date(), "long"))


def _reread(session: object, review_id: int, known: set[int]) -> Texts | None:
    """Return what is written; None where reviews came or went, so that all is to be read anew."""
    rows = reviews.review_rows(session)  # type: ignore[arg-type]  # a session
    if {row.id for row in rows} != known:
        return None
    found = reviews.texts(session, review_id)  # type: ignore[arg-type]  # a session
    return found if not found.row.is_frozen else None
