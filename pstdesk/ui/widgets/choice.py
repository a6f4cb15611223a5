"""A field with a few fixed answers."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from pstdesk.ui.icons import paint_icon
from pstdesk.ui.theme import tokens
from pstdesk.ui.widgets.quiet import quiet

V = TypeVar("V")


class Choice(QComboBox, Generic[V]):
    """A drop-down of pairs of value and words; ``currentIndexChanged`` tells of a change."""

    def __init__(
        self, options: Iterable[tuple[V, str]], chosen: V | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values: list[V] = []
        self.set_options(options, chosen)

    def set_options(self, options: Iterable[tuple[V, str]], chosen: V | None = None) -> None:
        """Offer other answers; ``chosen``, or else the first, is the one shown."""
        pairs = list(options)
        self._values = [value for value, _words in pairs]
        self.clear()
        self.addItems([words for _value, words in pairs])
        if chosen in self._values:
            self.choose(chosen)

    def renew_options(self, options: Iterable[tuple[V, str]]) -> None:
        """Offer what has been read anew, the answer shown kept; nobody is told, for nobody chose anything."""
        pairs = list(options)
        if self._values == [value for value, _words in pairs] and all(
            self.itemText(place) == words for place, (_value, words) in enumerate(pairs)
        ):
            return
        with quiet(self):
            self.set_options(pairs, self.value() if self._values else None)

    def value(self) -> V:
        """Return the value of the answer shown; IndexError where none is offered."""
        return self._values[self.currentIndex()]

    def choose(self, value: V) -> None:
        """Show the answer of ``value``; ValueError if it is not offered."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll: a wheel that passes over an answer does not change it."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = option.currentText if self.currentIndex() >= 0 else self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        at = QRectF(self.width() - 28, (self.height() - 18) / 2, 18, 18)
        paint_icon(painter, "chevron-down", at, tokens().muted)
