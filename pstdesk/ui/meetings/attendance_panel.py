"""The right of a meeting: who came, typed from the signed sheet; before the meeting, who is expected."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.i18n import _, ngettext
from pstdesk.labels import title
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendance_list import AttendanceEntry, AttendanceList
from pstdesk.ui.meetings.attendees import is_numbers, meant
from pstdesk.ui.meetings.guest_dialog import GuestDialog
from pstdesk.ui.meetings.proxy_dialog import ProxyDialog
from pstdesk.ui.meetings.words import headcount_words
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.panels import Card, EmptyState

_STATUS = 2
"""The column that says how people attended."""


class AttendancePanel(Card):
    """A few letters or a number, then Enter: present. In the list one letter records any status."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(_("Présences"), parent=parent)
        self._frame = frame
        self.book = AttendanceBook(frame, self)
        self.book.changed.connect(self._show_everybody)
        self.counts = label("", "muted", wrap=True)
        self.explanation = label(
            _("Les présences se notent ici une fois la séance tenue."), "small", wrap=True
        )
        self.entry = AttendanceEntry()
        self.list = AttendanceList()
        self.rest = QPushButton()
        self.guest = QPushButton(_("Personne non inscrite…"))
        self._connect()
        for widget in (self.counts, self.explanation, self.entry):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.rest)
        self.body.addWidget(self.guest)

    def show_page(self, page: MeetingPage, *, locked: bool) -> None:
        """Show who attended, or who is expected."""
        if page.head.id != self.book.meeting_id:
            self.entry.clear()
        self.book.take_up(page, locked=locked)

    def take_focus(self) -> None:
        """Go where names are typed."""
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_guest(self, typed: str = "") -> None:
        """Ask who came without being registered."""
        if self.book.is_open:
            dialog = GuestDialog(self._frame.desk, self.book.meeting_id, typed, self.window())
            dialog.accepted.connect(self.begin_again)
            dialog.open()

    def ask_proxy(self) -> None:
        """Ask who represents the chosen person."""
        grantor = self.list.current_row()
        if grantor is None or not self.book.is_open:
            return
        present = tuple(person for person in self.book.attending if person.id != grantor.id)
        if not present:
            self._frame.say(_("Notez d’abord au moins une personne présente : c’est elle qui représente."))
            return
        desk, meeting_id = self._frame.desk, self.book.meeting_id
        ProxyDialog(desk, meeting_id, grantor, present, self.begin_again, self.window()).open()

    def begin_again(self) -> None:
        """Show everybody and go where the next name is typed."""
        self.entry.clear()
        self._show_meant()
        self.take_focus()

    def _show_everybody(self) -> None:
        book = self.book
        self.set_heading(_("Présences") if book.is_held else _("Attendus"))
        self.counts.setText(headcount_words(book.count))
        self.counts.setVisible(bool(book.everybody))
        self.explanation.setVisible(not book.is_held)
        self.list.setColumnHidden(_STATUS, not book.is_held)
        for widget in (self.entry, self.guest):
            widget.setVisible(book.is_open)
        unknown = book.count.not_recorded
        words = ngettext("Marquer l’autre absent", "Marquer les {n} autres absents", unknown)
        self.rest.setText(words.format(n=unknown))
        self.rest.setVisible(book.is_open and unknown > 0)
        self._show_meant()

    def _show_meant(self) -> None:
        typed = self.entry.text()
        shown = meant(self.book.everybody, typed)
        if not shown:
            self.list.set_empty(self._empty_state())
        self.list.set_rows(shown)
        if typed.strip() and shown:
            if is_numbers(typed):
                self.list.selectAll()
            else:
                self.list.selectRow(0)

    def _empty_state(self) -> EmptyState:
        if self.book.everybody:
            if is_numbers(self.entry.text()):
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
        typed = self.entry.text().strip()
        found = meant(self.book.everybody, typed) if typed else ()
        if not found:
            if typed and not is_numbers(typed):
                self.add_guest(typed)
            return
        signed = found if is_numbers(typed) else found[:1]
        self.entry.clear()
        self.book.record(signed, AttendanceStatus.PRESENT)
        self.list.select_id(signed[-1].id)

    def _record_chosen(self, status: AttendanceStatus) -> None:
        self.book.record(self.list.selected_rows(), status)

    def _remove_guest(self) -> None:
        chosen = self.list.current_row()
        if chosen is not None:
            self.book.remove_guest(chosen)

    def _show_menu(self, at: QPoint) -> None:
        chosen = self.list.current_row()
        if chosen is None or not self.book.is_open:
            return
        menu = QMenu(self)
        menu.setObjectName("attendance")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for status in (*list(AttendanceStatus)[1:], AttendanceStatus.NOT_RECORDED):
            if status is AttendanceStatus.REPRESENTED:
                menu.addAction(_("Représenté par…"), self.ask_proxy)
            else:
                menu.addAction(title(status), partial(self._record_chosen, status))
        if chosen.is_guest:
            menu.addSeparator()
            menu.addAction(_("Retirer de la liste"), self._remove_guest)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        self.entry.textEdited.connect(lambda _text: self._show_meant())
        self.entry.confirmed.connect(self._sign_in)
        self.entry.list_asked.connect(self.list.setFocus)
        self.list.recording_asked.connect(self._record_chosen)
        self.list.row_opened.connect(lambda _row: self._record_chosen(AttendanceStatus.PRESENT))
        self.list.proxy_asked.connect(self.ask_proxy)
        self.list.removal_asked.connect(self._remove_guest)
        self.list.left.connect(self.begin_again)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.rest.clicked.connect(self.book.record_rest)
        self.guest.clicked.connect(lambda: self.add_guest())
