"""What kinds of bodies there are, how often they meet and in what capacity people sit there."""

from enum import StrEnum


class LevelKind(StrEnum):
    """The tier of a body in the programme's governance."""

    STRATEGIC = "strategic"
    WATCH = "watch"
    OPERATIONAL = "operational"
    WORKING_GROUP = "working_group"


class Rhythm(StrEnum):
    """How often a body is meant to meet."""

    YEARLY = "yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    ON_DEMAND = "on_demand"


class Capacity(StrEnum):
    """In what capacity a person sits in a committee."""

    MEMBER = "member"
    EX_OFFICIO = "ex_officio"
    CO_CHAIR = "co_chair"
    FACILITATOR = "facilitator"
    SECRETARY = "secretary"
    OBSERVER = "observer"

    @property
    def counts_in_rates(self) -> bool:
        """Whether the person is expected, and so counts in attendance rates."""
        return self not in (Capacity.SECRETARY, Capacity.OBSERVER)


class MandateRole(StrEnum):
    """What a mandate entrusts to its holder."""

    REFERENT = "referent"
    SUBSTITUTE_REFERENT = "substitute_referent"


class MandateEnd(StrEnum):
    """Why a mandate came to its end."""

    TERM = "term"
    RESIGNATION = "resignation"
    DEPARTURE = "departure"
    LOSS_OF_CAPACITY = "loss_of_capacity"
    REPLACED = "replaced"
