"""The place Instances: the bodies at the left, one body at the right, and the ways between them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pstdesk.db.models import Committee
from pstdesk.domain.voting import QuorumRule
from pstdesk.services import memberships
from pstdesk.services.body_rules import rules_of
from pstdesk.services.committee_page import CommitteePage, committee_page
from pstdesk.ui import clock
from pstdesk.ui.committees.page import CommitteesPage
from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.widgets.panels import EmptyState
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CLG, CT1, CT2, ZOE, make_town
from tests.ui.stage import Stage

NBSP = "\u00a0"


@pytest.fixture
def page(somebody: Acting) -> CommitteesPage:
    shown = somebody.go("committees", CT1)
    assert isinstance(shown, CommitteesPage)
    return shown


def body(somebody: Acting, committee_id: int = CT1) -> CommitteePage:
    return somebody.ask(lambda session: committee_page(session, committee_id, clock.today()))


def lines(page: CommitteesPage) -> list[str]:
    return [str(index.data()) for index in page.tree._bodies()]


def test_the_bodies_stand_under_their_levels_and_the_first_is_on_show(somebody: Acting) -> None:
    page = somebody.go("committees")
    assert [level.text() for level in page.tree._levels()] == [
        "Coordination stratégique",
        "Veille sociale partagée",
        "Comités techniques",
    ]
    assert len(lines(page)) == 9
    assert lines(page)[2] == "CT1 Accès aux droits et continuité du service public"
    assert page.view.name.text() == "CLG  Conseil local de gouvernance"
    assert page.tree.current_id() == CLG


def test_a_line_says_who_is_referent_or_that_one_is_to_be_elected(
    somebody: Acting, page: CommitteesPage
) -> None:
    spoken = [str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in list(page.tree._bodies())[2:4]]
    assert f"Référent{NBSP}: Zoé L’Hostis" in spoken[0]
    assert "3 membres" in spoken[0]
    assert "Référent à élire" in spoken[1]
    assert f"Référent{NBSP}: Zoé L’Hostis, depuis le 12 mars 2025" == page.view.referent.text()
    somebody.go("committees", CT2)
    assert page.view.to_elect.text() == "référent à élire"
    assert page.view.referent.isHidden()


def test_the_arrows_choose_a_body_and_enter_goes_to_its_members(
    somebody: Acting, page: CommitteesPage
) -> None:
    page.tree.setFocus()
    somebody.press(Qt.Key.Key_Down)
    assert page.tree.current_id() == CT2
    assert page.view.name.text().startswith("CT2")
    somebody.press(Qt.Key.Key_Up)
    assert page.view.name.text().startswith("CT1")
    somebody.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.view.members.table
    assert page.view.members.table.current_row() is not None


def test_members_come_with_function_organisation_capacity_and_since(page: CommitteesPage) -> None:
    table = page.view.members.table
    assert texts(table) == ["Bœuf Noël", "L’Hostis Zoé", "Nuñez-Straßer Inès"]
    assert texts(table, 2) == ["membre", "membre", "observateur"]
    assert texts(table, 3) == ["–", "6 janv. 2025", "–"]
    table.copy()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].split("\t") == ["Nom", "Fonction", "Structure", "Niveau", "Qualité", "Depuis le"]
    assert copied[3].split("\t")[:3] == [
        "Nuñez-Straßer Inès",
        "Médiatrice, voix consultative",
        "Régie de l’Écluse",
    ]


def test_former_members_are_shown_when_asked_for(page: CommitteesPage) -> None:
    members = page.view.members
    assert members.former.text() == "Avec les anciens (1)"
    members.former.click()
    assert texts(members.table)[0] == "Ævarsson Sékou"
    assert texts(members.table, 3)[0] == "jusqu’au 30 nov. 2025"
    members.table.selectRow(0)
    assert not members.end.isEnabled()


def test_a_double_click_or_enter_opens_the_person(somebody: Acting, page: CommitteesPage) -> None:
    somebody.double_click(page.view.members.table, 1)
    shown = somebody.stage.window.page
    assert isinstance(shown, PeoplePage)
    assert shown.person.page is not None
    assert shown.person.page.id == ZOE


def test_enter_opens_a_meeting_in_its_place(somebody: Acting, page: CommitteesPage) -> None:
    page.view.tabs.setCurrentIndex(1)
    page.view.take_focus()
    assert texts(page.view.meetings, 1)[:2] == [f"n°{NBSP}3/2026", f"n°{NBSP}2/2025"]
    somebody.press(Qt.Key.Key_Return)
    assert somebody.stage.window.page is not page
    assert somebody.stage.window.sidebar._entries["meetings"].isChecked()


def test_a_body_is_made_and_shown(somebody: Acting, page: CommitteesPage) -> None:
    somebody.control(Qt.Key.Key_N)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.fill(dialog.name, "Alimentation et santé")
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == ["Donnez à l’instance un nom court, comme CT1."]
    assert dialog.name.text() == "Alimentation et santé"
    somebody.write("GT1")
    dialog.level.setCurrentIndex(3)
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    assert page.view.name.text() == "GT1  Alimentation et santé"
    assert lines(page)[-1] == "GT1 Alimentation et santé"


def test_a_name_that_is_taken_is_said_under_the_name(somebody: Acting, page: CommitteesPage) -> None:
    page.view.change()
    dialog = somebody.dialog()
    somebody.fill(dialog.name, "vie sociale et vivre ensemble")
    somebody.press(Qt.Key.Key_Return)
    assert len(errors(dialog)) == 1
    assert QApplication.focusWidget() is dialog.name
    assert body(somebody).form.name.startswith("Accès aux droits")


def test_a_body_chooses_its_voting_rule_and_quorum_or_has_that_of_the_programme(
    somebody: Acting, page: CommitteesPage
) -> None:
    def change_rule(name: str) -> None:
        page.view.change()
        dialog = somebody.dialog()
        places = [place for place in range(dialog.rules.count()) if dialog.rules.itemText(place) == name]
        dialog.rules.setCurrentIndex(places[0])
        somebody.click(dialog.primary)

    default = "celle de la démarche (Majorité à deux tours – aucun quorum)"
    strict = "Majorité à deux tours avec quorum – la moitié des membres, pouvoirs compris"
    change_rule(strict)
    chosen = body(somebody).form.rule_set_id
    assert chosen is not None
    assert somebody.ask(lambda session: rules_of(session, CT1)).quorum is QuorumRule.HALF_WITH_PROXIES
    page.view.change()
    assert somebody.dialog().rules.currentText() == strict
    somebody.dialog().reject()
    change_rule(default)
    assert body(somebody).form.rule_set_id is None


def test_what_was_typed_stays_when_another_was_faster(somebody: Acting, page: CommitteesPage) -> None:
    page.view.change()
    dialog = somebody.dialog()

    def rename(session: Any) -> None:
        session.get_one(Committee, CT1).usual_place = "Mairie"

    somebody.elsewhere(rename)
    somebody.fill(dialog.place, "Maison de quartier de l’Écluse")
    somebody.press(Qt.Key.Key_Return)
    assert "modifiée entre-temps" in errors(dialog)[0]
    assert dialog.place.text() == "Maison de quartier de l’Écluse"
    assert body(somebody).form.usual_place == "Mairie"


def test_a_body_is_put_away_and_comes_back(somebody: Acting, page: CommitteesPage) -> None:
    page.view.archive()
    somebody.settle()
    assert somebody.said.startswith("L’instance CT1 est archivée.")
    assert [level.text() for level in page.tree._levels()][-1] == "Archivées"
    assert page.header.primary is not None
    assert not page.header.primary.isEnabled()
    somebody.answer()
    assert "Archivées" not in [level.text() for level in page.tree._levels()]
    assert page.header.primary.isEnabled()


def test_an_archived_body_is_brought_back_from_its_page(somebody: Acting, page: CommitteesPage) -> None:
    page.view.archive()
    somebody.settle()
    assert page.view.put_away.text() == "archivée"
    somebody.click(page.view.restore)
    assert page.view.put_away.isHidden()
    assert lines(page)[2].startswith("CT1")


def test_the_splitter_stays_where_it_was_left(somebody: Acting, page: CommitteesPage) -> None:
    page.splitter.setSizes([500, 550])
    page.splitter.keep()
    sizes = page.splitter.sizes()
    assert somebody.stage.preferences.current.splitters["committees"] == tuple(sizes)
    again = type(page)(page.frame)
    again.resize(page.size())
    again.show()
    assert abs(again.splitter.sizes()[0] - sizes[0]) <= 2
    again.close()


def test_a_change_elsewhere_in_the_window_shows_at_once(somebody: Acting, page: CommitteesPage) -> None:
    def leave(session: Any) -> None:
        memberships.leave(session, 2, clock.today())

    somebody.stage.desk.write(page, leave).start()
    somebody.settle()
    assert texts(page.view.members.table) == ["L’Hostis Zoé", "Nuñez-Straßer Inès"]
    assert page.tree.current_id() == CT1


def test_an_empty_programme_teaches_the_first_step(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path, "vide", people=False))
    stage.show(QSize(1366, 768))
    page = Acting(stage).go("committees")
    assert isinstance(page, CommitteesPage)
    empty = page._stack.currentWidget()
    assert isinstance(empty, EmptyState)
    empty.button.click()
    stage.settle()
    assert stage.dialog().windowTitle() == "Nouvelle instance"
    stage.close()


def test_every_field_has_a_name(somebody: Acting, page: CommitteesPage) -> None:
    assert nameless(page) == []
