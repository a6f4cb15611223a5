"""Who sits where on a given day, and who is expected there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pstdesk.domain.committee import Capacity
from pstdesk.domain.interval import Interval


@dataclass(frozen=True, slots=True)
class Sitting:
    """One dated membership of a person, or one dated holding of a seat, in one committee.

    ``substitute_for`` is the person whose seat this one fills when they cannot come; ``voting`` is False
    where they sit there to advise.
    """

    person_id: int
    capacity: Capacity
    during: Interval
    substitute_for: int | None = None
    seat_id: int | None = None
    voting: bool = True


def sitting_on(sittings: Iterable[Sitting], day: date) -> tuple[Sitting, ...]:
    """Return the sittings that hold on ``day``."""
    return tuple(sitting for sitting in sittings if day in sitting.during)


def gone_on(stays: Iterable[Interval], day: date) -> date | None:
    """Return the first day from ``day`` on, on which none of ``stays`` holds; None where one never ends.

    What a body entrusted to somebody ends on that day (docs/domain.md, rule 2).
    """
    held = list(stays)
    while True:
        ends = [stay.ends_on for stay in held if day in stay]
        if not ends:
            return day
        later = [end for end in ends if end is not None]
        if len(later) < len(ends):
            return None
        day = max(later)


def expected_on(sittings: Iterable[Sitting], day: date) -> tuple[int, ...]:
    """Return the ids of the people expected at a meeting on ``day``, each once, in order met.

    Expected are the seats held that day in a capacity that counts in rates. A titulaire and
    their suppléants are one seat: a substitute is expected only once the titulaire has left, and
    then only the first of them. Nobody is expected before they joined or after they left
    (docs/domain.md, "Attendus").
    """
    return _seats_on(sittings, day)[0]


def substitutes_on(sittings: Iterable[Sitting], day: date) -> tuple[tuple[int, int], ...]:
    """Return pairs of a suppléant and the person expected on ``day`` in whose place they may sit.

    Nobody who is expected in their own right is a suppléant that day.
    """
    expected, standing_by = _seats_on(sittings, day)
    return tuple(pair for pair in standing_by if pair[0] not in expected)


def entitled_on(sittings: Iterable[Sitting], enrolled_by: date, day: date) -> tuple[int, ...]:
    """Return the ids of the members entitled to vote on ``day``, in the order met.

    They were expected, with a vote, on the day by which one must be a member, so that nobody packs the vote,
    and still are: a titulaire and their suppléant have one vote, the titulaire's (docs/elections.md).
    """
    held = list(sittings)
    before = _voting_on(held, enrolled_by)
    return tuple(person_id for person_id in _voting_on(held, day) if person_id in before)


def _voting_on(sittings: list[Sitting], day: date) -> tuple[int, ...]:
    with_vote = {
        sitting.person_id
        for sitting in sitting_on(sittings, day)
        if sitting.voting and sitting.capacity.counts_in_rates
    }
    return tuple(person_id for person_id in expected_on(sittings, day) if person_id in with_vote)


def eligible_on(sittings: Iterable[Sitting], day: date) -> tuple[int, ...]:
    """Return the ids of the members who may stand on ``day``, each once, in the order met.

    Every member may, whatever their grade or field, suppléants and those who advise too; who only observes
    or keeps the minutes is none (docs/elections.md).
    """
    held = sitting_on(sittings, day)
    return tuple(dict.fromkeys(sitting.person_id for sitting in held if sitting.capacity.counts_in_rates))


def _seats_on(sittings: Iterable[Sitting], day: date) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Return who is expected on ``day``, and pairs of who stands by and for whom of them."""
    held = [sitting for sitting in sitting_on(sittings, day) if sitting.capacity.counts_in_rates]
    titulaires = [sitting for sitting in held if sitting.substitute_for is None]
    filled = {sitting.person_id: sitting.person_id for sitting in titulaires}
    # A seat outlives its holder: whoever stands in there stands in for the next holder too.
    seats = {sitting.seat_id: sitting.person_id for sitting in titulaires if sitting.seat_id is not None}
    expected: dict[int, None] = {}
    standing_by: dict[tuple[int, int], None] = {}
    for sitting in held:
        if sitting.substitute_for is None:
            expected[sitting.person_id] = None
            continue
        here = filled.get(sitting.substitute_for) or seats.get(sitting.seat_id or 0)
        if here is None:
            filled[sitting.substitute_for] = sitting.person_id
            expected[sitting.person_id] = None
        elif here != sitting.person_id:
            standing_by[sitting.person_id, here] = None
    return tuple(expected), tuple(standing_by)
