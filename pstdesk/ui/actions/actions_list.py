"""The register of actions: filters over a list, or over the board in its place."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from pstdesk.domain.action import ActionState
from pstdesk.i18n import N_, _, format_number, ngettext
from pstdesk.services.actions import (
    ActionsFilter,
    BoardColumn,
    Register,
    Shown,
    action_years,
    board,
    register,
)
from pstdesk.services.vocabulary import Choice as Entry
from pstdesk.services.vocabulary import vocabulary
from pstdesk.ui import clock
from pstdesk.ui.actions.board import Board
from pstdesk.ui.actions.changes import StateChanges
from pstdesk.ui.actions.filters import OwnerFilter, narrow_choice, offer_bodies, offer_years
from pstdesk.ui.actions.rest import RestLink
from pstdesk.ui.actions.table import ActionsTable
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.quiet import quiet
from pstdesk.ui.widgets.tabbed_lists import FilteredList

MOST_ROWS = 1000
"""Rows that the list reads at first; the rest is a click away."""
MOST_CARDS = 60
"""Cards in one column of the board; the rest is in the list."""
RECENTLY = timedelta(days=90)
"""How long the board keeps what was closed."""
SHOWN_WORDS = {
    Shown.OPEN: N_("Ouvertes"),
    Shown.LATE: N_("En retard"),
    Shown.DONE: N_("Faites"),
    Shown.DROPPED: N_("Abandonnées"),
    Shown.ALL: N_("Toutes"),
}
_OF_STATE = {
    ActionState.TO_DO: Shown.OPEN,
    ActionState.IN_PROGRESS: Shown.OPEN,
    ActionState.DONE: Shown.DONE,
    ActionState.DROPPED: Shown.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What was read: rows or columns, and what the filters offer."""

    found: Register | tuple[BoardColumn, ...]
    bodies: tuple[Entry, ...]
    years: tuple[int, ...]


