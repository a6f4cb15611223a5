"""What comes next in an election, read from what has come to be; nothing of it is stored."""

from dataclasses import dataclass
from enum import StrEnum

from pstdesk.domain.election import Outcome
from pstdesk.domain.voting import ElectionState, VotingMethod


class ElectionStep(StrEnum):
    """What an election is waiting for."""

    CANDIDACIES = "candidacies"
    """Candidates, then the first round of a seat that is still free."""
    ROUND = "round"
    """A round is open: its totals are to be typed and closed."""
    NEXT_ROUND = "next_round"
    TIE = "tie"
    """The rule's age or a lot must end a tie."""
    NOBODY = "nobody"
    """The last round elected nobody: candidacies again, or a record that says so."""
    ACCEPTANCE = "acceptance"
    """Somebody was elected who was not asked yet."""
    PROCLAIM = "proclaim"
    PROCLAIMED = "proclaimed"
    NOMINATIONS = "nominations"
    PROPOSAL = "proposal"
    OBJECTIONS = "objections"
    """A proposal is made: objections are heard and lifted, then everybody agrees or it is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an election stands.

    ``seats_left`` are those that nobody got who accepted or was not asked yet. ``last`` is what the rounds of
    the last series have come to, None where it has none that is closed; ``goes_on`` whether another round may
    follow there, ``tie_due`` whether a tie must still be ended. ``proposals`` were made so far.
    """

    method: VotingMethod
    state: ElectionState = ElectionState.OPEN
    seats_left: int = 1
    has_open_round: bool = False
    last: Outcome | None = None
    goes_on: bool = False
    tie_due: bool = False
    has_unanswered: bool = False
    proposals: int = 0
    has_open_proposal: bool = False


def step_of(standing: Standing) -> ElectionStep:
    """Return what an election that stands so is waiting for."""
    if standing.state is ElectionState.PROCLAIMED:
        return ElectionStep.PROCLAIMED
    if standing.has_open_round:
        return ElectionStep.ROUND
    if standing.tie_due:
        return ElectionStep.TIE
    if standing.has_unanswered:
        return ElectionStep.ACCEPTANCE
    if standing.seats_left < 1:
        return ElectionStep.PROCLAIM
    if standing.method is VotingMethod.WITHOUT_CANDIDATES:
        return _step_without_candidates(standing)
    if standing.goes_on:
        return ElectionStep.NEXT_ROUND
    return ElectionStep.NOBODY if standing.last is Outcome.VOID else ElectionStep.CANDIDACIES


def _step_without_candidates(standing: Standing) -> ElectionStep:
    if standing.has_open_proposal:
        return ElectionStep.OBJECTIONS
    return ElectionStep.PROPOSAL if standing.proposals else ElectionStep.NOMINATIONS
