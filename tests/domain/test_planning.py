"""A year of meetings planned in one go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import DayOff, DaysOff, OffKind, SchoolBreak
from pstdesk.domain.interval import Interval
from pstdesk.domain.planning import (
    PlanBody,
    Proposal,
    Remark,
    Taken,
    Wish,
    calendar_year,
    missing,
    periods,
    propose,
    school_year,
)

MONDAY, THURSDAY, SATURDAY = 0, 3, 5
YEAR = calendar_year(2027)
BEFORE = date(2026, 11, 12)
CT1, CT2 = PlanBody(1, Rhythm.QUARTERLY), PlanBody(2, Rhythm.QUARTERLY)
NINE = tuple(PlanBody(number, Rhythm.QUARTERLY) for number in range(1, 10))


def days(found: tuple[Proposal, ...]) -> list[date | None]:
    return [proposal.day for proposal in found]


def plan(
    *bodies: PlanBody,
    during: Interval = YEAR,
    wish: Wish = Wish(THURSDAY),  # noqa: B008 - frozen
    off: DaysOff = DaysOff(),  # noqa: B008 - frozen
    meetings: tuple[Taken, ...] = (),
    today: date = BEFORE,
) -> tuple[Proposal, ...]:
    return propose(bodies, during, wish, off, meetings, today)


def test_a_body_meets_once_a_quarter_on_the_day_of_the_week_that_suits() -> None:
    found = plan(CT1)
    assert days(found) == [date(2027, 2, 18), date(2027, 5, 13), date(2027, 8, 19), date(2027, 11, 18)]
    assert {proposal.remark for proposal in found} == {Remark.AS_WISHED}


def test_nine_bodies_are_spread_over_the_quarter_each_on_a_day_of_its_own() -> None:
    first = [proposal for proposal in plan(*NINE) if proposal.period.starts_on == date(2027, 1, 1)]
    found = [proposal.day for proposal in first if proposal.day]
    assert len(set(found)) == 9
    assert found == sorted(found)
    assert found[0] < date(2027, 1, 15)
    assert found[-1] > date(2027, 3, 18)


@pytest.mark.parametrize(
    ("week", "expected"),
    [(1, date(2027, 2, 4)), (2, date(2027, 2, 11)), (5, date(2027, 2, 25))],
)
def test_a_week_of_the_month_can_be_preferred(week: int, expected: date) -> None:
    assert days(plan(CT1, wish=Wish(THURSDAY, week)))[0] == expected


def test_the_last_week_may_be_the_fourth_or_the_fifth() -> None:
    monthly = PlanBody(1, Rhythm.MONTHLY)
    found = days(plan(monthly, wish=Wish(THURSDAY, 5)))
    assert found[:4] == [date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 25), date(2027, 4, 29)]
    assert len(found) == 12


def test_a_yearly_body_meets_in_its_month_and_one_on_demand_is_not_planned() -> None:
    found = plan(PlanBody(1, Rhythm.YEARLY, 9), PlanBody(2, Rhythm.ON_DEMAND), PlanBody(3, Rhythm.YEARLY))
    assert [proposal.body_id for proposal in found] == [1, 3]
    assert found[0].day is not None
    assert found[0].day.month == 9
    assert found[1].day is not None
    assert found[1].day.month == 11


def test_a_holiday_moves_the_day_by_a_week_and_is_named() -> None:
    feast = DayOff(OffKind.PUBLIC_HOLIDAY, "Jour de fête")
    (*_others, last) = plan(CT1, off=DaysOff({date(2027, 11, 18): "Jour de fête"}))
    assert (last.remark, last.day, last.wished) == (Remark.MOVED, date(2027, 11, 11), date(2027, 11, 18))
    assert last.obstacle == (feast,)


def test_school_holidays_are_avoided_unless_said_otherwise() -> None:
    winter = SchoolBreak("Vacances d’hiver", date(2027, 2, 6), date(2027, 2, 22))
    off = DaysOff(school=(winter,))
    assert days(plan(CT1, off=off))[0] == date(2027, 2, 25)
    without = Wish(THURSDAY, avoid=frozenset({OffKind.WEEKEND}))
    assert days(plan(CT1, off=off, wish=without))[0] == date(2027, 2, 18)


def test_saturdays_can_be_wished_for() -> None:
    found = plan(CT1, wish=Wish(SATURDAY))
    assert {day.weekday() for day in days(found) if day} == {SATURDAY}


def test_a_day_that_another_body_has_is_left_to_it_and_named() -> None:
    (first, *_others) = plan(CT1, meetings=(Taken(7, date(2027, 2, 18)),))
    assert (first.remark, first.day, first.taken_by) == (Remark.MOVED, date(2027, 2, 11), (7,))


def test_where_every_day_is_taken_two_bodies_share_one() -> None:
    everywhere = tuple(Taken(7, date(2027, 1, 1) + timedelta(days=offset)) for offset in range(365))
    (first, *_others) = plan(CT1, meetings=everywhere)
    assert (first.remark, first.day, first.taken_by) == (Remark.SHARED, date(2027, 2, 18), (7,))


def test_another_weekday_comes_before_a_shared_day() -> None:
    thursdays = tuple(Taken(7, date(2027, 1, 7) + timedelta(weeks=week)) for week in range(12))
    (first, *_others) = plan(CT1, meetings=thursdays)
    assert first.day == date(2027, 2, 17)
    assert first.remark is Remark.MOVED


def test_a_quarter_without_a_free_day_says_so() -> None:
    long = SchoolBreak("Fermeture", date(2027, 1, 1), date(2027, 4, 1))
    (first, *_others) = plan(CT1, off=DaysOff(school=(long,)))
    assert (first.remark, first.day) == (Remark.NONE_FREE, None)
    assert first.obstacle == (DayOff(OffKind.SCHOOL_HOLIDAY, "Fermeture"),)


def test_quarters_that_have_their_meeting_are_left_alone_and_said() -> None:
    there = (Taken(1, date(2027, 3, 1)), Taken(1, date(2027, 6, 1), postponed=True))
    found = plan(CT1, meetings=there)
    assert [(proposal.remark, proposal.day) for proposal in found[:2]] == [
        (Remark.MEETS_ALREADY, date(2027, 3, 1)),
        (Remark.WAITS_FOR_A_DAY, date(2027, 6, 1)),
    ]


def test_planning_twice_proposes_nothing_new() -> None:
    made = tuple(Taken(proposal.body_id, proposal.day) for proposal in plan(*NINE) if proposal.day)
    again = plan(*NINE, meetings=made)
    assert {proposal.remark for proposal in again} == {Remark.MEETS_ALREADY}


def test_a_body_meets_on_no_day_twice_even_where_days_are_shared() -> None:
    crowded = SchoolBreak("Fermeture", date(2027, 1, 2), date(2027, 12, 31))
    yearly = PlanBody(1, Rhythm.YEARLY)
    off = DaysOff(school=(crowded,))
    found = propose((CT1, yearly), YEAR, Wish(THURSDAY), off, (Taken(1, date(2026, 12, 31)),), BEFORE)
    assert found[0].day == date(2027, 1, 1)
    assert [proposal.day for proposal in found[1:]] == [date(2027, 1, 1), None, None, date(2027, 12, 31)]


def test_what_is_over_is_not_planned_and_people_have_time_to_be_convened() -> None:
    today = date(2027, 5, 10)
    found = plan(CT1, *NINE[1:], today=today)
    assert found[0].period.starts_on == date(2027, 4, 1)
    assert all(proposal.day >= today + timedelta(days=15) for proposal in found if proposal.day)
    late = plan(CT1, today=date(2027, 6, 25))[0]
    assert late.day == date(2027, 6, 28)
    assert plan(CT1, today=date(2027, 6, 30))[0].period.starts_on == date(2027, 7, 1)


def test_a_school_year_has_four_quarters_the_first_one_from_september() -> None:
    found = plan(CT1, during=school_year(2026), today=date(2026, 7, 1))
    assert [day and day.month for day in days(found)] == [9, 11, 2, 5]


def test_months_and_quarters_belong_to_the_year_they_end_in() -> None:
    assert len(periods(PlanBody(1, Rhythm.MONTHLY), YEAR)) == 12
    quarters = periods(CT1, school_year(2026))
    assert [period.starts_on for period in quarters] == [
        date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1), date(2027, 4, 1),
    ]  # fmt: skip


def test_a_past_or_current_quarter_without_a_meeting_is_missing() -> None:
    found = missing(CT1, YEAR, [date(2027, 2, 11)], date(2027, 7, 1))
    assert [period.starts_on for period in found] == [date(2027, 4, 1), date(2027, 7, 1)]


@pytest.mark.parametrize(
    ("usual_month", "during", "due"),
    [
        (9, YEAR, Interval(date(2027, 9, 1), date(2027, 10, 1))),
        (None, YEAR, Interval(date(2027, 12, 1), date(2028, 1, 1))),
        (3, school_year(2026), Interval(date(2027, 3, 1), date(2027, 4, 1))),
    ],
)
def test_a_yearly_meeting_is_missing_from_its_month_on(
    usual_month: int | None, during: Interval, due: Interval
) -> None:
    body = PlanBody(1, Rhythm.YEARLY, usual_month)
    assert due.starts_on is not None
    assert missing(body, during, [], due.starts_on - timedelta(days=1)) == ()
    assert missing(body, during, [], due.starts_on) == (due,)
    assert missing(body, during, [date(2027, 1, 15)], due.starts_on) == ()


RHYTHMS = st.sampled_from(Rhythm)
DATES = st.dates(date(2026, 10, 1), date(2028, 3, 1))
BREAKS = st.tuples(DATES, st.integers(1, 60)).map(
    lambda pair: SchoolBreak("Vacances", pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(
    st.lists(RHYTHMS, min_size=1, max_size=8),
    st.sampled_from((calendar_year(2027), school_year(2026))),
    st.builds(
        Wish,
        weekday=st.integers(0, 6),
        week=st.none() | st.integers(1, 5),
        avoid=st.frozensets(st.sampled_from(OffKind)),
    ),
    st.builds(
        DaysOff,
        public=st.dictionaries(DATES, st.just("Férié"), max_size=20),
        school=st.lists(BREAKS, max_size=4).map(tuple),
    ),
    st.lists(st.builds(Taken, body_id=st.integers(1, 9), day=DATES), max_size=20).map(tuple),
    DATES,
)
def test_a_year_is_planned_on_good_days_once_a_period_and_always_the_same(
    rhythms: list[Rhythm],
    during: Interval,
    wish: Wish,
    off: DaysOff,
    meetings: tuple[Taken, ...],
    today: date,
) -> None:
    bodies = tuple(PlanBody(number, rhythm, 6) for number, rhythm in enumerate(rhythms, 1))
    found = propose(bodies, during, wish, off, meetings, today)
    assert found == propose(bodies, during, wish, off, meetings, today)
    assert len({(proposal.body_id, proposal.period) for proposal in found}) == len(found)
    new = [
        proposal
        for proposal in found
        if proposal.remark not in (Remark.MEETS_ALREADY, Remark.WAITS_FOR_A_DAY)
    ]
    given = {(meeting.body_id, meeting.day) for meeting in meetings}
    for proposal in new:
        if proposal.day is None:
            continue
        assert wish.avoids(off, proposal.day) == ()
        assert proposal.day in proposal.period
        assert proposal.day in during
        assert proposal.day > today
        assert (proposal.body_id, proposal.day) not in given
        given.add((proposal.body_id, proposal.day))
