"""How a meeting keeps its time: what is left of it and of each item, and the hour at which it ended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

LONGEST_MEETING = timedelta(hours=12)
"""A meeting open for longer was forgotten, not held: its clock stands still."""


@dataclass(frozen=True, slots=True)
class ItemTime:
    """What one item may take and has taken; ``planned_minutes`` None is not planned."""

    planned_minutes: int | None
    spent_seconds: int
    is_done: bool = False


def is_open(opened_at: datetime | None, closed_at: datetime | None) -> bool:
    """Tell whether a meeting was opened in meeting mode and not closed since."""
    return opened_at is not None and closed_at is None


def is_running(opened_at: datetime | None, closed_at: datetime | None, now: datetime) -> bool:
    """Tell whether time counts for an open meeting; instants are aware.

    It does not where the meeting was opened long ago: somebody forgot to close it, or opened it again to
    complete its notes.
    """
    if opened_at is None or closed_at is not None:
        return False
    return timedelta(0) <= now - opened_at < LONGEST_MEETING


def minutes_left(item: ItemTime) -> int | None:
    """Return what is left of an item in whole minutes, begun ones counted; None where nothing was planned.

    Negative is what it has taken beyond, in full minutes: 0 from the last second of its time to the end of
    the first minute after it.
    """
    if item.planned_minutes is None:
        return None
    return _minutes(item.planned_minutes * 60 - item.spent_seconds)


def minutes_still_planned(items: Iterable[ItemTime]) -> int:
    """Return how many minutes the items that are not done still ask for, begun ones counted."""
    return sum(max(0, minutes_left(item) or 0) for item in items if not item.is_done)


def minutes_until(ends_at: time | None, day: date, now: datetime) -> int | None:
    """Return the whole minutes from ``now`` to the planned end, negative past it; None without an end.

    ``day`` and ``ends_at`` are those of the meeting's time zone, and so is ``now``, taken without its zone.
    """
    if ends_at is None:
        return None
    left = datetime.combine(day, ends_at) - now.replace(tzinfo=None)
    return _minutes(left // timedelta(seconds=1))


def _minutes(seconds: int) -> int:
    """Return ``seconds`` in minutes, rounded up: what is left lasts until it is over."""
    return -(-seconds // 60)


def rounded_hour(at: time) -> time:
    """Return ``at`` to the nearest five minutes, as a meeting's end is written; never past midnight."""
    minutes = (at.hour * 60 + at.minute + 2) // 5 * 5
    return time(*divmod(min(minutes, 23 * 60 + 55), 60))
