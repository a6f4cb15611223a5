"""The count: who is elected by the totals of the rounds, and what cannot be counted."""

import pytest

from pstdesk.domain.election import Outcome, Totals, absolute_majority, count
from pstdesk.domain.voting import TieBreak, VotingMethod


@pytest.mark.parametrize(
    ("valid", "majority"),
    [(0, None), (1, 1), (2, 2), (7, 4), (8, 5), (9, 5), (10, 6), (11, 6), (12, 7), (20, 11)],
)
def test_the_absolute_majority_is_more_than_half_of_the_valid_ballots(
    valid: int, majority: int | None
) -> None:
    assert absolute_majority(valid) == majority


def test_half_of_the_votes_and_one_more_elects_in_the_first_round() -> None:
    totals = Totals(registered=12, cast=11, blank=1, spoiled=1, votes={"A": 5, "B": 4})
    counted = count(VotingMethod.MAJORITY_2, TieBreak.NEW_ROUND, [totals], ["A", "B"])
    assert (counted.outcome, counted.elected, counted.round) == (Outcome.ELECTED, ("A",), 1)
    assert (counted.rounds[0].valid, counted.rounds[0].majority) == (9, 5)
