"""What can be done with a meeting as a whole: the one primary action its state calls for, and a menu."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.i18n import _
from pstdesk.services import meetings
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.export import DocumentExport
from pstdesk.ui.meetings.documents_menu import DocumentsMenu
from pstdesk.ui.meetings.drafts import Draft, Drafts
from pstdesk.ui.meetings.life_menu import LifeMenu
from pstdesk.ui.meetings.live_steps import LiveSteps, may_be_opened
from pstdesk.ui.meetings.papers import Papers
from pstdesk.ui.meetings.papers_menu import PapersMenu
from pstdesk.ui.page import Frame, Header
from pstdesk.ui.widgets.menu_button import MoreButton


class MenuGroup(Protocol):
    """A part of the menu that belongs together; a line stands between two of them."""

    def fill(self, menu: QMenu, head: MeetingHead) -> None:
        """Add to ``menu`` what the meeting allows now."""


class MeetingSteps(QObject):
    """Fills the header's primary button and its menu for the meeting shown."""

    def __init__(
        self,
        frame: Frame,
        header: Header,
        drafts: Drafts,
        go_to: Callable[[Draft], object],
        correct: Callable[[], object],
        current_item: Callable[[], ItemRow | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.frame = frame
        self.page = parent
        self._header = header
        self._drafts = drafts
        self._go_to = go_to
        self.correct = correct
        self._head: MeetingHead | None = None
        self.export = DocumentExport(frame, parent)
        self.export.busy.connect(self._set_busy)
        self.documents = DocumentsMenu(self, current_item)
        self.papers = Papers(frame, parent)
        self.live = LiveSteps(self)
        self.life = LifeMenu(self)
        self.groups: tuple[MenuGroup, ...] = (self.documents, PapersMenu(self), self.live, self.life)
        self.more = MoreButton(_("Autres actions"))
        header.add_tool(self.more)

    def show_head(self, head: MeetingHead) -> None:
        """Offer what the meeting's state allows."""
        before, self._head = self._head, head
        if before is None or _stage(before) != _stage(head):
            self._show_primary(head)
        if before != head:
            self._fill_menu(head)

    @property
    def head(self) -> MeetingHead | None:
        """The meeting shown, or None before the first."""
        return self._head

    @property
    def today(self) -> date:
        """The day on which steps are taken."""
        return clock.today()

    def hold(self) -> None:
        """Say that the meeting was held; refused before its day."""
        today = clock.today()
        self.write(lambda session, meeting_id: meetings.hold(session, meeting_id, today), _("Séance tenue"))

    def when_all_is_written(self, then: Callable[[], object]) -> None:
        """Call ``then`` once the base has all that was typed; what it refuses is shown instead."""

        def after_other_writes() -> None:
            # Short work is done in the order it was asked: after this, no name and no decision is on its way.
            self.frame.desk.read(self, lambda _session: None).success(lambda _nothing: then()).start()

        self._drafts.settle(after_other_writes, self._go_to)

    def write(self, work: Callable[[Any, int], object], words: str) -> None:
        """Do ``work(session, meeting_id)`` for the meeting shown, an act called ``words``."""
        head = self._head
        if head is not None:
            self.frame.desk.write(self, lambda session: work(session, head.id)).undoable(words).start()

    def _show_primary(self, head: MeetingHead) -> None:
        state = head.state
        if head.is_open:
            self._header.set_primary(_("Clore la séance"), self.live.close)
        elif may_be_opened(head, self.today):
            self._header.set_primary(_("Ouvrir la séance"), self.live.open)
        elif state is MeetingState.HELD and head.is_locked:
            self._header.set_primary(
                _("Compte rendu approuvé"), self.documents.write_approved, "Ctrl+E", writes=False
            )
        elif state is MeetingState.HELD:
            self._header.set_primary(
                _("Compte rendu Word"), self.documents.write_minutes, "Ctrl+E", writes=False
            )
        elif state in TO_COME and head.form.day > clock.today():
            self._header.set_primary(
                _("Ordre du jour Word"), self.documents.write_agenda, "Ctrl+E", writes=False
            )
        elif state in TO_COME:
            self._header.set_primary(_("Séance tenue"), self.hold)
        elif state is MeetingState.INQUORATE:
            self._header.set_primary(_("Nouvelle convocation…"), self.life.call_again)
        else:
            self._header.hide_primary()

    def _fill_menu(self, head: MeetingHead) -> None:
        menu = self.more.choices
        menu.clear()
        menu.addAction(_("Modifier la séance…"), self.correct)
        for group in self.groups:
            menu.addSeparator()
            group.fill(menu, head)

    def _set_busy(self, busy: bool) -> None:
        if self._header.primary is not None:
            self._header.primary.setEnabled(not busy)


def _stage(head: MeetingHead) -> tuple[object, ...]:
    """Return what the primary action depends on."""
    return head.id, head.state, head.is_open, head.form.day, head.is_locked
