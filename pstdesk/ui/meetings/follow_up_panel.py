"""Under the item "Suivi des actions": what earlier meetings left to do, and what became of it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind
from pstdesk.i18n import _, format_date, ngettext
from pstdesk.labels import title
from pstdesk.services.action_page import add_progress
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.agenda import ItemRow
from pstdesk.services.follow_up import follow_up_rows
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.actions.changes import StateChanges
from pstdesk.ui.actions.table import ActionsTable, follow_up_columns
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.segment import Segments

_STATES = tuple(ActionState)


class FollowUpPanel(QWidget):
    """Shows the actions of a meeting's follow-up; one key or one click says what became of one.

    What is said here is dated by the meeting's day, or by today for one that is still to come.
    """

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._head: MeetingHead | None = None
        self._notes: dict[int, str] = {}
        """What was typed about each action and is not written yet."""
        self._action_id = 0
        self._low = False
        self.changes = StateChanges(frame, self, day=self.day)
        self.count = ElidedLabel(role="small")
        self.approved = label(
            _("Le compte rendu approuvé garde l’état de ce jour-là ; l’état et l’avancement peuvent encore "
              "changer ici, et dans le registre."),
            "small",
            wrap=True,
        )  # fmt: skip
        self.table = ActionsTable("follow_up", frame.preferences, follow_up_columns(clock.today))
        self.table.setAccessibleName(_("Actions à suivre"))
        self.table.row_selected.connect(self._row_selected)
        self.table.hide_header()
        self.table.row_opened.connect(self._write)
        self.table.state_asked.connect(self.changes.set)
        self.text = label("", wrap=True)
        self.last = label("", "small", wrap=True)
        self.states = Segments(tuple(title(state) for state in _STATES))
        self.states.group.idClicked.connect(self._state_clicked)
        self.note = GrowingEdit(_("Où en est l’action ? Entrée pour noter"))
        self.note.setAccessibleName(_("Où en est l’action"))
        self.note.submitted.connect(self.add_note)
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        self.note.textChanged.connect(self._trouble.hide)
        self._one = QWidget()
        self._lay_out()

    def day(self) -> date:
        """Return the day that what is said here bears."""
        today = clock.today()
        return today if self._head is None else min(self._head.form.day, today)

    def show_item(self, item: ItemRow | None, head: MeetingHead, *, locked: bool) -> None:
        """Show what a meeting follows up, where ``item`` is its follow-up; else hide."""
        self.approved.setVisible(locked)
        shown = item is not None and item.form.kind is ItemKind.ACTIONS_FOLLOW_UP
        if not shown:
            self.hide()
            return
        if self._head is not None and self._head.id != head.id:
            self.table.set_rows(())
        self._head = head
        meeting_id, today = head.id, clock.today()
        reading = self._frame.desk.read(self, lambda session: follow_up_rows(session, meeting_id, today))
        reading.once("follow-up").success(lambda rows: self._show(meeting_id, rows)).start()
        self.show()

    def set_low(self, *, low: bool) -> None:
        """Do without what the table says too, where the window is low."""
        self._low = low
        self.table.setMinimumHeight((1 if low else 2) * self.table.verticalHeader().defaultSectionSize())
        self.count.setHidden(low and bool(self.table.rows))
        self._row_selected(self.table.current_row())

    @property
    def has_actions(self) -> bool:
        """Whether there is anything to follow up here."""
        return not self.isHidden() and bool(self.table.rows)

    @property
    def trouble(self) -> str:
        """Why a note could not be written, or nothing."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def add_note(self) -> None:
        """Write what was typed about the current action."""
        action_id, text, day = self._action_id, self.note.text(), self.day()
        if action_id:
            adding = self._frame.desk.write(self, lambda session: add_progress(session, action_id, text, day))
            adding.undoable(_("Ajout d’une note de suivi"), "")
            adding.success(lambda _id: self._added(action_id, text)).failure(self._refused).start()

    def _added(self, action_id: int, text: str) -> None:
        if action_id == self._action_id and self.note.text() == text:
            self.note.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._notes.get(action_id) == text:
            del self._notes[action_id]

    def _refused(self, trouble: Trouble) -> None:
        self._trouble.setText(trouble.sentence)
        self._trouble.show()

    def _show(self, meeting_id: int, rows: tuple[RegisterRow, ...]) -> None:
        if self._head is None or self._head.id != meeting_id:
            return
        self.table.set_rows(rows)
        if rows and self.table.current_row() is None:
            self.table.selectRow(0)
        n = sum(row.state.is_open for row in rows)
        late = sum(row.late for row in rows)
        words = ngettext("{n} action ouverte", "{n} actions ouvertes", n).format(n=n)
        if late:
            words += ", " + ngettext("{n} en retard", "{n} en retard", late).format(n=late)
        self.count.setText(words if rows else _("Rien à suivre : les séances précédentes n’ont rien laissé."))
        self.table.setVisible(bool(rows))
        self._one.setVisible(bool(rows))
        self.set_low(low=self._low)

    def _write(self, _row: RegisterRow) -> None:
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_selected(self, row: RegisterRow | None) -> None:
        """Show one action whole; what was typed about another one waits there."""
        if row is None:
            return
        if row.id != self._action_id:
            self._notes[self._action_id] = self.note.text()
            self._action_id = row.id
            self.note.setPlainText(self._notes.pop(row.id, ""))
        self.text.setText(row.text)
        self.text.setVisible(not self._low)
        self.states.choose(_STATES.index(row.state))
        if row.last_note_on is None:
            self.last.setText("")
        else:
            day = format_date(row.last_note_on)
            self.last.setText(_("{day} : {note}").format(day=day, note=row.last_note))
        self.last.setVisible(row.last_note_on is not None and not self._low)

    def _state_clicked(self, place: int) -> None:
        if self._action_id:
            self.changes.set((self._action_id,), _STATES[place])

    def _lay_out(self) -> None:
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(4)
        one.addWidget(self.text)
        one.addWidget(self.states)
        one.addWidget(self.last)
        one.addWidget(self.note)
        one.addWidget(self._trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.approved)
        column.addWidget(self.table, 1)
        column.addWidget(self._one)
