"""The place Calendrier: the year, a year planned in one go, the school holidays."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from pstdesk.db.models import Committee, Meeting, Programme
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.services.meetings import convene
from pstdesk.services.school_holidays import add_holiday
from pstdesk.ui.calendar.page import CalendarPage
from pstdesk.ui.meetings.page import MeetingsPage
from tests import builders
from tests.ui.scenes.meetings import place as meeting_place
from tests.ui.stage import Stage

HOLIDAYS = (
    ("Vacances de la Toussaint", date(2026, 10, 17), date(2026, 11, 2)),
    ("Vacances de Noël", date(2026, 12, 19), date(2027, 1, 4)),
    ("Vacances d’hiver", date(2027, 2, 6), date(2027, 2, 22)),
    ("Vacances de printemps", date(2027, 4, 3), date(2027, 4, 19)),
)


def place(stage: Stage, *, holidays: bool = True) -> CalendarPage:
    """Return the place on a year in which a good deal took place."""
    told: list[None] = []
    stage.desk.write(stage.window, lambda session: _story(session, holidays=holidays)).success(
        told.append
    ).start()
    stage.wait(lambda: bool(told))
    stage.window.go("calendar")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CalendarPage)
    page.grid.setFocus()
    stage.settle()
    return page


def _story(session: Any, *, holidays: bool) -> None:
    programme = session.get_one(Programme, 1)
    programme.started_on, programme.school_zone = date(2026, 1, 5), "C"
    if holidays:
        for name, starts_on, ends_on in HOLIDAYS:
            add_holiday(session, name, starts_on, ends_on)
    if session.scalar(select(Meeting.id).where(Meeting.place == "Salle du calendrier")):
        return
    bodies = session.scalars(select(Committee).order_by(Committee.position)).all()
    for number, body in enumerate(bodies[2:8]):
        for month in (2, 5, 9)[: 3 - number % 2]:
            held = builders.meeting(
                session,
                body,
                date(2026, month, 3 + 3 * number),
                state=MeetingState.HELD,
                place="Salle du calendrier",
                year=2026,
                number=100 + month,
                sheet_filed_on=None if number == 2 else date(2026, month, 28),
            )
            state = MinutesState.APPROVED if month < 9 else MinutesState.SENT
            builders.minutes(session, held, state=state)
    for body, state in zip(bodies[2:], (MeetingState.CANCELLED, MeetingState.POSTPONED), strict=False):
        builders.meeting(session, body, date(2026, 12, 8), state=state)
    builders.meeting(session, bodies[1], date(2026, 6, 17), state=MeetingState.CONVENED)


def year(stage: Stage) -> QWidget:
    page = place(stage)
    page.grid.choose(5, 8)
    return stage.window


def next_year(stage: Stage) -> QWidget:
    page = place(stage)
    page.step(1)
    stage.settle()
    return stage.window


def planning(stage: Stage) -> QWidget:
    place(stage).plan_year()
    stage.settle()
    stage.settle()
    return stage.dialog()


def planning_without_holidays(stage: Stage) -> QWidget:
    place(stage, holidays=False).plan_year()
    stage.settle()
    dialog: Any = stage.dialog()
    dialog.period.setCurrentIndex(3)
    stage.settle()
    plan = dialog.plan
    plan.setData(plan.index(1, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    plan.setData(plan.index(2, 2), "25/12/2026")
    stage.settle()
    shown: QWidget = dialog
    return shown


def school_holidays(stage: Stage) -> QWidget:
    place(stage).edit_holidays()
    stage.settle()
    return stage.dialog()


def convened(stage: Stage) -> MeetingsPage:
    """Return the place Séances on the planned meeting of the story, convened."""
    page = meeting_place(stage, "planned")
    meeting_id = page.view.meeting_id
    assert meeting_id is not None
    stage.desk.write(stage.window, lambda session: convene_once(session, meeting_id)).start()
    stage.settle()
    return page


def convene_once(session: Any, meeting_id: int) -> None:
    """Convene the meeting unless an earlier picture did."""
    if session.get_one(Meeting, meeting_id).state is MeetingState.PLANNED:
        convene(session, meeting_id, date(2026, 10, 20))


def cancelling(stage: Stage) -> QWidget:
    return _chosen(stage, "Annuler la séance…")


def postponing(stage: Stage) -> QWidget:
    dialog: Any = _chosen(stage, "Reporter la séance…")
    return _typed(stage, dialog, "25/12/2026")


def moving(stage: Stage) -> QWidget:
    convened(stage).view.correct()
    return _typed(stage, stage.dialog(), "11/11/2027")


def _chosen(stage: Stage, words: str) -> QWidget:
    choices = convened(stage).view.steps.more.choices.actions()
    next(entry for entry in choices if entry.text() == words).trigger()
    stage.settle()
    stage.settle()
    return stage.dialog()


def _typed(stage: Stage, dialog: Any, day: str) -> QWidget:
    dialog.day.setText(day)
    dialog.day.settle()
    stage.settle()
    stage.settle()
    shown: QWidget = dialog
    return shown


SCENES = {
    "calendrier-annuler": cancelling,
    "calendrier-reporter": postponing,
    "calendrier-modifier": moving,
    "calendrier": year,
    "calendrier-suivant": next_year,
    "calendrier-planifier": planning,
    "calendrier-planifier-corrige": planning_without_holidays,
    "calendrier-vacances": school_holidays,
}
