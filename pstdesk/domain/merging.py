"""What becomes of two lives when two records turn out to be one person, or one organisation.

What one of them lived, the one record has lived: dated things are laid over one another so that none overlap
(docs/domain.md, "Merging doubles"), and of two attendances of one meeting one is kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.interval import Interval
from pstdesk.domain.names import fold

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """Something dated: ``row`` is the record it is kept in, None where one has to be made."""

    row: int | None
    during: Interval
    terms: T


Agree = Callable[[Stretch[T], Stretch[T]], T | None]
"""What two overlapping stretches say together, or None where they say different things."""
Yields = Callable[[Stretch[T], Stretch[T]], bool]
"""Whether the kept record's stretch gives way to the other on the days they share."""


def laid_together(
    kept: Iterable[Stretch[T]],
    gone: Iterable[Stretch[T]],
    agree: Agree[T],
    yields: Yields[T] = lambda _kept, _gone: False,
) -> tuple[Stretch[T], ...]:
    """Return the stretches of both without two that share a day, no day won and none lost.

    Overlapping ones that ``agree`` become one. Of two that do not, what the kept record says holds on the
    days they share, unless it ``yields`` to the other; the weaker one keeps the days that are left to it.
    """
    laid, waiting = list(kept), list(gone)
    while waiting:
        new = waiting.pop(0)
        other = next((each for each in laid if each.during.overlaps(new.during)), None)
        if other is None:
            laid.append(new)
            continue
        said = agree(other, new)
        if said is not None:
            laid.remove(other)
            row = new.row if other.row is None else other.row
            waiting.insert(0, Stretch(row, other.during.joined(new.during), said))
        elif yields(other, new):
            at = laid.index(other)
            laid[at : at + 1] = _cut(other, new.during)
            waiting.insert(0, new)
        else:
            waiting[:0] = _cut(new, other.during)
    return tuple(laid)


def _cut(stretch: Stretch[T], days: Interval) -> list[Stretch[T]]:
    """Return what is left of a stretch without ``days``; the first part stays in its record."""
    left = stretch.during.without(days)
    return [
        replace(stretch, row=stretch.row if place == 0 else None, during=during)
        for place, during in enumerate(left)
    ]


@dataclass(frozen=True, slots=True)
class PostTerms:
    """What a post says beside its organisation and its days."""

    job_title: str = ""
    service: str = ""
    grade_id: int | None = None
    sector_id: int | None = None


def agreed_post(kept: Stretch[PostTerms], gone: Stretch[PostTerms]) -> PostTerms | None:
    """Return the post that both describe, one filling what the other leaves open; None for two posts."""
    ours, theirs = kept.terms, gone.terms
    texts = ((ours.job_title, theirs.job_title), (ours.service, theirs.service))
    ids = ((ours.grade_id, theirs.grade_id), (ours.sector_id, theirs.sector_id))
    if any(one and other and fold(one) != fold(other) for one, other in texts):
        return None
    if any(one is not None and other is not None and one != other for one, other in ids):
        return None
    title, service = (one or other for one, other in texts)
    grade, sector = (other if one is None else one for one, other in ids)
    return PostTerms(title, service, grade, sector)


@dataclass(frozen=True, slots=True)
class SittingTerms:
    """Whose suppléant somebody is in a body, None for a titulaire, and whether they vote."""

    substitute_for_id: int | None = None
    voting: bool = True


def same(kept: Stretch[T], gone: Stretch[T]) -> T | None:
    """Return the terms where both stretches say the same."""
    return kept.terms if kept.terms == gone.terms else None


def began_earlier(kept: Stretch[T], gone: Stretch[T]) -> bool:
    """Say whether the kept record's post was left for the other: of two at once the one begun last holds."""
    return (kept.during.starts_on or date.min) < (gone.during.starts_on or date.min)


def sits_less(kept: Stretch[SittingTerms], gone: Stretch[SittingTerms]) -> bool:
    """Say whether the kept registration gives way: titulaire before suppléant, with a vote before without."""
    return _weight(kept.terms) < _weight(gone.terms)


def _weight(terms: SittingTerms) -> tuple[bool, bool]:
    return terms.substitute_for_id is None, terms.voting


@dataclass(frozen=True, slots=True)
class Presence:
    """How somebody attended one meeting; ``post`` is what they were that day, as the base keeps it."""

    status: AttendanceStatus
    is_guest: bool
    arrived_at: time | None
    left_at: time | None
    post: Mapping[str, object]

    @property
    def took_part(self) -> bool:
        """Whether the meeting counts them: there, or represented."""
        return self.status.attended or self.status is AttendanceStatus.REPRESENTED


_STRONGEST_FIRST = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.REMOTE,
    AttendanceStatus.REPRESENTED,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.ABSENT,
    AttendanceStatus.NOT_RECORDED,
)


def one_presence(kept: Presence, gone: Presence) -> Presence:
    """Return the one attendance of a meeting that two records stand for.

    Who came came, whatever was noted of the other record; who was expected under one of them was no guest.
    Of two who came, the one who was there longer counts.
    """
    stronger, other = sorted((kept, gone), key=lambda each: _STRONGEST_FIRST.index(each.status))
    arrived, left = stronger.arrived_at, stronger.left_at
    if stronger.status.attended and other.status.attended:
        arrived = min(arrived, other.arrived_at) if arrived and other.arrived_at else None
        left = max(left, other.left_at) if left and other.left_at else None
    return Presence(
        stronger.status,
        kept.is_guest and gone.is_guest,
        arrived,
        left,
        stronger.post if any(stronger.post.values()) else other.post,
    )


class Moved(StrEnum):
    """What passes from one record to the other."""

    POSTS = "posts"
    MEMBERSHIPS = "memberships"
    SUBSTITUTES = "substitutes"
    SEATS = "seats"
    MANDATES = "mandates"
    ATTENDANCES = "attendances"
    PROXIES = "proxies"
    MEETINGS = "meetings"
    ITEMS = "items"
    ACTIONS = "actions"
    ELECTIONS = "elections"
    RECORDS = "records"
