"""The table of actions, wherever actions are listed: one letter says what became of those chosen."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import _, format_date
from pstdesk.labels import label, title
from pstdesk.services.action_rows import RegisterRow
from pstdesk.settings import Preferences
from pstdesk.ui import clock
from pstdesk.ui.actions.changes import STATE_KEYS
from pstdesk.ui.actions.words import (
    STATE_TONES,
    bodies_words,
    delay_words,
    meeting_words,
    owners_words,
    when_words,
)
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

_ROOM_FOR_PROGRESS = 900
_ROOM_FOR_BODIES = 620
"""Pixels below which the table does without a column."""


class ActionsTable(RowTable[RegisterRow]):
    """``state_asked(ids, state)`` for the chosen rows by T, C, F or X; ``row_opened`` on Enter.

    Without ``columns`` it shows those of the register.
    """

    state_asked = Signal(object, object)

    def __init__(
        self,
        name: str,
        preferences: Preferences | None,
        columns: Sequence[Column[RegisterRow]] = (),
        *,
        comes_sorted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            columns or action_columns(clock.today),
            preferences,
            comes_sorted=comes_sorted,
            parent=parent,
        )
        self.setAccessibleName(_("Actions"))
        self.setAccessibleDescription(_("T à faire, C en cours, F faite, X abandonnée, Entrée ouvrir"))

    def ask(self, state: ActionState) -> None:
        """Ask for ``state`` for the chosen rows."""
        ids = list(self.selected_ids())
        if ids:
            self.state_asked.emit(ids, state)

    def fill_menu(self, menu: QMenu) -> None:
        """Offer to open the current action, and its states."""
        row = self.current_row()
        if row is not None:
            menu.addAction(_("Ouvrir"), lambda: self.row_opened.emit(row))
            menu.addSeparator()
            add_states(menu, row.state, self.ask)

    def _show(self, change: Callable[[], None], *, follow: bool = True) -> None:
        """Show other rows; where the current one is gone, the one in its place becomes current."""
        place = self.currentIndex().row()
        super()._show(change, follow=follow)
        wanted = place >= 0 or self.hasFocus()
        rows = self.model_of_rows.rowCount()
        if wanted and rows and not self.selectionModel().hasSelection():
            self.selectRow(min(max(place, 0), rows - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = STATE_KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if state is not None:
            self.ask(state)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rows and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))


def add_states(menu: QMenu, now: ActionState, choose: Callable[[ActionState], object]) -> None:
    """Add the four states to ``menu``, each with its letter, the one in force checked."""
    for key, state in STATE_KEYS.items():
        words = _("{state} ({key})").format(state=title(state), key=chr(key))
        choice = menu.addAction(words, partial(choose, state))
        choice.setCheckable(True)
        choice.setChecked(state is now)


def action_columns(today: Callable[[], date]) -> tuple[Column[RegisterRow], ...]:
    """Return the columns of a list of actions; ``today`` says how late they are."""

    def over(row: RegisterRow) -> bool:
        return not row.state.is_open

    return (
        Column(
            "text",
            _("Action et responsables"),
            lambda row: row.text,
            stretch=True,
            detail=owners_words,
            muted=over,
            plain_title=_("Action"),
            detail_title=_("Responsables"),
        ),
        Column(
            "due",
            _("Échéance"),
            lambda row: "–" if row.due_on is None else format_date(row.due_on, "medium"),
            110,
            value=lambda row: row.due_on,
            muted=over,
        ),
        Column(
            "late",
            _("Retard"),
            lambda row: delay_words(row, today()),
            78,
            value=lambda row: (today() - row.due_on).days if row.late and row.due_on is not None else None,
            tone=lambda row: "bad",
        ),
        Column(
            "state",
            _("État"),
            lambda row: label(row.state),
            100,
            order=lambda row: list(ActionState).index(row.state),
            tone=lambda row: STATE_TONES[row.state],
        ),
        Column(
            "progress",
            _("Avancement"),
            lambda row: row.last_note,
            170,
            detail=lambda row: "" if row.last_note_on is None else format_date(row.last_note_on, "medium"),
            muted=over,
            needs=_ROOM_FOR_PROGRESS,
            detail_title=_("Noté le"),
            detail_value=lambda row: row.last_note_on,
        ),
        Column(
            "committees",
            _("Instances et séance"),
            lambda row: bodies_words(row.committees),
            152,
            detail=lambda row: _("hors séance") if row.origin is None else meeting_words(row.origin),
            muted=over,
            needs=_ROOM_FOR_BODIES,
            plain_title=_("Instances"),
            detail_title=_("Séance"),
        ),
    )


def follow_up_columns(today: Callable[[], date]) -> tuple[Column[RegisterRow], ...]:
    """Return the columns of a narrow list of actions: what and who, by when or since when, the state."""
    text, *_others = action_columns(today)
    return (
        text,
        Column(
            "when",
            _("Quand"),
            lambda row: when_words(row, today())[0],
            120,
            order=lambda row: row.due_on,
            tone=lambda row: when_words(row, today())[1],
        ),
        Column(
            "state",
            _("État"),
            lambda row: label(row.state),
            88,
            order=lambda row: list(ActionState).index(row.state),
            tone=lambda row: STATE_TONES[row.state],
        ),
    )
