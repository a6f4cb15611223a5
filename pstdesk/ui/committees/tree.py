"""The bodies level by level: short name and name, référent, members, next meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from pstdesk.i18n import _, format_date, ngettext
from pstdesk.services.committees import CommitteeRow
from pstdesk.services.vocabulary import Choice
from pstdesk.ui.icons import paint_icon
from pstdesk.ui.theme import font_of_size, tokens
from pstdesk.ui.widgets.cells import DETAILED_ROW_HEIGHT, PADDING, ROW_HEIGHT

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_SMALL = 12.5 / 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAME, _NEXT = range(2)
_ROOM_FOR_ALL = 270
"""Pixels below which the list keeps to names."""


@dataclass(frozen=True, slots=True)
class Line:
    """One body as the tree draws it; ``missing`` says that ``detail`` is a gap to fill."""

    id: int
    short_name: str
    name: str
    detail: str = ""
    missing: bool = False
    members: str = ""
    next_day: str = ""


def line_of(row: CommitteeRow) -> Line:
    """Return how a body is drawn."""
    missing = row.elects_referent and not row.referent
    detail = _("Référent à élire") if missing else ""
    if row.referent:
        detail = _("Référent : {name}").format(name=row.referent)
    next_day = format_date(row.next_day, "day_month") if row.next_day else ""
    members = ngettext("{n} membre", "{n} membres", row.members).format(n=row.members)
    return Line(row.id, row.short_name, row.name, detail, missing, members, next_day)


class CommitteeTree(QTreeView):
    """Shows the bodies under the name of their level; ``body_selected(id)``, ``body_opened(id)`` on Enter."""

    body_selected = Signal(int)
    body_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self._lines = QStandardItemModel(0, 2, self)
        self._lines.setHorizontalHeaderLabels([_("Instance"), _("Prochaine")])
        self._lines.setHeaderData(_NEXT, Qt.Orientation.Horizontal, _RIGHT, Qt.ItemDataRole.TextAlignmentRole)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(_("Instances"))
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_NEXT, 96)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_bodies(self, rows: tuple[CommitteeRow, ...], archived: tuple[Choice, ...] = ()) -> None:
        """Show the bodies, and below them those that were put away; the selected one stays selected."""
        selected = self.current_id()
        folded = {item.text() for item in self._levels() if not self.isExpanded(item.index())}
        if not self._lines.rowCount() and archived:
            folded = {_archived()}
        self._filling = True
        self._fill(rows, archived)
        for item in self._levels():
            self.setExpanded(item.index(), item.text() not in folded)
            self.setFirstColumnSpanned(item.row(), QModelIndex(), True)
        if selected:
            self.select_id(selected)
        self._filling = False

    def current_id(self) -> int:
        """Return the id of the body selected, 0 while none is."""
        line = self.currentIndex().siblingAtColumn(0).data(_LINE)
        return line.id if isinstance(line, Line) else 0

    def select_id(self, record_id: int) -> bool:
        """Select a body and bring it into view; False if it is not shown."""
        for index in self._bodies():
            if index.data(_LINE).id == record_id:
                self.expand(index.parent())
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def select_first(self) -> None:
        """Select the first body."""
        for index in self._bodies():
            self.setCurrentIndex(index)
            return

    def _fill(self, rows: tuple[CommitteeRow, ...], archived: tuple[Choice, ...]) -> None:
        self._lines.removeRows(0, self._lines.rowCount())
        level: QStandardItem | None = None
        for row in rows:
            if level is None or level.text() != row.level:
                level = self._add_level(row.level)
            level.appendRow(_cells(line_of(row)))
        if archived:
            level = self._add_level(_archived())
            for body in archived:
                level.appendRow(_cells(Line(body.id, body.detail, body.name)))

    def _add_level(self, words: str) -> QStandardItem:
        level = QStandardItem(words)
        level.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._lines.appendRow(level)
        return level

    def _levels(self) -> Iterator[QStandardItem]:
        for place in range(self._lines.rowCount()):
            yield self._lines.item(place)

    def _bodies(self) -> Iterator[QModelIndex]:
        for level in self._levels():
            for place in range(level.rowCount()):
                yield level.child(place).index()

    def _clicked(self, index: QModelIndex) -> None:
        if not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line = current.siblingAtColumn(0).data(_LINE)
        if isinstance(line, Line) and not self._filling:
            self.body_selected.emit(line.id)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.body_opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(_NEXT, event.size().width() < _ROOM_FOR_ALL)


def _archived() -> str:
    return _("Archivées")


def _cells(line: Line) -> list[QStandardItem]:
    texts = (f"{line.short_name} {line.name}", line.next_day)
    spoken = (
        ", ".join(filter(None, (line.short_name, line.name, line.detail, line.members))),
        _("prochaine séance : {day}").format(day=line.next_day or _("aucune")),
    )
    cells = [QStandardItem(text) for text in texts]
    for cell, words in zip(cells, spoken, strict=True):
        cell.setData(line, _LINE)
        cell.setData(words, Qt.ItemDataRole.AccessibleTextRole)
    cells[0].setToolTip(line.name)
    return cells


class _LineDelegate(QStyledItemDelegate):
    """Draws a level as a heading, a body on two lines."""

    def __init__(self, tree: CommitteeTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        line = index.data(_LINE)
        if isinstance(line, Line):
            self._paint_body(painter, option, index, line)
        else:
            self._paint_level(painter, option, index)
        painter.restore()

    def _paint_level(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        sign = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
        here = self._tree.currentIndex() == index and self._tree.hasFocus()
        ink = tokens().accent if here else tokens().muted
        box = QRectF(rect.left() + 2, rect.center().y() - 8, 16, 16)
        paint_icon(painter, sign, box, ink)
        painter.setFont(font_of_size(self._tree.font(), _SMALL, bold=True))
        painter.setPen(QColor(ink))
        room = QRectF(rect).adjusted(22, 0, -PADDING, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))

    def _paint_body(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, line: Line) -> None:
        rect: QRect = option.rect
        colours = tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            if index.column() == _NAME and self._tree.hasFocus():
                painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, QColor(colours.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = QRectF(rect).adjusted(PADDING, 0, -PADDING, 0)
        if index.column() == _NAME:
            cramped = self._tree.isColumnHidden(_NEXT)
            detail = " · ".join(filter(None, (line.next_day if cramped else "", line.detail)))
            bold = font_of_size(self._tree.font(), 1, bold=True)
            painter.setFont(bold)
            painter.setPen(QColor(colours.ink))
            painter.drawText(self._lines_of(room, detail)[0], int(_LEFT), line.short_name)
            taken = max(QFontMetrics(bold).horizontalAdvance(line.short_name) + PADDING, 5 * PADDING)
            room.setLeft(room.left() + taken)
            ink = colours.warning if line.missing else colours.muted
            self._paint_lines(painter, room, (line.name, detail), ink, _LEFT)
        elif line.next_day:
            self._paint_lines(painter, room, (line.next_day, line.members), colours.muted, _RIGHT)
        else:
            painter.setFont(font_of_size(self._tree.font(), _SMALL))
            painter.setPen(QColor(colours.muted))
            painter.drawText(room, int(_RIGHT), line.members)

    def _lines_of(self, room: QRectF, detail: str) -> tuple[QRectF, QRectF]:
        plain = self._tree.font()
        first = QFontMetrics(plain).height()
        second = QFontMetrics(font_of_size(plain, _SMALL)).height() if detail else 0
        top = room.center().y() - (first + second) / 2
        return (
            QRectF(room.left(), top, room.width(), first),
            QRectF(room.left(), top + first, room.width(), second),
        )

    def _paint_lines(
        self, painter: QPainter, room: QRectF, texts: tuple[str, str], ink: str, side: Qt.AlignmentFlag
    ) -> None:
        fonts = (self._tree.font(), font_of_size(self._tree.font(), _SMALL))
        inks = (tokens().ink, ink)
        for box, text, font, colour in zip(self._lines_of(room, texts[1]), texts, fonts, inks, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(side), cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = DETAILED_ROW_HEIGHT if index.parent().isValid() else ROW_HEIGHT
        lines = 2 if index.parent().isValid() else 1
        return QSize(0, max(height, lines * self._tree.fontMetrics().height() + 12))
