"""Mandates of a body in one role: who makes room for whom, what is vacant, how long a successor serves."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.interval import Interval, is_over

VACANCIES = frozenset({MandateEnd.RESIGNATION, MandateEnd.DEPARTURE, MandateEnd.LOSS_OF_CAPACITY})
"""Ends before the term, after which a successor serves what remains of it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One mandate in one role of one body.

    ``during`` is when it is held, from a day that is known; ``planned_end`` the first day after its term,
    None until the next election; ``end_reason`` None while nothing but its term ends it.
    """

    id: int
    person_id: int
    during: Interval
    planned_end: date | None = None
    end_reason: MandateEnd | None = None
    election_id: int | None = None


def planned_end(ends_on: date | None, term_ends_on: date | None, reason: MandateEnd | None) -> date | None:
    """Return the first day after the term: as proclaimed, or else where the mandate ends by itself."""
    if term_ends_on is not None or reason not in (None, MandateEnd.TERM):
        return term_ends_on
    return ends_on


def why_ended(ends_on: date | None, reason: MandateEnd | None, today: date) -> MandateEnd | None:
    """Return why a mandate ended, or is to end early; None while it runs its term."""
    if reason is None and is_over(ends_on, today):
        return MandateEnd.TERM
    return reason


def making_room(
    terms: Iterable[Term], person_id: int, day: date, seats: int, election_id: int | None
) -> tuple[Term, ...]:
    """Return the mandates that end on ``day``, when ``person_id`` is given one of ``seats`` from then on.

    Their own always does. Another does only where there are no more seats: first one whose holder is to go
    anyway, then one without a term, which lasts until the next election, then the one that ends first. Those
    that the same election opened stay.
    """
    running = [term for term in terms if day in term.during]
    elected = [term for term in running if election_id is not None and term.election_id == election_id]
    before = sorted(
        (term for term in running if term not in elected and term.during.starts_on != day),
        key=lambda term: (
            term.person_id != person_id,
            term.end_reason not in VACANCIES,
            term.during.ends_on is not None,
            term.during.ends_on or date.max,
            term.during.starts_on or date.min,
            term.id,
        ),
    )
    own = sum(term.person_id == person_id for term in before)
    return tuple(before[: max(own, len(running) + 1 - seats)])


def crowded(during: Interval, terms: Iterable[Term], seats: int) -> tuple[Term, ...]:
    """Return the mandates that leave no seat for one more ``during`` these days; none where there is one."""
    held = [term for term in terms if term.during.overlaps(during)]
    begins = [term.during.starts_on for term in held if term.during.starts_on is not None]
    first = during.starts_on or date.min
    for day in sorted({first, *(begin for begin in begins if begin > first)}):
        there = tuple(term for term in held if day in term.during)
        if len(there) >= seats:
            return there
    return ()


def vacancies(terms: Sequence[Term], day: date, seats: int) -> tuple[Term, ...]:
    """Return the mandates that ended early, or are to, and that nobody took up by ``day``, the last first.

    Only those whose term still runs: who is elected then serves what remains of it (docs/domain.md,
    "Mandats"). As many are looked at as there are seats free; a mandate that another replaced left none.
    """
    begun = [term for term in terms if term.during.starts_on is None or term.during.starts_on < day]
    left = [
        term
        for term in begun
        if term.end_reason is not MandateEnd.REPLACED
        and (is_over(term.during.ends_on, day) or term.end_reason in VACANCIES)
    ]
    staying = sum(day in term.during for term in terms if term not in left)
    left.sort(key=lambda term: (term.during.ends_on or date.max, term.id), reverse=True)
    return tuple(term for term in left[: max(seats - staying, 0)] if _runs_on(term, day))


def _runs_on(term: Term, day: date) -> bool:
    return term.end_reason in VACANCIES and term.planned_end is not None and term.planned_end > day


def term_end(starts_on: date, months: int) -> date:
    """Return the first day after a term of ``months``: the same day of a month, or the last one it has."""
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + months, 12)
    return date(year, month + 1, min(starts_on.day, monthrange(year, month + 1)[1]))
