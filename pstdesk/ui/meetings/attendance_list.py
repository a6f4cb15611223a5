"""The list of those who attend: number, name and organisation, status; one letter records a status."""

from collections.abc import Iterable
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.i18n import _, format_time, pgettext
from pstdesk.labels import label, substitute_words
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.meetings.words import ATTENDANCE_TONES
from pstdesk.ui.theme import Tone
from pstdesk.ui.widgets.cells import PADDING, pill_width
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


_PILLS = 2
"""The column that says how people attended, and its width in pixels."""
_LEAST_PILLS, _MOST_PILLS = 94, 136


class AttendanceList(RowTable[Attendee]):
    """``recording_asked(status)`` for the chosen people; other keys ask for the rest.

    R a proxy, H hours, M a membership, Delete that a guest goes;
    Escape leaves the list.
    """

    recording_asked = Signal(AttendanceStatus)
    proxy_asked = Signal()
    hours_asked = Signal()
    membership_asked = Signal()
    removal_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("attendance", _columns(), parent=parent)
        self.setAccessibleName(_("Présences"))
        self.hide_header()
        self.horizontalHeader().setMinimumSectionSize(24)
        self.setColumnWidth(0, 34)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def set_rows(self, rows: Iterable[Attendee]) -> None:
        """Show ``rows``; the pills take the room they need, and leave the rest to the names."""
        super().set_rows(rows)
        font = self.font()
        needed = max((pill_width(font, _status(row)) for row in self.rows), default=0) + 2 * PADDING + 2
        least = _LEAST_PILLS if any(_status(row) for row in self.rows) else 2 * PADDING
        self.setColumnWidth(_PILLS, max(least, min(needed, _MOST_PILLS)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers()
        asked = {
            Qt.Key.Key_R: self.proxy_asked,
            Qt.Key.Key_H: self.hours_asked,
            Qt.Key.Key_M: self.membership_asked,
            Qt.Key.Key_Delete: self.removal_asked,
            Qt.Key.Key_Escape: self.left,
        }
        if plain and key in KEYS:
            self.recording_asked.emit(KEYS[key])
        elif plain and key in asked:
            asked[key].emit()
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
        Column(
            "status",
            _("Présence"),
            _status,
            width=_LEAST_PILLS,
            right=True,
            tone=_tone,
            muted=lambda row: True,
        ),
    )


def _number(row: Attendee) -> str:
    return "" if row.number is None else str(row.number)


def _detail(row: Attendee) -> str:
    return ", ".join(filter(None, (_standing(row), row.organisation, _also(row))))


def _standing(row: Attendee) -> str:
    """Return what comes before the organisation: who stands for whom."""
    if row.proxy_holder:
        words = _("représenté par {name}") if row.by_substitute else _("pouvoir à {name}")
        return words.format(name=row.proxy_holder)
    if row.substitute_for:
        return substitute_words(row.substitute_for)
    return _("non inscrit") if row.is_guest else ""


def _also(row: Attendee) -> str:
    """Return what the pill has no room for: from afar, or until when."""
    if row.arrived_at is None and row.left_at is None:
        return ""
    remote = label(row.status) if row.status is AttendanceStatus.REMOTE else ""
    until = until_words(row.left_at) if row.arrived_at is not None and row.left_at is not None else ""
    return ", ".join(filter(None, (remote, until)))


def _status(row: Attendee) -> str:
    if row.status is None:
        return ""
    if row.by_substitute:
        return pgettext("présence", "suppléant")
    if row.proxy_number is not None:
        return _("pouvoir : n° {number}").format(number=row.proxy_number)
    if row.arrived_at is not None:
        return format_time(row.arrived_at)
    if row.left_at is not None:
        return until_words(row.left_at)
    return label(row.status) if row.is_recorded else "–"


def until_words(left_at: time) -> str:
    """Return "jusqu’à 15 h 30"."""
    return _("jusqu’à {hour}").format(hour=format_time(left_at))


def _tone(row: Attendee) -> Tone | None:
    return ATTENDANCE_TONES[row.status] if row.status is not None and row.is_recorded else None
