"""The fields in which a decision or an action is written, new or again."""

from datetime import date
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pstdesk.domain.errors import Refused
from pstdesk.i18n import _
from pstdesk.sentences import sentence
from pstdesk.ui.meetings.owners_field import OwnersField
from pstdesk.ui.operations import Desk
from pstdesk.ui.widgets.fields import DateField
from pstdesk.ui.widgets.growing import GrowingEdit
from pstdesk.ui.widgets.labels import label

Kind = Literal["D", "A"]


class ResultFields(QWidget):
    """A text, and for an action who does it and by when; ``submitted`` on Enter in any of them."""

    submitted = Signal()

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = GrowingEdit()
        self.owners = OwnersField(desk)
        self.due = DateField()
        self.due.setPlaceholderText(_("Pour le…"))
        self.due.setAccessibleName(_("À faire pour le"))
        self._trouble = label("", "error", wrap=True)
        self._trouble.hide()
        self._under = QWidget()
        under = QHBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        under.addWidget(self.owners, 3)
        under.addWidget(self.due, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self._under)
        column.addWidget(self._trouble)
        self.text.submitted.connect(self.submitted)
        self.text.textChanged.connect(self._trouble.hide)
        self.owners.returnPressed.connect(self.submitted)
        self.due.returnPressed.connect(self.submitted)
        self.due.misread.connect(self.show_trouble)
        self.set_kind(kind)

    def set_kind(self, kind: Kind) -> None:
        """Ask for a decision ("D") or an action ("A")."""
        self.kind = kind
        self._under.setVisible(kind == "A")
        words = _("Ce qui est décidé") if kind == "D" else _("Ce qui est à faire")
        self.text.setPlaceholderText(words)
        self.text.setAccessibleName(words)

    def fill(self, text: str, owners: str = "", due_on: date | None = None) -> None:
        """Show what is already written."""
        self.text.setPlainText(text)
        self.owners.setText(owners)
        self.due.set_day(due_on)

    @property
    def typed(self) -> tuple[str, str, str]:
        """What stands in the fields, letter by letter."""
        return self.text.text(), self.owners.text(), self.due.text()

    @property
    def trouble(self) -> str:
        """What is wrong, as it is said under the fields."""
        return "" if self._trouble.isHidden() else self._trouble.text()

    def due_on(self) -> date | None:
        """Return the day, None for an empty field; Refused if it is no day."""
        return self.due.day() if self.kind == "A" else None

    def clear(self) -> None:
        """Empty the fields."""
        self.fill("")
        self._trouble.hide()

    def check(self) -> bool:
        """Whether the day can be read; if not, say so and go there."""
        try:
            self.due_on()
        except Refused as refused:
            self.show_trouble(sentence(refused))
            self.due.setFocus()
            return False
        return True

    def show_trouble(self, words: str) -> None:
        """Say under the fields what is wrong; nothing when all is well again."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
