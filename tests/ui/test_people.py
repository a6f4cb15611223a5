"""The place Personnes et structures: lists, filters, and one record in the place of its list."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from pstdesk.services.organisations import OrganisationsFilter, organisation_listing
from pstdesk.ui import clock
from pstdesk.ui.people import contacts
from pstdesk.ui.people.organisation_dialog import OrganisationDialog
from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.people.person_dialogs import NewPersonDialog
from pstdesk.ui.widgets.panels import EmptyState
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CAF, CT1, ECLUSE, INES, ZOE, make_town
from tests.ui.stage import Stage

NBSP = "\u00a0"


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people")
    assert isinstance(shown, PeoplePage)
    return shown


def search(somebody: Acting, page: PeoplePage, text: str) -> list[str]:
    somebody.control(Qt.Key.Key_F)
    somebody.write(text)
    somebody.press(Qt.Key.Key_Return)
    return texts(page.people.table)


# The list of people


def test_everybody_is_listed_by_name_with_post_bodies_and_contacts(page: PeoplePage) -> None:
    assert texts(page.people.table)[:3] == ["Ævarsson Sékou", "Bœuf Noël", "D’Arcy Maël"]
    assert page.count.text() == "6 personnes"
    page.people.table.copy()
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head == "Nom\tFonction\tStructure\tSecteur\tNiveau\tInstances\tCourriel\tTéléphone"
    assert lines[1].split("\t")[:4] == [
        "Bœuf Noël",
        "Conseiller",
        "Caisse d’allocations familiales",
        "Insertion",
    ]
    assert lines[1].split("\t")[5:] == ["CT1", "contact1@valmont.example", "01 23 45 67 01"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("BOEUF", ["Bœuf Noël"]),
        ("l'hos", ["L’Hostis Zoé"]),
        ("zoe ecluse", ["Mbaï Zoé"]),
        ("strasse", ["Nuñez-Straßer Inès"]),
        ("caf", ["Ævarsson Sékou", "Bœuf Noël"]),
        ("contact4", ["D’Arcy Maël"]),
    ],
)
def test_a_search_minds_neither_accents_nor_capitals(
    somebody: Acting, page: PeoplePage, typed: str, found: list[str]
) -> None:
    assert search(somebody, page, typed) == found
    assert page.count.text() == ("1 personne" if len(found) == 1 else f"{len(found)} personnes") + " sur 6"
    assert page.clear.isVisible()


def test_a_search_shows_as_one_types(somebody: Acting, page: PeoplePage) -> None:
    somebody.fill(page.people.search, "boe")
    somebody.stage.wait(lambda: texts(page.people.table) == ["Bœuf Noël"])
    somebody.press(Qt.Key.Key_Escape)
    assert len(texts(page.people.table)) == 6


def test_filters_add_up_and_are_cleared_at_once(somebody: Acting, page: PeoplePage) -> None:
    page.people.committee.choose(CT1)
    somebody.settle()
    assert texts(page.people.table) == ["Bœuf Noël", "L’Hostis Zoé", "Nuñez-Straßer Inès"]
    somebody.pick(page.people.organisation, "ccas")
    assert texts(page.people.table) == ["L’Hostis Zoé"]
    page.people.grade.setCurrentIndex(2)
    somebody.settle()
    assert texts(page.people.table) == []
    somebody.click(page.clear)
    assert len(texts(page.people.table)) == 6
    assert page.people.organisation.text() == ""
    assert page.clear.isHidden()


def test_a_filter_by_sector(somebody: Acting, page: PeoplePage) -> None:
    page.people.sector.setCurrentIndex(3)
    somebody.settle()
    assert texts(page.people.table) == ["Mbaï Zoé", "Nuñez-Straßer Inès"]


def test_nobody_found_offers_to_clear(somebody: Acting, page: PeoplePage) -> None:
    assert search(somebody, page, "personne de ce nom") == []
    empty = page.people.table.findChild(EmptyState)
    assert empty is not None
    somebody.click(empty.button)
    assert len(texts(page.people.table)) == 6


def test_an_empty_base_offers_the_import(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    class Window(QDialog):
        def __init__(self, frame: Any, parent: Any) -> None:
            super().__init__(parent)
            asked.append(frame)

    monkeypatch.setattr("pstdesk.ui.importing.dialog.ImportDialog", Window)
    stage = Stage(qapp, tmp_path / "settings", make_town(tmp_path, people=False))
    stage.show(QSize(1366, 768))
    somebody = Acting(stage)
    page = somebody.go("people")
    empty = page.people.table.findChild(EmptyState)
    assert page.count.text() == "0 personne"
    somebody.click(empty.button)
    assert asked == [page.frame]
    stage.close()


# One record in the place of the list


def test_enter_opens_and_escape_returns_to_the_same_line(somebody: Acting, page: PeoplePage) -> None:
    page.people.table.select_id(INES)
    page.people.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert page.person.isVisible()
    assert page.person.header.title == "Inès Nuñez-Straßer"
    assert QApplication.focusWidget() is page.person.posts
    somebody.press(Qt.Key.Key_Escape)
    assert page.person.isHidden()
    assert QApplication.focusWidget() is page.people.table
    row = page.people.table.current_row()
    assert row is not None
    assert row.id == INES


def test_a_double_click_opens_and_the_arrow_returns(somebody: Acting, page: PeoplePage) -> None:
    somebody.double_click(page.people.table, 3)
    assert page.person.header.title == "Zoé L’Hostis"
    page.person.header._back.click()
    assert page.person.isHidden()


def test_the_page_of_a_person_says_what_is_known(somebody: Acting) -> None:
    page = somebody.go("people", ZOE)
    view = page.person
    assert texts(view.posts) == ["Centre communal d’action sociale"]
    assert texts(view.memberships) == ["CT1  Accès aux droits et continuité du service public"]
    assert texts(view.mandates, 1) == ["du 12 mars 2025"]
    assert texts(view.attendances, 2)[:3] == ["à distance", "excusé", "présent, non inscrit"]
    assert view.attendance_card._remark.text() == "2 présences sur 3"
    assert nameless(page) == []


def test_a_mail_address_opens_a_message(somebody: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(contacts.QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    page = somebody.go("people", ZOE)
    link = page.person.contacts.findChild(contacts.QPushButton)
    somebody.click(link)
    assert asked == ["mailto:contact0@valmont.example"]


def test_from_a_person_one_goes_to_the_body_and_the_meeting(somebody: Acting) -> None:
    page = somebody.go("people", ZOE)
    somebody.double_click(page.person.memberships, 0)
    assert somebody.stage.window.page is not page
    somebody.go("people", ZOE)
    somebody.double_click(page.person.attendances, 0)
    assert somebody.stage.window.page is not page


# Organisations


def test_organisations_are_found_by_acronym_and_shown_with_their_people(
    somebody: Acting, page: PeoplePage
) -> None:
    page.tabs.setCurrentIndex(1)
    assert page.count.text() == "3 structures"
    assert texts(page.organisations.table, 5) == ["2", "1", "2"]
    somebody.fill(page.organisations.search, "caf")
    somebody.press(Qt.Key.Key_Return)
    assert texts(page.organisations.table) == ["Caisse d’allocations familiales"]
    page.organisations.table.selectRow(0)
    page.organisations.table.setFocus()
    somebody.press(Qt.Key.Key_Return)
    assert page.organisation.header.title == "Caisse d’allocations familiales"
    assert texts(page.organisation.people) == ["Ævarsson Sékou", "Bœuf Noël"]


def test_one_returns_from_person_to_organisation_to_list(somebody: Acting, page: PeoplePage) -> None:
    page.tabs.setCurrentIndex(1)
    page.open_organisation(ECLUSE)
    somebody.settle()
    somebody.double_click(page.organisation.people, 1)
    assert page.person.header.title == "Inès Nuñez-Straßer"
    somebody.press(Qt.Key.Key_Escape)
    assert page.organisation.isVisible()
    somebody.press(Qt.Key.Key_Escape)
    assert page.organisation.isHidden()
    assert QApplication.focusWidget() is page.organisations.table


def test_an_organisation_is_made_and_shown(somebody: Acting, page: PeoplePage) -> None:
    page.tabs.setCurrentIndex(1)
    somebody.settle()
    somebody.control(Qt.Key.Key_N)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.fill(dialog.name, "regie de l'ecluse")
    somebody.press(Qt.Key.Key_Return)
    assert len(errors(dialog)) == 1
    assert dialog.name.text() == "regie de l'ecluse"
    somebody.fill(dialog.name, "Épicerie solidaire L’Œillet")
    dialog.category.setCurrentIndex(2)
    somebody.click(dialog.primary)
    assert page.organisation.header.title == "Épicerie solidaire L’Œillet"
    somebody.press(Qt.Key.Key_Escape)
    assert page.count.text() == "4 structures"


def test_an_organisation_is_changed(somebody: Acting, page: PeoplePage) -> None:
    page.open_organisation(CAF)
    somebody.settle()
    page.organisation.change()
    dialog = somebody.dialog()
    somebody.fill(dialog.acronym, "CAF 99")
    somebody.press(Qt.Key.Key_Return)
    assert page.organisation.page is not None
    assert page.organisation.page.form.acronym == "CAF 99"


def test_an_organisation_is_put_away_and_comes_back(somebody: Acting, page: PeoplePage) -> None:
    page.open_organisation(CAF)
    somebody.settle()
    somebody.click(page.organisation.archive)
    assert somebody.said == f"La structure «{NBSP}Caisse d’allocations familiales{NBSP}» est archivée."
    somebody.press(Qt.Key.Key_Escape)
    page.tabs.setCurrentIndex(1)
    somebody.settle()
    assert len(texts(page.organisations.table)) == 2
    page.organisations.archived.click()
    somebody.settle()
    assert texts(page.organisations.table) == ["Caisse d’allocations familiales"]
    page.open_organisation(CAF)
    somebody.settle()
    assert page.organisation.header.primary is not None
    somebody.click(page.organisation.header.primary)
    rows = somebody.ask(organisation_listing(OrganisationsFilter("caf"), clock.today()).every)
    assert len(rows) == 1


def test_every_field_has_a_name(somebody: Acting, page: PeoplePage) -> None:
    assert nameless(page) == []
    page.tabs.setCurrentIndex(1)
    assert nameless(page) == []


def test_the_place_chosen_again_goes_to_the_list_and_from_elsewhere_to_the_record(
    somebody: Acting, page: PeoplePage
) -> None:
    somebody.go("people", INES)
    page.open_organisation(CAF)
    somebody.settle()
    places = somebody.stage.window.sidebar._entries
    places["meetings"].click()
    somebody.settle()
    places["people"].click()
    somebody.settle()
    assert page.organisation.isVisible()
    places["people"].click()
    somebody.settle()
    assert page.people.table.hasFocus()
    assert not page.organisation.isVisible()
    somebody.go("people", INES)
    somebody.press(Qt.Key.Key_Escape)
    assert page.people.table.isVisible()


def test_ctrl_n_on_a_record_makes_another_of_its_kind(somebody: Acting, page: PeoplePage) -> None:
    somebody.go("people", INES)
    somebody.control(Qt.Key.Key_N)
    dialog = somebody.dialog()
    assert isinstance(dialog, NewPersonDialog)
    dialog.reject()
    somebody.settle()
    page.open_organisation(CAF)
    somebody.settle()
    somebody.control(Qt.Key.Key_N)
    assert isinstance(somebody.dialog(), OrganisationDialog)
