"""The agenda as a list: number, words as long as they are, and what became of each item."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pstdesk.domain.agenda import ItemState
from pstdesk.i18n import _, format_duration
from pstdesk.labels import label
from pstdesk.services.agenda import ItemRow
from pstdesk.ui.meetings.words import ITEM_TONES
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.cells import paint_pill, pill_width

Index = QModelIndex | QPersistentModelIndex
_NUMBER = 30
_LEAST = 32
_TOP = 7
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class AgendaList(QListView):
    """``item_chosen(ItemRow or None)`` as the current item changes; the rest are what keys ask for."""

    item_chosen = Signal(object)
    writing_asked = Signal()
    """Enter: the reader wants to write about the current item."""
    editing_asked = Signal()
    """F2 or a double click."""
    removal_asked = Signal()
    """Delete."""
    move_asked = Signal(int)
    """Ctrl+Up or Ctrl+Down: by so many places."""
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda = _AgendaModel()
        self.setModel(self._agenda)
        self.setItemDelegate(_AgendaDelegate(self))
        self.setAccessibleName(_("Ordre du jour"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_asked)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """The items shown, in their order."""
        return self._agenda.items

    def show_items(self, items: tuple[ItemRow, ...], *, held: bool) -> None:
        """Show ``items``; the current one stays current, and with none the first becomes it."""
        if (items, held) == (self._agenda.items, self._agenda.held):
            return
        chosen = self.current_item()
        place = next((i for i, item in enumerate(items) if chosen and item.id == chosen.id), None)
        if place is None:
            # The one that was current is gone: the one that took its place, or the last.
            place = min(max(self.currentIndex().row(), 0), len(items) - 1)
        silent = self.selectionModel().blockSignals(True)
        self._agenda.show(items, held=held)
        self.selectionModel().blockSignals(silent)
        self.choose(place)
        self.item_chosen.emit(self.current_item())

    def current_item(self) -> ItemRow | None:
        """Return the current item, or None where the agenda is empty."""
        place = self.currentIndex().row()
        return self.items[place] if 0 <= place < len(self.items) else None

    def choose(self, place: int) -> None:
        """Make the item at ``place`` (from 0) the current one."""
        index = self._agenda.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def step(self, steps: int) -> None:
        """Go to the next (1) or the previous item (-1), as far as the agenda goes."""
        self.choose(max(0, min(len(self.items) - 1, self.currentIndex().row() + steps)))

    def _current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.item_chosen.emit(self.current_item())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and with_control:
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.writing_asked.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.editing_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.editing_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Heights depend on how the words wrap.
        self.scheduleDelayedItemsLayout()


class _AgendaModel(QAbstractListModel):
    """The items of one agenda."""

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[ItemRow, ...] = ()
        self.held = False

    def show(self, items: tuple[ItemRow, ...], *, held: bool) -> None:
        self.beginResetModel()
        self.items, self.held = items, held
        self.endResetModel()

    def end_words(self, item: ItemRow) -> str:
        """Return what stands at an item's end: what became of it, or how long it may take."""
        if self.held and item.state is not ItemState.OPEN:
            return label(item.state)
        minutes = item.form.planned_minutes
        return "" if minutes is None else format_duration(minutes)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.form.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.position}, {item.form.title}, {self.end_words(item)}".rstrip(", ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.form.presenter or None
        return None


class _AgendaDelegate(QStyledItemDelegate):
    """Draws an item in as many lines as its words need."""

    def __init__(self, view: AgendaList) -> None:
        super().__init__(view)
        self._view = view

    @property
    def _agenda(self) -> _AgendaModel:
        model = self._view.model()
        assert isinstance(model, _AgendaModel)
        return model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._agenda.items[index.row()]
        rect: QRect = option.rect
        colours = tokens()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            painter.fillRect(rect, QColor(colours.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current and self._view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(colours.accent))
        self._paint_end(painter, QRectF(rect.left() + 8, rect.top(), rect.width() - 16, _LEAST), item)
        font = self._view.font()
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        number = QRectF(rect).adjusted(8, _TOP, 0, 0)
        painter.drawText(number, _WRAPPED, str(item.position))
        painter.setPen(QColor(colours.ink))
        painter.drawText(
            QRectF(self._room(rect.width(), item)).translated(rect.topLeft()), _WRAPPED, item.form.title
        )
        painter.restore()

    def _paint_end(self, painter: QPainter, room: QRectF, item: ItemRow) -> None:
        words = self._agenda.end_words(item)
        if self._agenda.held and item.state is not ItemState.OPEN:
            paint_pill(painter, room, words, ITEM_TONES[item.state], self._view.font(), right=True)
            return
        painter.setFont(font_of_size(self._view.font(), 12.5 / 14))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)

    def _room(self, width: int, item: ItemRow) -> QRect:
        """Return where the title stands in a row of ``width``, as high as its lines are."""
        end = self._agenda.end_words(item)
        taken = pill_width(self._view.font(), end) if end else 0
        room = QRect(_NUMBER, _TOP, max(40, width - _NUMBER - taken - 14), 10_000)
        return (
            self._view.fontMetrics()
            .boundingRect(room, _WRAPPED, item.form.title)
            .united(QRect(room.topLeft(), QSize(room.width(), 1)))
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        room = self._room(width, self._agenda.items[index.row()])
        return QSize(width, max(_LEAST, room.bottom() + room.top()))
