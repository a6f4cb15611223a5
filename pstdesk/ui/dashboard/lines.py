"""The lines of one panel: a table as high as its rows, each of which opens what it is about."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from pstdesk.ui.widgets.cells import PADDING, needed_width
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

R = TypeVar("R")

LINE_HEIGHT = 30
_HEADER_HEIGHT = 30


class Lines(RowTable[R]):
    """``row_opened(row)`` on Enter or a click; the current line is tinted while the keyboard is here.

    ``height`` is that of a line in pixels; text that is larger asks for more. ``variants`` are the keys of
    columns to do without, the fullest look first: that one is taken which leaves the widest column room for
    so many ``letters`` of a middling width.
    """

    _variants: Sequence[frozenset[str]] = (frozenset(),)
    _widths: Sequence[int] = ()
    _least = 0

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        header: bool = False,
        height: int = LINE_HEIGHT,
        variants: Sequence[frozenset[str]] = (frozenset(),),
        letters: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"dashboard-{name}", columns, parent=parent)
        self._variants = variants
        self._least = letters * self.fontMetrics().averageCharWidth()
        self._line = max(height, self.fontMetrics().height() + 8)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._line)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionsMovable(False)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if not header:
            self.hide_header()
        self._head = max(_HEADER_HEIGHT, self.fontMetrics().height() + 10) if header else 0
        self.horizontalHeader().setFixedHeight(self._head)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show ``rows``, all of them; the line that was current stays so where it is still there."""
        place = self.currentIndex().row()
        super().set_rows(rows)
        self._fit_columns()
        self.updateGeometry()
        if not self.hasFocus():
            self.clearSelection()
        elif not self.currentIndex().isValid():
            self._choose(place)

    def tools(self) -> None:
        """Offer nothing: these lines lead to the lists."""

    def sizeHint(self) -> QSize:
        return QSize(240, self._head + len(self.rows) * self._line + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _fit_columns(self) -> None:
        """Make each column as wide as its words, at most as wide as it says; the rest goes to the others."""
        self._widths = [self._fitting(column) for column in self._rows.columns]
        for place, width in enumerate(self._widths):
            self.setColumnWidth(place, width)
        self.fit_columns()

    def _fitting(self, column: Column[R]) -> int:
        if column.stretch or column.draw is not None:
            return column.width
        widths = [needed_width(self.font(), column, row) for row in self.rows]
        if self._head:
            heading = QFontMetrics(self.horizontalHeader().font())
            widths.append(heading.horizontalAdvance(column.title))
        return min(column.width, max(widths, default=0) + 2 * PADDING + 2)

    def fit_columns(self) -> None:
        """Do without columns until the one that stretches has room; see ``variants``."""
        columns = self._rows.columns
        left_out: frozenset[str] = frozenset()
        for left_out in self._variants:
            fixed = sum(
                width
                for column, width in zip(columns, self._widths, strict=False)
                if not column.stretch and column.key not in left_out
            )
            if fixed + self._least <= self.width():
                break
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.key in left_out)

    def _choose(self, place: int) -> None:
        if self.rows:
            self.selectRow(min(max(place, 0), len(self.rows) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._choose(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in stays:
            self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            _SecondClick.swallow(self)
            self._open(index)


class _SecondClick(QObject):
    """Keeps the second of two fast clicks from whatever the first one has brought under the pointer."""

    @classmethod
    def swallow(cls, parent: QWidget) -> None:
        """Let nobody see a double click for as long as one may take."""
        application = QApplication.instance()
        assert application is not None
        watch = cls(parent)
        application.installEventFilter(watch)
        QTimer.singleShot(QGuiApplication.styleHints().mouseDoubleClickInterval(), watch, watch.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.MouseButtonDblClick
