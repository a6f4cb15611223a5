"""The pages of a person and an organisation, with a long past behind them."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.db.models import Committee, Organisation, Person
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateEnd
from pstdesk.domain.meeting import MeetingState
from pstdesk.ui.people.page import PeoplePage
from tests import builders
from tests.ui.stage import Stage

ZOE, OTHER, HOUSE = 6, 1, 2
_CAME = (
    AttendanceStatus.PRESENT, AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED,
    AttendanceStatus.REMOTE, AttendanceStatus.REPRESENTED, AttendanceStatus.ABSENT,
)  # fmt: skip


def add_past(session: Any) -> None:
    """Give somebody three years of meetings, two jobs, a mandate, a seat, proxies and actions."""
    zoe, other = session.get_one(Person, ZOE), session.get_one(Person, OTHER)
    body = session.get_one(Committee, 3)
    house = session.get_one(Organisation, HOUSE)
    elsewhere = session.get_one(Organisation, 3)
    builders.post(
        session,
        zoe,
        elsewhere,
        job_title="Agente d’accueil",
        starts_on=date(2022, 9, 1),
        ends_on=date(2024, 3, 1),
    )
    builders.membership(session, zoe, body, starts_on=date(2024, 1, 15))
    council = session.get_one(Committee, 1)
    builders.membership(
        session, zoe, council, capacity=Capacity.CO_CHAIR, substitute_for_id=OTHER, starts_on=date(2025, 2, 1)
    )
    seat = builders.seat(session, council, "Directrice de la mission locale", organisation_id=house.id)
    builders.seat_holder(session, seat, zoe, starts_on=date(2025, 6, 1))
    ended = {"ends_on": date(2025, 5, 14), "end_reason": MandateEnd.TERM}
    builders.mandate(session, zoe, body, starts_on=date(2024, 5, 14), **ended)
    number = 0
    for year in (2024, 2025, 2026):
        for place, month in enumerate((2, 5, 9, 10), 1):
            number += 1
            held = builders.meeting(
                session, body, date(year, month, 14), state=MeetingState.HELD, number=place, year=year
            )
            builders.minutes(session, held)
            status = _CAME[number % len(_CAME)]
            builders.attendance(session, held, zoe, status, organisation_id=house.id)
            builders.attendance(session, held, other)
            if status is AttendanceStatus.REPRESENTED:
                builders.proxy(session, held, zoe, other)
            elif status is AttendanceStatus.REMOTE:
                held.facilitator_id = ZOE
                builders.agenda_item(session, held, "Charte de partage des données", proposed_by_id=ZOE)
    done = {"state": ActionState.DONE, "closed_on": date(2025, 12, 1)}
    builders.action(session, "Transmettre le calendrier des permanences", owners=(zoe, house), **done)
    builders.action(
        session, "Relancer les bailleurs", owners=(zoe, house), committees=(body,), due_on=date(2026, 12, 15)
    )


def place(stage: Stage) -> PeoplePage:
    stage.desk.write(stage.window, add_past).start()
    stage.settle()
    stage.window.go("people")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, PeoplePage)
    return page


def person(stage: Stage, tab: int = 0) -> QWidget:
    page = place(stage)
    stage.window.go("people", ZOE)
    stage.settle()
    page.person.tabs.setCurrentIndex(tab)
    page.person.take_focus()
    return stage.window


def organisation(stage: Stage, tab: int = 0) -> QWidget:
    page = place(stage)
    page.open_organisation(HOUSE)
    stage.settle()
    page.organisation.tabs.setCurrentIndex(tab)
    page.organisation.take_focus()
    return stage.window


SCENES = {
    "passe-personne": person,
    "passe-personne-presences": lambda stage: person(stage, 1),
    "passe-personne-actions": lambda stage: person(stage, 2),
    "passe-personne-historique": lambda stage: person(stage, 3),
    "passe-structure": organisation,
    "passe-structure-postes": lambda stage: organisation(stage, 1),
    "passe-structure-presences": lambda stage: organisation(stage, 2),
    "passe-structure-historique": lambda stage: organisation(stage, 4),
}
