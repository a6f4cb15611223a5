"""When each item of an agenda begins, and whether what is planned fits the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

_DAY = 24 * 60


def timetable(starts_at: time | None, minutes: Sequence[int | None]) -> tuple[time | None, ...]:
    """Return when each item begins, ``minutes`` being how long they are planned to take, in their order.

    None is what nobody can know: every hour where the meeting's own is not known, all that comes after an
    item without a duration, and what would begin after midnight.
    """
    begins: list[time | None] = []
    at = None if starts_at is None else starts_at.hour * 60 + starts_at.minute
    for duration in minutes:
        known = at is not None and at < _DAY
        begins.append(time(*divmod(at, 60)) if at is not None and known else None)
        at = None if at is None or duration is None else at + duration
    return tuple(begins)


@dataclass(frozen=True, slots=True)
class Workload:
    """What an agenda asks for and what the meeting gives, in minutes."""

    planned: int
    """The durations of the items, as far as they have one."""
    unplanned: int
    """How many items have no duration."""
    length: int | None
    """From the meeting's beginning to its end, None where one of the two is not known."""

    @property
    def over(self) -> int:
        """How many minutes are planned beyond the meeting's end; 0 where it fits or has no end."""
        return 0 if self.length is None else max(0, self.planned - self.length)


def workload(starts_at: time | None, ends_at: time | None, minutes: Sequence[int | None]) -> Workload:
    """Return how the items' ``minutes`` compare with a meeting from ``starts_at`` to ``ends_at``."""
    length = None
    if starts_at is not None and ends_at is not None:
        length = (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute
    planned = sum(duration for duration in minutes if duration is not None)
    return Workload(planned, sum(duration is None for duration in minutes), length)
