"""The five figures at the top of a review: a word, a number that can be read from afar, and a remark."""

from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from pstdesk.documents.review_words import NONE, percent, points, points_wide
from pstdesk.domain.review import Review
from pstdesk.i18n import _, format_number
from pstdesk.ui.page import GAP
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.labels import ElidedLabel, label

_ROOM_FOR_ALL = 1000
"""Pixels below which the cards stand in two rows: a word that ends in "…" says nothing."""
_COLUMNS_IN_TWO_ROWS = 3


class FigureCard(QFrame):
    """One figure; a reader hears the word, the number and the remark as one name.

    ``asked`` on a click, Enter or Space: whoever asks wants the rows that it was counted from.
    """

    asked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(_("Entrée montre les lignes comptées."))
        self._name = name
        self.number = label("", "display")
        self.remark = ElidedLabel("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(2)
        for line in (ElidedLabel(name, "small"), self.number, self.remark):
            column.addWidget(line)

    def show_figure(self, number: str, remark: str) -> None:
        """Show the number, and what is to be said of it."""
        self.number.setText(number)
        self.remark.setText(remark)
        self.setAccessibleName(", ".join(filter(None, (self._name, number, remark))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class FigureCards(QWidget):
    """The cards side by side, in two rows where there is little room; ``asked(Behind)`` of one of them."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attendance = FigureCard(_("Participation"))
        self.meetings = FigureCard(_("Séances tenues / prévues"))
        self.people = FigureCard(_("Inscrits"))
        self.beyond = FigureCard(_("Hors action sociale"))
        self.gap = FigureCard(_("Écart entre comités"))
        self._cards = (self.attendance, self.meetings, self.people, self.beyond, self.gap)
        for card, behind in (
            (self.attendance, "meetings"),
            (self.meetings, "meetings"),
            (self.people, "people"),
            (self.beyond, "beyond"),
            (self.gap, "meetings"),
        ):
            card.asked.connect(partial(self.asked.emit, behind))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._arrange(len(self._cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(len(self._cards) if event.size().width() >= _ROOM_FOR_ALL else _COLUMNS_IN_TWO_ROWS)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, *divmod(place, columns))
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def show_review(self, review: Review) -> None:
        """Show the figures of the period, and how they moved since the one before."""
        whole, before = review.whole, review.previous
        rate = whole.count.rate
        moved = points(rate, None if before is None else before.count.rate)
        self.attendance.show_figure(percent(rate), moved)
        self.meetings.show_figure(*_meetings(review))
        people = whole.people
        come = _("arrivés : {joined}, partis : {left}")
        self.people.show_figure(
            format_number(people.total),
            come.format(joined=format_number(people.joined), left=format_number(people.left)),
        )
        referents = whole.beyond_social_work.referents
        words = _("référents : {part} sur {whole}").format(part=referents.part, whole=referents.whole)
        self.beyond.show_figure(
            percent(whole.beyond_social_work.members.ratio), words if referents.whole else ""
        )
        self.gap.show_figure(*_gap(review))


def _meetings(review: Review) -> tuple[str, str]:
    rhythm = review.whole.rhythm
    number = f"{format_number(rhythm.held)} / {format_number(rhythm.planned)}"
    done = rhythm.held + rhythm.postponed + rhythm.cancelled + rhythm.inquorate
    parts = [
        (rhythm.planned - done, _("à tenir : {count}")),
        (rhythm.postponed, _("reportées : {count}")),
        (rhythm.cancelled, _("annulées : {count}")),
        (rhythm.inquorate, _("sans quorum : {count}")),
    ]
    return number, ", ".join(words.format(count=format_number(count)) for count, words in parts if count)


def _gap(review: Review) -> tuple[str, str]:
    spread = review.whole.dispersion
    if spread.range is None:
        return NONE, ""
    number = points_wide(spread.range)
    rates = [one.count.rate for one in review.whole.committees if one.count.rate is not None]
    return number, _("de {low} à {high}").format(low=percent(min(rates)), high=percent(max(rates)))
