"""The voting rules a programme can choose from, and the words for how an election stands.

A voting rule is data: the pact or the committee's own rules choose it. The count is in
:mod:`pstdesk.domain.election`.
"""

from dataclasses import dataclass
from enum import StrEnum


class VotingMethod(StrEnum):
    """How votes make somebody référent."""

    MAJORITY_2 = "majority-2"
    MAJORITY_3 = "majority-3"
    PLURALITY = "plurality"
    APPROVAL = "approval"
    MAJORITY_JUDGMENT = "majority-judgment"
    WITHOUT_CANDIDATES = "without-candidates"


class TieBreak(StrEnum):
    """What ends a tie."""

    NEW_ROUND = "new-round"
    LOT = "lot"
    OLDEST = "oldest"


class QuorumRule(StrEnum):
    """How many must be there for a vote to hold."""

    NONE = "none"
    MORE_THAN_HALF_PRESENT = "more-than-half-present"
    HALF_WITH_PROXIES = "half-with-proxies"


class EnrolledBy(StrEnum):
    """By which day one must be a member to vote."""

    SUMMONS = "summons"
    MEETING = "meeting"


class ElectionState(StrEnum):
    """How far an election has come; what comes next within an open one is read from its rounds."""

    OPEN = "open"
    PROCLAIMED = "proclaimed"
    CORRECTING = "correcting"
    """Proclaimed, and opened again to make the corrected record that will cite the old one."""


class DecidedBy(StrEnum):
    """What made a candidate the one elected."""

    VOTE = "vote"
    AGE = "age"
    LOT = "lot"
    SOLE_CANDIDATE = "sole-candidate"
    CONSENT = "consent"


class NominationStage(StrEnum):
    """When somebody named a person, in an election without candidates."""

    FIRST = "first"
    CHANGE = "change"


class ProposalState(StrEnum):
    """What became of a facilitator's proposal, in an election without candidates."""

    OPEN = "open"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingRules:
    """How a référent is elected, as a rule set says and as an election keeps it.

    ``mandate_months`` None is until the next election; ``proxies_per_holder`` is how many proxies one voter
    may use; ``show_of_hands``, ``sole_candidate`` (declared without a vote) and ``remote_vote`` say whether
    that is allowed.
    """

    method: VotingMethod
    tie_break: TieBreak
    quorum: QuorumRule
    enrolled_by: EnrolledBy
    mandate_months: int | None
    seats: int
    proxies_per_holder: int
    show_of_hands: bool
    sole_candidate: bool
    remote_vote: bool
