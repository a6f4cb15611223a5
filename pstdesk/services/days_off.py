"""What is to be said of a day: public and school holidays, and who meets on it already."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.util import find_spec, module_from_spec

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Meeting
from pstdesk.domain.days_off import DayOff, DaysOff
from pstdesk.domain.meeting import TAKES_A_DAY
from pstdesk.i18n import current_language
from pstdesk.services.school_holidays import school_breaks

_LANGUAGES = {"fr": "fr", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class DayRemarks:
    """What is to be said of a day: why it is off, whether the body itself or other bodies meet then."""

    off: tuple[DayOff, ...] = ()
    same_body: bool = False
    bodies: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def _public_holidays(year: int, language: str) -> dict[date, str]:
    # The package of countries imports all 250 when one is asked for: 8 MB and the time to load them.
    countries = find_spec("holidays.countries")
    if countries is not None:
        sys.modules.setdefault(countries.name, module_from_spec(countries))
    from holidays.countries.france import France

    named = France(years=year, language=_LANGUAGES[language])  # type: ignore[no-untyped-call]  # the library's
    return {day: name.replace("'", "’") for day, name in sorted(named.items())}


def public_holidays(years: Iterable[int]) -> dict[date, str]:
    """Return the public holidays of metropolitan France in these years, with their names."""
    return {day: name for year in years for day, name in _public_holidays(year, current_language()).items()}


def days_off(session: Session, years: Iterable[int]) -> DaysOff:
    """Return the public holidays of these years, and all school holidays known."""
    return DaysOff(public_holidays(years), school_breaks(session))


def day_remarks(
    session: Session, day: date, committee_id: int | None = None, meeting_id: int | None = None
) -> DayRemarks:
    """Return what speaks against ``day`` for a meeting of the body, other than the meeting itself."""
    query = (
        select(Committee.id, Committee.short_name)
        .join(Meeting, Meeting.committee_id == Committee.id)
        .where(Meeting.day == day, Meeting.state.in_(TAKES_A_DAY), Meeting.id != (meeting_id or 0))
        .order_by(Committee.position, Committee.short_name)
    )
    there = session.execute(query).all()
    others = dict.fromkeys(row.short_name for row in there if row.id != committee_id)
    same_body = any(row.id == committee_id for row in there)
    return DayRemarks(days_off(session, (day.year,)).on(day), same_body, tuple(others))
