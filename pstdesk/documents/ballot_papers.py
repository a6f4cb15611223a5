"""What ballot papers say, as plain frozen values: all alike, with neither number nor mark."""

from dataclasses import dataclass

from pstdesk.documents.meeting import MeetingContent
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import VotingMethod


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One candidate as the paper names them, with the suppléant of their ticket."""

    name: str
    substitute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotContent(MeetingContent):
    """One paper, and ``count``: how many are needed at least; what is printed fills whole pages."""

    role: MandateRole
    seats: int
    method: VotingMethod
    candidates: tuple[BallotLine, ...]
    """In their order on the paper."""
    count: int
