"""A tie is ended as the rule says, by the keyboard: a lot before two witnesses, or the age, then a lot."""

import re
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from pstdesk.domain.voting import DecidedBy, TieBreak, VotingMethod
from pstdesk.services import elections
from tests.ui.acting import errors
from tests.ui.elections.voting import RULES, Voting
from tests.ui.meetings.live import NBSP

OLDEST = replace(RULES, method=VotingMethod.PLURALITY, tie_break=TieBreak.OLDEST)
NEW_ROUND = replace(RULES, method=VotingMethod.PLURALITY, tie_break=TieBreak.NEW_ROUND)
LOT = replace(RULES, method=VotingMethod.PLURALITY)
by = pytest.mark.parametrize


def tied(voting: Voting, *people: str) -> Any:
    """Vote so that the first two are tied, and return the dialog that asks what ends it."""
    voting.open().stand(*(people or ("Abé", "Bœu"))).go_on().count(1, 0, 5, 5)
    assert voting.step == "tie"
    return asked(voting)


def asked(voting: Voting) -> Any:
    voting.enter()
    return voting.seances.dialog()


def words(shown: str) -> str:
    return shown.replace(NBSP, " ")


@by("voting", [LOT], indirect=True)
def test_a_lot_is_drawn_before_two_witnesses_found_by_a_few_letters(voting: Voting) -> None:
    dialog = tied(voting)
    before = voting.seances.keys
    for letters in ("bœ", "fau", "gœ"):
        voting.seances.type(letters)
        voting.seances.settle()
        voting.enter()
    assert words(dialog.record.sentence) == (
        "Le procès-verbal dira : Noël Bœuf, par tirage au sort ; témoins : Renée Fauré et Anne-Lise Gœtz"
    )
    voting.enter()
    assert voting.seances.keys - before - len("bœfaugœ") == 4
    assert voting.step == "acceptance"
    row = voting.page.elected[0]
    assert (row.name, row.decided_by) == ("Noël Bœuf", DecidedBy.LOT)
    held = voting.page.rounds[-1]
    assert (held.first_witness, held.second_witness) == ("Renée Fauré", "Anne-Lise Gœtz")


@by("voting", [LOT], indirect=True)
def test_only_one_of_the_tied_can_be_drawn_and_both_witnesses_are_asked_for(voting: Voting) -> None:
    dialog = tied(voting)
    voting.seances.type("gœ")
    assert dialog.drawn.suggestions == ()
    dialog.primary.click()
    assert len(errors(dialog)) == 1
    dialog.drawn.clear()
    voting.seances.type("ab")
    voting.seances.settle()
    voting.enter()
    dialog.primary.click()
    voting.seances.settle()
    assert errors(dialog) == [
        "Un tirage au sort demande deux témoins" + NBSP + ": choisissez-les dans la liste proposée."
    ]
    assert voting.page.step == "tie"


@by("voting", [LOT], indirect=True)
def test_the_tellers_are_the_witnesses_unless_others_are_named(voting: Voting) -> None:
    voting.open()
    head = voting.page.head
    people = [row.person_id for row in voting.page.electors[4:6]]
    form = elections.OfficersForm(None, None, people[0], people[1], head.version)
    voting.seances.change(lambda session: elections.change_officers(session, head.id, form))
    voting.view.reload()
    voting.seances.settle()
    voting.stand("Abé", "Bœu").go_on().count(1, 0, 5, 5)
    dialog = asked(voting)
    voting.seances.type("ab")
    voting.seances.settle()
    voting.enter()
    assert dialog.primary.hasFocus()
    voting.enter()
    assert voting.page.elected[0].name == "Chloé Abélard"


@by("voting", [OLDEST], indirect=True)
def test_the_oldest_is_elected_and_no_date_of_birth_is_kept(voting: Voting) -> None:
    dialog = tied(voting)
    assert "oubliées" in dialog.kept.sentence
    voting.seances.type("12/3/1970")
    voting.enter()
    voting.seances.type("4 mai 1965")
    assert words(dialog.primary.text()) == "Départager par l’âge"
    voting.enter()
    assert voting.step == "acceptance"
    row = voting.page.elected[0]
    assert (row.name, row.decided_by) == ("Noël Bœuf", DecidedBy.AGE)

    def whole(session: Any) -> str:
        tables = session.scalars(text("select name from sqlite_master where type = 'table'")).all()
        rows = [row for name in tables for row in session.execute(text(f'select * from "{name}"'))]
        return "\n".join(str(tuple(row)) for row in rows)

    kept = voting.seances.ask(whole)
    assert "Abélard" in kept
    # by themselves: in a moment's microseconds, or in a digest, these figures come by chance
    assert re.findall(r"(?<![0-9a-f])19(?:70|65)(?![0-9a-f])", kept) == []


@by("voting", [OLDEST], indirect=True)
def test_the_same_or_missing_dates_lead_to_a_lot(voting: Voting) -> None:
    dialog = tied(voting)
    first, second = dialog.born.values()
    dialog.primary.click()
    assert words(dialog.primary.text()) == "Passer au tirage au sort"
    first.setText("12/03/1970")
    assert "un tirage au sort suit" in words(dialog.lot.sentence)
    second.setText("12/03/1970")
    assert "Les mêmes dates" in words(dialog.lot.sentence)
    assert words(dialog.primary.text()) == "Passer au tirage au sort"
    dialog.primary.click()
    voting.seances.settle()
    assert voting.step == "tie"
    assert voting.seances.dialog().windowTitle() == "Tirage au sort"


@by("voting", [OLDEST], indirect=True)
def test_a_date_without_its_year_is_a_slip(voting: Voting) -> None:
    dialog = tied(voting)
    first, _second = dialog.born.values()
    first.setText("12/3")
    dialog.primary.click()
    assert "écrivez aussi l’année" in errors(dialog)[0]
    assert first.hasFocus()


@by("voting", [NEW_ROUND], indirect=True)
def test_a_new_round_then_a_lot(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu").go_on().count(1, 0, 5, 5)
    assert voting.step == "next_round"
    voting.go_on().count(1, 0, 5, 5)
    assert voting.step == "tie"
    dialog = asked(voting)
    assert dialog.windowTitle() == "Tirage au sort"
    voting.seances.press(Qt.Key.Key_Escape)
    assert voting.step == "tie"
