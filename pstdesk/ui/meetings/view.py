"""One meeting: its agenda, notes with what came out of them, and who attended, side by side."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pstdesk.domain.lights import lights
from pstdesk.domain.meeting import SIGNED_IN, MeetingState
from pstdesk.i18n import _
from pstdesk.labels import label as word
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage, meeting_page
from pstdesk.services.meetings import MeetingHead
from pstdesk.ui import clock
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.agenda_panel import AgendaPanel
from pstdesk.ui.meetings.attendance_panel import AttendancePanel
from pstdesk.ui.meetings.drafts import Draft, Drafts
from pstdesk.ui.meetings.election_place import ElectionPlace
from pstdesk.ui.meetings.meeting_dialog import MeetingDetailsDialog
from pstdesk.ui.meetings.meeting_mode import MeetingMode
from pstdesk.ui.meetings.minutes_steps import MinutesSteps
from pstdesk.ui.meetings.notes_panel import NotesPanel
from pstdesk.ui.meetings.panes import ThreePanes
from pstdesk.ui.meetings.steps import MeetingSteps
from pstdesk.ui.meetings.words import MEETING_TONES, meeting_title, whereabouts
from pstdesk.ui.page import MARGIN, Frame, Header
from pstdesk.ui.trouble import Trouble
from pstdesk.ui.widgets.labels import ElidedLabel
from pstdesk.ui.widgets.lights import LightsStrip
from pstdesk.ui.widgets.pill import Pill

_LIGHTS_FROM = 760
"""Pixels of width from which the lights leave room for when and where."""
_NARROW_BELOW = 1000
"""Pixels of the page below which the header says the hour without the planned end."""


class MeetingView(QWidget):
    """Shows the meeting it was opened on; ``left`` when the reader wants the list again."""

    left = Signal()
    room_asked = Signal(bool)
    """Whether the meeting is open: the page needs all the room there is."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._meeting_id: int | None = None
        self._page: MeetingPage | None = None
        self._wanted_item: int | None = None
        self._sought = ""
        self.drafts = Drafts(frame.desk, self)
        self.drafts.blocked.connect(self._say_blocked)
        self.header = Header()
        self.agenda = AgendaPanel(frame, self.drafts)
        self.notes = NotesPanel(frame, self.drafts)
        self.attendance = AttendancePanel(frame)
        self.mode = MeetingMode(frame, self.header, self.agenda)
        self.steps = MeetingSteps(
            frame,
            self.header,
            self.drafts,
            self.go_to,
            self.correct,
            self.agenda.list.current_item,
            self,
        )
        self.minutes_steps = MinutesSteps(frame, self.steps, self)
        self.minutes_steps.serve(self.notes.minutes, self.notes.lock)
        self.minutes = self.minutes_steps.pill
        self.panes = ThreePanes(
            "meeting",
            frame.preferences,
            (self.agenda, self.notes, self.attendance),
            (_("Notes"), _("Présences")),
        )
        self.election = ElectionPlace(
            frame, self.header, self.panes, self.notes.election, self.agenda.list, self.drafts
        )
        self.election.board_shown.connect(self.mode.show_board)
        self._lay_out()
        self.agenda.list.item_chosen.connect(self._show_item)
        self.agenda.writing_asked.connect(self._write)
        self.agenda.list.clicked.connect(lambda _index: self.panes.reveal(self.notes))
        self.notes.state_chosen.connect(self.agenda.set_state)
        self._add_key("Ctrl+PgUp", lambda: self.agenda.list.step(-1))
        self._add_key("Ctrl+PgDown", lambda: self.agenda.list.step(1))
        self._add_key("Ctrl+O", self.steps.export.open_last)
        self._add_key("F5", self.mode.toggle_beamer)
        self._add_key("Ctrl+Shift+V", self.mode.toggle_beamer)
        self.steps.live.closing.connect(self.mode.clock.flush)
        self.steps.live.attendance_asked.connect(self.take_focus)

    @property
    def meeting_id(self) -> int | None:
        """The meeting shown, or None before the first."""
        return self._meeting_id

    def open(self, meeting_id: int, item_id: int | None = None, *, election_id: int | None = None) -> None:
        """Show a meeting, with the item of ``item_id`` the current one if it is named, or an election."""
        self.drafts.save_all()
        self.election.want(election_id)
        self._wanted_item = item_id
        if meeting_id != self._meeting_id or item_id not in (None, self.election.item_id):
            self.election.leave()
        if meeting_id != self._meeting_id:
            self._page = None
        self._meeting_id = meeting_id
        self._sought = ""
        self._frame.seen("meeting", meeting_id)
        self.reload()

    def stress(self, words: str) -> None:
        """Let ``words`` stand out in the notes of the item that is about to be shown."""
        self._sought = words

    def reload(self) -> None:
        """Read the meeting again; what is being typed stays as it is."""
        meeting_id = self._meeting_id
        if meeting_id is None:
            return
        reading = self._frame.desk.read(self, lambda session: meeting_page(session, meeting_id))
        reading.once("page").success(self._show).failure(self._not_read).start()
        self.election.reload()

    def take_focus(self) -> None:
        """Go where work goes on: to the next title, the next name, or the notes."""
        page = self._page
        if page is None:
            return
        if self.election.is_open:
            self.election.take_focus()
        elif page.head.state not in SIGNED_IN:
            self.agenda.new_item.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.attendance.book.count.not_recorded or page.head.state is MeetingState.INQUORATE:
            self.panes.reveal(self.attendance)
            self.attendance.take_focus()
        else:
            self._write()

    def correct(self) -> None:
        """Correct when, where and with whom the meeting takes place."""
        if self._page is not None:
            MeetingDetailsDialog(self._frame.desk, self._page.head, self.window()).open()

    def go_to(self, draft: Draft) -> None:
        """Show the notes that could not be written."""
        self.show_item(draft.item_id)

    def show_item(self, item_id: int) -> None:
        """Make an item of the meeting shown the current one, ready to be written about."""
        places = [place for place, item in enumerate(self.agenda.list.items) if item.id == item_id]
        if places:
            self.agenda.list.choose(places[0])
            self._write()

    def leave(self) -> None:
        """Write what was typed and go back to the list."""
        self.election.leave()
        self.drafts.save_all()
        self.left.emit()

    def _show(self, page: MeetingPage) -> None:
        if page.head.id != self._meeting_id:
            return
        before, self._page = self._page, page
        head = page.head
        self.drafts.take_up(head.id, page.items)
        self.header.set_title(meeting_title(head), head.committee)
        self.state.show_state(word(head.state), MEETING_TONES[head.state])
        self.minutes_steps.show_page(page)
        self.lights.show_lamps(lights(page.facts, clock.today()))
        self.where.setText(whereabouts(head))
        self.steps.show_head(head)
        self.attendance.show_page(page, locked=head.is_locked or self._frame.desk.read_only)
        self.agenda.show_page(page, locked=self._takes_nothing(head))
        self.mode.show_page(page)
        self._show_strip(head)
        self.election.fit()
        item_wanted = self._choose_wanted_item()
        self._show_item(self.agenda.list.current_item())
        self.election.open_wanted()
        self._stress_what_was_sought()
        if before is None or (before.head.state, before.head.is_open) != (head.state, head.is_open):
            self._order_tabs()
            (self._write if item_wanted and not self.election.is_open else self.take_focus)()

    def _takes_nothing(self, head: MeetingHead) -> bool:
        """Tell whether nothing can be written under the items, or no more."""
        return self._frame.desk.read_only or head.is_locked or head.state is MeetingState.INQUORATE

    def _choose_wanted_item(self) -> bool:
        """Choose the item that was asked for, and say whether there is one."""
        item_id, self._wanted_item = self._wanted_item, None
        places = [place for place, item in enumerate(self.agenda.list.items) if item.id == item_id]
        if places:
            self.agenda.list.choose(places[0])
            self.panes.reveal(self.notes)
        return bool(places)

    def _stress_what_was_sought(self) -> None:
        sought, self._sought = self._sought, ""
        if sought:
            self.notes.editor.stress(sought)

    def _show_strip(self, head: MeetingHead) -> None:
        """Leave the room of the line under the header to the notes while the meeting is open."""
        for shown in (self.state, self.where, self.change):
            shown.setVisible(not head.is_open)
        self.minutes.setVisible(not head.is_open and bool(self.minutes.text()))
        self._fit_lights()
        self.room_asked.emit(head.is_open)

    def _fit_lights(self) -> None:
        self.lights.give_room(enough=self.width() >= _LIGHTS_FROM and not self.mode.is_open)

    def _add_key(self, keys: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    def _order_tabs(self) -> None:
        """Let Tab follow the reading order; the primary button is another one in each state."""
        head = [
            self.back,
            self.mode.button,
            self.steps.more,
            self.header.primary,
            self.minutes,
            *self.panes.switch.group.buttons(),
            self.change,
        ]
        order: list[QWidget] = [*filter(None, head), self.agenda.list]
        for earlier, later in pairwise(order):
            QWidget.setTabOrder(earlier, later)

    def _show_item(self, item: ItemRow | None) -> None:
        if self._page is not None:
            self.notes.show_item(item, self._page, locked=self._takes_nothing(self._page.head))

    def _write(self) -> None:
        self.panes.reveal(self.notes)
        self.notes.take_focus()

    def _say_blocked(self, draft: Draft) -> None:
        current = self.agenda.list.current_item()
        if current is None or current.id != draft.item_id:
            words = _("Des notes d’un autre point n’ont pas pu être enregistrées : votre texte y est gardé.")
            self._frame.say(words, tone="bad", action=_("Y aller"), do=lambda: self.go_to(draft))

    def _not_read(self, trouble: Trouble) -> None:
        if self.isHidden():
            return  # its planning was undone, and the list shown in its place
        self._frame.desk.failed.emit(trouble)
        if trouble.code == "record_missing":
            self.left.emit()

    def _lay_out(self) -> None:
        self.back = QPushButton(icon("back"), _("Séances"))
        self.back.setProperty("role", "quiet")
        self.back.setIconSize(QSize(18, 18))
        self.back.setToolTip(_("Revenir à la liste (Échap)"))
        self.back.clicked.connect(self.leave)
        line = self.header.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(0, self.back)
        self.state, self.lights = Pill(), LightsStrip()
        self.where = ElidedLabel(role="muted")
        self.change = QPushButton(_("Modifier…"))
        self.change.setProperty("role", "link")
        self.change.clicked.connect(self.correct)
        strip = QHBoxLayout()
        strip.setSpacing(10)
        for widget in (self.state, self.minutes, self.lights):
            strip.addWidget(widget)
        strip.addWidget(self.where, 1)
        strip.addWidget(self.panes.switch)
        strip.addWidget(self.change)
        inside = QVBoxLayout()
        inside.setContentsMargins(MARGIN, 10, MARGIN, 16)
        inside.setSpacing(10)
        inside.addLayout(strip)
        inside.addWidget(self.panes, 1)
        self.election.stand_in(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(inside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_lights()
        self.mode.set_narrow(narrow=event.size().width() < _NARROW_BELOW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.mode.come_back()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.mode.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
