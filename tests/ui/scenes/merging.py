"""Two records that are one: the list of doubles, and the dialog that makes one of them."""

from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from pstdesk.db.models import Committee, Organisation, Person
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.ui.people.page import PeoplePage
from tests import builders
from tests.ui.stage import Stage

ZOE = 6


def add_doubles(session: Any) -> None:
    """Make second records of two people and of one organisation."""
    zoe = session.get_one(Person, ZOE)
    zoe.phone = "01 23 45 67 05"
    twin = builders.person(
        session,
        "Zoe",
        "L Hostis",
        email="zoe.lhostis@ailleurs.example",
        phone="+33 1 23 45 67 05",
        notes="Rencontrée au forum des associations.",
    )
    house = session.get_one(Organisation, 2)
    builders.post(session, twin, house, job_title="Conseillère en insertion", starts_on=date(2026, 3, 2))
    body = session.get_one(Committee, 3)
    builders.membership(session, twin, body, starts_on=date(2026, 1, 12))
    for number, month in enumerate((1, 4, 9), 1):
        held = builders.meeting(
            session, body, date(2026, month, 20), state=MeetingState.HELD, number=number, year=2026
        )
        builders.minutes(session, held)
        builders.attendance(session, held, twin)
        if month > 1:
            builders.attendance(session, held, zoe, AttendanceStatus.ABSENT)
    builders.action(session, "Relancer les bailleurs", owners=(twin,))
    builders.person(session, "I.", "D’Arcy", email="contact2@valmont.example")
    builders.organisation(session, "CAF", phone="01 23 45 67 00")


def place(stage: Stage, tab: int = 0) -> PeoplePage:
    stage.desk.write(stage.window, add_doubles).start()
    stage.settle()
    stage.window.go("people")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, PeoplePage)
    page.tabs.setCurrentIndex(tab)
    stage.settle()
    return page


def doubles(stage: Stage) -> QWidget:
    place(stage, 2)
    return stage.window


def houses(stage: Stage) -> QWidget:
    page = place(stage, 2)
    page.doubles.kinds.group.button(1).click()
    return stage.window


def selected(stage: Stage) -> QWidget:
    page = place(stage)
    table = page.people.table
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 2):
        table.selectionModel().select(table.model().index(row, 0), flags)
    return stage.window


def dialog(stage: Stage) -> QWidget:
    place(stage, 2).doubles.merge()
    stage.settle()
    return stage.dialog()


def picker(stage: Stage) -> QWidget:
    page = place(stage)
    stage.window.go("people", ZOE)
    stage.settle()
    page.person.merge()
    stage.settle()
    return stage.dialog()


SCENES = {
    "fusion-doublons": doubles,
    "fusion-structures": houses,
    "fusion-choix": selected,
    "fusion-fiches": dialog,
    "fusion-avec": picker,
}
