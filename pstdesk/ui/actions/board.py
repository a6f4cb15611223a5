"""The board: what is to do, under way, done and dropped of late, side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.services.actions import BoardColumn
from pstdesk.ui.actions.board_column import ColumnView
from pstdesk.ui.widgets.panels import Card


class Board(QWidget):
    """``opened(id)``, ``state_asked(ids, state)``, and ``rest_asked(state)`` for more than it shows."""

    opened = Signal(int)
    state_asked = Signal(object, object)
    rest_asked = Signal(ActionState)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(ColumnView(state) for state in ActionState)
        self._followed = 0
        """The action that was moved by keyboard: the keyboard goes with it."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for place, column in enumerate(self.columns):
            card = Card()
            card.body.addWidget(column)
            row.addWidget(card, 1)
            column.rest_asked.connect(self.rest_asked)
            column.cards.opened.connect(self.opened)
            column.cards.state_asked.connect(self.state_asked)
            column.cards.move_asked.connect(
                lambda action_id, steps, place=place: self._move(action_id, place + steps)
            )
            column.cards.neighbour_asked.connect(lambda steps, place=place: self._go_beside(place, steps))

    def show_columns(self, columns: tuple[BoardColumn, ...]) -> None:
        """Show the actions by their state."""
        for view, column in zip(self.columns, columns, strict=True):
            view.show_column(column)
        followed, self._followed = self._followed, 0
        for view in self.columns:
            if followed and view.cards.select_id(followed):
                view.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Go to the current card, or to the first one."""
        full = [view.cards for view in self.columns if view.cards.rows]
        chosen = [cards for cards in full if cards.current_row() is not None]
        for cards in (chosen or full)[:1]:
            cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, action_id: int, place: int) -> None:
        if 0 <= place < len(self.columns):
            self._followed = action_id
            self.state_asked.emit([action_id], self.columns[place].state)

    def _go_beside(self, place: int, steps: int) -> None:
        """Go to the nearest column with cards on one side, about as far down as before."""
        row = self.columns[place].cards.currentIndex().row()
        place += steps
        while 0 <= place < len(self.columns):
            cards = self.columns[place].cards
            if cards.rows:
                cards.choose(max(0, min(row, len(cards.rows) - 1)))
                cards.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            place += steps
