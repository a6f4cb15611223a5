"""Ballot papers and the list that voters sign, from a base in which an election goes on."""

from pstdesk.db.database import Database
from pstdesk.documents.vote_list import VoteLine
from pstdesk.domain.voting import VotingMethod
from pstdesk.services import candidacies
from pstdesk.services.election_record import ballots_order, vote_list_order
from pstdesk.services.election_sheets import ballot_content, vote_list_content
from tests.refusals import refusal
from tests.services.ballots import A, B, C, D, poll

LEA = 12
"""The last of the members."""


def test_the_papers_name_those_who_stand_and_are_as_many_as_may_vote(base: Database) -> None:
    election = poll(base)
    election.stand(A, B, C)
    with base.write() as session:
        content = ballot_content(session, election.id)
        assert [line.name for line in content.candidates] == ["Aïcha Abélard", "Béla Bœuf", "Chloé Çelik"]
        assert content.count == 12
        printed = ballots_order(election.id).read(session, ".pdf")
    assert printed.name == "BULLETINS_2026-11-12_CT1-Petite-enfance-et-parentalite.pdf"
    assert printed.draw()[:5] == b"%PDF-"


def test_papers_of_an_open_round_are_of_those_who_stand_in_it(base: Database) -> None:
    election = poll(base)
    first, second, third = election.stand(A, B, C)
    election.hold_round({first: 4, second: 4, third: 3})
    with base.write() as session:
        candidacies.withdraw_candidate(session, third)
        assert [line.name for line in ballot_content(session, election.id).candidates] == [
            "Aïcha Abélard",
            "Béla Bœuf",
        ]
    election.open_round()
    late = election.page().candidates
    assert len(late) == 3
    with base.read() as session:
        assert len(ballot_content(session, election.id).candidates) == 2


def test_before_anybody_stands_there_are_no_papers(base: Database) -> None:
    election = poll(base)
    with base.read() as session:
        assert refusal(lambda: ballot_content(session, election.id)).code == "ballots_without_candidates"


def test_an_election_by_consent_has_no_papers(base: Database) -> None:
    election = poll(base, method=VotingMethod.WITHOUT_CANDIDATES)
    with base.read() as session:
        assert refusal(lambda: ballot_content(session, election.id)).code == "ballots_by_consent"


def test_the_list_has_those_whose_vote_the_round_receives(base: Database) -> None:
    election = poll(base, present=4)
    election.stand(A, B)
    election.proxy(LEA, D)
    round_id = election.open_round()
    with base.read() as session:
        content = vote_list_content(session, round_id)
        printed = vote_list_order(round_id).read(session, ".pdf")
    assert content.lines == (
        VoteLine("Abélard Aïcha"),
        VoteLine("Bœuf Béla"),
        VoteLine("Çelik Chloé"),
        VoteLine("Dupré Driss"),
        VoteLine("Lévêque Léa", holder="Driss Dupré"),
    )
    assert (content.ballot, content.round) == (0, 1)
    assert printed.name == "Emargement-vote_2026-11-12_CT1-Petite-enfance-et-parentalite_tour1.pdf"
    assert printed.draw()[:5] == b"%PDF-"


def test_the_list_of_a_later_ballot_says_so(base: Database) -> None:
    election = poll(base)
    first, second = election.stand(A, B)
    election.hold_round({first: 9, second: 2})
    election.answer(first, accepted=False)
    round_id = election.open_round()
    with base.read() as session:
        assert vote_list_content(session, round_id).ballot == 2
        assert vote_list_order(round_id).read(session, ".pdf").name.endswith("_scrutin2-tour1.pdf")
