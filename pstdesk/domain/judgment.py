"""Majority judgment: who comes first where every ballot grades every candidate [Balinski & Laraki 2007].

A profile is how many ballots gave each grade, from the worst to the best: (1, 1, 1, 2, 3, 1). Any number of
grades will do, as long as all the profiles of a round have as many; the elections here have those of
:class:`Grade`.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)


class Grade(StrEnum):
    """What a ballot may say of a candidate, from the worst to the best; where it says nothing, the worst."""

    REJECT = "reject"
    INSUFFICIENT = "insufficient"
    PASSABLE = "passable"
    FAIRLY_GOOD = "fairly-good"
    GOOD = "good"
    VERY_GOOD = "very-good"


GRADES: tuple[Grade, ...] = tuple(Grade)
"""The grades in the order of a profile."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """How a profile lies about its majority grade: ballots above, at and below it.

    To be shown, never to decide.
    """

    grade: int
    better: int
    same: int
    worse: int


def majority_grade(profile: Sequence[int]) -> int:
    """Return the lower median of the grades, as its index in ``profile``; there must be a ballot."""
    return _grade_at(profile, (sum(profile) - 1) // 2)


def gauge(profile: Sequence[int]) -> Gauge:
    """Return how many ballots are better and worse than the majority grade; there must be a ballot."""
    grade = majority_grade(profile)
    return Gauge(grade, sum(profile[grade + 1 :]), profile[grade], sum(profile[:grade]))


def majority_value(profile: Sequence[int]) -> tuple[int, ...]:
    """Return the majority grade, then that of the ballots left without one such grade, and so on to the last.

    This is the definition, a grade for each ballot; :func:`ranking` compares the same without spelling it
    out.
    """
    left = list(profile)
    value = []
    for _ballot in range(sum(profile)):
        grade = majority_grade(left)
        left[grade] -= 1
        value.append(grade)
    return tuple(value)


def ranking(profiles: Mapping[K, Sequence[int]]) -> tuple[tuple[K, ...], ...]:
    """Return the candidates by their majority value, the best first; only identical profiles share a rank.

    All profiles have as many grades and as many ballots; there must be a ballot. Within a rank the order is
    that of ``profiles``.
    """
    return ranks({key: _order(profile) for key, profile in profiles.items()}, most_first=True)


def ranks(values: Mapping[K, Any], *, most_first: bool = False) -> tuple[tuple[K, ...], ...]:
    """Return the keys by their values, those of one value in one rank, in the order they come in."""
    found: dict[Any, list[K]] = {}
    for key, value in values.items():
        found.setdefault(value, []).append(key)
    return tuple(tuple(found[value]) for value in sorted(found, reverse=most_first))


def _order(profile: Sequence[int]) -> tuple[tuple[int, int, int, int], ...]:
    """Return what sorts as the majority values do, for as many ballots: a few numbers however many they are.

    Spelled out, a majority value takes the sorted grades from the middle outwards, one below and one above in
    turn. Those pairs change a few times only. Each stretch of equal pairs is kept as the pair, whether a
    worse (-1), no (0) or a better (1) one follows, and its length: the longer, the later that comes.
    """
    ballots = sum(profile)
    stretches: list[tuple[tuple[int, int], int]] = []
    done = 0
    pairs = (ballots + 1) // 2
    below, above = (ballots - 1) // 2, ballots // 2
    while done < pairs:
        low, high = _grade_at(profile, below - done), _grade_at(profile, above + done)
        length = min(below - done - sum(profile[:low]) + 1, sum(profile[: high + 1]) - above - done)
        stretches.append(((low, high), length))
        done += length
    order = []
    for (pair, length), (then, _length) in zip(stretches, [*stretches[1:], (None, 0)], strict=True):
        turn = 0 if then is None else 1 if then > pair else -1
        order.append((*pair, turn, -turn * length))
    return tuple(order)


def _grade_at(profile: Sequence[int], index: int) -> int:
    """Return the grade at ``index`` of the ballots sorted from the worst to the best."""
    for grade, ballots in enumerate(profile):
        index -= ballots
        if index < 0:
            return grade
    raise ValueError("no such ballot")
