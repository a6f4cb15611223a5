"""Who attended one meeting, as the base has it and as it was just typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from pstdesk.domain.attendance import AttendanceStatus, Headcount, headcount_of
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.domain.quorum import Quorum, quorum
from pstdesk.i18n import _, ngettext
from pstdesk.services import attendance
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui.meetings.attendees import Attendee, attendees, expected_attendees, standing_by
from pstdesk.ui.operations import Operation
from pstdesk.ui.page import Frame
from pstdesk.ui.trouble import Trouble

T = TypeVar("T")


@dataclass(frozen=True)
class _Typed:
    """What was typed of one person and is on its way to the base; hours that are None stay as they were."""

    status: AttendanceStatus
    arrived_at: time | None
    left_at: time | None
    mark: object


class AttendanceBook(QObject):
    """Records through the desk; what is typed holds at once, and no more if the base refuses it."""

    changed = Signal()

    def __init__(self, frame: Frame, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._page: MeetingPage | None = None
        self._typed: dict[int, _Typed] = {}
        self.is_held = False
        """Whether it is known who came, or can be."""
        self.is_open = False
        """Whether attendance can be recorded: after the meeting and before its minutes are approved."""
        self.everybody: tuple[Attendee, ...] = ()
        self.substitutes: tuple[Attendee, ...] = ()
        """The suppléants who may come, and are not on the list."""

    @property
    def meeting_id(self) -> int:
        """The meeting shown; 0 before the first."""
        return 0 if self._page is None else self._page.head.id

    @property
    def page(self) -> MeetingPage | None:
        """The meeting as the base had it last."""
        return self._page

    @property
    def count(self) -> Headcount:
        """How many attended, and how."""
        return headcount_of(person.presence for person in self.everybody)

    @property
    def quorum(self) -> Quorum:
        """How the meeting stands with the quorum of its body, as typed."""
        if self._page is None:
            return Quorum(0, 0)
        sign_in = self._page.sign_in
        return quorum(sign_in.rules.quorum, self.count, second_convocation=sign_in.second_convocation)

    @property
    def attending(self) -> tuple[Attendee, ...]:
        """Those who take part, on site or from afar."""
        return tuple(person for person in self.everybody if person.status and person.status.attended)

    def take_up(self, page: MeetingPage, *, locked: bool) -> None:
        """Take note of what the base holds now; what was typed and is on its way there stays as typed."""
        self._page = page
        self.is_held = page.head.state in SIGNED_IN
        self.is_open = self.is_held and not locked
        read = attendees(page.attendance) if self.is_held else expected_attendees(page.expected)
        self.everybody = tuple(map(self._as_typed, read))
        self.substitutes = standing_by(page.sign_in.substitutes, read) if self.is_open else ()
        self.changed.emit()

    def record(
        self,
        people: Sequence[Attendee],
        status: AttendanceStatus,
        arrived_at: time | None = None,
        left_at: time | None = None,
    ) -> None:
        """Say that ``people`` attended so; refused, it is said of nobody."""
        if not self.is_open or not people:
            return
        ids = [person.id for person in people]

        def write(session: Any, meeting_id: int) -> None:
            for person_id in ids:
                attendance.record(
                    session, meeting_id, person_id, status, arrived_at=arrived_at, left_at=left_at
                )

        typed = _Typed(status, arrived_at, left_at, object())
        self._typed.update(dict.fromkeys(ids, typed))
        self.everybody = tuple(map(self._as_typed, self.everybody))
        self.changed.emit()
        words = ngettext("Présence de {n} personne", "Présence de {n} personnes", len(ids)).format(n=len(ids))
        if len(ids) == 1:
            words = _("Présence de {name}").format(name=people[0].name)
        writing = self.recording(self, write, words)
        writing.failure(self._refused).finished(partial(self._acknowledged, typed.mark)).start()

    def stand_in(self, substitute: Attendee, arrived_at: time | None, left_at: time | None) -> None:
        """Say that a suppléant came, and sits for their titulaire."""

        def write(session: Any, meeting_id: int) -> None:
            attendance.stand_in(session, meeting_id, substitute.id)
            if arrived_at is not None or left_at is not None:
                attendance.record_hours(session, meeting_id, substitute.id, arrived_at, left_at)

        titulaire = next((who for who in self.attending if who.id == substitute.substitute_for_id), None)
        said = _("{name} siège pour {titulaire} : présence notée.")
        if titulaire is not None:
            said = _("{name} vient avec {titulaire} : présence notée.")
        said = said.format(name=substitute.name, titulaire=substitute.substitute_for)
        self.recording(self, write, _("Présence de {name}").format(name=substitute.name), said).start()

    def record_rest(self) -> None:
        """Mark everybody absent of whom nothing is known."""
        if not self.is_open:
            return

        def marked(count: int) -> str:
            words = ngettext(
                "{n} personne est marquée absente.", "{n} personnes sont marquées absentes.", count
            )
            return words.format(n=count)

        meeting_id, absent = self.meeting_id, AttendanceStatus.ABSENT
        writing = self._frame.desk.write(
            self, lambda session: attendance.record_rest(session, meeting_id, absent)
        )
        writing.undoable(_("Absence de ceux dont rien n’est noté"), marked).start()

    def remove_guest(self, guest: Attendee) -> None:
        """Take a guest or a suppléant typed by mistake off the list."""
        if not self.is_open or not guest.is_guest:
            return
        removing = self.recording(
            self,
            lambda session, meeting_id: attendance.remove_guest(session, meeting_id, guest.id),
            _("Retrait de {name} de la liste").format(name=guest.name),
            _("{name} n’est plus sur la liste.").format(name=guest.name),
        )
        removing.start()

    def recording(
        self,
        parent: QObject,
        work: Callable[[Any, int], T],
        words: str,
        said: str | Callable[[T], str] = "",
    ) -> Operation[T]:
        """Prepare ``work(session, meeting_id)``, an act called ``words`` that can be undone."""
        meeting_id = self.meeting_id
        writing = self._frame.desk.write(parent, lambda session: work(session, meeting_id))
        return writing.undoable(words, said)

    def _as_typed(self, person: Attendee) -> Attendee:
        typed = self._typed.get(person.id)
        if typed is None:
            return person
        stays = typed.status.attended
        return replace(
            person,
            status=typed.status,
            arrived_at=(typed.arrived_at or person.arrived_at) if stays else None,
            left_at=(typed.left_at or person.left_at) if stays else None,
            proxy_holder_id=None,
            proxy_holder="",
            by_substitute=False,
        )

    def _acknowledged(self, mark: object) -> None:
        # The page read after this write comes after it too: the list already shows what it will say.
        self._typed = {key: typed for key, typed in self._typed.items() if typed.mark is not mark}

    def _refused(self, trouble: Trouble) -> None:
        self._typed.clear()
        if self._page is not None:
            self.everybody = attendees(self._page.attendance)
            self.changed.emit()
        self._frame.desk.failed.emit(trouble)
