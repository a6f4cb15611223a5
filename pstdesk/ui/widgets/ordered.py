"""A list that is put in order by dragging or with Ctrl and the arrows, and that takes files dropped on it."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from pstdesk.ui.theme import tokens

Index = QModelIndex | QPersistentModelIndex
PLACE = "application/x-pstdesk-place"
"""The place, from 0, of the row that is dragged within its list."""
_EDGE = 24
_SCROLL = 10


class OrderedList(QListView):
    """Asks for another order, and leaves the rows where they are until they are shown anew."""

    move_asked = Signal(int)
    """Ctrl+Up or Ctrl+Down: the current row by so many places."""
    drop_asked = Signal(int, int)
    """The row at the first place (from 0) was dropped before the second; the number of rows is the end."""
    files_dropped = Signal(object, int)
    """Files of this machine were dropped, a list of paths: on the row at that place, or beside all (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_files = False
        self._gap: int | None = None
        self._over: int | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # it would be drawn on rows, too

    @property
    def gap(self) -> int | None:
        """Before which row what is dragged would land, None while nothing is."""
        return self._gap

    def dragged(self, place: int) -> QMimeData:
        """Return what is carried while the row at ``place`` is dragged."""
        carried = QMimeData()
        carried.setData(PLACE, str(place).encode())
        return carried

    def startDrag(self, _actions: Qt.DropAction) -> None:
        place = self.currentIndex().row()
        if place < 0:
            return
        drag = QDrag(self)
        drag.setMimeData(self.dragged(place))
        rect = self.visualRect(self.currentIndex())
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(QPoint(min(40, rect.width() // 2), rect.height() // 2))
        drag.exec(Qt.DropAction.MoveAction)
        self._clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._follow(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._follow(event)
        y = event.position().toPoint().y()
        bar = self.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif y > self.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _SCROLL)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._clear()

    def dropEvent(self, event: QDropEvent) -> None:
        self._follow(event)
        gap, over = self._gap, self._over
        self._clear()
        if gap is not None:
            place = int(bytes(event.mimeData().data(PLACE).data()))
            if gap not in (place, place + 1):
                self.drop_asked.emit(place, gap)
        elif event.isAccepted():
            self.files_dropped.emit(local_files(event.mimeData()), -1 if over is None else over)

    def _follow(self, event: QDropEvent) -> None:
        """Say whether what is dragged may be dropped, and remember where it would land."""
        carried = event.mimeData()
        at = event.position().toPoint()
        self._clear()
        if carried.hasFormat(PLACE) and self.dragEnabled():
            self._gap = self._gap_at(at)
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        elif self.takes_files and local_files(carried):
            index = self.indexAt(at)
            self._over = index.row() if index.isValid() else None
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _gap_at(self, at: QPoint) -> int:
        count = self.model().rowCount()
        middles = (self._row_rect(place).center().y() for place in range(count))
        return sum(middle <= at.y() for middle in middles)

    def _row_rect(self, place: int) -> QRect:
        return self.visualRect(self.model().index(place, 0))

    def _clear(self) -> None:
        self._gap = self._over = None
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and with_control:
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None and self._over is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(tokens().accent), 2))
        if self._over is not None:
            painter.drawRect(self._row_rect(self._over).adjusted(1, 1, -1, -1))
        elif self._gap is not None:
            last = self.model().rowCount() - 1
            y = self._row_rect(self._gap).top() if self._gap <= last else self._row_rect(last).bottom()
            painter.drawLine(0, max(1, y), self.viewport().width(), max(1, y))


def local_files(carried: QMimeData) -> list[Path]:
    """Return the files of this machine that are dragged."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
