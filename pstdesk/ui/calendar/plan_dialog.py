"""Planning a year in one go: who meets when, on which weekday, and the proposals to look through."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pstdesk.domain.calendar import WEEKDAYS
from pstdesk.i18n import N_, _, format_date, format_duration, ngettext
from pstdesk.labels import label as word
from pstdesk.services.days_off import day_remarks
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.year_plan import (
    BodyToPlan,
    ChosenDay,
    PlannedYear,
    PlanWish,
    ProposedYear,
    bodies_to_plan,
    plan_year,
    proposed_year,
)
from pstdesk.ui import clock
from pstdesk.ui.calendar.holidays_dialog import HolidaysDialog
from pstdesk.ui.calendar.plan_table import PlanModel, PlanTable
from pstdesk.ui.calendar.planned import planned_words
from pstdesk.ui.page import Frame
from pstdesk.ui.widgets.choice import Choice
from pstdesk.ui.widgets.dialog import FormDialog
from pstdesk.ui.widgets.fields import TimeField
from pstdesk.ui.widgets.labels import label
from pstdesk.ui.widgets.notice import Notice
from pstdesk.ui.widgets.quiet import quiet

_LENGTHS = (60, 90, 120, 150, 180)
_WEEKS = (
    (None, N_("n’importe quelle semaine")),
    (1, N_("la 1re fois du mois")),
    (2, N_("la 2e fois du mois")),
    (3, N_("la 3e fois du mois")),
    (4, N_("la 4e fois du mois")),
    (5, N_("la dernière fois du mois")),
)
_MONDAY = date(2024, 1, 1)
_BODIES_WIDTH = 250


class PlanDialog(FormDialog):
    """Proposes as one chooses; ``planned(what)`` is called once the meetings are in the base."""

    field_of_code = {"meeting_ends_before_it_starts": "starts"}  # noqa: RUF012 - a table of constants

    def __init__(
        self, frame: Frame, year: int, planned: Callable[[PlannedYear], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Planifier l’année"), _("Créer les séances"), parent, width=1040)
        self._frame = frame
        self._planned = planned
        self._add_wishes(year)
        self.holidays = Notice("warning")
        self.bodies = QListWidget()
        self.bodies.setAccessibleName(_("Instances à planifier"))
        self.bodies.setFixedWidth(_BODIES_WIDTH)
        self.bodies.setSpacing(3)
        self.bodies.itemChanged.connect(lambda _item: self._propose())
        self.plan = PlanModel(clock.today, self)
        self.plan.changed.connect(self._count)
        self.plan.typed.connect(self._look_at)
        self.plan.misread.connect(self._say_misread)
        self.table = PlanTable(self.plan)
        self.table.setMinimumHeight(330)
        self.form.add_wide(self.holidays)
        self.form.add_wide(self._side_by_side())
        self.primary.setAutoDefault(False)
        self.primary.setEnabled(False)
        for choice in (self.period, self.weekday, self.week):
            choice.currentIndexChanged.connect(lambda _place: self._propose())
        self.avoid.toggled.connect(lambda _on: self._propose())
        frame.desk.read(self, bodies_to_plan).success(self._show_bodies).failure(self.show_trouble).start()

    def submit(self) -> None:
        """Make the meetings that are checked, all or none."""
        starts = self.starts.hour()
        ends = None if starts is None else _later(starts, self.length.value())
        chosen = [
            ChosenDay(MeetingForm(line.row.body_id, line.day, starts, ends), line.row.period)
            for line in self.plan.chosen
            if line.day is not None
        ]
        planning = self._frame.desk.write(self, lambda session: plan_year(session, chosen))
        self.save(planning.undoable(_("Planification de l’année"), planned_words), self._planned)

    def wish(self) -> PlanWish:
        """Return what is chosen above the proposals."""
        year, is_school_year = self.period.value()
        return PlanWish(
            year,
            is_school_year,
            self.weekday.value(),
            self.week.value(),
            self.avoid.isChecked(),
            tuple(
                self.bodies.item(row).data(Qt.ItemDataRole.UserRole)
                for row in range(self.bodies.count())
                if self.bodies.item(row).checkState() is Qt.CheckState.Checked
            ),
        )

    def _show_bodies(self, bodies: tuple[BodyToPlan, ...]) -> None:
        with quiet(self.bodies):
            for body in bodies:
                item = QListWidgetItem(f"{body.short_name}, {word(body.rhythm)}")
                item.setData(Qt.ItemDataRole.UserRole, body.id)
                item.setToolTip(body.name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                self.bodies.addItem(item)
        self._propose()

    def _propose(self) -> None:
        wish, today = self.wish(), clock.today()
        reading = self._frame.desk.read(self, lambda session: proposed_year(session, wish, today))
        reading.once("proposals").success(self._show).failure(self.show_trouble).start()

    def _show(self, proposed: ProposedYear) -> None:
        self.plan.show(proposed.rows)
        unknown = self.avoid.isChecked() and not proposed.school_holidays_known
        words = _("Vacances scolaires inconnues pour cette période : elles ne seront pas évitées.")
        link = (_("Ajouter les vacances…"), self._edit_holidays)
        self.holidays.say(words if unknown else "", (link,))
        self.form.grew.emit()

    def _edit_holidays(self) -> None:
        dialog = HolidaysDialog(self._frame, self)
        dialog.finished.connect(lambda _result: self._propose())
        dialog.open()

    def _count(self) -> None:
        count = len(self.plan.chosen)
        words = ngettext("Créer {n} séance", "Créer les {n} séances", count).format(n=count)
        self.primary.setText(words if count else _("Rien à créer"))
        self.primary.setEnabled(count > 0)

    def _look_at(self, place: int) -> None:
        """Ask what speaks against a day that was typed."""
        line = self.plan.lines[place]
        day, body_id = line.day, line.row.body_id
        if day is not None:
            reading = self._frame.desk.read(self, lambda session: day_remarks(session, day, body_id))
            reading.success(lambda remarks: self.plan.remark(place, remarks)).start()

    def _say_misread(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    # Parts

    def _add_wishes(self, year: int) -> None:
        periods: list[tuple[tuple[int, bool], str]] = []
        for one in (year, year + 1):
            periods.append(((one, False), _("année {year}").format(year=one)))
            school = _("année scolaire {year}-{next}").format(year=one, next=one + 1)
            periods.append(((one, True), school))
        nearest = (year + 1, False) if clock.today() >= date(year, 9, 1) else (year, False)
        self.period: Choice[tuple[int, bool]] = self.form.add(
            "period", _("Période"), Choice(periods, nearest), columns=3
        )
        days = [
            (place, format_date(_MONDAY + timedelta(days=place), "full").split(" ")[0])
            for place in range(len(WEEKDAYS))
        ]
        self.weekday: Choice[int] = self.form.add(
            "weekday", _("De préférence le"), Choice(days, 3), columns=2
        )
        weeks = [(week, _(words)) for week, words in _WEEKS]
        self.week: Choice[int | None] = self.form.add("week", _("Semaine"), Choice(weeks), columns=3)
        self.starts = self.form.add("starts", _("À"), TimeField(time(14)), columns=2)
        lengths = [(minutes, format_duration(minutes)) for minutes in _LENGTHS]
        self.length: Choice[int] = self.form.add("length", _("Durée"), Choice(lengths, 120), columns=2)
        self.avoid = QCheckBox(_("Éviter les vacances scolaires"))
        self.avoid.setChecked(True)

    def _side_by_side(self) -> QWidget:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(label(_("Instances"), "label"))
        left.addWidget(self.bodies, 1)
        left.addWidget(self.avoid)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(label(_("Séances proposées"), "label"))
        right.addWidget(self.table, 1)
        hint = _(
            "Espace coche ou décoche, F2 change le jour. Le lieu est le lieu habituel de chaque instance."
        )
        right.addWidget(label(hint, "small", wrap=True))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
        return both


def _later(starts: time, minutes: int) -> time | None:
    """Return the hour so many minutes later, None where that would be another day."""
    begun = datetime.combine(_MONDAY, starts)
    ended = begun + timedelta(minutes=minutes)
    return ended.time() if ended.date() == begun.date() else None
