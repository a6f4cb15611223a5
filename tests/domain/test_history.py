"""Rates by year and body, and since when somebody did not come."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.history import Absence, Attended, YearRate, absence, rates_by_year

HERE, THERE = 1, 2
ABSENT, PRESENT, UNKNOWN = AttendanceStatus.ABSENT, AttendanceStatus.PRESENT, AttendanceStatus.NOT_RECORDED


def test_a_rate_is_of_the_meetings_one_was_expected_at_and_of_which_it_is_known() -> None:
    attended = [
        Attended(HERE, date(2026, 5, 1), AttendanceStatus.REMOTE),
        Attended(HERE, date(2026, 3, 1), ABSENT),
        Attended(HERE, date(2026, 2, 1), UNKNOWN),
        Attended(THERE, date(2026, 1, 1), PRESENT, is_extra=True),
        Attended(HERE, date(2025, 1, 1), AttendanceStatus.REPRESENTED),
    ]
    assert rates_by_year(attended) == (
        YearRate(HERE, 2026, 1, 2, 0),
        YearRate(THERE, 2026, 0, 0, 1),
        YearRate(HERE, 2025, 0, 1, 0),
    )
    assert [rate.rate for rate in rates_by_year(attended)] == [0.5, None, 0.0]


def test_who_was_missing_is_missing_since_they_came_last() -> None:
    attended = [
        Attended(HERE, date(2026, 5, 1), ABSENT),
        Attended(HERE, date(2026, 4, 1), UNKNOWN),
        Attended(THERE, date(2026, 3, 1), AttendanceStatus.EXCUSED),
        Attended(HERE, date(2026, 2, 1), PRESENT, is_extra=True),
        Attended(HERE, date(2026, 1, 1), ABSENT),
    ]
    assert absence(reversed(attended)) == Absence(date(2026, 2, 1), 2)
    assert absence(attended[:3]) == Absence(None, 2)
    assert absence(()) == Absence(None, 0)


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
lives = st.lists(
    st.builds(
        Attended, st.sampled_from([HERE, THERE]), DAYS, st.sampled_from(AttendanceStatus), st.booleans()
    )
)


@given(lives)
def test_no_meeting_is_counted_twice_or_left_out(attended: list[Attended]) -> None:
    rates = rates_by_year(attended)
    came = sum(each.status.attended for each in attended)
    assert sum(rate.came + rate.extra for rate in rates) == came
    assert all(rate.came <= rate.known for rate in rates)
    assert len({(rate.committee_id, rate.year) for rate in rates}) == len(rates)
    assert absence(attended).since == max(
        (each.day for each in attended if each.status.attended), default=None
    )
