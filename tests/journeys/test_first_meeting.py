"""The main job from an empty machine: people in, a committee meets, its Word minutes come out."""

import itertools
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from pstdesk.services import check
from pstdesk.ui import clock, written
from pstdesk.ui.meetings.closing_dialog import ClosingDialog
from pstdesk.ui.meetings.page import MeetingsPage
from tests import lists
from tests.journeys.officer import (
    PRESENT,
    Officer,
    add_result,
    button,
    committee_of_twenty,
    looked_into,
    plan_meeting,
    primary,
    start,
    take_people_in,
)
from tests.ui.stage import Stage
from tests.ui.stalls import own_work

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


def test_from_an_empty_machine_to_word_minutes(
    stage: Stage, officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = start(stage, officer)
    take_people_in(stage, officer, lists.write_xlsx(tmp_path / "inscrits.xlsx"))
    committee = committee_of_twenty(base)
    page = plan_meeting(stage, officer, committee, clock.today(), TITLES)
    hold_and_sign_in(stage, officer, page)
    write_notes(stage, page)
    close(stage, officer, page)
    minutes = export_minutes(stage, officer, page, monkeypatch)
    assert_minutes_say_it_all(minutes)
    first = minutes.read_bytes()
    officer.click(primary(page))
    assert list(minutes.parent.glob("*.docx")) == [minutes]
    assert minutes.read_bytes() == first
    with looked_into(base) as session:
        assert check.check_base(session) == ()


def hold_and_sign_in(stage: Stage, officer: Officer, page: MeetingsPage, *, rest_absent: bool = True) -> None:
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
    if rest_absent and page.view.attendance.book.count.not_recorded:
        officer.click(page.view.attendance.rest)


def close(stage: Stage, officer: Officer, page: MeetingsPage) -> None:
    """The meeting was opened on its day: it ends now."""
    officer.click(primary(page))
    dialog = stage.dialog()
    assert isinstance(dialog, ClosingDialog)
    stage.wait(dialog.primary.isEnabled)
    officer.click(dialog.primary)
    stage.wait(lambda: not page.view.steps.head.is_open)


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


def export_minutes(
    stage: Stage, officer: Officer, page: MeetingsPage, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """From the held meeting to the Word file: one click, and one to open it."""
    before = officer.count
    officer.click(primary(page))
    stage.wait(lambda: "CR_" in stage.window.sentence)
    opened: list[Path] = []
    monkeypatch.setattr(written, "open_in_its_program", lambda path: opened.append(path) or True)
    officer.click(button(stage, "Ouvrir"))
    assert officer.count - before <= 2
    (path,) = opened
    return path


@own_work()
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
