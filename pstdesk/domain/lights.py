"""The four lights of a meeting: convocation, signed sheet, minutes, approval, and how far each is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pstdesk.domain.meeting import SIGNED_IN, MeetingState
from pstdesk.domain.minutes import MinutesState, is_locked

CONVENE_FROM = timedelta(days=21)
"""From so long before a meeting its convocation is due."""
CONVENE_BY = timedelta(days=15)
"""From so long before a meeting a convocation that was not sent is late."""
SHEET_WITHIN = timedelta(days=7)
"""So long after a meeting the signed sheet is in the base, and everybody's attendance noted."""
MINUTES_WITHIN = timedelta(days=15)
"""So long after a meeting its minutes are sent."""


class Light(StrEnum):
    """What a light tells of."""

    CONVOCATION = "convocation"
    SHEET = "sheet"
    MINUTES = "minutes"
    APPROVAL = "approval"


class LightState(StrEnum):
    """How far it is; the worst comes last."""

    NOT_DUE = "not_due"
    DONE = "done"
    DUE = "due"
    LATE = "late"


class LightCode(StrEnum):
    """What is to be said of a light, beyond its state."""

    CONVENE_LATER = "convene_later"
    CONVENE = "convene"
    CONVENED = "convened"
    CONVENED_UNKNOWN = "convened_unknown"
    SHEET_AFTER = "sheet_after"
    SHEET_ATTENDANCE = "sheet_attendance"
    SHEET_MISSING = "sheet_missing"
    SHEET_FILED = "sheet_filed"
    SHEET_CLOSED = "sheet_closed"
    MINUTES_AFTER = "minutes_after"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_READ = "minutes_read"
    MINUTES_SENT = "minutes_sent"
    APPROVAL_AFTER = "approval_after"
    APPROVAL_WAITS = "approval_waits"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Lamp:
    """One light: ``days`` is how many days it is late, or how many are left; ``on`` when it was done."""

    light: Light
    state: LightState
    code: LightCode
    days: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the lights are read from; ``next_held_on`` is the day of the body's next meeting held."""

    day: date
    state: MeetingState
    convened_on: date | None = None
    not_recorded: int = 0
    sheet_kept: bool = False
    minutes_state: MinutesState | None = None
    next_held_on: date | None = None


_NO_LIGHTS = (MeetingState.POSTPONED, MeetingState.CANCELLED)
_SENT = (MinutesState.SENT, MinutesState.APPROVED, MinutesState.ARCHIVED)
_ORDER = tuple(LightState)


def lights(facts: MeetingFacts, today: date) -> tuple[Lamp, ...]:
    """Return the four lights of a meeting on ``today``, in their order; none where it does not take place."""
    if facts.state in _NO_LIGHTS:
        return ()
    return _convocation(facts, today), _sheet(facts, today), _minutes(facts, today), _approval(facts, today)


def worst(lamps: tuple[Lamp, ...]) -> Lamp | None:
    """Return the light to look at first, or None where nothing is due or late."""
    pressing = [lamp for lamp in lamps if lamp.state in (LightState.DUE, LightState.LATE)]
    return max(pressing, key=lambda lamp: _ORDER.index(lamp.state), default=None)


def urgency(lamps: tuple[Lamp, ...]) -> tuple[int, ...]:
    """Return what meetings are sorted by to find those that want something: the worst lights last."""
    return tuple(sorted((_ORDER.index(lamp.state) for lamp in lamps), reverse=True))


def _convocation(facts: MeetingFacts, today: date) -> Lamp:
    light = Light.CONVOCATION
    if facts.convened_on is not None or facts.state is MeetingState.CONVENED:
        return Lamp(light, LightState.DONE, LightCode.CONVENED, on=facts.convened_on)
    if facts.state in SIGNED_IN:  # that people met does not prove that they were invited
        return Lamp(light, LightState.NOT_DUE, LightCode.CONVENED_UNKNOWN)
    late_from = facts.day - CONVENE_BY
    if today < facts.day - CONVENE_FROM:
        days = (facts.day - CONVENE_FROM - today).days
        return Lamp(light, LightState.NOT_DUE, LightCode.CONVENE_LATER, days)
    return _pressing(light, LightCode.CONVENE, late_from, today)


def _sheet(facts: MeetingFacts, today: date) -> Lamp:
    light = Light.SHEET
    if facts.state not in SIGNED_IN:
        return Lamp(light, LightState.NOT_DUE, LightCode.SHEET_AFTER)
    if facts.sheet_kept and not facts.not_recorded:
        return Lamp(light, LightState.DONE, LightCode.SHEET_FILED)
    if facts.minutes_state is MinutesState.ARCHIVED:
        return Lamp(light, LightState.NOT_DUE, LightCode.SHEET_CLOSED)
    code = LightCode.SHEET_ATTENDANCE if facts.not_recorded else LightCode.SHEET_MISSING
    return _pressing(light, code, facts.day + SHEET_WITHIN + timedelta(days=1), today)


def _minutes(facts: MeetingFacts, today: date) -> Lamp:
    light = Light.MINUTES
    if facts.minutes_state in _SENT:
        return Lamp(light, LightState.DONE, LightCode.MINUTES_SENT)
    if facts.state is not MeetingState.HELD:
        return Lamp(light, LightState.NOT_DUE, LightCode.MINUTES_AFTER)
    in_correction = facts.minutes_state is MinutesState.IN_CORRECTION
    code = LightCode.MINUTES_READ if in_correction else LightCode.MINUTES_DRAFT
    return _pressing(light, code, facts.day + MINUTES_WITHIN + timedelta(days=1), today)


def _approval(facts: MeetingFacts, today: date) -> Lamp:
    light = Light.APPROVAL
    if facts.minutes_state is not None and is_locked(facts.minutes_state):
        return Lamp(light, LightState.DONE, LightCode.APPROVED)
    if facts.minutes_state is not MinutesState.SENT:
        return Lamp(light, LightState.NOT_DUE, LightCode.APPROVAL_AFTER)
    if facts.next_held_on is not None and facts.next_held_on <= today:
        days = (today - facts.next_held_on).days
        return Lamp(light, LightState.LATE, LightCode.APPROVAL_WAITS, days)
    return Lamp(light, LightState.DUE, LightCode.APPROVAL_WAITS)


def _pressing(light: Light, code: LightCode, late_from: date, today: date) -> Lamp:
    """Return what is due, or late from ``late_from`` on: that day it is one day late."""
    if today < late_from:
        return Lamp(light, LightState.DUE, code, (late_from - today).days - 1)
    return Lamp(light, LightState.LATE, code, (today - late_from).days + 1)
