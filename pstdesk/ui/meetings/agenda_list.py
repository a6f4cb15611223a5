"""The agenda as a list: number, words as long as they are, and what became of each item."""

from collections.abc import Callable, Mapping
from datetime import time

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
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
from pstdesk.i18n import _, format_duration, format_time
from pstdesk.labels import label
from pstdesk.services.agenda import ItemRow
from pstdesk.ui.icons import paint_icon
from pstdesk.ui.meetings.words import ITEM_TONES, item_asides, papers_words
from pstdesk.ui.theme import Tone, font_of_size, tokens
from pstdesk.ui.widgets.cells import paint_pill, pill_width
from pstdesk.ui.widgets.ordered import OrderedList
from pstdesk.ui.widgets.quiet import quiet

Index = QModelIndex | QPersistentModelIndex
Asides = Callable[[ItemRow], tuple[str, ...]]
"""What is said of an item in muted words under its title."""
_NUMBER = 30
_LEAST = 32
_TOP = 7
_CLIP = 13
_LINE = 18
_SMALL = 12.5 / 14
_WRAPPED = int(
    Qt.TextFlag.TextDontClip
    | Qt.TextFlag.TextWordWrap
    | Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignTop
)


class AgendaList(OrderedList):
    """``item_chosen(ItemRow or None)`` as the current item changes; the rest are what keys ask for."""

    item_chosen = Signal(object)
    writing_asked = Signal()
    """Enter: the reader wants to write about the current item."""
    editing_asked = Signal()
    """F2 or a double click."""
    removal_asked = Signal()
    """Delete."""
    menu_asked = Signal(QPoint)

    def __init__(self, asides: Asides = item_asides, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda = _AgendaModel(asides, self)
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

    def show_ends(self, ends: Mapping[int, tuple[str, Tone | None]]) -> None:
        """Show words of the moment at the end of items, by id: as a pill where they have a tone."""
        if ends != self._agenda.ends:
            self._agenda.ends = dict(ends)
            self.scheduleDelayedItemsLayout()  # titles have more or less room beside them
            self.viewport().update()

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """The items shown, in their order."""
        return self._agenda.items

    def show_items(
        self, items: tuple[ItemRow, ...], *, held: bool, begins: tuple[time | None, ...] = ()
    ) -> None:
        """Show ``items``; the current one stays current, and with none the first becomes it.

        ``begins`` are the hours at which they begin, where those are known.
        """
        if (items, held, begins) == (self._agenda.items, self._agenda.held, self._agenda.begins):
            return
        chosen = self.current_item()
        place = next((i for i, item in enumerate(items) if chosen and item.id == chosen.id), None)
        if place is None:
            # The one that was current is gone: the one that took its place, or the last.
            place = min(max(self.currentIndex().row(), 0), len(items) - 1)
        with quiet(self.selectionModel()):
            self._agenda.show(items, held=held, begins=begins)
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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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

    def __init__(self, asides: Asides, parent: QObject) -> None:
        super().__init__(parent)
        self.asides = asides
        self.items: tuple[ItemRow, ...] = ()
        self.held = False
        self.begins: tuple[time | None, ...] = ()
        self.ends: dict[int, tuple[str, Tone | None]] = {}

    def show(self, items: tuple[ItemRow, ...], *, held: bool, begins: tuple[time | None, ...]) -> None:
        self.beginResetModel()
        self.items, self.held, self.begins = items, held, begins
        self.endResetModel()

    def says_state(self, item: ItemRow) -> bool:
        """Whether what became of an item matters more than how long it may take."""
        return item.state is ItemState.WITHDRAWN or (self.held and item.state is not ItemState.OPEN)

    def end(self, item: ItemRow) -> tuple[str, Tone | None]:
        """Return what stands at an item's end, and its tone if it is a state."""
        if item.id in self.ends:
            return self.ends[item.id]
        if self.says_state(item):
            return label(item.state), ITEM_TONES[item.state]
        return self._planned(item), None

    def end_words(self, item: ItemRow) -> str:
        """Return what stands at an item's end: what became of it, or how long it may take."""
        return self.end(item)[0]

    def _planned(self, item: ItemRow) -> str:
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
            words = (str(item.position), item.form.title, self.end_words(item), *self.asides(item))
            return ", ".join(filter(None, (*words, papers_words(item.papers))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(index.row()) or None
        return None

    def _tool_tip(self, place: int) -> str:
        item = self.items[place]
        begins = self.begins[place] if place < len(self.begins) else None
        lines = [
            "" if begins is None else _("Vers {hour}").format(hour=format_time(begins)),
            _("Présenté par {name}").format(name=item.form.presenter) if item.form.presenter else "",
            *(words[:1].upper() + words[1:] for words in self.asides(item)),
            papers_words(item.papers),
        ]
        return "\n".join(filter(None, lines))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags


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
        withdrawn = item.state is ItemState.WITHDRAWN
        painter.setPen(QColor(colours.muted if withdrawn else colours.ink))
        title = self._room(rect.width(), item)
        painter.drawText(QRectF(title.translated(rect.topLeft())), _WRAPPED, item.form.title)
        aside = self._aside_room(rect.width(), item)
        if aside is not None:
            painter.setFont(font_of_size(font, _SMALL))
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRectF(aside.translated(rect.topLeft())), _WRAPPED, self._aside(item))
        painter.restore()

    def _paint_end(self, painter: QPainter, room: QRectF, item: ItemRow) -> None:
        words, tone = self._agenda.end(item)
        middle = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if words and tone is not None:
            paint_pill(painter, room, words, tone, self._view.font(), right=True)
        painter.setFont(font_of_size(self._view.font(), _SMALL))
        painter.setPen(QColor(tokens().muted))
        if tone is None:
            painter.drawText(room, middle, words)
        if item.papers:
            under = room.translated(0, _LINE)
            count = str(item.papers)
            painter.drawText(under, middle, count)
            width = painter.fontMetrics().horizontalAdvance(count) + 3
            clip = QRectF(under.right() - width - _CLIP, under.center().y() - _CLIP / 2, _CLIP, _CLIP)
            paint_icon(painter, "paperclip", clip, tokens().muted)

    def _end_width(self, item: ItemRow) -> int:
        words = self._agenda.end_words(item)
        small = QFontMetrics(font_of_size(self._view.font(), _SMALL))
        papers = _CLIP + 6 + small.horizontalAdvance(str(item.papers)) if item.papers else 0
        return max(papers, pill_width(self._view.font(), words) if words else 0)

    def _room(self, width: int, item: ItemRow) -> QRect:
        """Return where the title stands in a row of ``width``, as high as its lines are."""
        taken = self._end_width(item)
        room = QRect(_NUMBER, _TOP, max(40, width - _NUMBER - taken - 14), 10_000)
        # As wide as it was measured: in the width of a long word that sticks out, the rest wraps elsewhere.
        found = QFontMetricsF(self._view.font()).boundingRect(QRectF(room), _WRAPPED, item.form.title)
        return QRect(room.topLeft(), QSize(room.width(), max(1, found.toAlignedRect().height())))

    def _aside_room(self, width: int, item: ItemRow) -> QRect | None:
        """Return where the muted words stand under the title, or None where there are none."""
        words = self._aside(item)
        if not words:
            return None
        room = QRect(_NUMBER, self._room(width, item).bottom() + 3, max(40, width - _NUMBER - 14), 10_000)
        small = QFontMetrics(font_of_size(self._view.font(), _SMALL))
        return small.boundingRect(room, _WRAPPED, words).united(QRect(room.topLeft(), QSize(room.width(), 1)))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        item = self._agenda.items[index.row()]
        last = self._aside_room(width, item) or self._room(width, item)
        least = _LEAST + _LINE - 4 if item.papers else _LEAST
        return QSize(width, max(least, last.bottom() + _TOP))

    def _aside(self, item: ItemRow) -> str:
        return " · ".join(self._agenda.asides(item))
