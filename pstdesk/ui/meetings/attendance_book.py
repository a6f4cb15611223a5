"""Who attended one meeting, as the base has it and as it was just typed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from pstdesk.domain.attendance import AttendanceStatus, Headcount, headcount
from pstdesk.domain.meeting import MeetingState
from pstdesk.i18n import _, ngettext, pgettext
from pstdesk.services import attendance
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.meetings.attendees import Attendee, attendees, expected_attendees
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble


class AttendanceBook(QObject):
    """Records through the desk; what is typed holds at once, and no more if the base refuses it."""

    changed = Signal()

    def __init__(self, frame: Frame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._page: MeetingPage | None = None
        self._typed: dict[int, tuple[AttendanceStatus, object]] = {}
        self.is_held = False
        self.is_open = False
        """Whether attendance can be recorded: after the meeting and before its minutes are approved."""
        self.everybody: tuple[Attendee, ...] = ()

    @property
    def meeting_id(self) -> int:
        """The meeting shown; 0 before the first."""
        return 0 if self._page is None else self._page.head.id

    @property
    def count(self) -> Headcount:
        """How many attended, and how."""
        unknown = AttendanceStatus.NOT_RECORDED
        return headcount((person.status or unknown, person.is_guest) for person in self.everybody)

    @property
    def attending(self) -> tuple[Attendee, ...]:
        """Those who take part, on site or from afar."""
        return tuple(person for person in self.everybody if person.status and person.status.attended)

    def take_up(self, page: MeetingPage, *, locked: bool) -> None:
        """Take note of what the base holds now; what was typed and is on its way there stays as typed."""
        self._page = page
        self.is_held = page.head.state is MeetingState.HELD
        self.is_open = self.is_held and not locked
        read = attendees(page.attendance) if self.is_held else expected_attendees(page.expected)
        self.everybody = tuple(map(self._as_typed, read))
        self.changed.emit()

    def record(self, people: Sequence[Attendee], status: AttendanceStatus) -> None:
        """Say that ``people`` attended so; refused, it is said of nobody."""
        if not self.is_open or not people:
            return
        meeting_id, ids = self.meeting_id, [person.id for person in people]

        def write(session: Any) -> None:
            for person_id in ids:
                attendance.record(session, meeting_id, person_id, status)

        mark = object()
        self._typed.update({person_id: (status, mark) for person_id in ids})
        self.everybody = tuple(map(self._as_typed, self.everybody))
        self.changed.emit()
        writing = self._frame.desk.write(self, write).failure(self._refused)
        writing.finished(partial(self._acknowledged, mark)).start()

    def record_rest(self) -> None:
        """Mark everybody absent of whom nothing is known, with a way back."""
        if not self.is_open:
            return
        meeting_id = self.meeting_id
        rest = [person for person in self.everybody if not person.is_guest and not person.is_recorded]

        def marked(count: int) -> None:
            words = ngettext(
                "{n} personne est marquée absente.", "{n} personnes sont marquées absentes.", count
            )
            back = partial(self.record, rest, AttendanceStatus.NOT_RECORDED)
            self._frame.say(words.format(n=count), action=pgettext("défaire", "Annuler"), do=back)

        writing = self._frame.desk.write(
            self, lambda session: attendance.record_rest(session, meeting_id, AttendanceStatus.ABSENT)
        )
        writing.success(marked).start()

    def remove_guest(self, guest: Attendee) -> None:
        """Take a guest typed by mistake off the list, with a way back."""
        if not self.is_open or not guest.is_guest:
            return
        desk, meeting_id = self._frame.desk, self.meeting_id

        def restore() -> None:
            desk.write(self, lambda session: attendance.add_guest(session, meeting_id, guest.id)).start()

        def removed(_nothing: None) -> None:
            words = _("{name} n’est plus sur la liste.").format(name=guest.name)
            self._frame.say(words, action=_("Rétablir"), do=restore)

        removing = desk.write(self, lambda session: attendance.remove_guest(session, meeting_id, guest.id))
        removing.success(removed).start()

    def _as_typed(self, person: Attendee) -> Attendee:
        status, _mark = self._typed.get(person.id, (person.status, None))
        return person if status is person.status else replace(person, status=status, proxy_holder="")

    def _acknowledged(self, mark: object) -> None:
        # The page read after this write comes after it too: the list already shows what it will say.
        self._typed = {key: entry for key, entry in self._typed.items() if entry[1] is not mark}

    def _refused(self, trouble: Trouble) -> None:
        self._typed.clear()
        if self._page is not None:
            self.everybody = attendees(self._page.attendance)
            self.changed.emit()
        self._frame.desk.failed.emit(trouble)
