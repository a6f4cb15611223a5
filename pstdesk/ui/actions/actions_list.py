"""The register of actions: filters over a list, or over the board in its place."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import N_, _, format_number, ngettext
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.actions import (
    ActionsFilter,
    BoardColumn,
    Shown,
    action_listing,
    action_years,
    board,
)
from pstdesk.services.listing import Listing, Order
from pstdesk.services.vocabulary import Choice as Entry
from pstdesk.services.vocabulary import vocabulary
from pstdesk.ui import clock
from pstdesk.ui.actions.board import Board
from pstdesk.ui.actions.changes import StateChanges
from pstdesk.ui.actions.filters import OwnerFilter
from pstdesk.ui.actions.table import ActionsTable
from pstdesk.ui.lists.filtered import FilteredList
from pstdesk.ui.lists.filters import narrow_choice, offer_bodies, offer_years
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.fields import SearchField
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.quiet import quiet

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

Offered = tuple[tuple[Entry, ...], tuple[int, ...]]


class ActionsList(FilteredList):
    """``opened(id)`` when somebody wants to read an action, ``creation_asked`` to write one down."""

    opened = Signal(int)
    creation_asked = Signal()
    everything = ActionsFilter()

    def __init__(self, frame: Frame) -> None:
        self.table: ActionsTable = ActionsTable("actions", frame.preferences, comes_sorted=True)
        super().__init__(frame, self.table)
        self.changes = StateChanges(frame, self)
        self.search = SearchField(_("Chercher une action"))
        self.search.setMinimumWidth(130)
        self.shown: Choice[Shown] = Choice([(shown, _(words)) for shown, words in SHOWN_WORDS.items()])
        self.shown.setAccessibleName(_("État des actions"))
        self.committee = narrow_choice(_("Instance"), _("Toutes les instances"))
        self.owner = OwnerFilter(frame.desk)
        self.year = narrow_choice(_("Année de la séance"), _("Toutes les années"))
        self.board = Board()
        self._stack = QStackedWidget()
        card = Card()
        card.body.addWidget(self.table)
        self._stack.addWidget(card)
        self._stack.addWidget(self.board)
        line = self.add_filters(
            (self.search, 5), (self.shown, 3), (self.committee, 4), (self.owner, 4), (self.year, 4)
        )
        self.lay_out(line, self._stack)
        self._connect()

    # The list, or the board

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

    def show_only(self, shown: Shown) -> None:
        """Show the list of what is ``shown``."""
        with quiet(self.shown):
            self.shown.choose(shown)
        self.show_board(on=False)

    def read(self) -> None:
        """Read what the filters let through."""
        if not self.as_board:
            super().read()
            return
        chosen, today = self.chosen(), clock.today()
        reading = self.frame.desk.read(self, lambda session: _board(session, chosen, today)).once("board")
        reading.success(self._show_board).start()

    def take_focus(self) -> None:
        """Go to the list or the board."""
        if self.as_board:
            self.board.take_focus()
        else:
            super().take_focus()

    def say_count(self, n: int) -> None:
        """Say how many actions are shown; of the board, how many are open."""
        if not self.as_board:
            super().say_count(n)

    def _show_board(self, columns: tuple[BoardColumn, ...]) -> None:
        self.board.show_columns(columns)
        total = sum(column.total for column in columns if column.state.is_open)
        words = ngettext("{n} action ouverte", "{n} actions ouvertes", total)
        self.counted.emit(words.format(n=format_number(total)))
        self.filtered.emit(replace(self.chosen(), shown=Shown.OPEN) != ActionsFilter())

    # What the list is

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

    def listing(self, chosen: ActionsFilter, order: Order) -> Listing[RegisterRow]:
        """Return the actions that ``chosen`` lets through."""
        return action_listing(chosen, clock.today(), order)

    def offers(self, session: Any) -> Offered:
        """Read the bodies and the years."""
        return vocabulary(session).committees, action_years(session)

    def offer(self, found: Offered) -> None:
        """Let the filters offer the bodies and the years."""
        bodies, years = found
        offer_bodies(self.committee, bodies)
        offer_years(self.year, years)

    def narrows(self, chosen: ActionsFilter) -> bool:
        """Whether ``chosen`` lets through some of the open actions."""
        return super().narrows(chosen) and chosen.shown in (Shown.OPEN, Shown.LATE)

    def counting(self, n: int, shown: str) -> str:
        """Return "12 actions"."""
        return ngettext("{n} action", "{n} actions", n).format(n=shown)

    def nothing(self, chosen: ActionsFilter) -> EmptyState:
        """Return what stands in place of actions."""
        if chosen != ActionsFilter():
            return self.cleared(_("Aucune action ne correspond"))
        return EmptyState(
            _("Aucune action ouverte"),
            _("Les actions se notent en séance : une ligne « A : rédiger la convention » sous un point "
              "de l’ordre du jour. Elles arrivent ici avec qui les fait et pour quand. Une action peut "
              "aussi être ajoutée hors séance."),
            _("Nouvelle action"),
            self.creation_asked.emit,
        )  # fmt: skip

    def _connect(self) -> None:
        self.table.row_opened.connect(lambda row: self.opened.emit(row.id))
        self.table.state_asked.connect(self.changes.set)
        self.board.opened.connect(self.opened)
        self.board.state_asked.connect(self.changes.set)
        self.board.rest_asked.connect(lambda state: self.show_only(_OF_STATE[state]))


def _board(session: Any, chosen: ActionsFilter, today: date) -> tuple[BoardColumn, ...]:
    return board(session, chosen, today, today - RECENTLY, MOST_CARDS)
