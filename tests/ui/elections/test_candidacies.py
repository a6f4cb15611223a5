"""Who stands: found by a few letters, taken back, with a statement, alone, with a suppléant, or nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from sqlalchemy import select

from pstdesk.db.models import Person
from pstdesk.domain.committee import MandateRole
from pstdesk.services import mandates
from pstdesk.services.mandates import MandateForm
from tests import builders
from tests.ui.elections.voting import RULES, Voting


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def names(voting: Voting) -> list[str]:
    return [row.name for row in voting.page.candidates]


def test_letters_find_members_at_once_and_enter_takes_the_first(voting: Voting) -> None:
    entry = voting.open().panel.entry
    voting.seances.type("b")
    assert [who.text for who in entry.suggestions] == ["Nadir Bensaïd", "Noël Bœuf"]
    voting.seances.press(Qt.Key.Key_Return)
    voting.seances.settle()
    assert names(voting) == ["Nadir Bensaïd"]
    assert entry.text() == ""
    assert entry.hasFocus()
    voting.seances.type("b")
    assert [who.text for who in entry.suggestions] == ["Noël Bœuf"]


def test_delete_takes_a_candidacy_back_and_undo_brings_it_again(voting: Voting) -> None:
    table = voting.open().stand("abé", "bœu").panel.list
    table.setFocus()
    table.selectRow(0)
    voting.seances.press(Qt.Key.Key_Delete)
    voting.seances.settle()
    assert names(voting) == ["Noël Bœuf"]
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert names(voting) == ["Chloé Abélard", "Noël Bœuf"]


def test_between_rounds_a_candidate_withdraws_and_another_comes_in(voting: Voting) -> None:
    voting.open().stand("abé", "bœu", "dia").go_on().count(1, 1, 4, 3, 2)
    voting.panel.second.click()
    voting.seances.settle()
    panel = voting.panel
    assert panel.entry.isVisible()
    voting.stand("fau")
    panel.list.setFocus()
    panel.list.selectRow(2)
    voting.seances.press(Qt.Key.Key_Delete)
    voting.seances.settle()
    assert [row.withdrawn for row in voting.page.candidates] == [False, False, True, False]
    assert plain(panel.primary.text()) == "Ouvrir le tour 2"
    voting.go_on()
    assert [score.name for score in voting.page.rounds[-1].scores] == [
        "Chloé Abélard",
        "Noël Bœuf",
        "Renée Fauré",
    ]


def test_a_statement_is_written_on_demand(voting: Voting) -> None:
    table = voting.open().stand("abé").panel.list
    table.setFocus()
    table.selectRow(0)
    voting.seances.press(Qt.Key.Key_F2)
    dialog = voting.seances.dialog()
    dialog.statement.setPlainText("Que chaque action ait un nom.")
    dialog.primary.click()
    voting.seances.settle()
    assert voting.page.candidates[0].statement == "Que chaque action ait un nom."


def test_the_sole_candidate_is_declared_elected_or_voted_on(voting: Voting) -> None:
    panel = voting.open().stand("abé").panel
    assert panel.primary.text() == "Élire sans vote"
    assert plain(panel.other.text()) == "Ouvrir le tour 1"
    assert panel.other.isVisible()
    voting.go_on()
    assert voting.step == "acceptance"


@pytest.mark.parametrize("voting", [replace(RULES, sole_candidate=False, show_of_hands=False)], indirect=True)
def test_what_the_rules_do_not_allow_is_not_offered(voting: Voting) -> None:
    panel = voting.open().stand("abé").panel
    assert plain(panel.primary.text()) == "Ouvrir le tour 1"
    assert not panel.other.isVisible()
    assert not panel.by_hands.isVisible()


def test_a_show_of_hands_is_public_in_the_rounds_that_follow_too(voting: Voting) -> None:
    voting.open().stand("abé", "bœu", "dia").panel.by_hands.setChecked(True)
    voting.go_on()
    assert voting.page.rounds[0].is_public
    assert "main levée" in voting.panel.title.text()
    voting.count(1, 1, 4, 3, 2).enter()
    assert voting.page.rounds[1].is_public


def test_nobody_stands_and_a_record_says_so_once_it_was_asked(
    voting: Voting, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = voting.open().panel
    assert not panel.primary.isEnabled()
    panel.nobody.click()
    question = voting.seances.dialog()
    assert isinstance(question, QMessageBox)
    assert voting.step == "candidacies"
    verb = next(button for button in question.buttons() if button.text() == "Proclamer la carence")
    assert isinstance(verb, QAbstractButton)
    verb.click()
    voting.seances.settle()
    assert voting.step == "proclaimed"
    assert voting.panel.title.text() == "Personne n’est élu"


def test_with_a_substitute_enter_goes_to_their_name_first(voting: Voting) -> None:
    voting.meeting.notes.election.choose()
    dialog = voting.seances.dialog()
    dialog.with_substitute.setChecked(True)
    dialog.primary.click()
    voting.seances.settle()
    panel = voting.panel
    voting.seances.stage.window.activateWindow()
    panel.entry.setFocus()
    voting.stand("abé")
    assert names(voting) == []
    panel.substitute.setFocus()  # offscreen the suggestions take the keyboard back as they close
    voting.stand("bœu")
    assert [(row.name, row.substitute) for row in voting.page.candidates] == [("Chloé Abélard", "Noël Bœuf")]
    assert "suppléant" in voting.view.title.text()


def test_somebody_from_outside_is_found_and_refused_with_the_reason(voting: Voting) -> None:
    def arrive(session: Any) -> None:
        builders.person(session, "Ophélie", "Zœller")

    voting.seances.change(arrive)
    voting.open()
    panel = voting.panel
    voting.seances.type("zoel")
    assert [who.text for who in panel.entry.suggestions] == ["Zoé L’Hostis"]
    voting.seances.type("l")
    assert panel.entry.suggestions == ()
    voting.seances.stage.wait(lambda: [who.text for who in panel.entry.suggestions] == ["Zœller Ophélie"])
    voting.seances.enter()
    assert names(voting) == []
    assert "Zœller" in panel.trouble.sentence
    assert panel.entry.text() == "Zœller Ophélie"


def test_proclaiming_says_beforehand_which_mandate_begins_and_whose_ends(voting: Voting) -> None:
    def entrust(session: Any) -> None:
        person = session.scalars(select(Person).where(Person.family_name == "Gœtz")).one()
        form = MandateForm(person.id, MandateRole.REFERENT, date(2024, 11, 12))
        mandates.add_mandate(session, 1, form)

    voting.seances.change(entrust)
    voting.open().stand("abé").go_on().enter()
    words = plain(voting.panel.consequences.sentence)
    assert "procès-verbal n° 1" in words
    assert "Mandat ouvert du 12 novembre 2026 au 11 novembre 2028 : Chloé Abélard." in words
    assert "Mandat qui prend fin ce jour-là : Anne-Lise Gœtz." in words


def test_proclaimed_it_is_only_read_and_its_record_is_printed(voting: Voting, opened: list[Any]) -> None:
    voting.open().stand("abé").go_on().enter().enter()
    assert voting.step == "proclaimed"
    assert plain(voting.panel.title.text()) == "Chloé Abélard l’emporte"
    assert voting.panel.primary.hasFocus()
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert voting.step == "proclaimed"
    voting.enter()
    voting.seances.stage.wait(lambda: bool(opened))
    assert [file.suffix for file in opened] == [".pdf"]
    assert sorted(file.suffix for file in opened[0].parent.iterdir()) == [".docx", ".pdf"]
    voting.seances.press(Qt.Key.Key_Escape)
    voting.seances.settle()
    strip = voting.meeting.notes.election
    assert plain(strip.words.text()) == "Élection du référent : Chloé Abélard, résultat proclamé"
    assert strip.button.text() == "Voir l’élection"
    assert not strip.waits


def test_before_it_is_proclaimed_who_is_missing_on_the_record_is_said_and_can_be_named(
    voting: Voting,
) -> None:
    panel = voting.open().stand("abé", "bœu").go_on().panel
    assert panel.tellers.isVisible()
    voting.count(1, 0, 7, 3)
    assert [line.standing for line in voting.panel.table.rows] == ["élection acquise", ""]
    voting.enter()
    assert plain(voting.panel.missing.sentence).endswith("deux scrutateurs.")
    (link,) = voting.panel.missing.links
    link.click()
    voting.seances.settle()
    dialog = voting.seances.dialog()
    dialog.fields["first"].setFocus()
    for letters in ("bœu", "dia"):
        voting.seances.type(letters)
        voting.enter()
    dialog.primary.click()
    voting.seances.settle()
    assert len(voting.page.head.tellers) == 2
    assert "scrutateur" not in voting.panel.missing.sentence
    voting.go_on()
    assert voting.step == "proclaimed"


def test_who_declines_leaves_the_seat_free_and_an_answer_can_be_taken_back(voting: Voting) -> None:
    voting.open().stand("abé", "bœu", "dia").go_on().count(1, 1, 6, 2, 1)
    voting.panel.second.click()
    voting.seances.settle()
    assert voting.step == "candidacies"
    voting.view.show_step("result")
    assert "refusé" in voting.panel.title.text()
    assert plain(voting.panel.second.text()) == "Proclamer sans pourvoir le siège"
    voting.seances.stage.window.frame.undo()
    voting.seances.settle()
    assert voting.step == "acceptance"
    voting.enter()
    assert voting.step == "proclaim"
    voting.panel.second.click()
    voting.seances.settle()
    assert voting.step == "acceptance"
