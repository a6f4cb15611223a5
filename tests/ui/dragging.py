"""What the mouse does when something is dragged: events as the window's system sends them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from pstdesk.ui.widgets.ordered import OrderedList

_ACTIONS = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
_BUTTON, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*paths: Path) -> QMimeData:
    """Return files of this machine as a desktop hands them over."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return carried


def hover(target: QWidget, carried: QMimeData, at: QPoint) -> bool:
    """Bring ``carried`` over ``target``; return whether it may be dropped there."""
    enter = QDragEnterEvent(at, _ACTIONS, carried, _BUTTON, _NO_KEY)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    move = QDragMoveEvent(at, _ACTIONS, carried, _BUTTON, _NO_KEY)
    QApplication.sendEvent(target, move)
    return enter.isAccepted()


def leave(target: QWidget) -> None:
    """Take what is dragged away again."""
    QApplication.sendEvent(target, QDragLeaveEvent())


def drop(target: QWidget, carried: QMimeData, at: QPoint) -> bool:
    """Drop ``carried`` on ``target``; return whether it could be."""
    if not hover(target, carried, at):
        return False
    dropped = QDropEvent(QPointF(at), _ACTIONS, carried, _BUTTON, _NO_KEY, QEvent.Type.Drop)
    QApplication.sendEvent(target, dropped)
    return True


def drag_row(shown: OrderedList, place: int, before: int) -> bool:
    """Drag the row at ``place`` (from 0) before the one at ``before``; their number is the end."""
    return drop(shown.viewport(), shown.dragged(place), gap(shown, before))


def gap(shown: OrderedList, before: int) -> QPoint:
    """Return a point between two rows."""
    rows: Sequence[int] = range(shown.model().rowCount())
    rect = shown.visualRect(shown.model().index(min(before, rows[-1]), 0))
    return QPoint(30, rect.top() + 2 if before in rows else rect.bottom() - 1)
