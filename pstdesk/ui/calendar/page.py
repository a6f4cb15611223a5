"""The place Calendrier: bodies by months, what was held, what is planned and what is missing."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QToolButton

from pstdesk.i18n import _
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.year_calendar import YearCalendar, calendar_years, year_calendar
from pstdesk.services.year_plan import PlannedYear, likely_meeting
from pstdesk.ui import clock
from pstdesk.ui.calendar.grid import YearGrid
from pstdesk.ui.calendar.holidays_dialog import HolidaysDialog
from pstdesk.ui.calendar.legend import Legend
from pstdesk.ui.calendar.plan_dialog import PlanDialog
from pstdesk.ui.calendar.planned import planned_words
from pstdesk.ui.calendar.words import meeting_words, month_off_words, month_words, sentences
from pstdesk.ui.icons import icon
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.page import Frame, Page
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.lights import in_a_row
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.panels import Card, EmptyState


@dataclass(frozen=True)
class Shown:
    """A year, and the first and the last one that there is something to see in."""

    calendar: YearCalendar
    first: int
    last: int


class CalendarPage(Page):
    """Shows a year; Enter opens a meeting, N plans one."""

    topics = frozenset({"meetings", "attendance", "minutes", "committees", "programme"})

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._today = clock.today()
        self._year = self._today.year
        self._shown: Shown | None = None
        self.header.set_title(_("Calendrier"))
        self.header.set_primary(_("Planifier l’année…"), self.plan_year)
        self.earlier = self._arrow("chevron-left", _("Année précédente (Ctrl+Gauche)"), -1, "Ctrl+Left")
        self.year = label("", "heading")
        self.later = self._arrow("chevron-right", _("Année suivante (Ctrl+Droite)"), 1, "Ctrl+Right")
        self.level: Choice[int | None] = Choice([(None, _("Tous les niveaux"))])
        self.level.setAccessibleName(_("Niveau"))
        self.level.currentIndexChanged.connect(lambda _place: self._show_again())
        self.holidays = QPushButton(_("Vacances scolaires…"))
        self.holidays.clicked.connect(self.edit_holidays)
        self.notice = Notice("accent")
        self.grid = YearGrid()
        self.grid.setAccessibleName(_("Séances de l’année, instances par mois"))
        self.grid.opened.connect(self._open_cell)
        self.grid.planning.connect(self._plan_cell)
        self.grid.moved.connect(self._describe)
        self.about = label("", "muted", wrap=True)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+N"), self, self._plan_current)

    # What the window calls

    def reload(self) -> None:
        """Read the year again; the cell chosen stays chosen."""
        today, year = clock.today(), self._year

        def read(session: Any) -> Shown:
            return Shown(year_calendar(session, year, today), *calendar_years(session, today))

        self._today = today
        self.frame.desk.read(self, read).once("year").success(self._show).start()

    def open_kind(self, kind: str, record_id: int) -> None:
        """Plan the year of this number."""
        if kind != "year_plan":
            super().open_kind(kind, record_id)
        if self._year != record_id:
            self._year = record_id
            self.reload()
        self.plan_year()

    def take_focus(self) -> None:
        """Go to the grid."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # The year

    def step(self, years: int) -> None:
        """Show the year before or after, as far as there is something to see or to plan."""
        shown = self._shown
        if shown is not None and shown.first <= self._year + years <= shown.last:
            self._year += years
            self.reload()

    def plan_year(self) -> None:
        """Plan the meetings of a year in one go."""
        year = max(self._year, self._today.year)
        PlanDialog(self.frame, year, self._planned, self.window()).open()

    def edit_holidays(self) -> None:
        """List the school holidays, add some, or import them."""
        HolidaysDialog(self.frame, self.window()).open()

    def _planned(self, planned: PlannedYear) -> None:
        if planned.days:
            self._year = planned.days[0].year
            self.reload()
        else:
            self.frame.say(planned_words(planned), tone="good")

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        levels: list[tuple[int | None, str]] = [(None, _("Tous les niveaux"))]
        levels += list(dict.fromkeys((body.level_id, body.level) for body in shown.calendar.bodies))
        self.level.renew_options(levels)
        self._show_again()

    def _show_again(self) -> None:
        if self._shown is None:
            return
        calendar = self._shown.calendar
        before = self._current_body()
        column = self.grid.currentIndex().column() if before is not None else -1
        new_year = self.grid.year.year != calendar.year
        self.grid.year.show(calendar, self._today, self.level.value())
        self.grid.fit()
        if column < 0 or new_year:
            column = self._today.month - 1 if calendar.year == self._today.year else 0
        self.grid.choose(before, column)
        self.year.setText(str(calendar.year))
        self.earlier.setEnabled(self._shown.first < calendar.year)
        self.later.setEnabled(calendar.year < self._shown.last)
        self.stack.setCurrentIndex(0 if calendar.bodies else 1)
        self.header.primary.setEnabled(bool(calendar.bodies))  # type: ignore[union-attr]  # set once, above
        empty = bool(calendar.bodies) and not any(body.meetings for body in calendar.bodies)
        words = _(
            "Aucune séance en {year} : planifiez-les toutes en une fois, vacances et jours fériés évités."
        )
        self.notice.say(
            words.format(year=calendar.year) if empty else "",
            ((_("Planifier l’année…"), self.plan_year),)
            if empty and calendar.year >= self._today.year
            else (),
        )

    # Cells

    def _current_body(self) -> int | None:
        index = self.grid.currentIndex()
        body = self.grid.year.lines[index.row()].body if index.isValid() else None
        return None if body is None else body.id

    def _open_cell(self, row: int, column: int) -> None:
        meetings = self.grid.year.cell(row, column).meetings
        if len(meetings) == 1:
            self.frame.go("meetings", meetings[0].id)
        elif meetings:
            menu = QMenu(self.grid)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for meeting in meetings:
                words = sentences([meeting_words(meeting, self._today)])
                menu.addAction(words, partial(self.frame.go, "meetings", meeting.id))
            menu.setActiveAction(menu.actions()[0])
            below = self.grid.visualRect(self.grid.year.index(row, column)).bottomLeft()
            menu.popup(self.grid.viewport().mapToGlobal(below + QPoint(0, 2)))
        else:
            self._plan_cell(row, column)

    def _plan_current(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            self._plan_cell(index.row(), index.column())

    def _plan_cell(self, row: int, column: int) -> None:
        body = self.grid.year.lines[row].body
        if body is None:
            return
        body_id, month, today = body.id, self.grid.year.month(column), self._today
        reading = self.frame.desk.read(self, lambda session: likely_meeting(session, body_id, month, today))
        reading.once("cell").success(self._ask_meeting).start()

    def _ask_meeting(self, form: MeetingForm) -> None:
        NewMeetingDialog(
            self.frame.desk,
            lambda meeting_id: self.frame.go("meetings", meeting_id),
            committee_id=form.committee_id,
            like=form,
            parent=self.window(),
        ).open()

    def _describe(self, row: int, column: int) -> None:
        """Say in words what the current cell holds, and what the month's days off are."""
        model = self.grid.year
        if row < 0 or column < 0 or (body := model.lines[row].body) is None:
            self.about.setText("")
            return
        month = month_words(model.month(column))
        words = in_a_row(model.parts(row, column)) or _("pas de séance (N pour en créer une)")
        off = in_a_row(month_off_words(model.days_off, model.year, column + 1).split("\n"))
        lines = [_("{body}, {month} : {words}").format(body=body.short_name, month=month, words=words)]
        if off:
            lines.append(_("Jours à éviter : {days}").format(days=off))
        self.about.setText("\n".join(lines))

    # Parts

    def _arrow(self, drawing: str, words: str, years: int, keys: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(drawing))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self.step(years))
        QShortcut(QKeySequence(keys), self, lambda: self.step(years))
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.earlier, self.year, self.later):
            bar.addWidget(widget)
        bar.addSpacing(12)
        bar.addWidget(self.level)
        bar.addStretch(1)
        bar.addWidget(self.holidays)
        card = Card()
        card.body.addWidget(self.grid, 1)
        card.body.addWidget(Legend())
        nothing = EmptyState(
            _("Pas encore d’instance"),
            _("Le calendrier montre les séances de chaque instance, mois par mois : créez-en d’abord une."),
            _("Ouvrir les instances"),
            lambda: self.frame.go("committees"),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self.stack.addWidget(nothing)
        self.body.addLayout(bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.about)
