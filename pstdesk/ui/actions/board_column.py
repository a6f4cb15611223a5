"""One column of the board: the actions of one state as cards that move by drag or by keyboard."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QVBoxLayout, QWidget

from pstdesk.domain.action import ActionState
from pstdesk.i18n import _, ngettext
from pstdesk.services.action_rows import RegisterRow
from pstdesk.services.actions import BoardColumn
from pstdesk.ui import clock
from pstdesk.ui.actions.cards import ROLE, CardDelegate
from pstdesk.ui.actions.changes import STATE_KEYS
from pstdesk.ui.actions.rest import RestLink
from pstdesk.ui.actions.table import add_states
from pstdesk.ui.actions.words import owners_words, state_heading, when_words
from pstdesk.ui.widgets.labels import ElidedLabel, label
from pstdesk.ui.widgets.rows import Index

MIME = "application/x-pstdesk-actions"


class CardList(QListView):
    """``opened(id)`` on Enter, ``state_asked(ids, state)`` by letter or drop; Ctrl+arrow moves a card."""

    opened = Signal(int)
    state_asked = Signal(object, object)
    move_asked = Signal(int, int)
    """The id of an action, and by how many columns it is to move."""
    neighbour_asked = Signal(int)
    """Left or Right: the keyboard is to go to the column beside this one."""

    def __init__(self, state: ActionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = _Cards(self)
        self._cards.dropped.connect(lambda ids: self.state_asked.emit(ids, state))
        self.setModel(self._cards)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """The actions shown."""
        return self._cards.rows

    def show_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show ``rows``; the current card stays current, or the one in its place becomes so."""
        current, place = self.current_row(), self.currentIndex().row()
        self._cards.show(tuple(rows))
        found = current is not None and self.select_id(current.id)
        if not found and self.rows and (current is not None or self.hasFocus()):
            self.choose(min(max(place, 0), len(self.rows) - 1))

    def current_row(self) -> RegisterRow | None:
        """Return the current action, or None."""
        place = self.currentIndex().row()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def select_id(self, action_id: int) -> bool:
        """Make the action of this id current; False if it is not shown."""
        for place, row in enumerate(self.rows):
            if row.id == action_id:
                self.choose(place)
                return True
        return False

    def choose(self, place: int) -> None:
        """Make the card at ``place`` (from 0) current."""
        index = self._cards.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row.id)

    def _show_menu(self, at: QPoint) -> None:
        row = self.current_row()
        if row is None:
            return
        menu = QMenu(self)
        menu.setObjectName("action")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Ouvrir"), self._open)
        menu.addSeparator()
        add_states(menu, row.state, lambda state: self.state_asked.emit([row.id], state))
        menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        key, control = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        state = STATE_KEYS.get(key) if not event.modifiers() else None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            steps = -1 if key == Qt.Key.Key_Left else 1
            if not control:
                self.neighbour_asked.emit(steps)
            elif row is not None:
                self.move_asked.emit(row.id, steps)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif state is not None and row is not None:
            self.state_asked.emit([row.id], state)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        if self.rows and not self.selectionModel().hasSelection():
            self.choose(max(0, self.currentIndex().row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # heights depend on how the words wrap

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect().adjusted(8, 16, -8, 0)
            painter.drawText(room, int(flags), _("Déposez ici une action"))


class ColumnView(QWidget):
    """A heading with how many there are, the cards, and a way to the rest; ``rest_asked``."""

    rest_asked = Signal(ActionState)

    def __init__(self, state: ActionState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.heading = label(state_heading(state), "heading")
        self.remark = ElidedLabel(role="small")
        self.cards = CardList(state)
        self.rest = RestLink()
        self.rest.clicked.connect(lambda: self.rest_asked.emit(state))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.remark)
        column.addWidget(self.cards, 1)
        column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)

    def show_column(self, column: BoardColumn) -> None:
        """Show the actions of one state."""
        self.heading.setText(f"{state_heading(self.state)}  {column.total}")
        late = sum(row.late for row in column.rows)
        self.remark.setText(_remark(self.state, late))
        self.cards.show_rows(column.rows)
        n = column.total
        counted = ngettext("{heading}, {n} action", "{heading}, {n} actions", n)
        self.cards.setAccessibleName(counted.format(heading=state_heading(self.state), n=n))
        self.rest.show_rest(column.total, len(column.rows))


def _remark(state: ActionState, late: int) -> str:
    if not state.is_open:
        return _("ces trois derniers mois")
    return ngettext("{n} en retard", "{n} en retard", late).format(n=late) if late else ""


class _Cards(QAbstractListModel):
    """The actions of one column; ``dropped(ids)`` when cards of another column are let go here."""

    dropped = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[RegisterRow, ...] = ()

    def show(self, rows: tuple[RegisterRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            when, _tone = when_words(row, clock.today())
            return ", ".join(filter(None, (row.text, owners_words(row), when, *row.committees)))
        return None

    # Dragging

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(MIME, json.dumps([self.rows[index.row()].id for index in indexes]).encode())
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        ids = json.loads(bytes(data.data(MIME).data()))
        if not set(ids) <= {row.id for row in self.rows}:
            self.dropped.emit(ids)
        return True
