"""The steps of an election at the left of its view: where one is, and what can be looked at again."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pstdesk.i18n import _
from pstdesk.ui.elections.steps import Step
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.quiet import quiet

_SMALL = 12.5 / 14
_PADDING = 8
Index = QModelIndex | QPersistentModelIndex


class StepList(QListWidget):
    """``step_chosen(key)`` when the reader wants to see a step; those to come cannot be chosen."""

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Étapes de l’élection"))
        self.setItemDelegate(StepDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Step, ...] = ()
        self.currentRowChanged.connect(self._chosen)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps listed."""
        return self._shown

    def show_steps(self, steps: tuple[Step, ...], current: str) -> None:
        """List ``steps``; the one of the key ``current`` is the one on screen."""
        with quiet(self):
            if steps != self._shown:
                self._shown = steps
                self.clear()
                for step in steps:
                    self.addItem(_line(step))
            places = [place for place, step in enumerate(steps) if step.key == current]
            self.setCurrentRow(places[0] if places else -1)
        height = sum(self.sizeHintForRow(place) for place in range(self.count())) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._shown):
            self.step_chosen.emit(self._shown[place].key)


def _line(step: Step) -> QListWidgetItem:
    line = QListWidgetItem(step.words)
    line.setData(Qt.ItemDataRole.UserRole, step)
    line.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (step.words, step.remark))))
    if not step.is_reached:
        line.setFlags(Qt.ItemFlag.NoItemFlags)
    return line


class StepDelegate(QStyledItemDelegate):
    """Draws what a step is called, and under it how it stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(Qt.ItemDataRole.UserRole)
        colours = tokens()
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QColor(colours.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        first, small = _fonts(option, chosen=chosen)
        heights = QFontMetrics(first).height(), QFontMetrics(small).height()
        height = sum(heights) if step.remark else heights[0]
        room = QRectF(rect).adjusted(_PADDING + 2, 0, -_PADDING, 0)
        room.setTop(rect.center().y() - height / 2)
        room.setHeight(heights[0])
        painter.setFont(first)
        painter.setPen(QColor(colours.ink if step.is_reached else colours.muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), _cut(first, step.words, room))
        room.translate(0, heights[0])
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), _cut(small, step.remark, room))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, small = _fonts(option, chosen=False)
        return QSize(120, QFontMetrics(first).height() + QFontMetrics(small).height() + 14)


def _fonts(option: QStyleOptionViewItem, *, chosen: bool) -> tuple[QFont, QFont]:
    return font_of_size(option.font, 1, bold=chosen), font_of_size(option.font, _SMALL)


def _cut(font: QFont, words: str, room: QRectF) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
