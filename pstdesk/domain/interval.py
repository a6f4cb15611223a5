"""Half-open stretches of days, by which everything dated in the base is meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pstdesk.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from ``starts_on``, included, to ``ends_on``, excluded; None is without limit."""

    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.starts_on is not None and self.ends_on is not None and self.ends_on <= self.starts_on:
            raise Refused("interval_backwards", starts_on=self.starts_on, ends_on=self.ends_on)

    def __contains__(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether one day at least lies in both."""
        return _before(self.starts_on, other.ends_on) and _before(other.starts_on, self.ends_on)

    def until(self, day: date) -> "Interval | None":
        """Return what is left when it ends on ``day`` at the latest, or None where no day is.

        So a mandate, a capacity or a post ends when its holder leaves (docs/domain.md, rule 2).
        """
        if self.starts_on is not None and day <= self.starts_on:
            return None
        return Interval(self.starts_on, day if self.ends_on is None else min(self.ends_on, day))

    def joined(self, other: "Interval") -> "Interval":
        """Return the days from the first to the last of both."""
        starts, ends = (self.starts_on, other.starts_on), (self.ends_on, other.ends_on)
        return Interval(
            None if None in starts else min(day for day in starts if day is not None),
            None if None in ends else max(day for day in ends if day is not None),
        )

    def without(self, other: "Interval") -> "tuple[Interval, ...]":
        """Return what is left of it, nothing to two stretches, when the days of ``other`` are taken out."""
        if not self.overlaps(other):
            return (self,)
        left = []
        if other.starts_on is not None and _before(self.starts_on, other.starts_on):
            left.append(Interval(self.starts_on, other.starts_on))
        if other.ends_on is not None and _before(other.ends_on, self.ends_on):
            left.append(Interval(other.ends_on, self.ends_on))
        return tuple(left)


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end


def is_over(ends_on: date | None, day: date) -> bool:
    """Tell whether what holds until ``ends_on``, that day excluded, is over on ``day``; None never is."""
    return ends_on is not None and ends_on <= day


def refuse_overlap(new: Interval, others: Iterable[Interval], code: str, **values: object) -> None:
    """Raise ``Refused(code)`` where ``new`` shares a day with one of ``others``.

    One person has one post at a time in an organisation and sits in a committee once in the
    same capacity (docs/domain.md, rule 1).
    """
    if any(new.overlaps(other) for other in others):
        raise Refused(code, **values)
