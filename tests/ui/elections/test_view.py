"""The election in its meeting: opened, voted, counted and answered by the keyboard alone."""

from tests.ui.elections.voting import Voting


def test_an_election_goes_from_the_agenda_to_its_first_round_by_the_keyboard(voting: Voting) -> None:
    voting.open().stand("Abé", "Bœu", "Diarra")
    assert [row.name for row in voting.page.candidates] == [
        "Chloé Abélard",
        "Noël Bœuf",
        "Fatou Diarra-Lemoine",
    ]
    voting.go_on()
    assert voting.step == "round"
    voting.count(1, 1, 4, 3, 2)
    assert voting.step == "next_round"
