"""The main job from an empty machine: people in, a committee meets, its Word minutes come out."""

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pstdesk.db.migrate import open_base
from pstdesk.services import check, committees, expected
from pstdesk.ui.importing.dialog import ImportDialog
from pstdesk.ui.meetings import export
from pstdesk.ui.meetings.meeting_dialog import NewMeetingDialog
from pstdesk.ui.meetings.page import MeetingsPage
from pstdesk.ui.start import location
from pstdesk.ui.start.page import StartPage
from tests import lists
from tests.ui.stage import Stage

TITLES = (
    "Permanences d’accès aux droits",
    "Fiche de liaison",
    "Accueil en entreprise",
    "Élection du référent",
    "Questions diverses",
)
DECISIONS = ("Une permanence commune ouvre le jeudi.", "La fiche est essayée six mois.")
ACTIONS = (
    ("Établir la carte des permanences", "Mission locale", "15/12/2099"),
    ("Rédiger la fiche", "CCAS de Valmont", "20/12/2099"),
    ("Relancer les bailleurs", "la chargée de mission", ""),
)
PRESENT = 20


class Officer:
    """Somebody at the keyboard, whose keys and clicks beside the text itself are counted."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.count = 0

    def click(self, widget: QWidget) -> None:
        self.count += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.stage.settle()

    def enter(self, widget: QWidget) -> None:
        self.count += 1
        QTest.keyClick(widget, Qt.Key.Key_Return)
        self.stage.settle()

    def keys(self, widget: QWidget, text: str) -> None:
        """Type ASCII text key by key, each counted."""
        self.count += len(text)
        QTest.keyClicks(widget, text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's documents folder."""
    documents = tmp_path / "Documents"
    for module in (location, export):
        monkeypatch.setattr(module, "user_documents_path", lambda: documents)
    return documents


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path / "settings", None)
    stage.show(QSize(1366, 768))
    yield stage
    stage.close()


@pytest.fixture
def officer(stage: Stage) -> Officer:
    return Officer(stage)


