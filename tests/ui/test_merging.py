"""Two records made one at the window: from the list, from a page, among the doubles; and taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from pstdesk.db.migrate import open_base
from pstdesk.db.models import Mandate, Organisation, Person
from pstdesk.domain.committee import MandateRole
from pstdesk.ui.people.page import PeoplePage
from tests import builders
from tests.ui.acting import Acting, nameless, texts
from tests.ui.small_town import CAF, ZOE, make_town
from tests.ui.stage import Stage

NBSP = "\u00a0"
TWIN, TWIN_HOUSE = 900, 900


@pytest.fixture
def somebody(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Acting]:
    path = make_town(tmp_path)
    base = open_base(path)
    with base.write() as session:
        builders.person(session, "Zoe", "L Hostis", id=TWIN, email="z@ailleurs.example")
        builders.organisation(session, "CAF", id=TWIN_HOUSE, phone="01 23 45 67 99")
    base.close()
    stage = Stage(qapp, tmp_path / "settings", path)
    stage.show(QSize(1366, 768))
    yield Acting(stage)
    stage.close()


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people")
    assert isinstance(shown, PeoplePage)
    return shown


def select_two(table: Any, *ids: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place, row in enumerate(table.rows):
        if row.id in ids:
            table.selectionModel().select(table.model().index(place, 0), flags)


def merged_into(somebody: Acting, model: Any, record_id: int) -> int | None:
    found: int | None = somebody.ask(
        lambda session: session.scalar(select(model.merged_into_id).where(model.id == record_id))
    )
    return found


def test_two_rows_are_merged_and_the_merge_is_taken_back(somebody: Acting, page: PeoplePage) -> None:
    assert page.merge.isHidden()
    page.people.table.clearSelection()
    select_two(page.people.table, ZOE, TWIN)
    assert page.merging.actions[0].isEnabled()
    somebody.click(page.merge)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    assert dialog.passed.text()
    somebody.click(dialog.primary)
    assert somebody.said == f"Les deux fiches n’en font plus qu’une{NBSP}: Zoé L’Hostis."
    assert merged_into(somebody, Person, TWIN) == ZOE
    assert "L Hostis Zoe" not in texts(page.people.table)
    assert page.merge.isHidden()
    somebody.answer()
    assert merged_into(somebody, Person, TWIN) is None
    assert "L Hostis Zoe" in texts(page.people.table)


def test_the_other_record_can_be_kept_and_a_value_be_chosen(somebody: Acting, page: PeoplePage) -> None:
    page.people.table.clearSelection()
    select_two(page.people.table, ZOE, TWIN)
    somebody.click(page.merge)
    dialog = somebody.dialog()
    left, right = dialog.comparison.keep_buttons
    left_is_zoe = dialog._merging.kept_id == ZOE
    other = right if left_is_zoe else left
    other.click()
    somebody.settle()
    dialog.comparison._theirs["email"].click()
    somebody.click(dialog.primary)
    assert merged_into(somebody, Person, ZOE) == TWIN
    mail = somebody.ask(lambda session: session.get_one(Person, TWIN).email)
    assert mail == "contact0@valmont.example"


def test_from_a_page_one_finds_the_other_record(somebody: Acting) -> None:
    page = somebody.go("people", ZOE)
    page.person.merge()
    picker = somebody.dialog()
    assert nameless(picker) == []
    somebody.click(picker.primary)
    assert somebody.is_asked
    somebody.pick(picker.other, "l hostis zoe")
    somebody.click(picker.primary)
    dialog = somebody.dialog()
    somebody.click(dialog.primary)
    survivor = TWIN if merged_into(somebody, Person, ZOE) == TWIN else ZOE
    assert page.person.record_id == survivor


def test_the_page_of_a_merged_record_is_the_other_one(somebody: Acting, page: PeoplePage) -> None:
    page.tabs.setCurrentIndex(1)
    page.organisations.table.clearSelection()
    select_two(page.organisations.table, CAF, TWIN_HOUSE)
    somebody.click(page.merge)
    somebody.click(somebody.dialog().primary)
    gone, kept = (TWIN_HOUSE, CAF) if merged_into(somebody, Organisation, TWIN_HOUSE) else (CAF, TWIN_HOUSE)
    page.open_organisation(gone)
    somebody.settle()
    assert page.organisation.page is not None
    assert page.organisation.page.id == kept
    assert page.organisation.page.form.phone == "01 23 45 67 99"
    somebody.press(Qt.Key.Key_Escape)
    page.organisations.archived.click()
    somebody.settle()
    assert texts(page.organisations.table) == []


def test_what_cannot_be_is_said_and_the_verb_is_out_of_reach(somebody: Acting, page: PeoplePage) -> None:
    def entrust(session: Any) -> None:
        mandate = session.scalar(select(Mandate).where(Mandate.person_id == ZOE))
        session.add(
            Mandate(
                committee_id=mandate.committee_id,
                person_id=TWIN,
                role=MandateRole.SUBSTITUTE_REFERENT,
                starts_on=mandate.starts_on,
            )
        )

    somebody.elsewhere(entrust)
    page.people.table.clearSelection()
    select_two(page.people.table, ZOE, TWIN)
    somebody.click(page.merge)
    dialog = somebody.dialog()
    assert "mandats différents" in dialog.notice.sentence
    assert not dialog.primary.isEnabled()


def test_doubles_are_worked_off_pair_by_pair(somebody: Acting, page: PeoplePage) -> None:
    page.tabs.setCurrentIndex(2)
    somebody.settle()
    assert nameless(page) == []
    assert texts(page.doubles.table) == ["L’Hostis Zoé"]
    assert page.count.text() == "1 paire"
    page.doubles.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    somebody.dialog().reject()
    somebody.settle()
    page.doubles.table.setFocus()
    somebody.press(Qt.Key.Key_Delete)
    assert texts(page.doubles.table) == []
    assert page.header.primary is not None
    assert not page.header.primary.isEnabled()
    somebody.answer()
    assert texts(page.doubles.table) == ["L’Hostis Zoé"]
    page.doubles.kinds.group.button(1).click()
    somebody.settle()
    assert texts(page.doubles.table) == ["Caisse d’allocations familiales"]
    assert page.doubles.apart.text() == "Ce sont deux structures"
    somebody.click(page.header.primary)
    somebody.click(somebody.dialog().primary)
    assert texts(page.doubles.table) == []
    assert merged_into(somebody, Organisation, TWIN_HOUSE) == CAF
