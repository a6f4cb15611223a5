"""A référent is elected in the real window, to the printed record; one declines, a record is corrected.

Keys and clicks are counted beside the text itself: names and numbers.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pstdesk.db.models import ElectionRecord, Mandate
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.voting import TieBreak
from pstdesk.services import agenda, attendance, check, meetings
from pstdesk.services.agenda import ItemForm
from pstdesk.services.election_page import ElectionPage
from pstdesk.services.meetings import MeetingForm
from pstdesk.ui import clock, written
from pstdesk.ui.elections.correction import CorrectionDialog
from pstdesk.ui.elections.outcome import OutcomePanel
from pstdesk.ui.elections.ties import LotDialog
from pstdesk.ui.elections.view import ElectionView
from pstdesk.ui.meetings.page import MeetingsPage
from tests import builders
from tests.documents.test_minutes_pdf import pages
from tests.journeys.officer import Officer, looked_into
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls, bound, own_work

MOST_KEYS = 25
FAMILIES = (
    "Abrivent",
    "Balancelle",
    "Courtenoise",
    "Delaunoise",
    "Estrevigne",
    "Fontanoise",
    "Grandvoisin",
    "Hauteflor",
    "Jasminot",
    "Kerlouvoën",
    "Marjolenne",
    "Noisetin",
)
PRESENT, GRANTOR = 10, 11
"""Ten are there; the eleventh gave a proxy to the first, the twelfth is away."""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a base with a meeting of today, held, that is to elect by two rounds and a lot."""
    base = builders.make_base(tmp_path)
    with base.write() as session:
        rules = builders.rule_set(session, tie_break=TieBreak.LOT, mandate_months=24)
        builders.programme(session, default_rule_set_id=rules.id)
        body = builders.committee(session, elects_referent=True)
        for family in FAMILIES:
            builders.membership(session, builders.person(session, "Camille", family), body)
        meeting = meetings.plan_meeting(session, MeetingForm(body.id, clock.today()))
        meetings.hold(session, meeting, clock.today())
        for person in range(1, PRESENT + 1):
            attendance.record(session, meeting, person, AttendanceStatus.PRESENT)
        attendance.represent(session, meeting, GRANTOR, 1)
        agenda.add_item(session, meeting, ItemForm("Élection du référent", ItemKind.ELECTION))
    base.close()
    return base.path


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path, town: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", town)
    stage.show(QSize(1366, 768))
    with Stalls() as stalls:
        yield stage
    stage.close()
    assert stalls.longest < bound(), stalls.report()


