"""Days on which no meeting is wanted: weekends, public holidays, school holidays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pstdesk.domain.interval import Interval

_SATURDAY = 5


class OffKind(StrEnum):
    """Why a day is off."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"


ALL_KINDS = frozenset(OffKind)


@dataclass(frozen=True, slots=True)
class DayOff:
    """One reason for which a day is off; a weekend has no name."""

    kind: OffKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class SchoolBreak:
    """Days without school: ``ends_on`` is the first day of school after them."""

    name: str
    starts_on: date
    ends_on: date

    @property
    def during(self) -> Interval:
        """The days without school; refused where there is none."""
        return Interval(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What is known of the days off: public holidays by day, school holidays."""

    public: Mapping[date, str] = field(default_factory=dict)
    school: tuple[SchoolBreak, ...] = ()

    def on(self, day: date) -> tuple[DayOff, ...]:
        """Return why ``day`` is off, in the order in which people say it; nothing for a working day."""
        found = []
        if day in self.public:
            found.append(DayOff(OffKind.PUBLIC_HOLIDAY, self.public[day]))
        found += [
            DayOff(OffKind.SCHOOL_HOLIDAY, one.name)
            for one in self.school
            if one.starts_on <= day < one.ends_on
        ]
        if day.weekday() >= _SATURDAY:
            found.append(DayOff(OffKind.WEEKEND))
        return tuple(found)
