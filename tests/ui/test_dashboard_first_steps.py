"""The dashboard of a base that was just made: three steps, each with its way."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.db.models import Committee
from pstdesk.ui.dashboard.page import DashboardPage
from tests import builders
from tests.ui.acting import Acting
from tests.ui.small_town import CT1, make_town
from tests.ui.stage import Stage

TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: TODAY)


def page_of(acting: Acting) -> DashboardPage:
    page = acting.stage.window.page
    assert isinstance(page, DashboardPage)
    return page


@pytest.fixture
def newcomer(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Acting]:
    """Return somebody at a base of nine bodies and nothing else."""
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path, people=False))
    stage.show(QSize(1366, 768))
    acting = Acting(stage)
    acting.settle()
    yield acting
    stage.close()


def test_a_new_base_says_what_to_begin_with(newcomer: Acting) -> None:
    page = page_of(newcomer)
    steps = page.first_steps
    assert steps.isVisible()
    assert (steps.bodies.done, steps.people.done, steps.meetings.done) == (True, False, False)
    assert steps.bodies.words.text() == "9 instances sont prêtes."
    assert page.header.primary is not None
    assert page.header.primary.text() == "Importer une liste…"
    assert steps.people.buttons[1].hasFocus()
    newcomer.press(Qt.Key.Key_Space)
    assert type(newcomer.dialog()).__name__ == "ImportDialog"


def test_a_person_can_be_typed_instead(newcomer: Acting) -> None:
    newcomer.click(page_of(newcomer).first_steps.people.buttons[0])
    assert type(newcomer.dialog()).__name__ == "NewPersonDialog"


def test_then_the_year_is_planned_and_the_board_comes(newcomer: Acting) -> None:
    newcomer.elsewhere(lambda session: builders.person(session))
    page = page_of(newcomer)
    page.reload()
    newcomer.settle()
    assert page.first_steps.people.done
    assert page.header.primary is not None
    assert page.header.primary.text() == "Planifier l’année…"
    newcomer.click(page.header.primary)
    assert type(newcomer.dialog()).__name__ == "PlanDialog"
    newcomer.stage.dialog().close()
    assert type(newcomer.stage.window.page).__name__ == "CalendarPage"
    newcomer.elsewhere(
        lambda session: builders.meeting(session, session.get_one(Committee, CT1), TODAY + timedelta(days=40))
    )
    page.reload()
    newcomer.go("dashboard")
    assert page.board.isVisible()
    assert page.header.primary.text() == "Préparer la séance du 22 déc."
    assert page.board.to_do.nothing.isVisible()
    assert "30 jours" in page.board.to_do.nothing.text()


def test_a_base_without_bodies_begins_with_one(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path, "vide", people=False))
    stage.show(QSize(1366, 768))
    acting = Acting(stage)
    acting.settle()
    page = page_of(acting)
    assert not page.first_steps.bodies.done
    assert page.header.primary is not None
    acting.click(page.header.primary)
    assert type(stage.window.page).__name__ == "CommitteesPage"
    stage.close()
