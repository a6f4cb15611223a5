"""The totals of a round: kept as they are typed, closed once they add up."""

from sqlalchemy import select, text

from pstdesk.db.database import Database
from pstdesk.db.models import JournalEntry, RoundVoter
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services.election_rounds_page import TypedTotals
from tests.refusals import refusal, refused
from tests.services.ballots import NAMES, A, B, poll


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def says(error: Refused) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


def test_what_was_typed_stays_whether_it_adds_up_or_not(base: Database) -> None:
    held = poll(base)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: 7, two: None}, cast=40, blank=None)
    error = refusal(lambda: held.close(round_id))
    assert error.code == "totals_missing"
    held.type(round_id, {one: 7, two: None}, cast=40)
    with refused("score_missing", number=1, name=name(B)):
        held.close(round_id)
    held.type(round_id, {one: 7, two: 5}, cast=40)
    with refused("count_cast", cast=40, registered=12):
        held.close(round_id)
    held.type(round_id, {one: 7, two: 5}, cast=11)
    error = refusal(lambda: held.close(round_id))
    assert error.code == "count_votes"
    assert "12" in says(error)
    assert "11" in says(error)
    page = held.last
    assert page.typed == TypedTotals(11, 0, 0, None, "")
    assert [score.votes for score in page.scores] == [7, 5]
    assert (page.is_closed, page.count, held.elected()) == (False, None, [])


def test_a_refusal_about_a_candidate_says_who(base: Database) -> None:
    held = poll(base, present=3, method=VotingMethod.APPROVAL)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: 4, two: 1}, cast=3)
    with refused("count_approvals_many", candidate=name(A), votes=4):
        held.close(round_id)


def test_grades_are_typed_one_by_one_and_closed_whole(base: Database) -> None:
    held = poll(base, present=3, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    round_id = held.open_round()
    held.type(round_id, {one: (1, None, None, 2, None, None)}, cast=3)
    assert held.last.scores[0].grades == (1, None, None, 2, None, None)
    with refused("score_missing", name=name(A)):
        held.close(round_id)
    held.type(round_id, {one: (1, 0, 0, 2, 0, 0), two: (0, 0, 0, 2, 0, 0)}, cast=3)
    with refused("count_grades", candidate=name(B), graded=2):
        held.close(round_id)


def test_papers_and_signatures_that_differ_have_a_reason(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    held.type(round_id, {one: 10})
    with refused("signatures_papers", cast=10, signatures=11):
        held.close(round_id)
    held.type(round_id, {one: 10}, signatures=10)
    with refused("signatures_voters", signatures=10, voters=11):
        held.close(round_id)
    held.type(round_id, {one: 10}, signatures=13, why="Un oubli")
    with refused("signatures_registered", signatures=13, registered=12):
        held.close(round_id)
    held.type(round_id, {one: 10}, why=" Un membre n’a rien déposé ")
    held.close(round_id)
    assert held.last.typed == TypedTotals(10, 0, 0, 11, "Un membre n’a rien déposé")


def test_a_slip_of_the_hand_is_no_number(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    round_id = held.open_round()
    with refused("totals_absurd", number=12_345_678_901):
        held.type(round_id, {one: 12_345_678_901}, cast=1)


def test_typing_leaves_no_line_and_no_version(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    with base.read() as session:
        before = len(session.scalars(select(JournalEntry)).all())
    round_id = held.open_round()
    for votes in range(12):
        held.type(round_id, {one: votes})
    assert held.last.version == 1
    with base.read() as session:
        lines = session.scalars(select(JournalEntry)).all()[before:]
        assert [(line.record, line.fields) for line in lines] == [("election_round", [])]
    held.close(round_id)
    with base.read() as session:
        lines = session.scalars(select(JournalEntry)).all()[before:]
        about = {line.record for line in lines}
        assert about == {"election_round", "elected"}


def test_voters_lie_in_the_order_of_their_ids(base: Database) -> None:
    held = poll(base)
    held.stand(A)
    held.open_round()
    with base.read() as session:
        stored = session.execute(text("SELECT person_id FROM round_voter")).scalars().all()
    assert stored == sorted(stored)
    assert not hasattr(RoundVoter, "id")
