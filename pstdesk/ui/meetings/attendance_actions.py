"""What can be done with the people chosen in the attendance list, by key or from their menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.i18n import _
from pstdesk.labels import title
from pstdesk.services import walk_ins
from pstdesk.ui.meetings.attendance_book import AttendanceBook
from pstdesk.ui.meetings.attendance_list import KEYS, AttendanceList
from pstdesk.ui.meetings.attendance_words import joined_words
from pstdesk.ui.meetings.attendees import Attendee
from pstdesk.ui.meetings.hours_dialog import HoursDialog
from pstdesk.ui.meetings.proxy_dialog import ProxyDialog
from pstdesk.ui.page import Frame

_KEYS = {status: key for key, status in KEYS.items()}


class AttendanceActions:
    """Acts on the rows chosen in ``rows``; ``begin_again`` goes where the next name is typed."""

    def __init__(
        self,
        frame: Frame,
        book: AttendanceBook,
        rows: AttendanceList,
        begin_again: Callable[[], object],
        owner: QWidget,
    ) -> None:
        self._frame = frame
        self._book = book
        self._list = rows
        self._begin_again = begin_again
        self._owner = owner
        rows.recording_asked.connect(self.record)
        rows.row_opened.connect(lambda _row: self.record(AttendanceStatus.PRESENT))
        rows.proxy_asked.connect(self.ask_proxy)
        rows.hours_asked.connect(self.ask_hours)
        rows.membership_asked.connect(self.make_member)
        rows.removal_asked.connect(self.remove)
        rows.customContextMenuRequested.connect(self.show_menu)

    def record(self, status: AttendanceStatus) -> None:
        """Say that the chosen people attended so."""
        chosen = self._list.selected_rows()
        if len(chosen) == 1 and chosen[0].stands_by:
            self._book.stand_in(chosen[0], None, None)
        else:
            self._book.record([who for who in chosen if not who.stands_by], status)

    def ask_proxy(self) -> None:
        """Ask who represents the chosen person."""
        grantor = self._chosen()
        if grantor is None or grantor.is_guest:
            return
        holders = self._holders(grantor)
        if not holders:
            self._frame.say(_("Notez d’abord au moins une personne présente : c’est elle qui représente."))
            return
        window = self._owner.window()
        ProxyDialog(self._book, grantor, holders, self._begin_again, self._frame.say, window).open()

    def ask_hours(self) -> None:
        """Ask when the chosen person came and left."""
        who = self._chosen()
        if who is not None:
            HoursDialog(self._book, who, self._owner.window()).open()

    def make_member(self) -> None:
        """Register the chosen guest in the body from the next day on."""
        guest = self._chosen()
        if guest is None or not guest.is_guest:
            return
        joining = self._book.recording(
            self._book,
            lambda session, meeting_id: walk_ins.make_member(session, meeting_id, guest.id),
            _("Inscription de {name}").format(name=guest.name),
            joined_words(guest.name),
        )
        joining.start()

    def remove(self) -> None:
        """Take the chosen guest or suppléant off the list."""
        chosen = self._chosen()
        if chosen is not None:
            self._book.remove_guest(chosen)

    def show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen person."""
        chosen = self._chosen()
        if chosen is None:
            return
        menu = QMenu(self._owner)
        menu.setObjectName("attendance")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, chosen)
        menu.popup(self._list.viewport().mapToGlobal(at))

    def _fill(self, menu: QMenu, chosen: Attendee) -> None:
        for status in (*list(AttendanceStatus)[1:], AttendanceStatus.NOT_RECORDED):
            if status is not AttendanceStatus.REPRESENTED:
                key = QKeySequence(_KEYS[status]).toString(QKeySequence.SequenceFormat.NativeText)
                menu.addAction(f"{title(status)}\t{key}", partial(self.record, status))
            elif not chosen.is_guest:
                menu.addAction(_("Représenté par…") + "\tR", self.ask_proxy)
        menu.addSeparator()
        menu.addAction(_("Arrivée, départ…") + "\tH", self.ask_hours)
        if chosen.is_walk_in:
            menu.addAction(_("Inscrire comme membre dès le lendemain") + "\tM", self.make_member)
        if chosen.is_guest:
            menu.addSeparator()
            menu.addAction(_("Retirer de la liste"), self.remove)

    def _chosen(self) -> Attendee | None:
        chosen = self._list.current_row() if self._book.is_open else None
        return None if chosen is None or chosen.stands_by else chosen

    def _holders(self, grantor: Attendee) -> tuple[Attendee, ...]:
        """Return who may represent somebody, their own suppléant first, present or not noted yet."""
        there = [who for who in self._book.attending if who.id != grantor.id]
        own = [who for who in self._book.substitutes if who.substitute_for_id == grantor.id]
        return tuple(sorted((*there, *own), key=lambda who: who.substitute_for_id != grantor.id))
