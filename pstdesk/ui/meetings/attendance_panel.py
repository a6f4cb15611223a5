"""The right of a meeting: who came, typed from the signed sheet; before the meeting, who is expected."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from pstdesk.domain.attendance import refuse_hours
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.sign_in import SignIn, read_entry
from pstdesk.i18n import _, ngettext
from pstdesk.sentences import sentence
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.meetings.attendance_actions import AttendanceActions
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendance_entry import AttendanceEntry
from pstdesk.ui.meetings.attendance_list import AttendanceList
from pstdesk.ui.meetings.attendance_words import already_words, enter_words, quorum_words
from pstdesk.ui.meetings.attendees import Attendee, meant
from pstdesk.ui.meetings.guest_dialog import GuestDialog
from pstdesk.ui.meetings.sheet_strip import SheetStrip
from pstdesk.ui.meetings.words import headcount_words
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.ordered import local_files
from pstdesk.ui.widgets.panels import Card, EmptyState
from pstdesk.ui.widgets.pill import Pill

_STATUS = 2
"""The column that says how people attended."""
_BUTTONS_SIDE_BY_SIDE = 460
"""Pixels of the panel from which its two buttons stand side by side."""


class AttendancePanel(Card):
    """A few letters or a number, then Enter: present. In the list one letter records any status."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(_("Présences"), parent=parent)
        self._frame = frame
        self.book = AttendanceBook(frame, self)
        self.book.changed.connect(self._show_everybody)
        self.counts = label("", "muted", wrap=True)
        self.quorum = Pill()
        self.explanation = label(
            _("Les présences se notent ici une fois la séance tenue."), "small", wrap=True
        )
        self.entry = AttendanceEntry()
        self.list = AttendanceList()
        self.actions_on = AttendanceActions(frame, self.book, self.list, self.begin_again, self)
        self.rest = QPushButton()
        self.guest = QPushButton(_("Personne non inscrite…"))
        self.sheet = SheetStrip(frame)
        self._connect()
        for widget in (self.counts, self.quorum, self.explanation, self.entry):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.rest)
        self._buttons.addWidget(self.guest)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.sheet)
        self.setAcceptDrops(True)
        self.entry.setAcceptDrops(False)  # a file dropped on it is the sheet's, and no name

    def show_page(self, page: MeetingPage, *, locked: bool) -> None:
        """Show who attended, or who is expected."""
        if page.head.id != self.book.meeting_id:
            self.entry.setText("")
        self.book.take_up(page, locked=locked)
        self.sheet.show_page(page)

    def take_focus(self) -> None:
        """Go where names are typed."""
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_guest(self, typed: str = "") -> None:
        """Ask who came without being registered."""
        page = self.book.page
        if self.book.is_open and page is not None:
            dialog = GuestDialog(self._frame.desk, self.book, page.head.form.day, typed, self.window())
            dialog.accepted.connect(self.begin_again)
            dialog.open()

    def begin_again(self) -> None:
        """Show everybody and go where the next name is typed."""
        self.entry.setText("")
        self._show_meant()
        self.take_focus()

    def _show_everybody(self) -> None:
        book = self.book
        self.set_heading(_("Présences") if book.is_held else _("Attendus"))
        self.counts.setText(headcount_words(book.count))
        self.counts.setVisible(bool(book.everybody))
        self._show_quorum()
        self.explanation.setVisible(not book.is_held)
        self.list.setColumnHidden(_STATUS, not book.is_held)
        for widget in (self.entry, self.guest):
            widget.setVisible(book.is_open)
        unknown = book.count.not_recorded
        words = ngettext("Marquer l’autre absent", "Marquer les {n} autres absents", unknown)
        self.rest.setText(words.format(n=unknown))
        self.rest.setVisible(book.is_open and unknown > 0)
        self._show_meant()

    def _show_quorum(self) -> None:
        page = self.book.page
        if page is None:
            return
        inquorate = page.head.state is MeetingState.INQUORATE
        words, tone = quorum_words(page.sign_in, self.book.quorum, held=self.book.is_held)
        self.quorum.show_state(words, "warning" if inquorate else tone)

    def _entry(self) -> SignIn:
        """Return what is typed; an hour that cannot be read is read as letters while it is being typed."""
        try:
            return read_entry(self.entry.text())
        except Refused:
            return SignIn(self.entry.text())

    def _show_meant(self) -> None:
        entry = self._entry()
        shown = meant(self.book.everybody, entry, self.book.substitutes)
        if not shown:
            self.list.set_empty(self._empty_state(entry))
        self.list.set_rows(shown)
        typed = bool(self.entry.text().strip())
        if typed and shown:
            if entry.is_numbers:
                self.list.selectAll()
            else:
                self.list.selectRow(0)
        self.entry.show_hint(enter_words(entry, shown) if typed and self.book.is_open else "")

    def _empty_state(self, entry: SignIn) -> EmptyState:
        if self.book.everybody:
            if entry.is_numbers:
                return EmptyState(_("Aucune ligne de ce numéro"))
            text = _("Entrée : ajouter une personne non inscrite.")
            return EmptyState(_("Personne de ce nom sur la liste"), text)
        return EmptyState(
            _("Personne n’est inscrit"),
            _("Inscrivez les membres de l’instance : ils seront attendus à chacune de ses séances."),
            _("Ouvrir les instances"),
            partial(self._frame.go, "committees"),
        )

    def _sign_in(self) -> None:
        """Record what was typed; what makes no sense is said, and stays to be corrected."""
        if not self.entry.text().strip():
            return
        try:
            entry = read_entry(self.entry.text())
            found = meant(self.book.everybody, entry, self.book.substitutes)
            signed = found if entry.is_numbers else found[:1]
            self._refuse_hours(entry, signed)
        except Refused as refused:
            self._frame.say(sentence(refused), tone="bad")
            return
        if not signed:
            if not entry.is_numbers:
                self.add_guest(entry.letters)
            return
        self.entry.setText("")
        if signed[0].stands_by:
            self.book.stand_in(signed[0], entry.arrived_at, entry.left_at)
            self._show_meant()
            return
        again = [who for who in signed if who.status is entry.status and not entry.has_hours]
        self.book.record(
            [who for who in signed if who not in again], entry.status, entry.arrived_at, entry.left_at
        )
        self._show_meant()
        if again:
            self._frame.say(already_words(again))
        self.list.select_id(signed[-1].id)

    def _refuse_hours(self, entry: SignIn, signed: tuple[Attendee, ...]) -> None:
        page = self.book.page
        if page is None or not entry.has_hours:
            return
        for who in signed:
            arrived_at, left_at = entry.arrived_at or who.arrived_at, entry.left_at or who.left_at
            refuse_hours(arrived_at, left_at, page.head.form.starts_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Side by side where there is room, which leaves a line more to the list.
        wide = event.size().width() >= _BUTTONS_SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.sheet.takes_files and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            self.sheet.attach(files)
            event.acceptProposedAction()

    def _connect(self) -> None:
        self.entry.textEdited.connect(lambda _text: self._show_meant())
        self.entry.confirmed.connect(self._sign_in)
        self.entry.list_asked.connect(self.list.setFocus)
        self.list.left.connect(self.begin_again)
        self.rest.clicked.connect(self.book.record_rest)
        self.guest.clicked.connect(lambda: self.add_guest())
