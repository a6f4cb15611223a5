"""Somebody at the review of a town of two committees, on 12 November 2026."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.attendance import record
from pstdesk.services.meetings import hold
from pstdesk.ui import written
from tests import builders
from tests.ui.acting import Acting
from tests.ui.stage import Stage

TODAY = date(2026, 11, 12)
PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT


def story(session: Any) -> None:
    """Make two committees that met in 2025 and 2026, and a partner who never came."""
    builders.programme(session)
    level = builders.level(session).id
    parks = builders.sector(session, "Parcs et jardins", social_work=False)
    house = builders.organisation(session, "Atelier de l’Écluse", sector_id=parks.id)
    builders.organisation(session, "Chambre d’Été", partner_state=PartnerState.TARGETED)
    grade = builders.grade(session, "Agent")
    people = [builders.person(session, "Zoé", name) for name in ("L’Hœst", "D’Été", "Brès")]
    for person in people:
        builders.post(session, person, house, grade_id=grade.id)
    for number, name in enumerate(("Vie sociale", "Cadre de vie")):
        body = builders.committee(session, f"CT{number}", name, level_id=level, position=number)
        for person in people:
            builders.membership(session, person, body)
        for day in (date(2025, 3, 3), date(2026, 2, 3), date(2026, 5, 5)):
            meeting = builders.meeting(session, body, day)
            hold(session, meeting.id, TODAY)
            for place, person in enumerate(people):
                came = place <= number if day.year == 2026 else place == 0
                record(session, meeting.id, person.id, PRESENT if came else ABSENT)
    builders.action(session, "Imprimer l’affiche", due_on=date(2026, 6, 1))


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that is the user's documents in this test; it does not exist yet."""
    monkeypatch.setattr(written, "user_documents_path", lambda: tmp_path / "Documents")
    return tmp_path / "Documents"


@pytest.fixture
def acting(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Acting]:
    """Return somebody at the review of that town, on 12 November 2026."""
    monkeypatch.setattr("pstdesk.ui.clock.today", lambda: TODAY)
    monkeypatch.setattr("pstdesk.ui.clock.now", lambda: datetime(2026, 11, 12, 9, 30, tzinfo=UTC))
    base = builders.make_base(tmp_path)
    with base.write() as session:
        story(session)
    base.close()
    stage = Stage(qapp, tmp_path / "settings", base.path)
    stage.show(QSize(1366, 768))
    stage.window.go("review")
    stage.settle()
    yield Acting(stage)
    stage.close()
