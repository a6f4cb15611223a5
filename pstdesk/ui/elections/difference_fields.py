"""Why there are not as many ballot papers as signatures: asked for only where they differ."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.ui.elections.number_field import NumberField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.quiet import quiet


class DifferenceFields(QWidget):
    """How many signatures are on the list, and a reason in a line; ``typed`` at every key."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signatures = NumberField(_("Émargements"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Motif de l’écart"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        for words, field in (
            (_("Émargements"), self.signatures),
            (_("Motif de l’écart (figure au procès-verbal)"), self.reason),
        ):
            above = label(words, "label")
            above.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(above)
            column.addWidget(field)
            row.addLayout(column, 1 if field is self.reason else 0)
            field.textChanged.connect(lambda _text: self.typed.emit())

    def show_numbers(self, signed: int, reason: str) -> None:
        """Show what the base holds."""
        with quiet(self.signatures, self.reason):
            self.signatures.show_value(signed)
            self.reason.setText(reason)

    def signed(self, voters: int) -> int:
        """Return how many signatures there are: as many as ``voters`` where nothing else is typed."""
        value = self.signatures.value()
        return voters if value is None else value
