"""Under an item: the earlier minutes it has to approve, and the corrections of minutes it decided."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.documents.approval_outline import dated_meeting
from pstdesk.documents.minutes import OtherMeeting
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.minutes_approval import ToApprove
from pstdesk.services.rectifications import RectificationRow
from pstdesk.ui.meetings.words import MINUTES_TONES
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import scrolled
from pstdesk.ui.widgets.pill import Pill

_MOST = 150
"""Pixels that the rows may take before they scroll."""


def sentence_case(words: str) -> str:
    """Return ``words`` with a capital at the beginning."""
    return words[:1].upper() + words[1:]


class ItemMinutes(QFrame):
    """Tells what is asked of it by signals, with the id of the meeting, or of the correction."""

    approval_asked = Signal(int, str)
    undoing_asked = Signal(int)
    sending_asked = Signal(int, str)
    opening_asked = Signal(int)
    withdrawal_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self._inside = inside
        self._area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._shown: object = None
        self._lines: list[QWidget] = []
        self.hide()

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """Where Tab stops, in reading order."""
        return tuple(button for line in self._lines for button in _buttons_in(line))

    def show_item(self, item: ItemRow, page: MeetingPage, *, locked: bool) -> None:
        """Show what ``item`` has to do with other minutes; nothing for most items."""
        approves = page.to_approve if item.form.kind is ItemKind.MINUTES_APPROVAL else ()
        corrects = tuple(row for row in page.rectified if row.item_id == item.id)
        acts = page.head.state is MeetingState.HELD and not locked
        shown = (item.id, approves, corrects, acts)
        if shown == self._shown:
            return
        self._shown = shown
        while (taken := self._rows.takeAt(0)) is not None:
            if (old := taken.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._lines = [self._approval_row(row, acts=acts) for row in approves]
        self._lines += [self._correction_row(row, acts=acts) for row in corrects]
        for line in self._lines:
            self._rows.addWidget(line)
            line.show()  # what is not shown yet would not count in the height
        self.setVisible(bool(approves or corrects))
        self._area.setFixedHeight(min(_MOST, self._inside.sizeHint().height()))

    def _approval_row(self, row: ToApprove, *, acts: bool) -> QWidget:
        meeting = dated_meeting(OtherMeeting(row.day, row.number, row.year))
        pill = Pill()
        line, column, under = _line()
        column.insertWidget(0, self._link(sentence_case(meeting), row.meeting_id))
        under.addWidget(pill)
        pill.show_state(word(row.state), MINUTES_TONES[row.state])
        under.addStretch(1)
        if acts and row.is_approved_here:
            undo = partial(self.undoing_asked.emit, row.meeting_id)
            under.addWidget(_button(_("Annuler l’approbation"), meeting, undo))
        elif acts and row.state is MinutesState.SENT:
            approve = partial(self.approval_asked.emit, row.meeting_id, meeting)
            under.addWidget(_button(_("Approuver"), meeting, approve))
        elif acts:
            send = partial(self.sending_asked.emit, row.meeting_id, meeting)
            button = _button(_("Marquer comme diffusé…"), meeting, send)
            button.setToolTip(_("Un compte rendu s’approuve une fois diffusé."))
            under.addWidget(button)
        return line

    def _correction_row(self, row: RectificationRow, *, acts: bool) -> QWidget:
        line, column, under = _line()
        words = _("Rectificatif, {meeting}").format(meeting=_short_meeting(row.of))
        column.insertWidget(0, self._link(words, row.of_id))
        under.addWidget(label(row.text, wrap=True), 1)
        if acts:
            button = _button(_("Retirer"), words, partial(self.withdrawal_asked.emit, row.id))
            under.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _link(self, words: str, meeting_id: int) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("role", "link")
        made.setToolTip(_("Ouvrir cette séance"))
        made.clicked.connect(lambda: self.opening_asked.emit(meeting_id))
        return made


def _line() -> tuple[QFrame, QVBoxLayout, QHBoxLayout]:
    """Return a row, its column, and the line at the foot of it."""
    line = QFrame()
    column = QVBoxLayout(line)
    column.setContentsMargins(10, 2, 4, 2)
    column.setSpacing(2)
    under = QHBoxLayout()
    under.setSpacing(10)
    column.addLayout(under)
    return line, column, under


def _buttons_in(row: QWidget) -> list[QPushButton]:
    """Return the buttons of a row: its link was made last and is read first."""
    buttons = row.findChildren(QPushButton)
    return sorted(buttons, key=lambda button: button.property("role") != "link")


def _short_meeting(meeting: OtherMeeting) -> str:
    """Return "séance n° 3/2026", or the day of a meeting without a number."""
    if meeting.number is None:
        return dated_meeting(meeting)
    return _("séance n° {number}/{year}").format(number=meeting.number, year=meeting.year)


def _button(verb: str, about: str, do: Callable[[], object]) -> QPushButton:
    made = QPushButton(verb)
    made.setAccessibleName(f"{verb}, {about}")
    made.clicked.connect(lambda: do())
    return made