class Ballot:
    """Somebody who holds an election by the keyboard."""

    def __init__(self, stage: Stage, officer: Officer) -> None:
        self.stage, self.officer = stage, officer
        stage.window.go("meetings", 1)
        stage.settle()
        page = stage.window.page
        assert isinstance(page, MeetingsPage)
        self.meeting = page.view
        self.meeting.agenda.list.choose(0)
        self.meeting.notes.take_focus()
        stage.wait(lambda: self.meeting.notes.election.button.hasFocus())

    @property
    def view(self) -> ElectionView:
        found = self.meeting.election.view
        assert found is not None
        return found

    @property
    def page(self) -> ElectionPage:
        assert self.view.page is not None
        return self.view.page

    def enter(self, *texts: str) -> None:
        """Press Enter after each text, or once."""
        for text in texts or ("",):
            QTest.keyClicks(self._focus(), text)
            self.stage.settle()
            self.officer.enter(self._focus())

    def go_on(self, *, to: str = "") -> None:
        """Take the step's one primary action, and wait until the election is at the step ``to``."""
        self.officer.count += 1
        QTest.keyClick(self._focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.stage.settle()
        if to:
            self.at(to)

    def at(self, step: str) -> None:
        self.stage.wait(lambda: self.view.page is not None and self.view.page.step.value == step)
        self.stage.settle()

    def dialog(self, kind: type[QWidget]) -> Any:
        """Return the dialog that the last key opened, once it is there."""
        self.stage.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        self.stage.settle()
        return QApplication.activeModalWidget()

    def open(self, *candidates: str) -> None:
        """Open the election, have people stand, and open the first round."""
        self.enter()
        self.stage.wait(lambda: self.meeting.election.view is not None and self.view.page is not None)
        self.stage.settle()
        for number, letters in enumerate(candidates, 1):
            self.stand(letters, number)
        self.stage.settle()
        self.go_on(to="round")

    def stand(self, letters: str, many: int) -> None:
        """Have somebody stand, and wait until there are so ``many`` candidates."""
        self.enter(letters)
        self.stage.wait(lambda: len(self.page.candidates) == many)

    def count(self, *numbers: int, to: str) -> None:
        """Type blank, spoiled and each candidate's votes; Enter after the last validates."""
        self.enter(*map(str, numbers))
        self.at(to)

    def draw(self, drawn: str, *witnesses: str) -> None:
        self.go_on()
        self.dialog(LotDialog)
        self.enter(drawn, *witnesses, "")
        self.at("acceptance")

    def _focus(self) -> QWidget:
        if QApplication.focusWidget() is None:
            # no window manager is there to give the window its keys back after a dialog
            self.stage.window.activateWindow()
            self.stage.wait(lambda: QApplication.focusWidget() is not None)
        found = QApplication.focusWidget()
        assert found is not None
        return found


@own_work()
def text_of(path: Path) -> str:
    """Return all words of a Word document or a PDF."""
    if path.suffix == ".pdf":
        return " ".join(pages(path.read_bytes()))
    document = Document(str(path))
    rows = [" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


def test_two_rounds_and_a_lot_to_the_printed_record_in_twenty_five_keys(
    stage: Stage, officer: Officer, folder: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def noted(path: Path) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(written, "open_in_its_program", noted)
    ballot = Ballot(stage, officer)
    ballot.open("Abr", "Bal", "Cou")
    assert len(ballot.page.rounds[0].voters) == PRESENT + 1
    ballot.count(1, 1, 4, 3, 2, to="next_round")
    ballot.go_on(to="round")
    ballot.count(0, 1, 5, 5, 0, to="tie")
    ballot.draw("Bal", "Del", "Est")
    ballot.go_on(to="proclaim")
    ballot.go_on(to="proclaimed")
    ballot.go_on()
    stage.wait(lambda: len(opened) == 1)
    assert officer.count <= MOST_KEYS, f"{officer.count} keys and clicks"
    files = {path.suffix: path for path in folder.rglob("PV_*")}
    assert files.keys() == {".docx", ".pdf"}
    for path in files.values():
        said = text_of(path)
        for words in ("Camille Balancelle", "Camille Delaunoise", "Camille Estrevigne", "cinq", "onze"):
            assert words in said, (path.name, words)
    assert_all_is_well(town, holder=2, records=1)


def test_a_refusal_opens_another_series_and_a_correction_makes_a_second_record(
    stage: Stage, officer: Officer, town: Path
) -> None:
    ballot = Ballot(stage, officer)
    ballot.open("Abr", "Bal")
    ballot.count(1, 1, 6, 3, to="acceptance")
    panel = ballot.view.panel
    assert isinstance(panel, OutcomePanel)
    officer.click(panel.second)
    ballot.at("candidacies")
    assert [row.accepted for row in ballot.page.elected] == [False]
    ballot.view.show_step("candidacies")
    ballot.view.take_focus()
    ballot.stand("Cou", 3)
    ballot.go_on(to="round")
    assert ballot.page.rounds[-1].series == 2
    ballot.count(0, 0, 4, 7, to="acceptance")
    ballot.go_on(to="proclaim")
    ballot.go_on(to="proclaimed")
    assert_all_is_well(town, holder=3, records=1)
    CorrectionDialog(stage.desk, ballot.page, stage.window).open()
    dialog = ballot.dialog(CorrectionDialog)
    dialog.reason.setPlainText("Un bulletin était mal compté.")
    officer.click(dialog.primary)
    ballot.at("proclaim")
    ballot.go_on(to="proclaimed")
    assert [row.number for row in ballot.page.records] == [1, 2]
    assert ballot.page.records[-1].reason == "Un bulletin était mal compté."
    assert_all_is_well(town, holder=3, records=2)


def assert_all_is_well(town: Path, *, holder: int, records: int) -> None:
    """Hold that one mandate runs, that the records are there, and that the base is as it must be."""
    with looked_into(town) as session:
        assert list(session.scalars(select(Mandate.person_id))) == [holder]
        assert len(session.scalars(select(ElectionRecord.id)).all()) == records
        assert check.check_base(session) == ()
