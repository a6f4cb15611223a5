"""Which rows of a table of people must not be told, so that nobody is known by a small number.

[docs/review.md: cells of fewer than five people, with complementary suppression]
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 5
"""People that a cell stands for at least, where it may be told."""


def is_few(people: int) -> bool:
    """Return whether so many are some, and fewer than may be told: nobody at all may."""
    return 0 < people < LEAST


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a table is not told."""

    rows: tuple[bool, ...]
    total: bool = False
    """Whether the sum of its members is not either, because it would give a row away."""


def hidden_rows(members: Sequence[int], people: Sequence[int]) -> Hidden:
    """Return which rows of a table are hidden, all their figures together.

    ``members`` are the people of each row that add up to a total which is told; ``people`` are those whom
    the other figures of the row are about. Hidden is each row with a few of either. So that neither the
    total nor what is told of the others gives one away, more rows are hidden, the smallest first, until no
    few people are alone in it and each small number of members could also be another one.
    """
    rows = [is_few(here) or is_few(expected) for here, expected in zip(members, people, strict=True)]
    others = sorted(
        (place for place, hides in enumerate(rows) if not hides and (members[place] or people[place])),
        key=lambda place: (not (members[place] and people[place]), members[place], people[place], place),
    )
    while _is_alone(people, rows) or _tells(members, rows):
        if not others:
            return Hidden(tuple(rows), total=True)
        rows[others.pop(0)] = True
    return Hidden(tuple(rows))


def _is_alone(people: Sequence[int], rows: Sequence[bool]) -> bool:
    """Return whether what is hidden is all of one small row: the rest of what is told of all together."""
    hidden = [number for number, hides in zip(people, rows, strict=True) if hides and number]
    return len(hidden) == 1 and is_few(hidden[0])


def _tells(members: Sequence[int], rows: Sequence[bool]) -> bool:
    """Return whether a small number is the only one that fits the sum of those hidden.

    Small ones are known to lie between 1 and LEAST - 1, the others, but for nobody, at LEAST and above.
    """
    hidden = [number for number, hides in zip(members, rows, strict=True) if hides]
    small = sum(map(is_few, hidden))
    large = sum(number >= LEAST for number in hidden)
    if not small:
        return False
    rest = sum(hidden) - large * LEAST
    highest = min(LEAST - 1, rest - (small - 1))
    lowest = 1 if large else max(1, rest - (small - 1) * (LEAST - 1))
    return lowest == highest
