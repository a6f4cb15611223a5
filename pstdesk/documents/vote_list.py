"""What the sign-in list of a vote says, as plain frozen values: who signs as their ballot is received."""

from dataclasses import dataclass

from pstdesk.documents.meeting import MeetingContent
from pstdesk.domain.committee import MandateRole


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One voter of the round; ``holder`` votes and signs for them, by proxy or as their suppléant."""

    name: str
    """As lists give it, family name first."""
    organisation: str = ""
    holder: str = ""
    stands_in: bool = False
    """Whether the holder is their suppléant, there in their place: no proxy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteListContent(MeetingContent):
    """The whole of one list; ``ballot`` counts the series of rounds, ``round`` within it, both from 1."""

    role: MandateRole
    seats: int
    ballot: int
    """0 where there is but one."""
    round: int
    lines: tuple[VoteLine, ...] = ()
    """In the order of family names: the order says nothing of who voted when."""
    tellers: tuple[str, ...] = ()
    chair: str = ""
