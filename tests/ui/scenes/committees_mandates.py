"""The mandates of a body: their history, what is to be done, and their dialogs."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.services import mandates
from pstdesk.services.expected import expected_people
from pstdesk.services.mandates import MandateForm
from pstdesk.ui.committees.page import CommitteesPage
from tests import builders
from tests.ui.showcase import TODAY
from tests.ui.stage import Stage

CT2, CT3, CT4 = 4, 5, 6


def _story(session: Any) -> None:
    """Give CT2 a history with a vacancy, CT3 a référent whose term ends soon, CT4 one elected for long."""
    add, here = mandates.add_mandate, [expected_people(session, body, TODAY) for body in (CT2, CT3, CT4)]
    first, second, third = here[0][:3]
    role = MandateRole.REFERENT
    add(session, CT2, MandateForm(first, role, date(2022, 3, 10), date(2024, 3, 14)))
    add(
        session,
        CT2,
        MandateForm(second, MandateRole.SUBSTITUTE_REFERENT, date(2024, 3, 14), date(2027, 3, 14)),
    )
    made = add(session, CT2, MandateForm(third, role, date(2024, 3, 14), date(2027, 3, 14)))
    mandates.vacate(session, made, date(2026, 10, 1), MandateEnd.RESIGNATION)
    add(session, CT3, MandateForm(here[1][0], role, date(2024, 12, 3), date(2026, 12, 3)))
    elected = here[2][0]
    held = session.get_one(builders.Meeting, 4)
    election = builders.election(session, held, committee_id=CT4)
    mandates.open_mandate(session, CT4, elected, role, TODAY, None, None, election.id)


def _shown(stage: Stage, committee_id: int) -> CommitteesPage:
    stage.desk.write(stage.window, _story).start()
    stage.settle()
    stage.window.go("committees", committee_id, kind="mandate")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, CommitteesPage)
    stage.settle()
    page.view.mandates.table.selectRow(0)
    return page


def vacant(stage: Stage) -> QWidget:
    _shown(stage, CT2)
    return stage.window


def ending(stage: Stage) -> QWidget:
    _shown(stage, CT3)
    return stage.window


def elected(stage: Stage) -> QWidget:
    _shown(stage, CT4)
    return stage.window


def new(stage: Stage) -> QWidget:
    _shown(stage, CT2).view.mandates.add_mandate()
    stage.settle()
    return stage.dialog()


def correct(stage: Stage) -> QWidget:
    _shown(stage, CT4).view.mandates.correct()
    stage.settle()
    return stage.dialog()


def vacancy(stage: Stage) -> QWidget:
    _shown(stage, CT3).view.mandates.date_vacancy()
    stage.settle()
    return stage.dialog()


SCENES = {
    "instances-mandats": vacant,
    "instances-mandats-fin-proche": ending,
    "instances-mandats-en-cours": elected,
    "instances-mandat-nouveau": new,
    "instances-mandat-corriger": correct,
    "instances-mandat-vacance": vacancy,
}
