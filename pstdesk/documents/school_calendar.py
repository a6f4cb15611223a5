"""School holidays out of the ministry's calendar file (.ics), a stranger's file read within limits.

The ministry publishes one file for each zone and one for all: each holiday is an event of whole days, named
"Vacances de Noël - Zones A/B/C", its zones in the summary, the location or both. The summer begins with an
event of one day in the older files; it then lasts until the return to school.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pstdesk.documents.foreign import read_file
from pstdesk.domain.days_off import SchoolBreak
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.i18n import typeset

LARGEST_CALENDAR = 5 * 1024 * 1024
"""Bytes; the ministry's file for all zones and ten years has 30,000."""
_MOST_EVENTS = 5_000
_LONGEST_NAME = 200
_LONGEST_LINE = 1_000
"""Characters of a summary or a place that are looked at; a million spaces would take hours."""
_YEARS = range(1900, 2200)
"""Years in which school holidays can be meant, as in what is typed (domain/calendar.py)."""
_ZONES = re.compile(r"\bzones? ((?:[abc]\b(?: et )?[ /,]*)+)")
_PLACE = re.compile(r"\s+[-–]\s+(?:Zones?\b|Corse\b).*$", re.IGNORECASE)
_HOLIDAY = re.compile(r"\b(vacances|pont)\b")
_SUMMER_BEGINS = re.compile(r"debut\b.*\bvacances\b")
_NOT_FOR_PUPILS = re.compile(r"\b(prerentree|enseignants)\b")
_UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError)
"""What the library raises on a file that is no calendar."""


@dataclass(frozen=True)
class _Event:
    name: str
    zones: frozenset[str]
    corsican: bool
    starts_on: date
    ends_on: date | None


def read_school_calendar(path: Path, zone: str) -> tuple[SchoolBreak, ...]:
    """Return the school holidays of ``zone`` ("A", "B", "C") in the file, by day, each once.

    Events that name no zone are for all. Raises Refused: what ``read_file`` refuses, "calendar_unreadable"
    for what is no calendar, "calendar_zone_missing" where the file parts zones and ``zone`` is empty, and
    "calendar_without_holidays" where nothing is left.
    """
    events = list(_events(path))
    parted = {event.zones for event in events if event.zones}
    if not zone and len(parted) > 1:
        raise Refused("calendar_zone_missing", name=path.name)
    here = [event for event in events if _is_here(event, zone, parted=bool(parted))]
    found = {
        SchoolBreak(event.name, event.starts_on, end)
        for event in here
        if _is_holiday(event.name) and (end := _end(event, here)) > event.starts_on
    }
    if not found:
        raise Refused("calendar_without_holidays", name=path.name)
    return tuple(sorted(found, key=lambda one: (one.starts_on, one.ends_on, one.name)))


def _is_here(event: _Event, zone: str, *, parted: bool) -> bool:
    if event.zones:
        return not zone or zone.lower() in event.zones
    return not (event.corsican and parted)


def _is_holiday(name: str) -> bool:
    folded = fold(name)
    return bool(_HOLIDAY.search(folded)) and not _NOT_FOR_PUPILS.search(folded)


def _end(event: _Event, events: list[_Event]) -> date:
    if event.ends_on is not None:
        return event.ends_on
    if not _SUMMER_BEGINS.match(fold(event.name)):
        return event.starts_on + timedelta(days=1)
    returns = [
        other.starts_on
        for other in events
        if other.starts_on > event.starts_on and fold(other.name).startswith("rentree")
    ]
    return min(returns, default=date(event.starts_on.year, 9, 1))


def _events(path: Path) -> Iterator[_Event]:
    from icalendar import Calendar

    content = read_file(path, LARGEST_CALENDAR)
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except _UNREADABLE as error:
        raise Refused("calendar_unreadable", name=path.name) from error
    for event in events[:_MOST_EVENTS]:
        try:
            read = _event(event)
        except _UNREADABLE:  # a day that is none
            continue
        if read is not None:
            yield read


def _event(event: Any) -> _Event | None:
    """Return an event of whole days in our time, None for any other."""
    summary, where = (str(event.get(key, ""))[:_LONGEST_LINE] for key in ("SUMMARY", "LOCATION"))
    starts, ends = (getattr(event.get(key), "dt", None) for key in ("DTSTART", "DTEND"))
    if not summary.strip() or not isinstance(starts, date) or isinstance(starts, datetime):
        return None
    last = ends if isinstance(ends, date) and not isinstance(ends, datetime) else None
    if starts.year not in _YEARS or (last is not None and last.year not in _YEARS):
        return None
    places = " ".join(fold(words) for words in (summary, where))
    zones = frozenset(letter for names in _ZONES.findall(places) for letter in names if letter in "abc")
    name = " ".join(_PLACE.sub("", summary).replace("'", "’").split())
    return _Event(typeset(name)[:_LONGEST_NAME], zones, "corse" in places, starts, last)
