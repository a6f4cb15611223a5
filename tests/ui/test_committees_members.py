"""Who joins and leaves a body, and who holds its seats, at the window."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pstdesk.domain.committee import Capacity
from pstdesk.services import seats
from pstdesk.services.committee_page import CommitteePage, MemberRow, committee_page
from pstdesk.services.organisations import OrganisationsFilter, organisation_listing
from pstdesk.services.people import PeopleFilter, person_rows
from pstdesk.services.seats import SeatRow
from pstdesk.ui import clock
from pstdesk.ui.committees.page import CommitteesPage
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CLG, CT1, MAEL, ZOE

NBSP = "\u00a0"


@pytest.fixture
def page(somebody: Acting) -> CommitteesPage:
    shown = somebody.go("committees", CT1)
    assert isinstance(shown, CommitteesPage)
    return shown


def body(somebody: Acting) -> CommitteePage:
    return somebody.ask(lambda session: committee_page(session, CT1, clock.today()))


def member(somebody: Acting, family_name: str) -> MemberRow:
    return next(row for row in body(somebody).members if row.family_name == family_name)


def names(somebody: Acting) -> list[str]:
    rows = somebody.ask(lambda session: person_rows(session, PeopleFilter(), clock.today()))
    return [f"{row.given_name} {row.family_name}" for row in rows]


# Joining


def test_a_person_of_the_base_is_registered_without_the_mouse(somebody: Acting, page: CommitteesPage) -> None:
    somebody.control(Qt.Key.Key_I)
    dialog = somebody.dialog()
    assert QApplication.focusWidget() is dialog.who
    assert nameless(dialog) == []
    somebody.pick(dialog.who, "d'ar")
    dialog.fields.capacity.choose(Capacity.OBSERVER)
    assert dialog.fields.voting.value() is False
    somebody.fill(dialog.fields.since, "3/2/2026")
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    row = member(somebody, "D’Arcy")
    assert (row.person_id, row.capacity, row.voting, row.starts_on) == (
        MAEL,
        Capacity.OBSERVER,
        False,
        date(2026, 2, 3),
    )
    assert somebody.said == "L’inscription de D’Arcy Maël est enregistrée."
    assert "D’Arcy Maël" in texts(page.view.members.table)


def test_a_substitute_is_registered_for_a_titulaire(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "maël")
    dialog.fields.substitute.choose(ZOE)
    somebody.click(dialog.primary)
    assert member(somebody, "D’Arcy").substitute_for == "Zoé L’Hostis"


def test_nobody_chosen_is_said_under_the_field(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.click(dialog.primary)
    assert errors(dialog) == ["Choisissez une personne dans la liste proposée."]
    assert QApplication.focusWidget() is dialog.who


def test_who_is_registered_already_is_not_registered_twice(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "l'hos")
    somebody.click(dialog.primary)
    assert len(errors(dialog)) == 1
    assert dialog.who.text() == "L’Hostis Zoé"
    assert len(body(somebody).members) == 3


def test_somebody_new_is_made_and_registered_in_one_step(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "Aïssata O’Œuvre")
    assert dialog.is_new
    assert (dialog.new.family.text(), dialog.new.given.text()) == ("O’Œuvre", "Aïssata")
    assert dialog.primary.text() == "Créer et inscrire"
    somebody.pick(dialog.new.organisation, "Ludothèque L’Échange")
    somebody.fill(dialog.new.job_title, "Ludothécaire")
    somebody.click(dialog.primary)
    assert not somebody.is_asked
    row = member(somebody, "O’Œuvre")
    assert (row.organisation, row.job_title) == ("Ludothèque L’Échange", "Ludothécaire")


def test_somebody_of_the_same_name_is_shown_before_anybody_is_made(
    somebody: Acting, page: CommitteesPage
) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "MBAI Zoe", new=True)
    assert (dialog.new.family.text(), dialog.new.given.text()) == ("MBAI", "Zoe")
    somebody.click(dialog.primary)
    assert somebody.is_asked
    assert dialog.new.notice.sentence == f"Une personne de ce nom est déjà dans la base. Est-ce elle{NBSP}?"
    assert dialog.primary.text() == "Créer une autre personne"
    assert len(names(somebody)) == 6
    somebody.click(dialog.new.notice.links[0])
    assert not dialog.is_new
    assert dialog.who.text() == "Mbaï Zoé"
    somebody.click(dialog.primary)
    assert len(names(somebody)) == 6
    assert member(somebody, "Mbaï").given_name == "Zoé"


def test_a_namesake_is_made_when_it_is_meant(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "Zoé Mbaï x")
    somebody.fill(dialog.new.family, "Mbaï")
    somebody.click(dialog.primary)
    somebody.click(dialog.primary)
    assert not somebody.is_asked
    assert names(somebody).count("Zoé Mbaï") == 2


def test_an_organisation_that_was_only_typed_is_asked_for(somebody: Acting, page: CommitteesPage) -> None:
    page.enrol()
    dialog = somebody.dialog()
    somebody.pick(dialog.who, "Aïssata Rouvière")
    somebody.fill(dialog.new.organisation, "Régi")
    dialog.new.organisation._popup.hide()
    somebody.click(dialog.primary)
    assert errors(dialog)[0].startswith(f"«{NBSP}Régi{NBSP}» n’est pas encore une structure")
    assert dialog.new.organisation.text() == "Régi"
    dialog.back.click()
    assert not dialog.is_new


# Leaving


def test_the_mandate_that_ends_is_told_before(somebody: Acting, page: CommitteesPage) -> None:
    page.view.members.table.select_id(1)
    page.view.members.table.setFocus()
    somebody.press(Qt.Key.Key_Delete)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    tomorrow = clock.today() + timedelta(days=1)
    somebody.fill(dialog.day, f"{tomorrow:%d/%m/%Y}")
    somebody.stage.wait(lambda: f"{tomorrow.day}" in dialog.notice.sentence)
    assert dialog.notice.sentence.startswith(
        "Son mandat de référent, commencé le 12 mars 2025, prend fin le "
    )
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    page_now = body(somebody)
    assert page_now.mandates[0].ends_on == tomorrow
    assert next(row for row in page_now.members if row.person_id == ZOE).ends_on == tomorrow


def test_no_mandate_no_warning(somebody: Acting, page: CommitteesPage) -> None:
    page.view.members.table.select_id(2)
    somebody.click(page.view.members.end)
    dialog = somebody.dialog()
    assert dialog.notice.sentence == ""
    somebody.click(dialog.primary)
    assert texts(page.view.members.table) == ["L’Hostis Zoé", "Nuñez-Straßer Inès"]
    assert page.view.members.former.text() == "Avec les anciens (2)"


def test_a_departure_before_the_arrival_is_refused_and_stays_on_screen(
    somebody: Acting, page: CommitteesPage
) -> None:
    page.view.members.table.select_id(1)
    page.view.members.end_current()
    dialog = somebody.dialog()
    somebody.fill(dialog.day, "1/1/2025")
    somebody.press(Qt.Key.Key_Return)
    assert len(errors(dialog)) == 1
    somebody.fill(dialog.day, "31 juin")
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == [
        f"La date «{NBSP}31 juin{NBSP}» n’existe pas{NBSP}: vérifiez le jour et le mois."
    ]
    somebody.fill(dialog.day, "")
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == ["Indiquez le jour, par exemple 12/03/2026, 12 mars ou lundi."]
    assert next(row for row in body(somebody).members if row.person_id == ZOE).ends_on is None


def test_a_registration_is_corrected(somebody: Acting, page: CommitteesPage) -> None:
    page.view.members.table.select_id(3)
    somebody.click(page.view.members.change)
    dialog = somebody.dialog()
    assert dialog.fields.capacity.value() is Capacity.OBSERVER
    dialog.fields.capacity.choose(Capacity.FACILITATOR)
    somebody.fill(dialog.fields.since, "2 mars 2026")
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    row = member(somebody, "Nuñez-Straßer")
    assert (row.capacity, row.voting, row.starts_on) == (Capacity.FACILITATOR, True, date(2026, 3, 2))


# Seats


@pytest.fixture
def council(somebody: Acting) -> CommitteesPage:
    shown = somebody.go("committees", CLG)
    assert isinstance(shown, CommitteesPage)
    shown.view.tabs.setCurrentIndex(3)
    shown.view.take_focus()
    return shown


def seat(somebody: Acting, place: int = 0) -> SeatRow:
    def read(session: Any) -> tuple[SeatRow, ...]:
        return seats.seat_rows(session, CLG, clock.today())

    return somebody.ask(read)[place]


def test_vacant_seats_are_told(council: CommitteesPage) -> None:
    assert texts(council.view.seats.table)[:2] == ["Maire", "Président du Conseil départemental"]
    assert texts(council.view.seats.table, 1) == ["vacant"] * 4


def test_only_bodies_with_seats_show_them(somebody: Acting, page: CommitteesPage) -> None:
    assert not page.view.tabs.isTabVisible(3)
    somebody.go("committees", CLG)
    assert page.view.tabs.isTabVisible(3)


def test_a_seat_is_held_then_left(somebody: Acting, council: CommitteesPage) -> None:
    somebody.press(Qt.Key.Key_Return)
    dialog = somebody.dialog()
    assert dialog.windowTitle() == "Titulaire – Maire"
    somebody.pick(dialog.who, "boeuf")
    somebody.fill(dialog.since, "1/3/2026")
    somebody.press(Qt.Key.Key_Return)
    assert texts(council.view.seats.table, 1)[0] == "Noël Bœuf"
    council.view.seats.vacate()
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.fill(dialog.day, "1/2/2026")
    somebody.click(dialog.primary)
    assert len(errors(dialog)) == 1
    somebody.fill(dialog.day, "1/10/2026")
    somebody.click(dialog.primary)
    assert seat(somebody).holder is None
    assert texts(council.view.seats.table, 1)[0] == "vacant"


def test_a_seat_gets_a_substitute(somebody: Acting, council: CommitteesPage) -> None:
    council.view.seats.name_holder(is_substitute=True)
    dialog = somebody.dialog()
    assert dialog.windowTitle() == "Suppléance – Maire"
    somebody.pick(dialog.who, "maël")
    somebody.click(dialog.primary)
    assert [held.person for held in seat(somebody).substitutes] == ["Maël D’Arcy"]
    assert council.view.seats.table.rows[0].substitutes[0].person == "Maël D’Arcy"


def test_a_seat_is_made_renamed_and_put_away(somebody: Acting, council: CommitteesPage) -> None:
    somebody.click(council.view.seats.add)
    dialog = somebody.dialog()
    somebody.click(dialog.primary)
    assert errors(dialog) == ["Écrivez la fonction à laquelle ce siège est attaché."]
    somebody.fill(dialog.office, "Directrice du bailleur")
    somebody.pick(dialog.organisation, "Valmont Habitat")
    somebody.click(dialog.primary)
    assert seat(somebody, 4).organisation == "Valmont Habitat"
    names = somebody.ask(organisation_listing(OrganisationsFilter("valmont"), clock.today()).every)
    assert [row.name for row in names] == ["Valmont Habitat"]
    council.view.seats.table.selectRow(4)
    council.view.seats.change()
    dialog = somebody.dialog()
    assert dialog.organisation.text() == "Valmont Habitat"
    somebody.fill(dialog.office, "Directeur du bailleur")
    somebody.click(dialog.primary)
    council.view.seats.archive()
    somebody.settle()
    assert len(council.view.seats.table.rows) == 4
    assert somebody.said == f"Le siège «{NBSP}Directeur du bailleur{NBSP}» est archivé."
    somebody.answer()
    assert texts(council.view.seats.table)[-1] == "Directeur du bailleur"
