"""Making and changing people: in one step, never twice by mistake, and nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from pstdesk.db.models import Person
from pstdesk.services import memberships
from pstdesk.services.people import PeopleFilter, PersonForm, PersonRow, person_rows
from pstdesk.services.person_page import PersonPage, person_page
from pstdesk.services.posts import PostForm, PostRow
from pstdesk.ui import clock
from pstdesk.ui.people.new_person import civilities, split_name
from pstdesk.ui.people.page import PeoplePage
from pstdesk.ui.people.person_view import current_post
from tests.ui.acting import Acting, errors, nameless, texts
from tests.ui.small_town import CT1, CT2, MAEL, NOEL, ZOE, ZOE_TOO

NBSP = "\u00a0"


@pytest.fixture
def page(somebody: Acting) -> PeoplePage:
    shown = somebody.go("people")
    assert isinstance(shown, PeoplePage)
    return shown


def everybody(somebody: Acting) -> tuple[PersonRow, ...]:
    return somebody.ask(lambda session: person_rows(session, PeopleFilter(), clock.today()))


def person(somebody: Acting, person_id: int) -> PersonPage:
    return somebody.ask(lambda session: person_page(session, person_id))


# Making


def test_a_person_is_made_with_post_and_bodies_without_the_mouse(somebody: Acting, page: PeoplePage) -> None:
    somebody.control(Qt.Key.Key_N)
    dialog = somebody.dialog()
    assert QApplication.focusWidget() is dialog.fields.family
    assert nameless(dialog) == []
    somebody.write("N’Guessan-Œuvrard")
    somebody.press(Qt.Key.Key_Tab)
    somebody.write("Chloé")
    somebody.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.fields.email
    somebody.pick(dialog.fields.organisation, "Amicale des œillets")
    somebody.press(Qt.Key.Key_Tab)
    somebody.write("Présidente")
    dialog._boxes[CT1].setFocus()
    somebody.press(Qt.Key.Key_Space)
    dialog._boxes[CT2].setFocus()
    somebody.press(Qt.Key.Key_Space)
    somebody.fill(dialog.since, "1er septembre 2026")
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    assert page.person.header.title == "Chloé N’Guessan-Œuvrard"
    made = person(somebody, 7)
    assert [(post.organisation, post.form.job_title) for post in made.posts] == [
        ("Amicale des œillets", "Présidente")
    ]
    joined = [(member.short_name, member.starts_on) for member in made.memberships]
    assert joined == [("CT1", date(2026, 9, 1)), ("CT2", date(2026, 9, 1))]


def test_a_person_needs_a_name(somebody: Acting, page: PeoplePage) -> None:
    page.add_person()
    dialog = somebody.dialog()
    somebody.fill(dialog.fields.given, "Chloé")
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == ["Indiquez au moins le nom de famille."]
    assert dialog.fields.given.text() == "Chloé"
    assert QApplication.focusWidget() is dialog.fields.family


def test_a_namesake_is_told_while_typing_and_before_making(somebody: Acting, page: PeoplePage) -> None:
    page.add_person()
    dialog = somebody.dialog()
    somebody.fill(dialog.fields.family, "MBAI")
    somebody.fill(dialog.fields.given, "zoe")
    somebody.stage.wait(dialog.fields.notice.isVisible)
    assert dialog.fields.notice.sentence.startswith("Une personne de ce nom est déjà dans la base.")
    assert dialog.fields.notice.links[0].text() == "Ouvrir la fiche de Mbaï Zoé (Régie de l’Écluse)"
    somebody.fill(dialog.fields.given, "Zoéline")
    assert dialog.fields.notice.sentence == ""
    assert dialog.primary.text() == "Créer la personne"


def test_enter_does_not_outrun_the_look_for_namesakes(somebody: Acting, page: PeoplePage) -> None:
    page.add_person()
    dialog = somebody.dialog()
    dialog.fields.family.setText("Mbaï")
    dialog.fields.given.setText("Zoé")
    somebody.press(Qt.Key.Key_Return)
    assert somebody.is_asked
    assert dialog.primary.text() == "Créer une autre personne"
    assert len(everybody(somebody)) == 6
    somebody.press(Qt.Key.Key_Return)
    assert not somebody.is_asked
    assert len(everybody(somebody)) == 7


def test_the_link_opens_who_is_known(somebody: Acting, page: PeoplePage) -> None:
    page.add_person()
    dialog = somebody.dialog()
    dialog.fields.family.setText("Mbaï")
    dialog.fields.given.setText("Zoé")
    somebody.press(Qt.Key.Key_Return)
    somebody.click(dialog.fields.notice.links[0])
    assert not somebody.is_asked
    assert page.person.page is not None
    assert page.person.page.id == ZOE_TOO
    assert len(everybody(somebody)) == 6


@pytest.mark.parametrize(
    ("typed", "family", "given"),
    [
        ("Zoé L’Hostis", "L’Hostis", "Zoé"),
        ("L’HOSTIS Zoé", "L’HOSTIS", "Zoé"),
        ("Zoé DE LA RUE", "DE LA RUE", "Zoé"),
        ("Mbaï", "Mbaï", ""),
        ("MBAÏ", "MBAÏ", ""),
        ("", "", ""),
    ],
)
def test_what_was_typed_in_one_field_is_taken_apart(typed: str, family: str, given: str) -> None:
    assert split_name(typed) == (family, given)


def test_the_post_of_today_is_neither_one_that_is_over_nor_one_to_come() -> None:
    today = clock.today()
    a_month = timedelta(days=30)
    to_come, held, over = (
        PostRow(number, "", "", "", PostForm(job_title="Agent", starts_on=starts_on, ends_on=ends_on))
        for number, starts_on, ends_on in (
            (3, today + a_month, None),
            (2, today - a_month, today + a_month),
            (1, None, today - a_month),
        )
    )
    page = PersonPage(1, PersonForm("Mbaï"), (to_come, held, over), (), (), ())
    assert current_post(page) == held
    assert current_post(replace(page, posts=(to_come, over))) is None


def test_a_civility_of_an_import_is_kept_among_the_choices() -> None:
    assert civilities("Dr")[-1] == ("Dr", "Dr")
    assert len(civilities("Madame")) == len(civilities()) == 3


# Changing


def test_names_and_contacts_are_changed(somebody: Acting) -> None:
    page = somebody.go("people", MAEL)
    somebody.click(page.person.header.primary)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.fill(dialog.phone, "06 00 00 00 01")
    dialog.notes.setPlainText("Préfère le téléphone.")
    somebody.fill(dialog.family, "D’Arcy-Müller")
    somebody.press(Qt.Key.Key_Return)
    form = person(somebody, MAEL).form
    assert (form.family_name, form.phone, form.notes) == (
        "D’Arcy-Müller",
        "06 00 00 00 01",
        "Préfère le téléphone.",
    )
    assert page.person.header.title == "Maël D’Arcy-Müller"


def test_what_was_typed_stays_when_another_was_faster(somebody: Acting) -> None:
    page = somebody.go("people", MAEL)
    page.person.change()
    dialog = somebody.dialog()

    def move(session: Any) -> None:
        session.get_one(Person, MAEL).phone = "01 00 00 00 00"

    somebody.elsewhere(move)
    somebody.fill(dialog.email, "mael@valmont.example")
    somebody.press(Qt.Key.Key_Return)
    assert "modifiée entre-temps" in errors(dialog)[0]
    assert dialog.email.text() == "mael@valmont.example"
    assert person(somebody, MAEL).form.phone == "01 00 00 00 00"


def test_the_next_post_ends_the_one_before(somebody: Acting) -> None:
    page = somebody.go("people", NOEL)
    somebody.click(page.person.change_post)
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    somebody.pick(dialog.organisation, "ccas")
    somebody.fill(dialog.job_title, "Directeur")
    somebody.fill(dialog.since, "")
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == [
        f"Dites depuis quel jour ce nouveau poste est occupé{NBSP}: l’ancien finit ce jour-là."
    ]
    somebody.fill(dialog.since, "1/9/2026")
    somebody.press(Qt.Key.Key_Return)
    assert texts(page.person.posts) == ["Centre communal d’action sociale", "Caisse d’allocations familiales"]
    assert texts(page.person.posts, 2) == ["depuis le 1er sept. 2026", "jusqu’au 31 août 2026"]
    assert page.person.header._subtitle.text() == "Directeur, Centre communal d’action sociale"


def test_a_post_is_corrected_and_removed_with_a_way_back(somebody: Acting) -> None:
    page = somebody.go("people", NOEL)
    page.person.posts.selectRow(0)
    page.person.posts.setFocus()
    somebody.press(Qt.Key.Key_Return)
    dialog = somebody.dialog()
    assert dialog.job_title.text() == "Conseiller"
    somebody.fill(dialog.job_title, "Conseiller principal")
    somebody.press(Qt.Key.Key_Return)
    assert person(somebody, NOEL).posts[0].form.job_title == "Conseiller principal"
    page.person.posts.selectRow(0)
    somebody.press(Qt.Key.Key_Return)
    somebody.click(somebody.dialog().remove)
    assert person(somebody, NOEL).posts == ()
    somebody.answer()
    assert person(somebody, NOEL).posts[0].form.job_title == "Conseiller principal"


def test_a_first_post_is_added(somebody: Acting) -> None:
    page = somebody.go("people", MAEL)
    assert page.person.change_post.isHidden()
    add = next(
        button for button in page.person.post_card.findChildren(QPushButton) if button.text() == "Ajouter…"
    )
    somebody.click(add)
    dialog = somebody.dialog()
    somebody.press(Qt.Key.Key_Return)
    assert errors(dialog) == [
        f"Un poste a au moins une structure ou une fonction{NBSP}: indiquez l’une des deux."
    ]
    somebody.fill(dialog.job_title, "Habitant")
    somebody.press(Qt.Key.Key_Return)
    assert texts(page.person.posts) == ["Habitant"]


def test_a_person_joins_and_leaves_from_their_page(somebody: Acting) -> None:
    page = somebody.go("people", MAEL)
    page.person.join()
    dialog = somebody.dialog()
    assert nameless(dialog) == []
    dialog.committee.choose(CT2)
    somebody.settle()
    somebody.fill(dialog.fields.since, "1/6/2026")
    somebody.press(Qt.Key.Key_Return)
    assert texts(page.person.memberships) == ["CT2  Vie sociale et vivre ensemble"]
    page.person.memberships.selectRow(0)
    somebody.click(page.person.end)
    somebody.click(somebody.dialog().primary)
    assert person(somebody, MAEL).memberships[0].ends_on == clock.today()
    assert not page.person.end.isEnabled()


def test_who_sits_somewhere_is_not_put_away(somebody: Acting) -> None:
    page = somebody.go("people", ZOE)
    somebody.click(page.person.archive)
    assert somebody.said == (
        f"Zoé L’Hostis siège encore{NBSP}: CT1. Mettez fin à ses inscriptions, puis archivez la fiche."
    )


def test_who_left_is_put_away_and_comes_back(somebody: Acting, page: PeoplePage) -> None:
    def leave(session: Any) -> None:
        memberships.leave(session, 2, clock.today())

    somebody.elsewhere(leave)
    somebody.go("people", NOEL)
    somebody.click(page.person.archive)
    assert somebody.said == "La fiche de Noël Bœuf est archivée."
    assert page.person.header.primary is not None
    assert page.person.header.primary.text() == "Rétablir"
    somebody.answer()
    assert page.person.header.primary.text() == "Modifier…"
    somebody.click(page.person.archive)
    somebody.press(Qt.Key.Key_Escape)
    assert "Bœuf Noël" not in texts(page.people.table)
    page.people.archived.click()
    somebody.settle()
    assert texts(page.people.table) == ["Bœuf Noël"]
