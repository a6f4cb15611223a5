"""How the year is drawn: chips for meetings, a dashed one for a missing meeting, a strip of days off."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pstdesk.domain.lights import lights, worst
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import N_, _, format_date, ngettext
from pstdesk.services.meeting_list import MeetingRow
from pstdesk.ui.calendar.model import Cell, YearModel
from pstdesk.ui.meetings.words import MEETING_TONES
from pstdesk.ui.theme import Tone, font_of_size, tokens
from pstdesk.ui.widgets.lights import LIGHT_TONES, paint_light_mark

ROW_HEIGHT = 40
LEVEL_HEIGHT = 26
NAMES_WIDTH = 196
_SMALL = 11 / 13
_LEVEL = 12 / 14
_INSIDE = 2.0
_MARK = 8.0
_STRIP = 5
STATE_WORDS = {
    MeetingState.PLANNED: N_("projet"),
    MeetingState.CONVENED: N_("conv."),
    MeetingState.HELD: N_("tenue"),
    MeetingState.POSTPONED: N_("reportée"),
    MeetingState.CANCELLED: N_("annulée"),
    MeetingState.INQUORATE: N_("carence"),
}


class CellDelegate(QStyledItemDelegate):
    """Draws the meetings of a body in a month."""

    def __init__(self, view: QTableView, model: YearModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        colours = tokens()
        if self._model.is_current(column):
            painter.fillRect(rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._model.lines[row].body is not None:
            painter.drawLine(rect.topRight(), rect.bottomRight())
            self._paint_cell(painter, QRectF(rect), self._model.cell(row, column))
            state: QStyle.StateFlag = option.state
            if state & QStyle.StateFlag.State_Selected:
                width = 2 if self._view.hasFocus() else 1
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), width))
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), 5, 5)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(_INSIDE, _INSIDE, -_INSIDE - 1, -_INSIDE - 1)
        if len(cell.meetings) == 1:
            self._paint_meeting(painter, box, cell.meetings[0])
        elif cell.meetings:
            self._paint_several(painter, box, cell.meetings)
        elif cell.lacks is not None:
            tone: Tone = "bad" if self._model.is_over(cell.lacks) else "warning"
            ink, _tint = tokens().tone(tone)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(ink)
            self._write(painter, box, _("manque"), small=True, middle=True)

    def _paint_meeting(self, painter: QPainter, box: QRectF, meeting: MeetingRow) -> None:
        gone = meeting.state in (MeetingState.CANCELLED, MeetingState.POSTPONED)
        ink = self._paint_chip(
            painter, box, MEETING_TONES[meeting.state], outlined=meeting.state is MeetingState.PLANNED
        )
        day = format_date(meeting.day, "full").split(" ")
        upper, lower = _halves(box)
        weekday = f"{day[0][:3]}."
        self._write(painter, upper, weekday, small=True, struck=gone)
        after = QFontMetrics(font_of_size(self._view.font(), _SMALL)).horizontalAdvance(weekday) + 3
        self._write(painter, upper.adjusted(after, 0, 0, 0), day[1], struck=gone, bold=not gone)
        painter.setPen(ink)
        self._write(painter, lower, _(STATE_WORDS[meeting.state]), small=True)
        lamp = worst(lights(meeting.facts, self._model.today))
        if lamp is not None:
            mark = QRectF(box.right() - _MARK - 4, lower.center().y() - _MARK / 2, _MARK, _MARK)
            paint_light_mark(painter, mark, lamp.state, tokens().tone(LIGHT_TONES[lamp.state])[0])

    def _paint_several(self, painter: QPainter, box: QRectF, meetings: tuple[MeetingRow, ...]) -> None:
        ink = self._paint_chip(painter, box, "neutral", outlined=True)
        upper, lower = _halves(box)
        self._write(painter, upper, " · ".join(str(meeting.day.day) for meeting in meetings), bold=True)
        painter.setPen(ink)
        words = ngettext("{n} séance", "{n} séances", len(meetings)).format(n=len(meetings))
        self._write(painter, lower, words, small=True)

    def _paint_chip(self, painter: QPainter, box: QRectF, tone: Tone, *, outlined: bool) -> QColor:
        ink, tint = tokens().tone(tone)
        painter.setBrush(QColor(tokens().panel) if outlined else tint)
        painter.setPen(QPen(QColor(tokens().control_line), 1) if outlined else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(tokens().muted if tone == "neutral" and not outlined else tokens().ink))
        return ink

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        small: bool = False,
        bold: bool = False,
        struck: bool = False,
        middle: bool = False,
    ) -> None:
        font = font_of_size(self._view.font(), _SMALL if small else 1, bold=bold)
        font.setStrikeOut(struck)
        painter.setFont(font)
        room = box if middle else box.adjusted(5, 0, -3, 0)
        side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _halves(box: QRectF) -> tuple[QRectF, QRectF]:
    half = box.height() / 2
    return box.adjusted(0, 1, 0, -half + 1), box.adjusted(0, half - 1, 0, -1)


class MonthHeader(QHeaderView):
    """The months, this one marked, each above a strip of its days: bars school holidays, dots public."""

    def __init__(self, model: YearModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._year = model
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 44)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, year = tokens(), self._year
        current = year.is_current(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(colours.hover if current else colours.panel))
        painter.setFont(font_of_size(self.font(), 1, bold=current))
        painter.setPen(QColor(colours.accent if current else colours.muted))
        words = str(year.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        above = rect.adjusted(0, 2, 0, -_STRIP - 6)
        painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), words)
        if year.year:
            self._paint_strip(
                painter,
                QRectF(rect.left() + 5, rect.bottom() - _STRIP - 5, rect.width() - 10, _STRIP),
                logicalIndex,
            )
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_strip(self, painter: QPainter, strip: QRectF, month: int) -> None:
        colours, days_off = tokens(), self._year.days_off
        year = self._year.year
        count = monthrange(year, month + 1)[1]
        each = strip.width() / count
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(strip.left(), strip.center().y() - 0.5, strip.width(), 1), 0.5, 0.5)
        for day in range(count):
            this = date(year, month + 1, day + 1)
            if any(this in one.during for one in days_off.school):
                painter.setBrush(QColor(colours.warning))
                painter.drawRect(
                    QRectF(strip.left() + day * each, strip.top() + 1.5, each + 0.4, strip.height() - 3)
                )
        for day in range(count):
            if date(year, month + 1, day + 1) in days_off.public:
                painter.setBrush(QColor(colours.bad))
                at = strip.left() + (day + 0.5) * each
                painter.drawEllipse(
                    QRectF(at - strip.height() / 2, strip.top(), strip.height(), strip.height())
                )


class NamesHeader(QHeaderView):
    """The bodies at the left, short name before the theme, under the name of their level."""

    def __init__(self, model: YearModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._year = model
        self.setSectionsClickable(False)
        self.setFixedWidth(NAMES_WIDTH)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = tokens()
        line = self._year.lines[logicalIndex]
        painter.save()
        painter.fillRect(rect, QColor(colours.panel))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(8, 0, -8, 0)
        left = Qt.AlignmentFlag.AlignLeft
        if line.body is None:
            font = font_of_size(self.font(), _LEVEL, bold=True)
            _draw(painter, room, line.level, font, colours.muted, left | Qt.AlignmentFlag.AlignVCenter)
        else:
            half = rect.height() // 2
            upper, lower = room.adjusted(0, 3, 0, -half), room.adjusted(0, half, 0, -3)
            bold, small = font_of_size(self.font(), 1, bold=True), font_of_size(self.font(), _LEVEL)
            _draw(
                painter, upper, line.body.short_name, bold, colours.ink, left | Qt.AlignmentFlag.AlignBottom
            )
            _draw(painter, lower, line.body.name, small, colours.muted, left | Qt.AlignmentFlag.AlignTop)
        painter.restore()


def _draw(painter: QPainter, room: QRect, words: str, font: QFont, ink: str, side: Qt.AlignmentFlag) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(side), shown)
