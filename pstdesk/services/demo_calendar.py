"""The calendar of the demonstration: its school holidays, and when its bodies meet and are convened."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from pstdesk.domain.days_off import SchoolBreak
from pstdesk.services.days_off import public_holidays
from pstdesk.services.school_holidays import add_holiday, set_school_zone

_SATURDAY = 5
_TWO_WEEKS = timedelta(days=16)
"""From the Saturday on which holidays begin to the Monday of the return to school."""


def add_school_holidays(session: Session, script: Mapping[str, Any], first_day: date, today: date) -> None:
    """Give the programme its zone and the story's school holidays."""
    set_school_zone(session, script["school_zone"])
    for one in school_holidays(script, first_day, today):
        add_holiday(session, one.name, one.starts_on, one.ends_on)


def school_holidays(script: Mapping[str, Any], first_day: date, today: date) -> tuple[SchoolBreak, ...]:
    """Return the school holidays from the year of ``first_day`` to the one after ``today``."""
    found = (
        _school_break(holidays, year)
        for year in range(first_day.year - 1, today.year + 2)
        for holidays in script["school_holidays"]
    )
    return tuple(one for one in found if one.ends_on.year >= first_day.year)


def _school_break(holidays: Mapping[str, Any], year: int) -> SchoolBreak:
    starts_on = _saturday_from(date(year, *holidays["saturday_from"]))
    ends_on = date(year, *holidays["until"]) if "until" in holidays else starts_on + _TWO_WEEKS
    return SchoolBreak(holidays["name"], starts_on, ends_on)


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(_SATURDAY - day.weekday()) % 7)


def meeting_days(first_day: date, today: date) -> list[tuple[date, str]]:
    """Return the days of all meetings: quarterly bodies, the watch cell, the council in September.

    They are outside the school holidays.
    """
    last_day = today + timedelta(days=100)
    meetings: list[tuple[date, str]] = []
    for year in range(first_day.year, last_day.year + 1):
        for place in range(7):
            # the third quarter meets in September, after the holidays
            for month, day in ((1, 20), (5, 12), (9, 3), (11, 12)):
                meetings.append((date(year, month, day) + timedelta(days=3 * place), f"CT{place + 1}"))
        meetings.append((date(year, 9, 28), "CLG"))
        meetings += [(date(year, month, 10), "CV") for month in (3, 6, 12)]
    workdays = ((_workday(day), name) for day, name in meetings)
    return sorted((day, name) for day, name in workdays if first_day <= day <= last_day)


def _workday(day: date) -> date:
    """Return a Tuesday, Wednesday or Friday: the holidays that move are Mondays and Thursdays."""
    return day + timedelta(days=(1, 0, 0, 1, 0, 3, 2)[day.weekday()])


def last_working_day(day: date) -> date:
    """Return ``day``, or the last day before it on which offices work."""
    closed = public_holidays((day.year - 1, day.year))
    while day.weekday() >= _SATURDAY or day in closed:
        day -= timedelta(days=1)
    return day
