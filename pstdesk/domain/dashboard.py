"""What the dashboard says of today: what presses, how long it has waited, and the one thing to do next."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from pstdesk.domain.lights import Light, LightState, MeetingFacts, lights
from pstdesk.domain.meeting import TO_COME
from pstdesk.domain.minutes import MinutesState

ACTIONS_AHEAD = timedelta(days=30)
"""An open action is announced so long before its day."""
MANDATES_AHEAD = timedelta(days=90)
"""A mandate that runs out is announced so long before its end."""
HELD_LATELY = timedelta(days=92)
"""So long after a meeting was held it is still shown, while one of its lights is due or late."""
LOOKING_BACK = timedelta(days=366)
"""Older meetings whose loop was never closed are history, and no longer asked for."""
UNSEEN_MONTHS = 6
"""An organisation that nobody came from for so long is to be asked why."""


class MinutesWait(StrEnum):
    """What minutes wait for, the officer's own work first."""

    WRITING = "writing"
    SENDING = "sending"
    READING = "reading"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What minutes wait for; ``days`` is how many days they are late, or how many are left."""

    what: MinutesWait
    is_late: bool
    days: int

    @property
    def urgency(self) -> tuple[bool, int, int]:
        """Return what sorts the most pressing first: the longest late, then what the officer has to write."""
        order = list(MinutesWait).index(self.what)
        if self.is_late:
            return False, int(self.what is MinutesWait.APPROVAL), -self.days
        return True, order, self.days


def minutes_waiting(facts: MeetingFacts, corrections_due_on: date | None, today: date) -> Waiting | None:
    """Return what the minutes of a meeting wait for, or None where nothing is awaited of anybody.

    Those given to read wait for their readers until the day named to them, and then to be sent.
    """
    by_light = {lamp.light: lamp for lamp in lights(facts, today)}
    lamp = by_light.get(Light.MINUTES)
    if lamp is None or facts.minutes_state is None:
        return None
    if facts.minutes_state is MinutesState.SENT:
        lamp = by_light[Light.APPROVAL]
        return Waiting(MinutesWait.APPROVAL, lamp.state is LightState.LATE, lamp.days)
    if lamp.state not in (LightState.DUE, LightState.LATE):
        return None
    if facts.minutes_state is not MinutesState.IN_CORRECTION:
        return Waiting(MinutesWait.WRITING, lamp.state is LightState.LATE, lamp.days)
    if corrections_due_on is None:
        return Waiting(MinutesWait.READING, lamp.state is LightState.LATE, lamp.days)
    if corrections_due_on < today:  # the whole of the day named still counts
        return Waiting(MinutesWait.SENDING, is_late=True, days=(today - corrections_due_on).days)
    return Waiting(MinutesWait.READING, is_late=False, days=(corrections_due_on - today).days)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unseen_since(last_seen: date | None, expected_since: date | None, today: date) -> date | None:
    """Return since when an organisation was not seen, where that is too long; else None.

    One that nobody ever came from was expected since its first member joined or, without a member, since
    the programme's first meeting; ``expected_since`` None says that no meeting took place at all.
    """
    since = last_seen or expected_since
    return since if since is not None and since <= months_before(today, UNSEEN_MONTHS) else None


class NextStep(StrEnum):
    """The one thing to do next, the most pressing first."""

    RESUME = "resume"
    OPEN = "open"
    NOTE = "note"
    CONVENE = "convene"
    WRITE = "write"
    PREPARE = "prepare"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Moment:
    """A meeting in time, as far as the next step depends on it."""

    meeting_id: int
    facts: MeetingFacts
    starts_at: time | None
    is_open: bool
    """Opened in meeting mode, and not closed."""
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next, and at which meeting; none is needed to plan the year."""

    step: NextStep
    meeting: Moment | None = None


def next_step(meetings: Sequence[Moment], today: date) -> Next:
    """Return what to do next: today's meeting, one nobody noted, a convocation, late minutes, the next one.

    ``meetings`` are those to come, those nobody noted and those whose minutes wait; where none is left to
    come the year is to be planned.
    """
    in_time = sorted(meetings, key=lambda one: (one.facts.day, one.starts_at or time.max, one.meeting_id))
    coming = [one for one in in_time if one.facts.state in TO_COME and one.facts.day >= today]
    candidates = (
        (NextStep.RESUME, [one for one in in_time if one.is_open and one.facts.day == today]),
        (NextStep.OPEN, [one for one in coming if one.facts.day == today]),
        (NextStep.NOTE, [one for one in in_time if one.facts.state in TO_COME and one.facts.day < today]),
        (NextStep.CONVENE, [one for one in coming if _is_to_convene(one, today)]),
        (NextStep.WRITE, sorted((one for one in in_time if _is_to_write(one)), key=_urgency)),
        (NextStep.PREPARE, coming),
    )
    for step, found in candidates:
        if found:
            return Next(step, found[0])
    return Next(NextStep.PLAN)


def _is_to_convene(one: Moment, today: date) -> bool:
    lamps = [lamp for lamp in lights(one.facts, today) if lamp.light is Light.CONVOCATION]
    return any(lamp.state in (LightState.DUE, LightState.LATE) for lamp in lamps)


def _is_to_write(one: Moment) -> bool:
    mine = (MinutesWait.WRITING, MinutesWait.SENDING)
    return one.waiting is not None and one.waiting.is_late and one.waiting.what in mine


def _urgency(one: Moment) -> tuple[bool, int, int]:
    assert one.waiting is not None
    return one.waiting.urgency
