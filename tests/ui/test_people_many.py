"""A list of 5,000 people is filled, searched and sorted while the window goes on answering."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import process_time

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, insert

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Membership, Person, Post
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.documents.table import Table
from pstdesk.domain.committee import Capacity
from pstdesk.domain.names import fold
from pstdesk.services.listing import PAGE
from pstdesk.services.people import PersonForm, PersonRow, add_person
from pstdesk.ui.lists import tools
from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.widgets.rows import WAITING
from pstdesk.ui.widgets.table import RowTable
from tests.ui.acting import Acting
from tests.ui.small_town import CT1, make_town
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls

MANY = 5_000
FAR = 4_000
"""Somebody in the second half of the list."""
LONGEST_STALL = 0.15
"""Seconds of the thread’s processor time; 0.02 as this is written."""
GIVEN = ("Zoé", "Noël", "Inès", "Sékou", "Maël", "Aïssata", "Chloé")
FAMILY = ("L’Hostis", "Bœuf", "Nuñez", "Ævarsson", "D’Arcy", "Mbaï", "Straßer", "Quémeneur", "Œuvrard")


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    path = make_town(tmp_path)
    fill(path)
    stage = Stage(qapp, tmp_path / "settings", path)
    stage.show(QSize(1366, 768))
    yield Acting(stage)
    stage.close()


def fill(path: Path) -> None:
    """Add 5,000 people with a post and a registration each, as an import does."""
    numbers = range(100, 100 + MANY)
    people = []
    for number in numbers:
        given, family = GIVEN[number % len(GIVEN)], f"{FAMILY[number % len(FAMILY)]}-{number}"
        people.append(
            {
                "id": number,
                "given_name": given,
                "family_name": family,
                "search_key": fold(f"{family} {given}"),
                "given_key": fold(f"{given} {family}"),
                "email": f"contact{number}@valmont.example",
            }
        )
    posts = [
        {"person_id": number, "organisation_id": number % 3 + 1, "job_title": "Agent"} for number in numbers
    ]
    bodies = [
        {"person_id": number, "committee_id": CT1 + number % 7, "capacity": Capacity.MEMBER}
        for number in numbers
    ]
    base = open_base(path)
    with base.write() as session:
        session.execute(insert(Person), people)
        session.execute(insert(Post), posts)
        session.execute(insert(Membership), bodies)
    base.close()


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people")
    assert isinstance(shown, PeoplePage)
    return shown


def shown(table: RowTable[PersonRow]) -> list[str]:
    """Return the names on the screen; WAITING where one was not read."""
    first, last = table.places_in_view()
    model = table.model_of_rows
    return [str(model.index(place, 0).data()) for place in range(first, min(last, model.rowCount() - 1) + 1)]


def settle(somebody: Acting, table: RowTable[PersonRow]) -> None:
    """Wait until what is on the screen was read."""
    somebody.stage.wait(lambda: WAITING not in shown(table))
    somebody.settle()


def test_5000_people_are_listed_searched_and_sorted_without_a_stall(
    somebody: Acting, page: PeoplePage
) -> None:
    table = page.people.table
    began = process_time()
    stalls = Stalls()
    page.people.read_anew()
    somebody.settle()
    assert table.model_of_rows.rowCount() == MANY + 6
    for typed in ("b", "bo", "boe", "boeu", ""):
        somebody.fill(page.people.search, typed)
        page.people.search._search()
        somebody.settle()
    page.people.committee.choose(CT1)
    somebody.settle()
    assert 700 < table.model_of_rows.rowCount() < 730
    page.people.committee.choose(None)
    table.sort_by(1, descending=False)
    somebody.settle()
    longest, whole = stalls.stop(), process_time() - began
    assert longest < LONGEST_STALL, stalls.report()
    assert whole < 20  # seconds of processor time, the workers’ too


def test_only_what_is_looked_at_is_read(somebody: Acting, page: PeoplePage) -> None:
    table = page.people.table
    somebody.settle()
    assert page.count.text() == "5\u202f006 personnes"
    assert len(table.rows) == PAGE
    table.setFocus()
    table.selectRow(0)
    somebody.press(Qt.Key.Key_End)
    settle(somebody, table)
    assert table.currentIndex().row() == MANY + 5
    assert shown(table)[-1].startswith("Straßer-")
    assert len(table.rows) < 4 * PAGE
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    settle(somebody, table)
    assert len(table.rows) < 6 * PAGE


def test_a_record_far_down_is_selected_and_stays_where_it_is(somebody: Acting, page: PeoplePage) -> None:
    table = page.people.table
    assert table.select_id(FAR)
    settle(somebody, table)
    row = table.current_row()
    assert row is not None
    assert row.id == FAR
    offset = table.verticalScrollBar().value()
    assert offset > 0
    somebody.elsewhere(lambda session: add_person(session, PersonForm("Aaron", "Zoé")))
    page.reload()
    somebody.settle()
    settle(somebody, table)
    assert table.model_of_rows.rowCount() == MANY + 7
    assert table.verticalScrollBar().value() == offset
    row = table.current_row()
    assert row is not None
    assert row.id == FAR
    table.sort_by(4, descending=True)
    settle(somebody, table)
    row = table.current_row()
    assert row is not None
    assert row.id == FAR
    assert row.email in [str(index.data()) for index in in_view(table, 4)]


def in_view(table: RowTable[PersonRow], column: int) -> list[QModelIndex]:
    first, last = table.places_in_view()
    model = table.model_of_rows
    return [model.index(place, column) for place in range(first, min(last, model.rowCount() - 1) + 1)]


def test_letters_lead_to_a_name_that_was_never_read(somebody: Acting, page: PeoplePage) -> None:
    table = page.people.table
    table.setFocus()
    somebody.write("quem")
    settle(somebody, table)
    row = table.current_row()
    assert row is not None
    assert row.family_name.startswith("Quémeneur")
    table.sort_by(0, descending=True)
    settle(somebody, table)
    assert shown(table)[table.currentIndex().row() - table.places_in_view()[0]].startswith("Quémeneur")


def test_all_that_was_found_is_copied_and_not_what_was_read(somebody: Acting, page: PeoplePage) -> None:
    somebody.settle()
    page.people.table.setFocus()
    somebody.control(Qt.Key.Key_A)
    assert len(page.people.table.selected_ids()) == MANY + 6
    somebody.control(Qt.Key.Key_C)
    somebody.settle()
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == MANY + 7
    assert somebody.said == "5\u202f006 lignes copiées."
    page.people.committee.choose(CT1)
    somebody.settle()
    page.people.table.copy()
    somebody.settle()
    assert 700 < len(QApplication.clipboard().text().splitlines()) < 740


def test_all_that_was_found_is_exported_in_the_columns_shown(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = page.people.table
    table.columns.choose([("name", True), ("contact", True), ("organisation", True), ("grade", False)])
    page.people.committee.choose(CT1)
    somebody.settle()
    table.sort_by(0, descending=True)
    somebody.settle()
    asked = tmp_path / "Liste"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(asked), ""))
    table.setFocus()
    somebody.control(Qt.Key.Key_E)
    somebody.settle()
    people, about = read_sheets(tmp_path / "Liste.xlsx")
    assert people.name == "Personnes"
    head, *rows = people.rows
    assert head.cells == ("Nom", "Fonction", "Courriel", "Téléphone", "Structure", "Secteur", "Instances")
    assert len(rows) == table.model_of_rows.rowCount() > 700
    names = [row.cells[0] for row in rows]
    assert names == sorted(names, key=lambda name: fold(str(name)), reverse=True)
    assert {row.cells[0]: row.cells[1] for row in about.rows if len(row.cells) > 1}["Instance"].startswith(
        "CT1"
    )
    assert "exportées dans «\u00a0Liste.xlsx\u00a0»" in somebody.said


def test_a_long_export_says_how_far_it_is_and_can_be_stopped(
    somebody: Acting, page: PeoplePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer waits for the window to have spoken, and the window for its button to be pressed."""
    monkeypatch.setattr(tools, "_A_WHILE", 0)
    pressed = Event()

    def slowly(table: Table, path: Path, *, overwrite: bool, step: Callable[[int], object]) -> None:
        step(1000)
        assert pressed.wait(20)
        step(2000)
        path.write_bytes(b"all of it")

    monkeypatch.setattr("pstdesk.services.export.export_table", slowly)
    somebody.settle()
    page.list_tools.export_to(page.people.table, tmp_path / "liste.xlsx")
    somebody.stage.wait(lambda: somebody.said.startswith("La liste s’exporte"))
    assert somebody.said.endswith("%")
    somebody.stage.window._messages._action.click()
    pressed.set()
    somebody.settle()
    assert not (tmp_path / "liste.xlsx").exists()
    assert somebody.said == ""


def test_a_record_that_went_elsewhere_is_not_asked_for_again_and_again(
    somebody: Acting, page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = page.people.table
    somebody.settle()
    gone = table.model_of_rows.ids[2_500] if table.model_of_rows.ids is not None else 0
    somebody.elsewhere(lambda session: session.execute(delete(Person).where(Person.id == gone)))
    asked: list[int] = []
    read = somebody.stage.desk.read
    monkeypatch.setattr(somebody.stage.desk, "read", lambda *words: asked.append(1) or read(*words))
    table.scrollTo(table.model().index(2_500, 0))
    somebody.stage.wait(lambda: shown(table).count(WAITING) == 1)
    for _turn in range(5):
        somebody.settle()
    assert len(asked) <= 4
    page.reload()
    somebody.settle()
    assert WAITING not in shown(table)
