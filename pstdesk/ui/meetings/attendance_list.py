"""The list of those who attend: number, name and organisation, status; one letter records a status."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.i18n import _
from pstdesk.labels import label
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.meetings.words import ATTENDANCE_TONES
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.rows import Column
from pstdesk.ui.widgets.table import RowTable

KEYS = {
    Qt.Key.Key_P: AttendanceStatus.PRESENT,
    Qt.Key.Key_D: AttendanceStatus.REMOTE,
    Qt.Key.Key_E: AttendanceStatus.EXCUSED,
    Qt.Key.Key_A: AttendanceStatus.ABSENT,
    Qt.Key.Key_Backspace: AttendanceStatus.NOT_RECORDED,
}
"""Which key records what for the chosen people."""


class AttendanceEntry(QLineEdit):
    """Where letters or numbers are typed: ``confirmed`` on Enter, ``list_asked`` on Down."""

    confirmed = Signal()
    list_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(_("Nom ou numéro, puis Entrée"))
        self.setAccessibleName(_("Qui est présent : quelques lettres du nom ou le numéro, puis Entrée"))
        self.setToolTip(_("Plusieurs numéros à la fois : 3 5 8-12"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class AttendanceList(RowTable[Attendee]):
    """``recording_asked(status)`` for the chosen people; R, Delete and Escape ask for the rest."""

    recording_asked = Signal(AttendanceStatus)
    proxy_asked = Signal()
    removal_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("attendance", _columns(), parent=parent)
        self.setAccessibleName(_("Présences"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setColumnWidth(0, 34)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        status = KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if status is not None:
            self.recording_asked.emit(status)
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self.proxy_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rows and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))


def _columns() -> tuple[Column[Attendee], ...]:
    return (
        Column("number", _("N°"), _number, width=34, muted=lambda row: True),
        Column("name", _("Nom"), lambda row: row.name, stretch=True, detail=_detail),
        Column("status", _("Présence"), _status, width=94, right=True, tone=_tone, muted=lambda row: True),
    )


def _number(row: Attendee) -> str:
    return "" if row.number is None else str(row.number)


def _detail(row: Attendee) -> str:
    if row.proxy_holder:
        return _("pouvoir à {name}").format(name=row.proxy_holder)
    if row.is_guest:
        return ", ".join(filter(None, (_("non inscrit"), row.organisation)))
    return row.organisation


def _status(row: Attendee) -> str:
    if row.status is None:
        return ""
    return label(row.status) if row.is_recorded else "–"


def _tone(row: Attendee) -> Tone | None:
    return ATTENDANCE_TONES[row.status] if row.status is not None and row.is_recorded else None
