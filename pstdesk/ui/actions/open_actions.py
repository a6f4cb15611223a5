"""The open actions of one body, person or organisation, on its own page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.actions import ActionsFilter, register
from pstdesk.services.listing import Opening
from pstdesk.ui import clock
from pstdesk.ui.actions.changes import StateChanges
from pstdesk.ui.actions.table import ActionsTable, action_columns, follow_up_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.fitted import fit_height
from pstdesk.ui.widgets.panels import Card, EmptyState

_MOST_ROWS = 300


class OpenActions(QWidget):
    """Reads what a filter lets through; ``counted(int)`` how many. Enter opens one, a letter closes it.

    ``whole``: with the room of a tab, so with all columns of the register.
    """

    counted = Signal(int)

    def __init__(self, frame: Frame, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._frame = frame
        self._chosen = ActionsFilter()
        self.changes = StateChanges(frame, self)
        name = "actions_of_record" if whole else "open_actions"
        columns = action_columns if whole else follow_up_columns
        self.table = ActionsTable(name, frame.preferences, columns(clock.today))
        self.table.row_opened.connect(lambda row: frame.go("actions", row.id))
        self.table.state_asked.connect(self.changes.set)
        self.table.set_empty(
            EmptyState(
                _("Aucune action ouverte"),
                _("Les actions décidées en séance viennent ici, avec qui les fait et pour quand."),
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def read(self, chosen: ActionsFilter) -> None:
        """Show the open actions that ``chosen`` lets through."""
        if chosen != self._chosen:
            self.table.set_rows(())
        self._chosen, today = chosen, clock.today()
        reading = self._frame.desk.read(self, lambda session: register(session, chosen, today, _MOST_ROWS))
        reading.once("open-actions").success(lambda found: self._show(chosen, found)).start()

    def _show(self, chosen: ActionsFilter, found: Opening[RegisterRow]) -> None:
        if chosen == self._chosen:
            self.table.set_rows(found.rows)
            self.counted.emit(found.total)


class OpenActionsCard(Card):
    """The same in a card that is there only where there is something to do."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(_("Actions ouvertes"))
        self.inside = OpenActions(frame)
        self.inside.counted.connect(self._counted)
        self.body.addWidget(self.inside)
        self.hide()

    def read(self, chosen: ActionsFilter) -> None:
        """Show the open actions that ``chosen`` lets through."""
        self.inside.read(chosen)

    def _counted(self, total: int) -> None:
        fit_height(self.inside.table, least=1, most=6)
        self.set_heading(_("Actions ouvertes"), str(total) if total else "")
        self.setVisible(bool(total))
