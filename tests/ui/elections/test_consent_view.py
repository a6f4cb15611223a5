"""An election without candidates, by the keyboard: named with reasons, changed, proposed, agreed to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from pstdesk.domain.voting import DecidedBy, NominationStage, VotingMethod
from tests.ui.elections.voting import RULES, Voting

CONSENT = replace(RULES, method=VotingMethod.WITHOUT_CANDIDATES)
pytestmark = pytest.mark.parametrize("voting", [CONSENT], indirect=True)


def pick(voting: Voting, letters: str) -> None:
    """Take the first of those proposed for a few letters."""
    voting.seances.type(letters)
    voting.seances.settle()
    voting.enter()


def name(voting: Voting, letters: str, reason: str = "") -> None:
    """Have whoever is next name somebody, with a reason."""
    pick(voting, letters)
    voting.seances.type(reason)
    voting.enter()


def named(voting: Voting) -> list[tuple[str, str, str]]:
    return [(row.person, row.nominee, row.reason) for row in voting.page.nominations]


def test_each_names_somebody_with_a_reason_one_after_the_other(voting: Voting) -> None:
    voting.open()
    assert "référent du comité" in voting.panel.charge.sentence.lower()
    before = voting.seances.keys
    name(voting, "fau", "ecoute tout le monde")
    name(voting, "gœ", "connait le quartier")
    assert named(voting) == [
        ("Chloé Abélard", "Renée Fauré", "ecoute tout le monde"),
        ("Aïssata Ævarsson", "Anne-Lise Gœtz", "connait le quartier"),
    ]
    typed = len("fauecoute tout le mondegœconnait le quartier")
    assert voting.seances.keys - before - typed == 4
    assert voting.panel.entry.who.text() == "Nadir Bensaïd"


def test_a_line_can_be_corrected_and_taken_back(voting: Voting) -> None:
    voting.open()
    name(voting, "fau")
    table = voting.panel.table
    table.setFocus()
    table.select_id(table.rows[0].id)
    voting.enter()
    assert voting.panel.entry.nominee.text() == "Renée Fauré"
    name(voting, "gœ", "plutot elle")
    assert named(voting) == [("Chloé Abélard", "Anne-Lise Gœtz", "plutot elle")]
    table.setFocus()
    table.select_id(table.rows[0].id)
    voting.seances.press(Qt.Key.Key_Delete)
    voting.seances.settle()
    assert named(voting) == []


def test_whoever_names_nobody_is_asked_whom(voting: Voting) -> None:
    voting.open()
    voting.panel.entry.reason.setFocus()
    voting.enter()
    assert voting.panel.trouble.sentence.startswith("Qui est nommé")
    assert voting.panel.entry.nominee.hasFocus()


def test_from_changes_to_consent_and_acceptance(voting: Voting) -> None:
    voting.open()
    for letters in ("fau", "fau", "gœ"):
        name(voting, letters, "calme")
    voting.go_on()
    pick(voting, "ben")
    name(voting, "abé", "a tout prevu")
    changes = [row for row in voting.page.nominations if row.stage is NominationStage.CHANGE]
    assert [(row.person, row.nominee) for row in changes] == [("Nadir Bensaïd", "Chloé Abélard")]
    voting.go_on()
    times = [(row.name, row.times) for row in voting.panel.named.shown]
    assert times == [("Renée Fauré", 2), ("Chloé Abélard", 1)]
    name(voting, "abé", "la plus disponible")
    assert voting.step == "objections"
    assert voting.panel.title.text().endswith("Chloé Abélard")
    voting.panel.text.setFocus()
    voting.seances.type("deja tres prise")
    voting.enter()
    pick(voting, "cœu")
    objection = voting.page.proposals[0].objections[0]
    assert (objection.text, objection.person) == ("deja tres prise", "Joël Cœurdacier")
    assert not voting.panel.primary.isEnabled()
    assert voting.panel.cards[0].answer.hasFocus()
    voting.seances.type("un binome")
    voting.enter()
    assert voting.page.proposals[0].objections[0].answer == "un binome"
    assert voting.panel.primary.hasFocus()
    voting.enter()
    assert voting.step == "acceptance"
    voting.enter()
    assert voting.step == "proclaim"
    assert [(row.name, row.decided_by) for row in voting.page.elected] == [
        ("Chloé Abélard", DecidedBy.CONSENT)
    ]


def test_a_proposal_that_does_not_stand_is_followed_by_another(voting: Voting) -> None:
    voting.open()
    name(voting, "fau")
    voting.view.show_step("proposal")
    voting.view.take_focus()
    name(voting, "fau")
    voting.panel.withdraw.click()
    voting.seances.settle()
    assert voting.step == "proposal"
    assert "Renée Fauré" in voting.panel.earlier.sentence
    voting.panel.primary.click()
    assert voting.panel.trouble.sentence.startswith("Qui est proposé")


def test_an_objection_may_be_nobodys_and_be_taken_up_again(voting: Voting) -> None:
    voting.open()
    name(voting, "fau")
    voting.view.show_step("proposal")
    voting.view.take_focus()
    name(voting, "fau")
    voting.panel.text.setFocus()
    voting.seances.type("trop tot")
    voting.enter().enter()
    assert voting.page.proposals[0].objections[0].person == ""
    voting.enter()
    assert voting.page.proposals[0].objections[0].is_lifted
    voting.panel.cards[0].button.click()
    voting.seances.settle()
    assert not voting.page.proposals[0].objections[0].is_lifted
