"""Forms: a label over each field, a hint or what is wrong under it, in reading order."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pstdesk.ui.theme import GRID
from pstdesk.ui.widgets.fields import DateField, UnderstoodField
from pstdesk.ui.widgets.labels import label

W = TypeVar("W", bound=QWidget)
_COLUMNS = 12
_GAP = 12


@dataclass
class _Cell:
    field: QWidget
    hint: str
    below: QLabel
    warning: str = ""


class Form(QWidget):
    """Fields in rows of twelve columns; ``add("name", "Nom", QLineEdit(), columns=6)`` puts two in a row.

    Each field has its label as buddy and its words as accessible name. :meth:`show_error` says under the
    field what is wrong with it and goes there.
    """

    grew = Signal()
    """More words are shown than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, _Cell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(12)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._row = 0
        self._taken = 0

    def add(self, key: str, words: str, field: W, *, hint: str = "", columns: int = _COLUMNS) -> W:
        """Add ``field`` under its label, beside the one before if ``columns`` still fit; return it."""
        if self._taken + columns > _COLUMNS:
            self._row += 1
            self._taken = 0
        if isinstance(field, QComboBox):
            # As narrow as its place asks: the longest answer would push the fields beside it out of line.
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(4)
        above = label(words, "label")
        above.setBuddy(field)
        field.setAccessibleName(words)
        below = label(hint, "small", wrap=True)
        if not hint:
            below.hide()
        column = QVBoxLayout()
        # The gap between fields is shared out over the columns, because the grid itself keeps one only where
        # some field ends: with it, three fields in a row under two would not be equally wide.
        column.setContentsMargins(
            _GAP * self._taken // _COLUMNS, 0, _GAP - _GAP * (self._taken + columns) // _COLUMNS, 0
        )
        column.setSpacing(4)
        column.addWidget(above)
        column.addWidget(field)
        column.addWidget(below)
        column.addStretch(1)
        self._grid.addLayout(column, self._row, self._taken, 1, columns)
        self._taken += columns
        self._cells[key] = _Cell(field, hint, below)
        self._listen(key, field)
        return field

    def add_wide(self, widget: QWidget) -> None:
        """Add a heading, a remark or a group over the whole width."""
        self._row += 1
        if self._row > 1:
            self._grid.setRowMinimumHeight(self._row, 2 * GRID)
            self._row += 1
        self._grid.addWidget(widget, self._row, 0, 1, _COLUMNS)
        self._taken = _COLUMNS

    def field(self, key: str) -> QWidget:
        """Return the field added under ``key``."""
        return self._cells[key].field

    def show_error(self, key: str, words: str) -> None:
        """Say ``words`` under the field and go there."""
        self._say(key, words)
        self._cells[key].field.setFocus()

    def explain(self, key: str, words: str) -> None:
        """Say ``words`` under the field in the place of its hint."""
        self._cells[key].hint = words
        self._say(key, "")

    def warn(self, key: str, words: str) -> None:
        """Say under the field what speaks against its answer, without refusing it; or nothing any more."""
        self._cells[key].warning = words
        self._say(key, "")

    def clear_errors(self) -> None:
        """Show the hints again."""
        for key in self._cells:
            self._say(key, "")

    def check(self) -> bool:
        """Whether every day and hour can be read; if not, go to the first that cannot."""
        for cell in self._cells.values():
            if isinstance(cell.field, UnderstoodField) and not cell.field.settle():
                cell.field.setFocus()
                return False
        return True

    def take_focus(self) -> None:
        """Go to the first field."""
        for cell in self._cells.values():
            cell.field.setFocus()
            return

    def _listen(self, key: str, field: QWidget) -> None:
        if isinstance(field, DateField):
            field.explained.connect(lambda words: self.explain(key, words))
        if isinstance(field, UnderstoodField):
            field.misread.connect(lambda words: self._say(key, words))
        elif isinstance(field, QLineEdit):
            field.textEdited.connect(lambda _text: self._say(key, ""))
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(lambda: self._say(key, ""))

    def _say(self, key: str, error: str) -> None:
        cell = self._cells[key]
        shown = error or "\n".join(filter(None, (cell.hint, cell.warning)))
        role = "error" if error else "warning" if cell.warning else "small"
        cell.below.setText(shown)
        cell.below.setVisible(bool(shown))
        cell.field.setAccessibleDescription(shown)
        if shown:
            self.grew.emit()
        if cell.below.property("role") != role:
            cell.below.setProperty("role", role)
            cell.field.setProperty("wrong", bool(error))
            for widget in (cell.below, cell.field):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
