"""The year as a table model: a row for each body under its level, a column for each month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from pstdesk.domain.days_off import DaysOff
from pstdesk.domain.interval import Interval
from pstdesk.i18n import _, format_date
from pstdesk.services.meeting_list import MeetingRow
from pstdesk.services.year_calendar import CalendarBody, YearCalendar
from pstdesk.ui.calendar.words import lacking_words, meeting_words, month_off_words, month_words, sentences
from pstdesk.ui.widgets.rows import Index

MONTHS = 12


@dataclass(frozen=True)
class Cell:
    """What a body has in a month: its meetings by day, and the period that ends then without any."""

    meetings: tuple[MeetingRow, ...] = ()
    lacks: Interval | None = None


@dataclass(frozen=True)
class Line:
    """A row: a body, or the name of the level under which the next ones stand."""

    level: str
    body: CalendarBody | None = None


EMPTY = Cell()


class YearModel(QAbstractTableModel):
    """Shows one year; ``today`` is the day that it was read on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.year = 0
        self.today = date.min
        self.days_off = DaysOff()
        self.lines: tuple[Line, ...] = ()
        self._cells: Mapping[tuple[int, int], Cell] = {}

    def show(self, calendar: YearCalendar, today: date, level_id: int | None) -> None:
        """Show a year, of one level alone where ``level_id`` says so."""
        self.beginResetModel()
        self.year, self.today, self.days_off = calendar.year, today, calendar.days_off
        shown = [body for body in calendar.bodies if level_id in (None, body.level_id)]
        lines: list[Line] = []
        several = len({body.level_id for body in shown}) > 1
        for place, body in enumerate(shown):
            if several and (not place or shown[place - 1].level_id != body.level_id):
                lines.append(Line(body.level))
            lines.append(Line(body.level, body))
        self.lines = tuple(lines)
        self._cells = {
            (row, column): cell
            for row, line in enumerate(lines)
            if line.body is not None
            for column, cell in _cells(line.body).items()
        }
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a cell."""
        return self._cells.get((row, column), EMPTY)

    def month(self, column: int) -> date:
        """Return the first day of a column's month."""
        return date(self.year, column + 1, 1)

    def is_current(self, column: int) -> bool:
        """Whether today lies in a column's month."""
        return (self.today.year, self.today.month) == (self.year, column + 1)

    def is_over(self, period: Interval) -> bool:
        """Whether a period ended before today."""
        return period.ends_on is not None and period.ends_on <= self.today

    def words(self, row: int, column: int) -> str:
        """Return a cell in words, a line for each meeting."""
        return sentences(self.parts(row, column))

    def parts(self, row: int, column: int) -> list[str]:
        """Return what is to be said of a cell, one thing after the other."""
        body = self.lines[row].body
        if body is None:
            return []
        cell = self.cell(row, column)
        parts = [meeting_words(meeting, self.today) for meeting in cell.meetings]
        if cell.lacks is not None:
            parts.append(lacking_words(cell.lacks, body.rhythm))
        return parts

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else MONTHS

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].body is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(index.row(), index.column()) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            body = self.lines[index.row()].body
            name = "" if body is None else body.short_name
            words = self.words(index.row(), index.column())
            return ", ".join(filter(None, (name, month_words(self.month(index.column())), words)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole and self.year:
                return format_date(self.month(section) + timedelta(days=1), "day_month").split(" ", 1)[1]
            if role == Qt.ItemDataRole.ToolTipRole and self.year:
                return month_off_words(self.days_off, self.year, section + 1) or None
            return None
        line = self.lines[section]
        if line.body is None:
            return line.level if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.body.short_name} {line.body.name}"
        return body_words(line.body) if role == Qt.ItemDataRole.ToolTipRole else None


def body_words(body: CalendarBody) -> str:
    """Return a body's theme and, where it has one, its référent."""
    if not body.referent:
        return body.name
    return _("{name}, référent : {referent}").format(name=body.name, referent=body.referent)


def _cells(body: CalendarBody) -> dict[int, Cell]:
    by_month: dict[int, list[MeetingRow]] = {}
    for meeting in body.meetings:
        by_month.setdefault(meeting.day.month - 1, []).append(meeting)
    lacks = {
        (period.ends_on - timedelta(days=1)).month - 1: period
        for period in body.missing
        if period.ends_on is not None
    }
    return {
        month: Cell(tuple(by_month.get(month, ())), lacks.get(month))
        for month in by_month.keys() | lacks.keys()
    }
