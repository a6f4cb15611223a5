"""The life of minutes, when they can be touched, and how decisions get their numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState


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


class MinutesStep(StrEnum):
    """What can be done with minutes as a whole."""

    ASK_CORRECTIONS = "ask_corrections"
    CHANGE_CORRECTIONS = "change_corrections"
    BACK_TO_DRAFT = "back_to_draft"
    SEND = "send"
    APPROVE_BY_REFERENT = "approve_by_referent"
    APPROVE_BY_SILENCE = "approve_by_silence"
    RECTIFY = "rectify"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    RESTORE = "restore"


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


def refuse_reopening(
    state: MinutesState, approval: ApprovalMode | None, reason: str, *, is_rectified: bool = False
) -> None:
    """Raise where approved minutes cannot be reopened.

    Minutes approved in a later meeting never are; those approved by the référent or by silence
    can be, with a reason that is kept (docs/domain.md, rule 3). Once a meeting has decided a
    rectificatif it speaks of the text that was approved, which then stays.
    """
    if state is not MinutesState.APPROVED:
        raise Refused("minutes_step", now=state, then=MinutesState.SENT)
    if approval is ApprovalMode.MEETING:
        raise Refused("minutes_approved_in_meeting")
    if is_rectified:
        raise Refused("minutes_rectified")
    if not reason.strip():
        raise Refused("reason_missing")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where minutes stand, with what decides which steps are open to them."""

    state: MinutesState
    approval: ApprovalMode | None = None
    corrections_due_on: date | None = None
    is_rectified: bool = False


def steps_allowed(standing: Standing, today: date) -> tuple[MinutesStep, ...]:
    """Return what can be done with minutes that stand so, in the order in which it is usually done."""
    return tuple(_steps(standing, today))


def _steps(standing: Standing, today: date) -> Iterator[MinutesStep]:
    state = standing.state
    if state in (MinutesState.DRAFT, MinutesState.SENT):
        yield MinutesStep.ASK_CORRECTIONS
    if state is MinutesState.IN_CORRECTION:
        yield from (MinutesStep.CHANGE_CORRECTIONS, MinutesStep.BACK_TO_DRAFT)
    if state in (MinutesState.DRAFT, MinutesState.IN_CORRECTION):
        yield MinutesStep.SEND
    if state is MinutesState.SENT:
        yield MinutesStep.APPROVE_BY_REFERENT
        if standing.corrections_due_on is not None and standing.corrections_due_on < today:
            yield MinutesStep.APPROVE_BY_SILENCE
    if is_locked(state):
        yield MinutesStep.RECTIFY
    if state is MinutesState.APPROVED:
        if standing.approval is not ApprovalMode.MEETING and not standing.is_rectified:
            yield MinutesStep.REOPEN
        yield MinutesStep.ARCHIVE
    if state is MinutesState.ARCHIVED:
        yield MinutesStep.RESTORE


def refuse_deadline(due_on: date, today: date) -> None:
    """Raise where corrections would be asked for a day that is over already."""
    if due_on < today:
        raise Refused("corrections_due_over", due_on=due_on)


def refuse_approval(state: MinutesState) -> None:
    """Raise where minutes cannot be approved: nobody has read those that were not sent."""
    if state in (MinutesState.DRAFT, MinutesState.IN_CORRECTION):
        raise Refused("minutes_not_sent", now=state)
    refuse_step(state, MinutesState.APPROVED)


def refuse_silence(due_on: date | None, day: date) -> None:
    """Raise where silence says nothing on ``day``: no deadline was given, or it is not over.

    The whole day of the deadline still counts (docs/domain.md, rule 3).
    """
    if due_on is None:
        raise Refused("silence_without_deadline")
    if day <= due_on:
        raise Refused("silence_too_early", due_on=due_on)


def refuse_approval_day(day: date, meeting_day: date, today: date) -> None:
    """Raise where minutes would be approved before the meeting, or on a day still to come."""
    if day < meeting_day:
        raise Refused("approval_before_meeting", day=day, meeting_day=meeting_day)
    if day > today:
        raise Refused("approval_to_come", day=day)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting, as far as it decides whether it may speak of another one's minutes."""

    meeting_id: int
    committee_id: int
    state: MeetingState
    day: date
    starts_at: time | None = None

    @property
    def place(self) -> tuple[date, time, int]:
        """Where it stands among the meetings of its body."""
        return self.day, self.starts_at or time.min, self.meeting_id


def refuse_to_speak_of(other: Sitting, now: Sitting) -> None:
    """Raise where meeting ``now`` can neither approve nor correct the minutes of ``other``.

    Only a later meeting of the same body can, and only once it is held (docs/domain.md, rule 3).
    """
    if now.committee_id != other.committee_id:
        raise Refused("minutes_of_another_body")
    if now.state is not MeetingState.HELD:
        raise Refused("deciding_meeting_not_held", day=now.day)
    if now.place <= other.place:
        raise Refused("deciding_meeting_not_later", day=now.day, other=other.day)


def refuse_restoring(state: MinutesState) -> None:
    """Raise where minutes are not in the archive: taking them out again is no approval."""
    if state is not MinutesState.ARCHIVED:
        raise Refused("minutes_step", now=state, then=MinutesState.APPROVED)


def refuse_rectification(state: MinutesState, text: str) -> None:
    """Raise where minutes are not approved and are corrected by writing, or where nothing is said."""
    if not is_locked(state):
        raise Refused("rectification_of_unlocked", now=state)
    if not text.strip():
        raise Refused("rectification_empty")


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
