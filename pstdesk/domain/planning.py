"""A year of meetings planned in one go: one day for each body and quarter, month or year.

The year is walked period by period, body by body. Each body has its place within a period, so that nine
bodies that meet each quarter are spread over it, and each meets about three months after its last meeting.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import ALL_KINDS, DayOff, DaysOff, OffKind
from pstdesk.domain.interval import Interval
from pstdesk.domain.lights import CONVENE_BY

_DAY = timedelta(days=1)
_LAST_WEEK = 5


@dataclass(frozen=True, slots=True)
class PlanBody:
    """A body to plan meetings for; ``usual_month`` (1 to 12) is that of a yearly one."""

    id: int
    rhythm: Rhythm
    usual_month: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A meeting that there is: its body, its day, and whether it waits for another day."""

    body_id: int
    day: date
    postponed: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """When to meet: ``weekday`` 0 is Monday; ``week`` 1 to 4 of the month, 5 the last one, None any."""

    weekday: int
    week: int | None = None
    avoid: frozenset[OffKind] = ALL_KINDS

    def avoids(self, days_off: DaysOff, day: date) -> tuple[DayOff, ...]:
        """Return why ``day`` will not do; who wishes for Saturdays does not avoid weekends."""
        avoided = self.avoid - {OffKind.WEEKEND} if self.weekday >= 5 else self.avoid
        return tuple(off for off in days_off.on(day) if off.kind in avoided)


