"""What minutes say of an election held at one of their items, as plain frozen values."""

from dataclasses import dataclass
from datetime import date

from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import DecidedBy, ElectionState


@dataclass(frozen=True, slots=True)
class VotesLine:
    """What a candidate got in a round: votes, or how many of each grade from the worst to the best."""

    name: str
    votes: int = 0
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundLine:
    """The totals of one closed round; ``number`` counts within its series, both from 1."""

    series: int
    number: int
    is_public: bool
    cast: int
    blank: int
    spoiled: int
    votes: tuple[VotesLine, ...] = ()

    @property
    def valid(self) -> int:
        """Votes that name somebody (docs/elections.md)."""
        return self.cast - self.blank - self.spoiled


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """Whom a series elected, whether they accepted, and the mandate that began, [starts_on, ends_on)."""

    name: str
    decided_by: DecidedBy
    accepted: bool
    substitute: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ElectionLine:
    """One election: its rule, its rounds and who was elected; ``record`` is the last procès-verbal, or 0.

    Rounds and outcomes are empty as long as it is not proclaimed: until then they may change.
    """

    role: MandateRole
    rule: str
    state: ElectionState
    record: int = 0
    rounds: tuple[RoundLine, ...] = ()
    outcomes: tuple[OutcomeLine, ...] = ()