class ActionsList(FilteredList):
    """``opened(id)`` when somebody wants to read an action, ``creation_asked`` to write one down."""

    opened = Signal(int)
    creation_asked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._most: int | None = MOST_ROWS
        self.changes = StateChanges(frame, self)
        self.search = SearchField(_("Chercher une action"))
        self.shown: Choice[Shown] = Choice([(shown, _(words)) for shown, words in SHOWN_WORDS.items()])
        self.shown.setAccessibleName(_("État des actions"))
        self.committee = narrow_choice(_("Instance"), _("Toutes les instances"))
        self.owner = OwnerFilter(frame.desk)
        self.year = narrow_choice(_("Année de la séance"), _("Toutes les années"))
        self.table: ActionsTable = ActionsTable("actions", frame.preferences)
        self.board = Board()
        self.rest = RestLink()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    # What is shown

    @property
    def as_board(self) -> bool:
        """Whether the board stands in the place of the list."""
        return self._stack.currentWidget() is self.board

    def show_board(self, *, on: bool) -> None:
        """Show the board, or the list, and read it."""
        self.turn(to_board=on)
        self.read()

    def turn(self, *, to_board: bool) -> None:
        """Put the board into the place of the list, or the list back."""
        self._stack.setCurrentIndex(int(to_board))
        self.shown.setVisible(not to_board)

    def chosen(self) -> ActionsFilter:
        """Return what the filters say."""
        return ActionsFilter(
            self.shown.value(),
            self.search.text().strip(),
            self.committee.value(),
            self.owner.owner_id("person"),
            self.owner.owner_id("organisation"),
            self.year.value(),
        )

    def read(self) -> None:
        """Read what the filters let through."""
        chosen, most, as_board, today = self.chosen(), self._most, self.as_board, clock.today()

        def listed(session: Any) -> Listed:
            found = _board(session, chosen, today) if as_board else register(session, chosen, today, most)
            return Listed(found, vocabulary(session).committees, action_years(session))

        reading = self._frame.desk.read(self, listed).once("actions")
        reading.success(lambda found: self._show(chosen, found)).start()

    def take_focus(self) -> None:
        """Go to the list or the board."""
        if self.as_board:
            self.board.take_focus()
        else:
            super().take_focus()

    def clear_filters(self) -> None:
        """Show all open actions again."""
        with quiet(self.search, self.shown, self.committee, self.owner, self.year):
            self.search.clear()
            self.shown.choose(Shown.OPEN)
            for choice in (self.committee, self.year):
                choice.choose(None)
            self.owner.set_chosen(None)
        self._read_from_the_top()

    def show_only(self, shown: Shown) -> None:
        """Show the list of what is ``shown``, all of it."""
        with quiet(self.shown):
            self.shown.choose(shown)
        self._most = None
        self.show_board(on=False)

    def _read_from_the_top(self) -> None:
        self._most = MOST_ROWS
        self.read()

    def _read_all(self) -> None:
        self._most = None
        self.read()

    def _show(self, chosen: ActionsFilter, listed: Listed) -> None:
        offer_bodies(self.committee, listed.bodies)
        offer_years(self.year, listed.years)
        if chosen != self.chosen():
            return
        if isinstance(listed.found, Register):
            self._show_rows(chosen, listed.found)
        else:
            self.board.show_columns(listed.found)
            total = sum(column.total for column in listed.found if column.state.is_open)
            words = ngettext("{n} action ouverte", "{n} actions ouvertes", total)
            self.counted.emit(words.format(n=format_number(total)))
        plain = replace(chosen, shown=Shown.OPEN) if self.as_board else chosen
        self.filtered.emit(plain != ActionsFilter())

    def _show_rows(self, chosen: ActionsFilter, found: Register) -> None:
        n = len(found.rows)
        self.table.set_empty(self._nothing(chosen))
        self.table.set_rows(found.rows)
        self.rest.show_rest(found.total, n)
        if n < found.total:
            words = _("{n} actions sur {total}, les plus pressantes").format(
                n=format_number(n), total=format_number(found.total)
            )
        else:
            words = ngettext("{n} action", "{n} actions", n).format(n=format_number(n))
        self.counted.emit(words)

    def _nothing(self, chosen: ActionsFilter) -> EmptyState:
        if chosen == ActionsFilter():
            return EmptyState(
                _("Aucune action ouverte"),
                _("Les actions se notent en séance : une ligne « A : rédiger la convention » sous un point "
                  "de l’ordre du jour. Elles arrivent ici avec qui les fait et pour quand. Une action peut "
                  "aussi être ajoutée hors séance."),
                _("Nouvelle action"),
                self.creation_asked.emit,
            )  # fmt: skip
        return EmptyState(
            _("Aucune action ne correspond"),
            _("La recherche ne tient compte ni des accents ni des majuscules."),
            _("Effacer les filtres"),
            self.clear_filters,
        )

    # Making

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._read_from_the_top())
        for choice in (self.shown, self.committee, self.year):
            choice.currentIndexChanged.connect(lambda _at: self._read_from_the_top())
        self.owner.picked.connect(lambda _owner: self._read_from_the_top())
        self.owner.textChanged.connect(self._owner_changed)
        self.rest.clicked.connect(self._read_all)
        self.table.row_opened.connect(lambda row: self.opened.emit(row.id))
        self.table.state_asked.connect(self.changes.set)
        self.board.opened.connect(self.opened)
        self.board.state_asked.connect(self.changes.set)
        self.board.rest_asked.connect(lambda state: self.show_only(_OF_STATE[state]))

    def _owner_changed(self, text: str) -> None:
        if not text.strip():
            self._read_from_the_top()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.search, 5)
        filters.addWidget(self.shown, 3)
        filters.addWidget(self.committee, 4)
        filters.addWidget(self.owner, 4)
        filters.addWidget(self.year, 4)
        self.search.setMinimumWidth(130)
        card = Card()
        card.body.addWidget(self.table)
        card.body.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack.addWidget(card)
        self._stack.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(self._stack, 1)


def _board(session: Any, chosen: ActionsFilter, today: date) -> tuple[BoardColumn, ...]:
    return board(session, chosen, today, today - RECENTLY, MOST_CARDS)
