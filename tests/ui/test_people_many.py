"""A list of 5,000 people is filled, searched and sorted while the window goes on answering."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Membership, Person, Post
from pstdesk.domain.committee import Capacity
from pstdesk.domain.names import fold
from pstdesk.ui.people.page import PeoplePage
from tests.ui.acting import Acting
from tests.ui.small_town import CT1, make_town
from tests.ui.stage import Stage
from tests.ui.stalls import Stalls

MANY = 5_000
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


def test_5000_people_are_listed_searched_and_sorted_without_a_stall(somebody: Acting) -> None:
    somebody.go("people")  # so that importing the place is not counted
    page = somebody.stage.window.page
    assert isinstance(page, PeoplePage)
    began = process_time()
    stalls = Stalls()
    page.people.read(words=True)
    somebody.settle()
    assert len(page.people.table.rows) == MANY + 6
    for typed in ("b", "bo", "boe", "boeu", ""):
        somebody.fill(page.people.search, typed)
        page.people.search._search()
        somebody.settle()
    page.people.committee.choose(CT1)
    somebody.settle()
    assert 700 < len(page.people.table.rows) < 730
    page.people.committee.choose(None)
    page.people.table._sort(1)
    somebody.settle()
    longest, whole = stalls.stop(), process_time() - began
    assert longest < LONGEST_STALL, stalls.report()
    assert whole < 20  # seconds of processor time, the workers’ too
