"""The vectors of docs/elections.md that concern an election's life, on a real base."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import TieBreak, VotingMethod
from pstdesk.sentences import sentence
from pstdesk.services import candidacies, rounds
from tests.refusals import refused
from tests.services.ballots import LEA, NAMES, A, B, C, D, E, poll


def name(person_id: int) -> str:
    return " ".join(NAMES[person_id - 1])


def says(error: Refused) -> str:
    return sentence(error).replace("\u00a0", " ").replace("\u202f", " ")


def test_vector_1_ten_present_and_one_proxy(base: Database) -> None:
    held = poll(base, present=10)
    held.proxy(LEA, A)
    one, two = held.stand(A, B)
    assert held.page().turnout.voters == 11
    round_id = held.open_round()
    held.type(round_id, {one: 5, two: 4}, blank=1, spoiled=1)
    held.close(round_id)
    count = held.last.count
    assert count is not None
    assert (count.valid, count.majority) == (9, 5)
    assert (held.last.registered, held.last.typed.signatures) == (12, 11)
    assert held.elected() == [(name(A), "vote", None)]
    assert held.page().step is ElectionStep.ACCEPTANCE


def test_vector_2_three_rounds_and_the_oldest(base: Database) -> None:
    held = poll(base, present=10, method=VotingMethod.MAJORITY_3, tie_break=TieBreak.OLDEST)
    one, two = held.stand(A, B)
    for _round in range(2):
        held.hold_round({one: 5, two: 5})
        assert held.page().step is ElectionStep.NEXT_ROUND
    last = held.hold_round({one: 5, two: 5})
    page = held.page()
    assert (page.step, page.tied, page.tie_break) == (ElectionStep.TIE, (one, two), TieBreak.OLDEST)
    with base.write() as session:
        assert rounds.break_by_age(session, last, {one: date(1970, 3, 1), two: date(1965, 8, 2)})
    assert held.elected() == [(name(B), "age", None)]
    assert held.last.seniority == ((two,), (one,))
    assert held.last.tie_break is TieBreak.OLDEST


def test_vector_3_the_third_round_decides(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_3)
    one, two, three = held.stand(A, B, C)
    held.hold_round({one: 4, two: 3, three: 2})
    held.hold_round({one: 4, two: 4, three: 1})
    with base.write() as session:
        candidacies.withdraw_candidate(session, three)
    held.hold_round({one: 4, two: 5})
    assert held.elected() == [(name(B), "vote", None)]
    assert [len(each.scores) for each in held.page().rounds] == [3, 3, 2]


def test_vector_4_blanks_are_no_votes(base: Database) -> None:
    held = poll(base)
    (one,) = held.stand(A)
    held.hold_round({one: 3}, blank=8)
    count = held.last.count
    assert count is not None
    assert (count.valid, count.majority, held.elected()) == (3, 2, [(name(A), "vote", None)])


def test_vector_5_nothing_valid_elects_nobody(base: Database) -> None:
    held = poll(base, present=6)
    (one,) = held.stand(A)
    held.hold_round({one: 0}, blank=4, spoiled=2)
    assert held.page().step is ElectionStep.NEXT_ROUND
    held.hold_round({one: 0}, blank=6)
    assert (held.page().step, held.elected()) == (ElectionStep.NOBODY, [])


@pytest.mark.parametrize("born", [{}, {1: date(1970, 1, 1)}, {1: date(1970, 1, 1), 2: date(1970, 1, 1)}])
def test_vector_6_an_age_that_decides_nothing_leaves_it_to_a_lot(
    base: Database, born: dict[int, date]
) -> None:
    held = poll(base, present=10, method=VotingMethod.PLURALITY, tie_break=TieBreak.OLDEST)
    one, two = held.stand(A, B)
    last = held.hold_round({one: 5, two: 5})
    with base.write() as session, refused("lot_before_age"):
        rounds.break_by_lot(session, last, one, D, E)
    with base.write() as session:
        assert not rounds.break_by_age(session, last, {[one, two][key - 1]: day for key, day in born.items()})
    page = held.page()
    assert (page.step, page.tied, page.tie_break) == (ElectionStep.TIE, (one, two), TieBreak.LOT)
    with base.write() as session:
        rounds.break_by_lot(session, last, one, D, E)
    assert held.elected() == [(name(A), "lot", None)]
    assert (held.last.drawn_id, held.last.first_witness, held.last.second_witness) == (one, name(D), name(E))


def test_vector_7_approval(base: Database) -> None:
    held = poll(base, present=10, method=VotingMethod.APPROVAL)
    one, two, three = held.stand(A, B, C)
    held.hold_round({one: 4, two: 7, three: 3}, blank=1, cast=10)
    assert held.elected() == [(name(B), "vote", None)]
    count = held.last.count
    assert count is not None
    assert (count.valid, count.leaders) == (9, (two,))


def test_vector_8_majority_judgment(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    held.hold_round({one: (1, 1, 1, 2, 3, 1), two: (0, 2, 2, 3, 1, 1)}, cast=9)
    assert held.elected() == [(name(A), "vote", None)]


def test_vector_11_equal_profiles_are_tied(base: Database) -> None:
    held = poll(base, present=9, method=VotingMethod.MAJORITY_JUDGMENT)
    one, two = held.stand(A, B)
    held.hold_round({one: (1, 2, 3, 2, 1, 0), two: (1, 2, 3, 2, 1, 0)}, cast=9)
    assert (held.page().step, held.page().tied) == (ElectionStep.TIE, (one, two))
