"""Which columns a list shows and in which order, chosen with the mouse or the keyboard alone."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pstdesk.i18n import _
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.table import RowTable

_KEY = Qt.ItemDataRole.UserRole
_ROW = 30
"""Height of a line: easy to hit with the mouse, and to drag."""


class ColumnChoice(QListWidget):
    """Ticked titles; Space ticks, dragging or Ctrl with an arrow moves one, the first stays where it is."""

    def __init__(self, table: RowTable[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Colonnes de la liste"))
        self.setProperty("role", "field")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.show_columns(table)

    def show_columns(self, table: RowTable[Any]) -> None:
        """Show the columns of ``table`` as they are now."""
        self.clear()
        for place, column in enumerate(table.columns.every):
            item = QListWidgetItem(column.title)
            item.setData(_KEY, column.key)
            item.setSizeHint(QSize(0, _ROW))
            item.setCheckState(
                Qt.CheckState.Checked if table.columns.is_wanted(column) else Qt.CheckState.Unchecked
            )
            if place == 0:  # what each row is about
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        self.setCurrentRow(min(1, self.count() - 1))

    def wanted(self) -> list[tuple[str, bool]]:
        """Return the keys in their order, and whether each is ticked."""
        items = (self.item(place) for place in range(self.count()))
        return [(item.data(_KEY), item.checkState() == Qt.CheckState.Checked) for item in items]

    def move_current(self, by: int) -> None:
        """Move the current column by so many places, never before the first one."""
        place = self.currentRow()
        target = place + by
        if place > 0 and 0 < target < self.count():
            self.insertItem(target, self.takeItem(place))
            self.setCurrentRow(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_control and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class ColumnsDialog(QDialog):
    """Shows the columns of one table, and gives it those that are ticked."""

    def __init__(self, table: RowTable[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Colonnes de la liste"))
        self._table = table
        self.choice = ColumnChoice(table)
        self.usual = QPushButton(_("Par défaut"))
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(self._reset)
        self.up, self.down = QPushButton(_("Monter")), QPushButton(_("Descendre"))
        for button, by in ((self.up, -1), (self.down, 1)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, by=by: self.choice.move_current(by))
        self.primary = QPushButton(_("Appliquer"))
        self.primary.setProperty("role", "primary")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.accept)
        self.cancel = QPushButton(_("Annuler"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def accept(self) -> None:
        """Give the table the columns that are ticked, in this order."""
        self._table.columns.choose(self.choice.wanted())
        super().accept()

    def _reset(self) -> None:
        self._table.columns.reset()
        self.choice.show_columns(self._table)
        self.choice.setFocus()

    def _lay_out(self) -> None:
        hint = label(
            _("Espace coche ou décoche, Ctrl et les flèches déplacent. Une colonne cochée se cache quand la "
              "fenêtre est trop étroite."),
            "muted",
            wrap=True,
        )  # fmt: skip
        tools = QVBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.up)
        tools.addWidget(self.down)
        tools.addStretch(1)
        tools.addWidget(self.usual)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.choice, 1)
        middle.addLayout(tools)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.primary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 18)
        whole.setSpacing(12)
        whole.addWidget(hint)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.resize(460, 420)
        self.choice.setFocus()
