"""Who takes part on a day, who came and went, and what they are: the people of a stage review."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from pstdesk.domain.period import Period
from pstdesk.domain.review import Overlap, PeopleFigures, Share
from pstdesk.domain.review_material import Material, Stay, Work

_NOTHING = Work(None, None, None)


@dataclass(frozen=True)
class People:
    """Who sits where on ``day``, and what each of them is by the post of that day."""

    day: date
    committees: Mapping[int, frozenset[int]]
    """By person, the committees where they sit; nobody without one."""
    work: Mapping[int, Work]
    """By person, what they are; those without a post are nothing that is known."""


def people_on(material: Material, day: date) -> People:
    """Return who sits anywhere on ``day``, and what they are."""
    found: dict[int, set[int]] = {}
    for stay in material.stays:
        begins, ends = stay.starts_on, stay.ends_on  # asked here: thousands of stays on each of many days
        if (begins is None or begins <= day) and (ends is None or day < ends):
            found.setdefault(stay.person_id, set()).add(stay.committee_id)
    return People(
        day,
        {person: frozenset(bodies) for person, bodies in found.items()},
        {person: work_on(material, person, day) for person in found},
    )


def work_on(material: Material, person_id: int, day: date) -> Work:
    """Return what somebody is on ``day``; where they have no post then, nothing that is known."""
    return next((work for work in material.work.get(person_id, ()) if work.holds_on(day)), _NOTHING)


def people_figures(material: Material, part: Period, people: People) -> PeopleFigures:
    """Count who takes part on the last day of ``part``, and who came and went within it."""
    joined, left = come_and_gone(material.stays, part)
    sizes = [len(bodies) for bodies in people.committees.values()]
    return PeopleFigures(
        total=len(sizes),
        memberships=sum(sizes),
        in_several_committees=sum(size > 1 for size in sizes),
        dormant=len(material.absentees.get(part.last, frozenset()) & people.committees.keys()),
        joined=joined,
        left=left,
    )


def come_and_gone(stays: Iterable[Stay], part: Period) -> tuple[int, int]:
    """Return how many people began and ceased to take part between the eve of ``part`` and its last day."""
    joined, left = movements(stays, part)
    return len(joined), len(left)


def movements(stays: Iterable[Stay], part: Period) -> tuple[list[int], list[int]]:
    """Return who began and who ceased to take part between the eve of ``part`` and its last day.

    A person's stays in all committees are one stretch as long as they touch: who moves from one to another
    neither comes nor goes, who comes back has come twice. So the people of the last day are those of the
    eve, and who joined, less who left.
    """
    by_person: dict[int, list[tuple[date, date]]] = {}
    for stay in stays:
        stretch = (stay.starts_on or date.min, stay.ends_on or date.max)
        by_person.setdefault(stay.person_id, []).append(stretch)
    joined: list[int] = []
    left: list[int] = []
    for person_id, stretches in by_person.items():
        for begin, end in _merged(sorted(stretches)):
            if begin in part:
                joined.append(person_id)
            if end in part:
                left.append(person_id)
    return joined, left


def _merged(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the stretches that those make which touch or overlap; they come in order."""
    merged: list[tuple[date, date]] = []
    for begin, end in stretches:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def overlaps(people: People) -> tuple[Overlap, ...]:
    """Return each pair of committees that share anybody, in the order of their ids."""
    members = Counter(body for bodies in people.committees.values() for body in bodies)
    shared = Counter(
        pair for bodies in people.committees.values() for pair in combinations(sorted(bodies), 2)
    )
    return tuple(
        Overlap(first, second, both, members[first] + members[second] - both)
        for (first, second), both in sorted(shared.items())
    )


def outside_social_work(sectors: Iterable[int | None], social_work: Mapping[int, bool]) -> Share:
    """Return how many of those in ``sectors`` are outside social work; an unknown sector is left out."""
    known = [social_work[sector] for sector in sectors if sector is not None and sector in social_work]
    return Share(known.count(False), len(known))
