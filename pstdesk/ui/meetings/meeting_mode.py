"""Meeting mode: while a meeting is open its page shows the time, and the beamer follows it."""

from PySide6.QtCore import QObject

from pstdesk.domain.agenda import ItemState
from pstdesk.domain.timing import ItemTime, minutes_still_planned, minutes_until
from pstdesk.i18n import _, format_duration
from pstdesk.services.agenda import ItemRow
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.services.programme import ProgrammePage, programme_page
from pstdesk.ui.elections.beamer_lines import Board
from pstdesk.ui.meetings.agenda_panel import AgendaPanel
from pstdesk.ui.meetings.beamer_screen import beamer_screen, election_screen, title_only
from pstdesk.ui.meetings.beamer_window import BeamerWindow
from pstdesk.ui.meetings.item_clock import ItemClock
from pstdesk.ui.meetings.time_words import clock_words, item_end, meeting_left_words
from pstdesk.ui.page import Frame, Header
from pstdesk.ui.widgets.labels import label


class MeetingMode(QObject):
    """Adds to the page of a meeting what it needs while it is held, and takes it away again."""

    def __init__(self, frame: Frame, header: Header, agenda: AgendaPanel) -> None:
        super().__init__(agenda)
        self._frame = frame
        self._agenda = agenda
        self._page: MeetingPage | None = None
        self._town = ""
        self._away = False
        self._narrow = False
        self._board: Board | None = None
        self.beamer: BeamerWindow | None = None
        self.clock = ItemClock(frame.desk, self)
        self.clock.ticked.connect(self._show_time)
        self.hour = label("", "muted")
        self.hour.setAccessibleName(_("Heure et fin prévue"))
        header.add_tool(self.hour)
        self.button = header.add_action(_("Vidéoprojecteur"), self.toggle_beamer)
        self.button.setToolTip(_("Ouvrir ou fermer la fenêtre du vidéoprojecteur (F5)"))
        self.hint = label("", "small", wrap=True)
        agenda.body.insertWidget(agenda.body.indexOf(agenda.list) + 1, self.hint)
        for shown in (self.hour, self.button, self.hint):
            shown.hide()
        agenda.list.item_chosen.connect(self._choose)

    @property
    def is_open(self) -> bool:
        """Whether the meeting shown is going on."""
        return self._page is not None and self._page.head.is_open

    def show_page(self, page: MeetingPage) -> None:
        """Show what the meeting needs now."""
        before, self._page = self._page, page
        is_first = before is None or before.head.id != page.head.id or not before.head.is_open
        if page.head.is_open and is_first:
            self._go_on(page)
        self.clock.show_page(page)
        self._choose(self._agenda.list.current_item())
        for shown in (self.hour, self.button, self.hint):
            shown.setVisible(page.head.is_open)
        if not page.head.is_open:
            self._agenda.list.show_ends({})

    def set_narrow(self, *, narrow: bool) -> None:
        """Say only the hour where the header has no room for more."""
        self._narrow = narrow
        self._show_time()

    def leave(self) -> None:
        """Take note that the officer looks at something else: the beamer shows no more than the title."""
        self._away = True
        self._show_beamer()

    def come_back(self) -> None:
        """Take note that the meeting is on screen again."""
        self._away = False
        self._show_beamer()

    def show_board(self, board: Board | None) -> None:
        """Show the board of an election on the beamer, or the current item again."""
        self._board = board
        self._show_beamer()

    def toggle_beamer(self) -> None:
        """Open the window for the beamer, or close it."""
        if self.beamer is not None:
            self.beamer.close()
            return
        self.beamer = BeamerWindow()
        self.beamer.stepped.connect(self._agenda.list.step)
        self.beamer.closed.connect(self._beamer_closed)
        # It has no parent, which would keep it above the window: it goes with the page all the same.
        self._agenda.destroyed.connect(self.beamer.close)
        self._frame.desk.read(self, programme_page).success(self._show_town).start()
        self._show_beamer()
        self.beamer.open_beside(self._agenda.window())

    def _go_on(self, page: MeetingPage) -> None:
        """Go to the item that was the current one when the program was last closed."""
        begun = [place for place, item in enumerate(page.items) if item.spent_seconds]
        if begun:
            self._agenda.list.choose(begun[-1])

    def _choose(self, item: ItemRow | None) -> None:
        self.clock.choose(None if item is None else item.id)
        self._show_time()

    def _show_time(self) -> None:
        page = self._page
        if page is not None and page.head.is_open:
            now = self.clock.now()
            form = page.head.form
            self.hour.setText(clock_words(now, None if self._narrow else form.ends_at))
            self._show_ends(page)
            planned = minutes_still_planned(self._times(page))
            left = minutes_until(form.ends_at, form.day, now) if self.clock.is_running else None
            words = meeting_left_words(planned if left is None else left)
            self._agenda.set_heading(_("Ordre du jour"), words)
            self.hint.setText(_hint(planned, left))
        self._show_beamer()

    def _show_ends(self, page: MeetingPage) -> None:
        current = self._agenda.list.current_item()
        running = self.clock.is_running
        ends = {
            item.id: item_end(
                item,
                self.clock.spent(item.id),
                is_current=running and current is not None and item.id == current.id,
            )
            for item in page.items
        }
        self._agenda.list.show_ends(ends)

    def _times(self, page: MeetingPage) -> list[ItemTime]:
        current = self._agenda.list.current_item()
        return [
            ItemTime(
                item.form.planned_minutes,
                self.clock.spent(item.id),
                is_done=item.state is not ItemState.OPEN and (current is None or item.id != current.id),
            )
            for item in page.items
        ]

    # The beamer

    def _show_town(self, programme: ProgrammePage | None) -> None:
        self._town = "" if programme is None else programme.form.town
        self._show_beamer()

    def _show_beamer(self) -> None:
        page = self._page
        if self.beamer is None or page is None:
            return
        if self._away:
            self.beamer.show_screen(title_only(page, self._town))
            return
        if self._board is not None:
            self.beamer.show_screen(election_screen(page, self._town, self._board, self.clock.now()))
            return
        item = self._agenda.list.current_item()
        spent = self.clock.spent(item.id) if item is not None and self.clock.is_running else None
        self.beamer.show_screen(beamer_screen(page, self._town, item, spent, self.clock.now()))

    def _beamer_closed(self) -> None:
        beamer, self.beamer = self.beamer, None
        if beamer is not None:
            beamer.deleteLater()


def _hint(planned: int, left: int | None) -> str:
    keys = _("Ctrl+Page suivante, Ctrl+Page précédente : changer de point.")
    if left is None or planned <= max(0, left):
        return keys
    asked = _("Il reste {planned} de points prévus pour {left}.").format(
        planned=format_duration(planned), left=format_duration(max(0, left))
    )
    return f"{asked} {keys}"
