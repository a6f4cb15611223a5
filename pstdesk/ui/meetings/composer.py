"""The line under the notes that makes a decision or an action of the current item."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.results import ActionForm, add_action, add_decision
from pstdesk.ui.meetings.notes_edit import result_in
from pstdesk.ui.meetings.result_fields import Kind, ResultFields
from pstdesk.ui.operations import Desk
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.segment import Segments


class Composer(QWidget):
    """Two buttons say which; "D:" or "A:" typed at the beginning of the text say it too.

    ``added(line)`` once it is in the base, with the line of the notes it was taken from, or nothing. What
    is typed for one item waits there while another item is shown.
    """

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item_id: int | None = None
        self._waiting: dict[int, tuple[Kind, tuple[str, str, str], str]] = {}
        self._line = ""
        self._under_way = False
        self.fields = ResultFields(desk, "D")
        self.fields.submitted.connect(self.submit)
        self.fields.text.textChanged.connect(self._look_for_sign)
        self.switch = Segments((_("Décision"), _("Action")))
        self.switch.group.idClicked.connect(lambda place: self._switched("A" if place else "D"))
        self.button = QPushButton(_("Ajouter"))
        self.button.clicked.connect(self.submit)
        self._lay_out()

    def show_item(self, item_id: int | None) -> None:
        """Add to the item of ``item_id`` from now on; what was typed for the earlier one waits there."""
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

    def set_kind(self, kind: Kind) -> None:
        """Ask for a decision or an action."""
        self.switch.choose(0 if kind == "D" else 1)
        self.fields.set_kind(kind)

    def begin(self, kind: Kind, text: str, line: str) -> None:
        """Take over a result begun as a ``line`` of the notes: a decision is made, an action asks who."""
        if self._under_way or self.fields.typed != ("", "", ""):
            # Something is being written here already: it goes first, the line stays in the notes.
            self.fields.text.setFocus()
            return
        self.set_kind(kind)
        self.fields.text.setPlainText(text)
        self._line = line
        if kind == "D":
            self.submit()
        else:
            self.fields.owners.setFocus()

    def submit(self) -> None:
        """Add what was typed; the fields are emptied when the base has it."""
        item_id = self._item_id
        if item_id is None or self._under_way or not self.fields.check():
            return
        text, owners, _due = typed = self.fields.typed
        form = ActionForm(text, owners, self.fields.due_on())
        if self.fields.kind == "D":
            adding = self._desk.write(self, lambda session: add_decision(session, item_id, text))
        else:
            adding = self._desk.write(self, lambda session: add_action(session, item_id, form))
        self._under_way = True
        adding.success(lambda _id: self._added(item_id, typed)).failure(self._refused)
        adding.finished(self._done).start()

    def _added(self, item_id: int, typed: tuple[str, str, str]) -> None:
        line, self._line = self._line, ""
        if item_id == self._item_id and self.fields.typed == typed:
            self.fields.clear()
            self.fields.text.setFocus()
        else:
            self._waiting.pop(item_id, None)
        self.added.emit(line)

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
