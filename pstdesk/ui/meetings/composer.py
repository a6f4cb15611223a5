"""The line under the notes that makes a decision or an action of the current item."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.action_line import read_action
from pstdesk.i18n import _
from pstdesk.services.results import ActionForm, add_action, add_decision
from pstdesk.ui.meetings.notes_edit import result_in
from pstdesk.ui.meetings.result_fields import Kind, ResultFields
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.mentions import Named
from pstdesk.ui.widgets.segment import Segments


class Composer(QWidget):
    """Two buttons say which; "D:" or "A:" typed at the beginning of the text say it too.

    ``added(line)`` once it is in the base, with the line of the notes it was taken from, or nothing. What
    is typed for one item waits there while another item is shown.
    """

    added = Signal(str)
    undone = Signal(int, str)
    """What was made of a line of that item's notes was taken back."""
    redone = Signal(int, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item_id: int | None = None
        self._waiting: dict[int, tuple[Kind, tuple[str, str, str], str]] = {}
        self._line = ""
        self._asks_who = True
        self._under_way = False
        self._day: date | None = None
        self._next_meeting_on: date | None = None
        self.fields = ResultFields(desk, "D")
        self.fields.submitted.connect(self.submit)
        self.fields.text.textChanged.connect(self._look_for_sign)
        self.switch = Segments((_("Décision"), _("Action")))
        self.switch.group.idClicked.connect(lambda place: self._switched("A" if place else "D"))
        self.button = QPushButton(_("Ajouter"))
        self.button.clicked.connect(self.submit)
        self._lay_out()

    def show_item(
        self, item_id: int | None, day: date | None = None, next_meeting_on: date | None = None
    ) -> None:
        """Add to the item of ``item_id`` from now on; what was typed for the earlier one waits there.

        ``day`` is that of the meeting, from which days are understood.
        """
        self._day, self._next_meeting_on = day, next_meeting_on
        if item_id == self._item_id:
            return
        if self._item_id is not None:
            self._waiting[self._item_id] = (self.fields.kind, self.fields.typed, self._line)
        self._item_id = item_id
        kind, typed, line = self._waiting.pop(item_id or 0, (self.fields.kind, ("", "", ""), ""))
        self.set_kind(kind)
        self.fields.clear()
        self.fields.text.setPlainText(typed[0])
        self.fields.owners.setText(typed[1])
        self.fields.due.setText(typed[2])
        self._line = line
        self.setEnabled(item_id is not None)

    @property
    def unfinished(self) -> int | None:
        """The item under which something is typed that was not added yet, or None."""
        typed = {self._item_id: self.fields.typed} | {
            item_id: waiting[1] for item_id, waiting in self._waiting.items()
        }
        return next((item_id for item_id, parts in typed.items() if any(map(str.strip, parts))), None)

    def set_kind(self, kind: Kind) -> None:
        """Ask for a decision or an action."""
        self.switch.choose(0 if kind == "D" else 1)
        self.fields.set_kind(kind)

    def begin(
        self,
        kind: Kind,
        text: str,
        line: str,
        owners: str = "",
        due_on: date | None = None,
        *,
        asks_who: bool = True,
        take_focus: bool = True,
    ) -> None:
        """Take over a result begun as a ``line`` of the notes: a decision is made, an action asks on."""
        if self._under_way or self.fields.typed != ("", "", ""):
            # Something is being written here already: it goes first, the line stays in the notes.
            self.fields.text.setFocus()
            return
        self.set_kind(kind)
        self.fields.fill(text, owners, due_on)
        self._line, self._asks_who = line, asks_who
        if kind == "D":
            self.submit()
        elif take_focus:
            self.ask()

    def ask(self) -> None:
        """Go where something is missing of the action: what, who, or by when."""
        text, owners, _due = self.fields.typed
        if not text.strip():
            self.fields.text.setFocus()
        elif owners.strip() and not self._asks_who:
            self.fields.due.setFocus()
        else:
            self.fields.owners.setFocus()

    def name_owner(self, name: str) -> None:
        """Add somebody to those who have to do the action."""
        owners = self.fields.owners.text().strip().rstrip(",")
        self.fields.owners.setText(f"{owners}, {name}" if owners else name)

    def submit(self) -> None:
        """Add what was typed; the fields are emptied when the base has it."""
        item_id = self._item_id
        if item_id is None or self._under_way:
            return
        self._understand()
        if not self.fields.check():
            return
        text, owners, _due = typed = self.fields.typed
        form = ActionForm(text, owners, self.fields.due_on())
        if self.fields.kind == "D":
            adding = self._desk.write(self, lambda session: add_decision(session, item_id, text))
        else:
            adding = self._desk.write(self, lambda session: add_action(session, item_id, form))
        self._under_way = True
        words = _("Ajout d’une décision") if self.fields.kind == "D" else _("Ajout d’une action")
        adding.undoable(words, "", back=partial(self._tell_back, item_id, self._line))
        adding.success(lambda _id: self._added(item_id, typed)).failure(self._refused)
        adding.finished(self._done).start()

    def take_name(self, named: Named) -> None:
        """Put a name proposed after an at-sign where it belongs: an action's owner, or a word of the text."""
        if self.fields.kind == "A":
            self.name_owner(named.typed)
        else:
            self.fields.text.insertPlainText(named.typed)

    def _understand(self) -> None:
        """Put who and by when into their fields where they were typed as a part of the text."""
        text, _owners, due = self.fields.typed
        if self.fields.kind == "D" or self._day is None:
            return
        read = read_action(text, self._day, self._next_meeting_on)
        if not read.taken or not read.text or (read.due_on and due.strip()):
            return
        self.fields.text.setPlainText(read.text)
        for name in read.owners:
            self.name_owner(name)
        if read.due_on:
            self.fields.due.set_day(read.due_on)

    def _added(self, item_id: int, typed: tuple[str, str, str]) -> None:
        line, self._line = self._line, ""
        if item_id == self._item_id and self.fields.typed == typed:
            self.fields.clear()
            self.fields.text.setFocus()
        else:
            self._waiting.pop(item_id, None)
        self.added.emit(line)

    def _tell_back(self, item_id: int, line: str, undone: bool) -> None:
        if line:
            (self.undone if undone else self.redone).emit(item_id, line)

    def _refused(self, trouble: Trouble) -> None:
        self.fields.show_trouble(trouble.sentence)

    def _done(self) -> None:
        self._under_way = False

    def _switched(self, kind: Kind) -> None:
        self.set_kind(kind)
        self.fields.text.setFocus()

    def _look_for_sign(self) -> None:
        found = result_in(self.fields.text.text())
        if found is not None:
            kind, text = found
            self.set_kind("D" if kind == "D" else "A")
            self.fields.text.setPlainText(text)
            self.fields.text.moveCursor(self.fields.text.textCursor().MoveOperation.End)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.fields, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.switch)
        column.addLayout(line)
