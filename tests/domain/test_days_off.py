"""Days off: what a day is, by its weekday and by the calendars."""

from datetime import date

import pytest

from pstdesk.domain.days_off import DayOff, DaysOff, OffKind, SchoolBreak

AUTUMN = SchoolBreak("Vacances de la Toussaint", date(2026, 10, 17), date(2026, 11, 2))
OFF = DaysOff({date(2026, 11, 11): "Armistice", date(2026, 11, 1): "Toussaint"}, (AUTUMN,))
SCHOOL = DayOff(OffKind.SCHOOL_HOLIDAY, "Vacances de la Toussaint")


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 12), ()),
        (date(2026, 11, 11), (DayOff(OffKind.PUBLIC_HOLIDAY, "Armistice"),)),
        (date(2026, 10, 16), ()),
        (date(2026, 10, 19), (SCHOOL,)),
        (date(2026, 11, 2), ()),
        (date(2026, 10, 17), (SCHOOL, DayOff(OffKind.WEEKEND))),
        (date(2026, 11, 1), (DayOff(OffKind.PUBLIC_HOLIDAY, "Toussaint"), SCHOOL, DayOff(OffKind.WEEKEND))),
    ],
)
def test_a_day_is_off_for_each_of_its_reasons(day: date, found: tuple[DayOff, ...]) -> None:
    assert OFF.on(day) == found


def test_school_holidays_end_before_the_first_day_of_school() -> None:
    assert date(2026, 11, 1) in AUTUMN.during
    assert date(2026, 11, 2) not in AUTUMN.during