def test_from_an_empty_machine_to_word_minutes(
    stage: Stage, officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = start(stage, officer)
    take_people_in(stage, officer, lists.write_xlsx(tmp_path / "inscrits.xlsx"))
    committee = committee_of_twenty(base)
    page = plan_meeting(stage, officer, committee)
    hold_and_sign_in(stage, officer, page)
    write_notes(stage, page)
    minutes = export_minutes(stage, officer, page, monkeypatch)
    assert_minutes_say_it_all(minutes)
    first = minutes.read_bytes()
    officer.click(primary(page))
    assert list(minutes.parent.glob("*.docx")) == [minutes]
    assert minutes.read_bytes() == first
    database = open_base(base)
    with database.read() as session:
        assert check.check_base(session) == ()
    database.close()


def start(stage: Stage, officer: Officer) -> Path:
    """From the assistant to a programme with nine bodies, in at most six keys and clicks."""
    page = stage.window.page
    assert isinstance(page, StartPage)
    page.form.town.setText("Valmont-l’Œuvre")
    officer.enter(page.form.town)
    stage.wait(lambda: stage.desk.path is not None and not stage.desk.is_busy)
    assert officer.count <= 6
    path = stage.desk.path
    assert path is not None
    database = open_base(path)
    with database.read() as session:
        assert len(committees.committee_rows(session, date(2026, 11, 23))) == 9
    database.close()
    return path


def take_people_in(stage: Stage, officer: Officer, listed: Path) -> None:
    """The town hall's untidy list: 84 people, 153 memberships."""
    stage.window.go("people")
    stage.settle()
    officer.click(button(stage, "Importer une liste…"))
    dialog = stage.dialog()
    assert isinstance(dialog, ImportDialog)
    dialog.read_file(listed)
    stage.wait(lambda: str(lists.PEOPLE) in dialog.foot.primary.text() and dialog.foot.primary.isEnabled())
    officer.click(dialog.foot.primary)
    stage.wait(dialog.report.isVisible)
    dialog.close()
    path = stage.desk.path
    assert path is not None
    database = open_base(path)
    with database.read() as session:
        rows = committees.committee_rows(session, date(2026, 11, 23))
        assert sum(row.members for row in rows) == lists.MEMBERSHIPS
    database.close()


def committee_of_twenty(base: Path) -> int:
    """Return the id of a technical committee that expects twenty people or more today."""
    database = open_base(base)
    with database.read() as session:
        for row in committees.committee_rows(session, today()):
            if len(expected.expected_people(session, row.id, today())) >= PRESENT:
                return row.id
    raise AssertionError("no committee expects so many")


def today() -> date:
    from pstdesk.ui.widgets.fields import today_here

    return today_here()


def plan_meeting(stage: Stage, officer: Officer, committee: int) -> MeetingsPage:
    """A meeting today, and its five items typed one after the other."""
    stage.window.go("meetings")
    stage.settle()
    page = stage.window.page
    assert isinstance(page, MeetingsPage)
    officer.click(button(stage, "Nouvelle séance"))
    dialog = stage.dialog()
    assert isinstance(dialog, NewMeetingDialog)
    stage.wait(dialog.primary.isEnabled)
    dialog.committee.choose(committee)
    dialog.day.set_day(today())
    dialog.starts.setText("14h")
    dialog.ends.setText("16h")
    officer.click(dialog.primary)
    stage.wait(lambda: page.view.meeting_id is not None and page.view.agenda.new_item.isVisible())
    for title in TITLES:
        page.view.agenda.new_item.setText(title)
        officer.enter(page.view.agenda.new_item)
    stage.wait(lambda: len(page.view.agenda.list.items) == len(TITLES))
    return page


def hold_and_sign_in(stage: Stage, officer: Officer, page: MeetingsPage) -> None:
    """Twenty people from the signed sheet, by their numbers on it, in at most sixty keys."""
    officer.click(primary(page))
    entry = page.view.attendance.entry
    stage.wait(entry.isVisible)
    before = officer.count
    for number in range(1, PRESENT + 1):
        officer.keys(entry, str(number))
        officer.enter(entry)
    assert officer.count - before <= 60
    stage.wait(lambda: page.view.attendance.book.count.present == PRESENT)
    if page.view.attendance.book.count.not_recorded:
        officer.click(page.view.attendance.rest)


def write_notes(stage: Stage, page: MeetingsPage) -> None:
    """An account for each item; two decisions and three actions over the first ones."""
    view = page.view
    for place, title in enumerate(TITLES):
        view.agenda.list.choose(place)
        stage.settle()
        view.notes.editor.setPlainText(f"Le comité parle de « {title} ».\n\n- l’œuvre ;\n- le reste.")
        stage.wait(lambda: view.drafts.is_settled)
    for place, text in enumerate(DECISIONS):
        add_result(stage, page, place, "D", (text, "", ""))
    for place, action in enumerate(ACTIONS):
        add_result(stage, page, place, "A", action)


def add_result(stage: Stage, page: MeetingsPage, place: int, kind: str, typed: tuple[str, str, str]) -> None:
    view = page.view
    view.agenda.list.choose(place)
    stage.settle()
    composer = view.notes.composer
    composer.set_kind("D" if kind == "D" else "A")
    composer.fields.text.setPlainText(typed[0])
    if kind == "A":
        composer.fields.owners.setText(typed[1])
        composer.fields.due.setText(typed[2])
    before = len(view.notes.results.rows)
    composer.submit()
    stage.wait(lambda: len(view.notes.results.rows) == before + 1)
    stage.settle()


def export_minutes(
    stage: Stage, officer: Officer, page: MeetingsPage, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """From the held meeting to the Word file: one click, and one to open it."""
    before = officer.count
    officer.click(primary(page))
    stage.wait(lambda: "CR_" in stage.window.sentence)
    opened: list[Path] = []
    monkeypatch.setattr(export, "_open_in_its_program", lambda path: opened.append(path) or True)
    officer.click(button(stage, "Ouvrir"))
    assert officer.count - before <= 2
    (written,) = opened
    return written


def button(stage: Stage, words: str) -> QPushButton:
    """Return a button on screen that says ``words``: the header's, or that of an empty list."""
    found = [one for one in stage.window.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, words
    return found[0]


def primary(page: MeetingsPage) -> QWidget:
    button = page.view.header.primary
    assert button is not None
    return button


def assert_minutes_say_it_all(minutes: Path) -> None:
    assert OpenXmlValidator().validate(minutes).is_valid
    document = Document(str(minutes))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    said = "\n".join(itertools.chain((paragraph.text for paragraph in document.paragraphs), cells))
    for words in (
        *TITLES,
        *DECISIONS,
        *(action[0] for action in ACTIONS),
        f"{PRESENT} présents",
        "Mission locale",
    ):
        assert words in said
