"""The voting rules a programme can choose from; the count itself comes with the elections."""

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