class Remark(StrEnum):
    """What is to be said of a proposal."""

    AS_WISHED = "as_wished"
    MOVED = "moved"
    SHARED = "shared"
    MEETS_ALREADY = "meets_already"
    WAITS_FOR_A_DAY = "waits_for_a_day"
    NONE_FREE = "none_free"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day for a body and a period, or why there is none.

    ``wished`` is the day that would have been best, ``obstacle`` and ``taken_by`` (the bodies that meet then)
    say why it is another one.
    """

    body_id: int
    period: Interval
    remark: Remark
    day: date | None = None
    wished: date | None = None
    obstacle: tuple[DayOff, ...] = ()
    taken_by: tuple[int, ...] = ()


def calendar_year(year: int) -> Interval:
    """Return the days of a year."""
    return Interval(date(year, 1, 1), date(year + 1, 1, 1))


def school_year(year: int) -> Interval:
    """Return the days from 1 September of ``year`` to 31 August of the next."""
    return Interval(date(year, 9, 1), date(year + 1, 9, 1))


def periods(body: PlanBody, during: Interval) -> tuple[Interval, ...]:
    """Return the stretches of ``during`` in which the body is to meet once, in their order.

    Quarters are calendar quarters (docs/domain.md, rule 8). A month or a quarter belongs to the year in which
    it ends, so that the one that a school year begins with is planned once.
    """
    first, after = _ends(during)
    if body.rhythm is Rhythm.YEARLY:
        return (during,)
    if body.rhythm is Rhythm.ON_DEMAND:
        return ()
    months = 3 if body.rhythm is Rhythm.QUARTERLY else 1
    year, month = first.year, (first.month - 1) // months * months + 1
    found: list[Interval] = []
    while True:
        start = date(year, month, 1)
        year, month = (year, month + months) if month + months <= 12 else (year + 1, month + months - 12)
        end = date(year, month, 1)
        if end > after:
            return tuple(found)
        found.append(Interval(start, end))


def missing(
    body: PlanBody, during: Interval, meets_on: Collection[date], today: date
) -> tuple[Interval, ...]:
    """Return the periods, past or current, in which the body has no meeting among ``meets_on``.

    Of a yearly body it is the month in which it usually meets, or the last of the year.
    """
    found = []
    for period in periods(body, during):
        due = period
        if body.rhythm is Rhythm.YEARLY:
            month = body.usual_month or (_ends(period)[1] - _DAY).month
            first = _ends(period)[0]
            due = _month(first.year if month >= first.month else first.year + 1, month)
        if _ends(due)[0] <= today and not any(day in period for day in meets_on):
            found.append(due)
    return tuple(found)


def propose(
    bodies: Sequence[PlanBody],
    during: Interval,
    wish: Wish,
    days_off: DaysOff,
    meetings: Iterable[Taken],
    today: date,
) -> tuple[Proposal, ...]:
    """Return a proposal for each body and period that is not over, by period and then in the order of bodies.

    Never on a day that the wish avoids or on which the body meets already, never twice in a period, never
    before tomorrow; fifteen days ahead where the period leaves them, so that people can be convened. Where it
    can be, no two bodies meet on one day.
    """
    plan = _Plan(wish, days_off, list(meetings), today)
    places = {body.id: (place + 0.5) / len(bodies) for place, body in enumerate(bodies)}
    rounds = [(period, body) for body in bodies for period in periods(body, during)]
    rounds.sort(key=lambda pair: _ends(pair[0])[0])  # stable: within a period the bodies keep their order
    return tuple(
        plan.settle(body, period, during, places[body.id])
        for period, body in rounds
        if _ends(period)[1] > today + _DAY
    )


class _Plan:
    """The days given so far, and the one given next."""

    def __init__(self, wish: Wish, days_off: DaysOff, meetings: list[Taken], today: date) -> None:
        self._wish = wish
        self._days_off = days_off
        self._meetings = meetings
        self._today = today

    def settle(self, body: PlanBody, period: Interval, during: Interval, place: float) -> Proposal:
        """Find the day of a body in a period, and take it."""
        for meeting in self._meetings:
            if meeting.body_id == body.id and meeting.day in period:
                remark = Remark.WAITS_FOR_A_DAY if meeting.postponed else Remark.MEETS_ALREADY
                return Proposal(body.id, period, remark, meeting.day)
        days = self._days(body, period, during)
        wished = self._wished(days, place)
        found = next(self._in_order(body, days, wished), None)
        obstacle, taken_by = self._wish.avoids(self._days_off, wished), self._taken_by(wished)
        if found is None:
            return Proposal(body.id, period, Remark.NONE_FREE, None, wished, obstacle)
        remark = Remark.AS_WISHED if found == wished else Remark.MOVED
        if self._taken_by(found):
            remark, taken_by = Remark.SHARED, self._taken_by(found)
        self._meetings.append(Taken(body.id, found))
        return Proposal(body.id, period, remark, found, wished, obstacle, taken_by)

    def _days(self, body: PlanBody, period: Interval, during: Interval) -> list[date]:
        """Return the days that could be, off or not: from tomorrow, or from when people can be convened."""
        first, after = _ends(during)
        start, end = max(first, _ends(period)[0]), min(after, _ends(period)[1])
        days = [start + offset * _DAY for offset in range((end - start).days)]
        if body.rhythm is Rhythm.YEARLY and body.usual_month is not None:
            days = [day for day in days if day.month == body.usual_month] or days
        ahead = [day for day in days if day > self._today] or days[-1:]
        return [day for day in ahead if day >= self._today + CONVENE_BY] or ahead

    def _wished(self, days: list[date], place: float) -> date:
        """Return the day on the preferred weekday that is nearest to the body's place among ``days``."""
        aimed = days[int(place * len(days))]
        fitting = [day for day in days if day.weekday() == self._wish.weekday]
        in_week = [day for day in fitting if self._wish.week in (None, _week(day), _from_end(day))]
        return min(in_week or fitting or days, key=lambda day: (abs(day - aimed), day))

    def _in_order(self, body: PlanBody, days: list[date], wished: date) -> Iterator[date]:
        """Yield the days that will do, the best first: on the weekday or another one; alone, then shared."""
        ahead = [day for day in days if day > self._today and not self._wish.avoids(self._days_off, day)]
        nearest = sorted(ahead, key=lambda day: (abs(day - wished), day))
        mine = {meeting.day for meeting in self._meetings if meeting.body_id == body.id}
        free = [day for day in nearest if day not in mine]
        for shared in (False, True):
            for on_weekday in (True, False):
                yield from (
                    day
                    for day in free
                    if bool(self._taken_by(day)) is shared
                    and (day.weekday() == self._wish.weekday) is on_weekday
                )

    def _taken_by(self, day: date) -> tuple[int, ...]:
        return tuple(meeting.body_id for meeting in self._meetings if meeting.day == day)


def _ends(period: Interval) -> tuple[date, date]:
    assert period.starts_on is not None
    assert period.ends_on is not None
    return period.starts_on, period.ends_on


def _month(year: int, month: int) -> Interval:
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return Interval(date(year, month, 1), after)


def _week(day: date) -> int:
    """Return which Thursday of its month a Thursday is: 1 to 5."""
    return (day.day - 1) // 7 + 1


def _from_end(day: date) -> int | None:
    """Return 5 for the last Thursday of a month, also where it is the fourth."""
    return _LAST_WEEK if (day + timedelta(days=7)).month != day.month else None
