"""The proposals of a year: each can be unchecked, and its day typed in any way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from pstdesk.domain.calendar import parse_date
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.domain.planning import Remark
from pstdesk.i18n import _, format_date
from pstdesk.labels import label
from pstdesk.sentences import sentence
from pstdesk.services.days_off import DayRemarks
from pstdesk.services.year_plan import ProposalRow
from pstdesk.ui.calendar.words import period_words, remarks_words
from pstdesk.ui.widgets.lights import in_a_row
from pstdesk.ui.widgets.rows import Index

BODY, PERIOD, DAY, REMARK = range(4)
_THERE = (Remark.MEETS_ALREADY, Remark.WAITS_FOR_A_DAY)
_Key = tuple[int, Interval]


@dataclass(frozen=True)
class PlanLine:
    """A proposal as it stands: whether it is wanted, its day, and what is said of a day that was typed."""

    row: ProposalRow
    day: date | None
    wanted: bool
    typed: bool = False
    remarks: DayRemarks | None = None

    @property
    def key(self) -> _Key:
        """What it is a proposal for."""
        return self.row.body_id, self.row.period

    @property
    def is_open(self) -> bool:
        """Whether there is something to decide: the body has no meeting in that period yet."""
        return self.row.remark not in _THERE


class PlanModel(QAbstractTableModel):
    """The lines; what was typed or unchecked stays when the proposals are made anew."""

    changed = Signal()
    misread = Signal(str)
    """Why a day that was typed cannot be read, in a sentence."""
    typed = Signal(int)
    """A day was typed in this line: what is to be said of it?"""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[PlanLine, ...] = ()
        self._today = today

    @property
    def chosen(self) -> tuple[PlanLine, ...]:
        """The lines that become meetings."""
        return tuple(line for line in self.lines if line.is_open and line.wanted and line.day is not None)

    def show(self, rows: tuple[ProposalRow, ...]) -> None:
        """Show new proposals."""
        kept = {line.key: line for line in self.lines if line.typed or not line.wanted}
        self.beginResetModel()
        self.lines = tuple(_line(row, kept.get((row.body_id, row.period))) for row in rows)
        self.endResetModel()
        self.changed.emit()

    def remark(self, place: int, remarks: DayRemarks) -> None:
        """Say what speaks against the day typed in a line."""
        if place < len(self.lines):
            self._set(place, replace(self.lines[place], remarks=remarks))

    def _set(self, place: int, line: PlanLine) -> None:
        self.lines = (*self.lines[:place], line, *self.lines[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, REMARK))
        self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default argument
        return 0 if parent.isValid() else REMARK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Instance"), _("Pour"), _("Jour"), _("Remarque"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.lines[index.row()].is_open:
            if index.column() == BODY:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
            if index.column() == DAY:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == BODY and line.is_open:
            return Qt.CheckState.Checked if line.wanted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole and index.column() == DAY:
            return "" if line.day is None else format_date(line.day, "short")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _text(line, index.column())
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == BODY:
            wanted = Qt.CheckState(value) == Qt.CheckState.Checked
            self._set(index.row(), replace(line, wanted=wanted))
            return True
        if role != Qt.ItemDataRole.EditRole or index.column() != DAY:
            return False
        try:
            day = parse_date(str(value), self._today()) if str(value).strip() else None
        except Refused as refused:
            self.misread.emit(sentence(refused))
            return False
        self.misread.emit("")
        if day != line.day:
            self._set(index.row(), replace(line, day=day, typed=True, wanted=day is not None, remarks=None))
            self.typed.emit(index.row())
        return True


def _line(row: ProposalRow, kept: PlanLine | None) -> PlanLine:
    if kept is None:
        return PlanLine(row, row.day, wanted=row.day is not None)
    if kept.typed:
        return replace(kept, row=row)
    return PlanLine(row, row.day, wanted=False)


def _text(line: PlanLine, column: int) -> str:
    row = line.row
    if column == BODY:
        return f"{row.short_name} {row.name}"
    if column == PERIOD:
        return period_words(row.period, row.rhythm)
    if column == DAY:
        return "–" if line.day is None else _short_day(line.day)
    return _remark(line)


def _short_day(day: date) -> str:
    return f"{format_date(day, 'full')[:3]}. {format_date(day, 'medium')}"


def _remark(line: PlanLine) -> str:
    row = line.row
    if line.typed:
        outside = line.day is not None and line.day not in row.period
        parts = [_("hors de la période") if outside else "", remarks_words(line.remarks or DayRemarks())]
        return in_a_row(parts) or _("jour choisi")
    if row.remark is Remark.AS_WISHED:
        return ""
    words = label(row.remark)
    why = [off.name or label(off.kind) for off in row.obstacle]
    if row.taken_by:
        why.append(_("séance de {bodies}").format(bodies=", ".join(row.taken_by)))
    if row.remark is Remark.MOVED and row.wished is not None:
        wished = format_date(row.wished, "day_month")
        return _("au lieu du {day} : {why}").format(day=wished, why=", ".join(why))
    return _("{remark} : {why}").format(remark=words, why=", ".join(why)) if why else words


class PlanTable(QTableView):
    """Space checks and unchecks, F2 or a figure types another day."""

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self.plan = model
        self.setModel(model)
        self.setAccessibleName(_("Séances proposées"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(32, self.fontMetrics().height() + 12))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        for column, width in ((BODY, 180), (PERIOD, 132), (DAY, 142)):
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        line = self.plan.lines[index.row()] if index.isValid() else None
        if line is None or not line.is_open or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            wanted = Qt.CheckState.Unchecked if line.wanted else Qt.CheckState.Checked
            self.plan.setData(index.siblingAtColumn(BODY), wanted, Qt.ItemDataRole.CheckStateRole)
        elif event.key() == Qt.Key.Key_F2:
            self.edit(index.siblingAtColumn(DAY))
        else:
            super().keyPressEvent(event)
