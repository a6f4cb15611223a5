"""The life of a meeting, from a date in the diary to one that was held."""

from collections.abc import Iterable
from enum import StrEnum

from pstdesk.domain.errors import Refused
from pstdesk.domain.quorum import Quorum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    CONVENED = "convened"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    INQUORATE = "inquorate"


TO_COME = (MeetingState.PLANNED, MeetingState.CONVENED)
"""The states of a meeting that has its day and whose agenda still grows."""

SIGNED_IN = (MeetingState.HELD, MeetingState.INQUORATE)
"""The states in which it is known who came: also to a meeting that could not decide for want of a quorum."""

TAKES_A_DAY = (*TO_COME, *SIGNED_IN)
"""The states of a meeting whose day is taken by it."""

_NEXT = {
    MeetingState.PLANNED: {
        MeetingState.CONVENED,
        MeetingState.HELD,
        MeetingState.POSTPONED,
        MeetingState.CANCELLED,
    },
    MeetingState.CONVENED: {
        MeetingState.HELD,
        MeetingState.POSTPONED,
        MeetingState.CANCELLED,
        MeetingState.INQUORATE,
    },
    MeetingState.HELD: {MeetingState.INQUORATE},
    MeetingState.POSTPONED: {MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.CANCELLED},
    MeetingState.CANCELLED: set(),
    MeetingState.INQUORATE: set(),
}


def refuse_step(now: MeetingState, then: MeetingState) -> None:
    """Raise ``Refused("meeting_step")`` where a meeting cannot go from ``now`` to ``then``.

    From held to inquorate goes only a meeting at which nothing was said or decided:
    :func:`refuse_inquorate`.
    """
    if then not in _NEXT[now]:
        raise Refused("meeting_step", now=now, then=then)


def refuse_inquorate(quorum: Quorum, *, has_results: bool) -> None:
    """Raise where a lack of quorum cannot be stated.

    "quorum_not_asked" where none was asked, "quorum_reached" where enough people came (``counted``,
    ``needed``), "quorum_too_late" where something was noted or decided already.
    """
    if not quorum.is_asked:
        raise Refused("quorum_not_asked")
    if quorum.is_reached:
        raise Refused("quorum_reached", counted=quorum.counted, needed=quorum.needed)
    if has_results:
        raise Refused("quorum_too_late")


def refuse_change(state: MeetingState) -> None:
    """Raise where a meeting of this state can lose no item and no attendance (docs/domain.md, rule 3)."""
    if state in SIGNED_IN:
        raise Refused("meeting_held")


def next_number(taken: Iterable[int]) -> int:
    """Return the number of a committee's next meeting of a year, ``taken`` being those given already.

    A cancelled meeting keeps its number, so that none is given twice (docs/domain.md, rule 4).
    """
    return max(taken, default=0) + 1
