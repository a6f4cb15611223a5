"""The place Tableau de bord: what to do now; every line opens the thing itself."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pstdesk.i18n import _
from pstdesk.services.dashboard import Beginning, Dashboard, dashboard
from pstdesk.ui import clock
from pstdesk.ui.dashboard.board import Board
from pstdesk.ui.dashboard.first_steps import FirstSteps, Way
from pstdesk.ui.dashboard.lines import LINE_HEIGHT
from pstdesk.ui.dashboard.words import day_title, step_words
from pstdesk.ui.page import MARGIN, Frame, Page
from pstdesk.ui.widgets.panels import scrolled

_A_MINUTE = 60_000


class DashboardPage(Page):
    """Shows what presses; before there are people and meetings, what to begin with."""

    topics = frozenset(
        {
            "actions",
            "attendance",
            "committees",
            "elections",
            "meetings",
            "minutes",
            "organisations",
            "people",
            "programme",
        }
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._today = clock.today()
        self.header.set_title(day_title(self._today))
        self.shown: Dashboard | None = None
        self.board = Board(frame)
        self.first_steps = FirstSteps(
            Way(_("Voir les instances"), lambda: frame.go("committees")),
            (
                Way(_("Nouvelle personne"), self.add_person),
                Way(_("Importer une liste…"), self.import_people),
            ),
            Way(_("Planifier l’année…"), self.plan_year),
        )
        self._stack = QStackedWidget()
        for shown in (QWidget(), self.first_steps, self.board):
            self._stack.addWidget(shown)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.addWidget(self._stack)
        self._area = scrolled(self._inside)
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_range: self._keep_margin())
        self._keep_margin()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._area)
        self.board.line_reached.connect(self._scroll_to)
        self._watch = QTimer(self, interval=_A_MINUTE)
        self._watch.timeout.connect(self.look_at_the_clock)
        self._watch.start()

    # What the window calls

    def reload(self) -> None:
        """Read everything again, as of today."""
        today = self._today = clock.today()

        def read(session: Any) -> Dashboard:
            return dashboard(session, today)

        self.frame.desk.read(self, read).once("dashboard").success(self._show).start()

    def refresh(self) -> None:
        """Reload if anything changed since the last time, or another day has come."""
        self._stale = self._stale or self._today != clock.today()
        super().refresh()

    def look_at_the_clock(self) -> None:
        """Show the new day to who left the window open overnight."""
        if self.isVisible():
            self.refresh()

    def take_focus(self) -> None:
        """Go to the first line, or to the first step."""
        if self.shown is None:
            return
        if self.shown.beginning.is_over:
            self.board.take_focus()
        else:
            self.first_steps.next_step.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    # What people do

    def import_people(self) -> None:
        """Open the window that takes a list in."""
        from pstdesk.ui.importing.dialog import ImportDialog  # a place of its own: read when it is asked for

        ImportDialog(self.frame, self.window()).open()

    def add_person(self) -> None:
        """Make a person."""
        from pstdesk.ui.people.person_dialogs import NewPersonDialog  # as above

        NewPersonDialog(self.frame, self.window()).open()

    def plan_year(self) -> None:
        """Plan the year's meetings in the calendar, which shows them afterwards."""
        self.frame.go("calendar", self._today.year, kind="year_plan")

    def go_on(self) -> None:
        """Do the one thing to do next."""
        if self.shown is None:
            return
        meeting = self.shown.next.meeting
        if meeting is None:
            self.plan_year()
        else:
            self.frame.go("meetings", meeting.meeting_id)

    # Showing

    def _show(self, read: Dashboard) -> None:
        first = self.shown is None
        self.shown = read
        self.header.set_title(day_title(read.today))
        if read.beginning.is_over:
            self.board.show_dashboard(read)
            self.header.set_primary(step_words(read.next), self.go_on)
            self._stack.setCurrentWidget(self.board)
        else:
            self._show_beginning(read.beginning)
        if first and self.isVisible():
            self.take_focus()

    def _show_beginning(self, beginning: Beginning) -> None:
        self.first_steps.show_beginning(beginning)
        if not beginning.committees:
            self.header.set_primary(_("Créer une instance"), lambda: self.frame.go("committees"))
        elif not beginning.has_people:
            self.header.set_primary(_("Importer une liste…"), self.import_people)
        else:
            self.header.set_primary(_("Planifier l’année…"), self.plan_year)
        self._stack.setCurrentWidget(self.first_steps)

    def _keep_margin(self) -> None:
        """Let the panels end where the header does, whether there is a scroll bar beside them or not."""
        bar = self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._column.setContentsMargins(MARGIN, 18, MARGIN - taken, 18)

    def _scroll_to(self, down: int) -> None:
        at = self.board.mapTo(self._inside, QPoint(0, down))
        self._area.ensureVisible(0, at.y(), 0, 2 * LINE_HEIGHT)
