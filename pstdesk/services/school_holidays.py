"""The school holidays of the programme's zone: typed, or read from the ministry's calendar."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import SchoolHoliday
from pstdesk.domain.days_off import SchoolBreak
from pstdesk.domain.errors import Refused
from pstdesk.services.fetch import fetch, required
from pstdesk.services.programme import the_programme

ZONES = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """School holidays as they are listed; ``ends_on`` is the first day of school after them."""

    id: int
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class HolidaysPage:
    """The holidays known, the oldest first, and the programme's zone or ""."""

    zone: str
    rows: tuple[HolidayRow, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many holidays are new, and how many were there already."""

    added: int
    known: int


def holidays_page(session: Session) -> HolidaysPage:
    """Return the school holidays known, by day."""
    query = select(SchoolHoliday.id, SchoolHoliday.name, SchoolHoliday.starts_on, SchoolHoliday.ends_on)
    ordered = query.order_by(SchoolHoliday.starts_on, SchoolHoliday.id)
    rows = tuple(HolidayRow(*row) for row in session.execute(ordered))
    return HolidaysPage(the_programme(session).school_zone, rows)


def school_breaks(session: Session) -> tuple[SchoolBreak, ...]:
    """Return the school holidays known, as the domain takes them."""
    query = select(SchoolHoliday.name, SchoolHoliday.starts_on, SchoolHoliday.ends_on)
    return tuple(SchoolBreak(*row) for row in session.execute(query.order_by(SchoolHoliday.starts_on)))


def add_holiday(session: Session, name: str, starts_on: date, ends_on: date) -> int:
    """Add holidays from their first day to the first day of school after them; return their id.

    The same days twice are once. Refused: without a name, or where they end before they begin.
    """
    known = _known(session)
    holidays = SchoolBreak(required(name, "holiday_without_name"), starts_on, ends_on)
    holidays.during  # noqa: B018 - refuses an end before the beginning
    if (starts_on, ends_on) in known:
        return known[starts_on, ends_on]
    made = SchoolHoliday(name=holidays.name, starts_on=starts_on, ends_on=ends_on)
    session.add(made)
    session.flush()
    return made.id


def remove_holiday(session: Session, holiday_id: int) -> None:
    """Forget holidays; no meeting is touched."""
    session.delete(fetch(session, SchoolHoliday, holiday_id))


def set_school_zone(session: Session, zone: str) -> None:
    """Keep the programme's zone: A, B, C or ""."""
    if zone not in ("", *ZONES):
        raise Refused("school_zone_unknown", zone=zone)
    the_programme(session).school_zone = zone


def import_holidays(session: Session, path: Path) -> Imported:
    """Add what the ministry's calendar says of the programme's zone; twice changes nothing.

    Refused is what ``read_school_calendar`` refuses; nothing is added then.
    """
    from pstdesk.documents.school_calendar import read_school_calendar

    found = read_school_calendar(path, the_programme(session).school_zone)
    known = _known(session)
    new = [one for one in found if (one.starts_on, one.ends_on) not in known]
    for one in new:
        add_holiday(session, one.name, one.starts_on, one.ends_on)
    return Imported(len(new), len(found) - len(new))


def _known(session: Session) -> dict[tuple[date, date], int]:
    query = select(SchoolHoliday.starts_on, SchoolHoliday.ends_on, SchoolHoliday.id)
    return {(starts_on, ends_on): holiday_id for starts_on, ends_on, holiday_id in session.execute(query)}
