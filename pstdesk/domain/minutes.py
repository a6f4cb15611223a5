"""The life of minutes, when they can be touched, and how decisions get their numbers."""

from collections.abc import Iterable
from enum import StrEnum

from pstdesk.domain.errors import Refused


class MinutesState(StrEnum):
    """Where minutes stand between the first note and the archive."""

    DRAFT = "draft"
    IN_CORRECTION = "in_correction"
    SENT = "sent"
    APPROVED = "approved"
    ARCHIVED = "archived"


class ApprovalMode(StrEnum):
    """Who approved minutes: a later meeting, the référent, or nobody objecting in time."""

    MEETING = "meeting"
    REFERENT = "referent"
    SILENCE = "silence"


_NEXT = {
    MinutesState.DRAFT: {MinutesState.IN_CORRECTION, MinutesState.SENT},
    MinutesState.IN_CORRECTION: {MinutesState.DRAFT, MinutesState.SENT},
    MinutesState.SENT: {MinutesState.IN_CORRECTION, MinutesState.APPROVED},
    MinutesState.APPROVED: {MinutesState.ARCHIVED},
    MinutesState.ARCHIVED: set(),
}


def is_locked(state: MinutesState) -> bool:
    """Tell whether the text of minutes can no longer be changed."""
    return state in (MinutesState.APPROVED, MinutesState.ARCHIVED)


def refuse_step(now: MinutesState, then: MinutesState) -> None:
    """Raise ``Refused("minutes_step")`` where minutes cannot go from ``now`` to ``then``."""
    if then not in _NEXT[now]:
        raise Refused("minutes_step", now=now, then=then)


def refuse_edit(state: MinutesState) -> None:
    """Raise where the text is locked: a correction is then a rectificatif (docs/domain.md, rule 3)."""
    if is_locked(state):
        raise Refused("minutes_locked")


def refuse_reopening(state: MinutesState, approval: ApprovalMode | None, reason: str) -> None:
    """Raise where approved minutes cannot be reopened.

    Minutes approved in a later meeting never are; those approved by the référent or by silence
    can be, with a reason that is kept (docs/domain.md, rule 3).
    """
    if state is not MinutesState.APPROVED:
        raise Refused("minutes_step", now=state, then=MinutesState.SENT)
    if approval is ApprovalMode.MEETING:
        raise Refused("minutes_approved_in_meeting")
    if not reason.strip():
        raise Refused("reason_missing")


def decision_label(year: int | None, number: int | None, position: int) -> str:
    """Return how a decision is called: "D1" in a draft, "2026-014" once it has its number."""
    return f"D{position}" if year is None or number is None else f"{year}-{number:03d}"


def numbers_for(count: int, taken: Iterable[int]) -> tuple[int, ...]:
    """Return the next ``count`` numbers of a year's one series of decisions.

    ``taken`` are all numbers given in that year, those of withdrawn decisions included, so that
    the series has no gaps and no number is used twice (docs/domain.md, rule 4).
    """
    first = max(taken, default=0) + 1
    return tuple(range(first, first + count))
