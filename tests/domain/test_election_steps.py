"""What comes next in an election."""

import pytest

from pstdesk.domain.election import Outcome
from pstdesk.domain.election_steps import ElectionStep, Standing, step_of
from pstdesk.domain.voting import ElectionState, VotingMethod

VOTE = VotingMethod.MAJORITY_2
CONSENT = VotingMethod.WITHOUT_CANDIDATES


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (Standing(method=VOTE), ElectionStep.CANDIDACIES),
        (Standing(method=VOTE, has_open_round=True), ElectionStep.ROUND),
        (Standing(method=VOTE, last=Outcome.NONE, goes_on=True), ElectionStep.NEXT_ROUND),
        (Standing(method=VOTE, last=Outcome.VOID, goes_on=True), ElectionStep.NEXT_ROUND),
        (Standing(method=VOTE, last=Outcome.TIE, goes_on=True), ElectionStep.NEXT_ROUND),
        (Standing(method=VOTE, last=Outcome.TIE, tie_due=True), ElectionStep.TIE),
        (Standing(method=VOTE, last=Outcome.VOID), ElectionStep.NOBODY),
        (
            Standing(method=VOTE, last=Outcome.ELECTED, seats_left=0, has_unanswered=True),
            ElectionStep.ACCEPTANCE,
        ),
        (Standing(method=VOTE, last=Outcome.ELECTED, seats_left=0), ElectionStep.PROCLAIM),
        # declined, or another seat to fill
        (Standing(method=VOTE, last=Outcome.ELECTED), ElectionStep.CANDIDACIES),
        (Standing(method=VOTE, last=Outcome.ELECTED, has_unanswered=True), ElectionStep.ACCEPTANCE),
        # a lot comes before anybody is asked
        (
            Standing(method=VOTE, last=Outcome.TIE, tie_due=True, has_unanswered=True),
            ElectionStep.TIE,
        ),
        (
            Standing(method=VOTE, state=ElectionState.PROCLAIMED, seats_left=0),
            ElectionStep.PROCLAIMED,
        ),
        (Standing(method=VOTE, state=ElectionState.CORRECTING, seats_left=0), ElectionStep.PROCLAIM),
        (
            Standing(method=VOTE, state=ElectionState.CORRECTING, seats_left=0, has_open_round=True),
            ElectionStep.ROUND,
        ),
        (Standing(method=CONSENT), ElectionStep.NOMINATIONS),
        (Standing(method=CONSENT, proposals=1, has_open_proposal=True), ElectionStep.OBJECTIONS),
        (Standing(method=CONSENT, proposals=1), ElectionStep.PROPOSAL),
        (
            Standing(method=CONSENT, proposals=1, seats_left=0, has_unanswered=True),
            ElectionStep.ACCEPTANCE,
        ),
        (Standing(method=CONSENT, proposals=1, seats_left=0), ElectionStep.PROCLAIM),
    ],
)
def test_the_next_step_is_read_from_what_there_is(standing: Standing, step: ElectionStep) -> None:
    assert step_of(standing) is step
