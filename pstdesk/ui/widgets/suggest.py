"""A field that proposes records as one types: people, organisations, committees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pstdesk.i18n import _
from pstdesk.ui.operations import Desk
from pstdesk.ui.theme import dress, font_of_size, tokens

Index = QModelIndex | QPersistentModelIndex
_TYPING_PAUSE = 120
_SHOWN_AT_ONCE = 8
_LINE_HEIGHT = 34


@dataclass(frozen=True)
class Suggestion:
    """One record proposed: its id, its name, and a muted remark that tells it from its namesakes."""

    id: int
    text: str
    detail: str = ""


class Suggest(QLineEdit):
    """A line edit fed by ``query(session, text)``, run off the window's thread.

    ``picked(Suggestion)`` when one is chosen with Enter, Tab or a click; ``creation_asked(text)`` when the
    last line, worded by ``creation`` ("Nouvelle personne : {text}"), is chosen. :meth:`chosen` is None as
    long as the text is only typed.
    """

    picked = Signal(object)
    creation_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        query: Callable[[Any, str], Sequence[Suggestion]],
        hint: str = "",
        *,
        creation: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._query = query
        self._creation = creation
        self._chosen: Suggestion | None = None
        self._lines = Lines(self)
        self._under_way = 0
        self._takes_the_only_line = False
        self.setPlaceholderText(hint or _("Tapez quelques lettres"))
        self._popup = QListView()
        dress(self._popup)  # a window of its own
        self._popup.setProperty("role", "suggestions")
        self._popup.setItemDelegate(LineDelegate(self._popup))
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_SHOWN_AT_ONCE)
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._popup.clicked.connect(self._clicked)
        self._wait = QTimer(self, singleShot=True, interval=_TYPING_PAUSE)
        self._wait.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)

    def chosen(self) -> Suggestion | None:
        """Return the record chosen, or None if the text was only typed or is empty."""
        return self._chosen

    def set_chosen(self, suggestion: Suggestion | None) -> None:
        """Show ``suggestion`` as the one chosen, or empty the field."""
        self._chosen = suggestion
        self.setText("" if suggestion is None else suggestion.text)

    def pick(self, place: int) -> None:
        """Choose the line at ``place`` of those proposed."""
        self._popup.hide()
        lines = self._lines.suggestions
        if place < len(lines):
            self.set_chosen(lines[place])
            self.picked.emit(lines[place])
        else:
            self.creation_asked.emit(self.text().strip())

    def take_soon(self) -> bool:
        """Take what is about to be proposed for the text, if it is one line; of several, one is to be chosen.

        False where no answer is on its way.
        """
        if not (self._wait.isActive() or self._under_way):
            return False
        self._takes_the_only_line = True
        if self._wait.isActive():
            self._wait.stop()
            self._ask()
        return True

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """What is proposed at this moment."""
        return self._lines.suggestions

    def _edited(self, text: str) -> None:
        self._chosen = None
        self._takes_the_only_line = False
        if text.strip():
            self._wait.start()
        else:
            self._wait.stop()
            self._popup.hide()

    def _ask(self) -> None:
        text = self.text().strip()
        query = self._query
        self._under_way += 1
        reading = self._desk.read(self, lambda session: tuple(query(session, text)))
        reading.once("suggestions").success(self._propose).finished(self._answered).start()

    def _answered(self) -> None:
        self._under_way -= 1

    def _propose(self, suggestions: tuple[Suggestion, ...]) -> None:
        text = self.text().strip()
        creation = self._creation.format(text=text) if self._creation and text else ""
        self._lines.show(suggestions, creation)
        if not self.hasFocus() or not self._lines.rowCount():
            self._popup.hide()
            return
        self._completer.complete()
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        if self._takes_the_only_line and self._lines.rowCount() == 1:
            self.pick(0)
        self._takes_the_only_line = False

    def _clicked(self, index: QModelIndex) -> None:
        self.pick(index.row())

    def event(self, event: QEvent) -> bool:
        # Qt moves on with Tab before a field hears of the key.
        pressed = event.type() == QEvent.Type.KeyPress
        if isinstance(event, QKeyEvent) and pressed and event.key() == Qt.Key.Key_Tab:
            self._pick_current()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and self._pick_current()):
            super().keyPressEvent(event)

    def _pick_current(self) -> bool:
        """Choose the line that stands out, if any are proposed."""
        current = self._popup.currentIndex()
        if not self._popup.isVisible() or not current.isValid():
            return False
        self.pick(current.row())
        return True


class Lines(QAbstractListModel):
    """The suggestions, and below them the offer to create a record."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.suggestions: tuple[Suggestion, ...] = ()
        self._creation = ""

    def show(self, suggestions: tuple[Suggestion, ...], creation: str) -> None:
        self.beginResetModel()
        self.suggestions, self._creation = suggestions, creation
        self.endResetModel()

    def line(self, place: int) -> Suggestion:
        return self.suggestions[place] if place < len(self.suggestions) else Suggestion(0, self._creation)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.suggestions) + bool(self._creation)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.EditRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}, {line.detail}" if line.detail else line.text
        if role == Qt.ItemDataRole.UserRole:
            return line
        return None


class LineDelegate(QStyledItemDelegate):
    """Draws the name, and the muted remark at its right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens()
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(rect, 4, 4)
        room = QRectF(rect).adjusted(8, 0, -8, 0)
        small = font_of_size(option.font, 12.5 / 14)
        detail_width = min(QFontMetrics(small).horizontalAdvance(line.detail), int(room.width() * 0.5))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.ink if line.id else colours.accent))
        painter.setFont(option.font)
        name_room = room.adjusted(0, 0, -detail_width - (12 if line.detail else 0), 0)
        name = QFontMetrics(option.font).elidedText(
            line.text, Qt.TextElideMode.ElideRight, int(name_room.width())
        )
        painter.drawText(name_room, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        painter.setPen(QColor(colours.muted))
        painter.setFont(small)
        detail = QFontMetrics(small).elidedText(line.detail, Qt.TextElideMode.ElideRight, detail_width)
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _LINE_HEIGHT)
