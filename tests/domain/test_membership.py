"""Who sits where on a given day, and who is expected there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.committee import Capacity
from pstdesk.domain.interval import Interval
from pstdesk.domain.membership import (
    Sitting,
    eligible_on,
    entitled_on,
    expected_on,
    gone_on,
    sitting_on,
    substitutes_on,
)

THE_DAY = date(2026, 5, 20)
ALWAYS = Interval()
GONE = Interval(None, THE_DAY)
COMING = Interval(THE_DAY + timedelta(days=1))

ZOE = Sitting(1, Capacity.MEMBER, ALWAYS)
NOA = Sitting(2, Capacity.MEMBER, ALWAYS)
NOA_FOR_ZOE = replace(NOA, substitute_for=1)

periods = st.sampled_from([ALWAYS, GONE, COMING, Interval(THE_DAY, THE_DAY + timedelta(days=1))])
sittings = st.lists(
    st.builds(
        Sitting,
        person_id=st.integers(1, 6),
        capacity=st.sampled_from(Capacity),
        during=periods,
        substitute_for=st.none() | st.integers(1, 6),
        seat_id=st.none() | st.integers(1, 3),
    ),
    max_size=8,
)


def test_somebody_is_expected_from_the_day_they_joined_to_the_day_before_they_left() -> None:
    here = replace(ZOE, during=Interval(date(2026, 3, 15), date(2026, 9, 1)))
    assert expected_on([here], date(2026, 3, 14)) == ()
    assert expected_on([here], date(2026, 3, 15)) == (1,)
    assert expected_on([here], date(2026, 8, 31)) == (1,)
    assert expected_on([here], date(2026, 9, 1)) == ()


def test_the_vector_of_the_stage_review() -> None:
    """Joined on 15 March; of the meetings of 1 March, 20 May and 10 September only two expect them."""
    joined = replace(ZOE, during=Interval(date(2026, 3, 15)))
    held = [date(2026, 3, 1), date(2026, 5, 20), date(2026, 9, 10)]
    assert [expected_on([joined], day) for day in held] == [(), (1,), (1,)]


@pytest.mark.parametrize("capacity", [Capacity.SECRETARY, Capacity.OBSERVER])
def test_secretaries_and_observers_are_not_expected(capacity: Capacity) -> None:
    assert expected_on([replace(ZOE, capacity=capacity)], THE_DAY) == ()


@pytest.mark.parametrize(
    "capacity", [Capacity.MEMBER, Capacity.EX_OFFICIO, Capacity.CO_CHAIR, Capacity.FACILITATOR]
)
def test_all_the_others_are(capacity: Capacity) -> None:
    assert expected_on([replace(ZOE, capacity=capacity)], THE_DAY) == (1,)


def test_somebody_with_two_capacities_is_expected_once() -> None:
    facilitator = replace(ZOE, capacity=Capacity.FACILITATOR)
    secretary = replace(ZOE, capacity=Capacity.SECRETARY)
    assert expected_on([secretary, facilitator, ZOE], THE_DAY) == (1,)


def test_titulaire_and_suppleant_count_once() -> None:
    assert expected_on([ZOE, NOA_FOR_ZOE], THE_DAY) == (1,)
    assert expected_on([NOA_FOR_ZOE, ZOE], THE_DAY) == (1,)


def test_a_suppleant_is_expected_once_the_titulaire_has_left() -> None:
    assert expected_on([replace(ZOE, during=GONE), NOA_FOR_ZOE], THE_DAY) == (2,)


def test_two_suppleants_of_somebody_who_left_are_one_seat() -> None:
    third = replace(NOA_FOR_ZOE, person_id=3)
    assert expected_on([NOA_FOR_ZOE, third], THE_DAY) == (2,)


def test_who_stands_in_for_a_seat_stands_in_for_its_next_holder_too() -> None:
    before = replace(ZOE, during=GONE, seat_id=4)
    stand_in = replace(NOA_FOR_ZOE, seat_id=4)
    after = Sitting(3, Capacity.MEMBER, Interval(THE_DAY), seat_id=4)
    assert expected_on([before, stand_in, after], THE_DAY) == (3,)
    assert expected_on([before, stand_in], THE_DAY) == (2,)
    elsewhere = replace(after, seat_id=5)
    assert expected_on([before, stand_in, elsewhere], THE_DAY) == (2, 3)


def test_a_suppleant_with_a_seat_of_their_own_is_expected_for_it() -> None:
    assert expected_on([ZOE, NOA_FOR_ZOE, NOA], THE_DAY) == (1, 2)


def test_a_suppleant_of_two_people_is_expected_when_one_of_them_left() -> None:
    for_third = replace(NOA_FOR_ZOE, substitute_for=3)
    assert expected_on([ZOE, for_third, NOA_FOR_ZOE], THE_DAY) == (1, 2)
    assert expected_on([ZOE, NOA_FOR_ZOE, for_third], THE_DAY) == (1, 2)


def test_who_stands_in_at_a_seat_stands_in_for_its_next_holder_too() -> None:
    before = replace(ZOE, during=GONE, seat_id=1)
    now = Sitting(3, Capacity.MEMBER, ALWAYS, seat_id=1)
    assert expected_on([before, now, replace(NOA_FOR_ZOE, seat_id=1)], THE_DAY) == (3,)


@given(sittings)
def test_nobody_is_expected_who_does_not_sit_that_day(drawn: list[Sitting]) -> None:
    here = sitting_on(drawn, THE_DAY)
    expected = expected_on(drawn, THE_DAY)
    assert all(THE_DAY in sitting.during for sitting in here)
    assert set(expected) <= {sitting.person_id for sitting in here if sitting.capacity.counts_in_rates}
    assert expected == expected_on(here, THE_DAY)


@given(sittings)
def test_everybody_is_expected_at_most_once_and_each_titulaire_is(drawn: list[Sitting]) -> None:
    expected = expected_on(drawn, THE_DAY)
    counting = [sitting for sitting in sitting_on(drawn, THE_DAY) if sitting.capacity.counts_in_rates]
    titulaires = {sitting.person_id for sitting in counting if sitting.substitute_for is None}
    places = titulaires | {sitting.substitute_for for sitting in counting if sitting.substitute_for}
    assert len(expected) == len(set(expected))
    assert titulaires <= set(expected)
    assert len(expected) <= len(places)


def test_a_substitute_stands_by_for_their_titulaire() -> None:
    assert substitutes_on([ZOE, NOA_FOR_ZOE], THE_DAY) == ((2, 1),)
    assert substitutes_on([ZOE, replace(NOA_FOR_ZOE, during=GONE)], THE_DAY) == ()
    assert substitutes_on([ZOE, replace(NOA_FOR_ZOE, capacity=Capacity.OBSERVER)], THE_DAY) == ()


def test_who_is_expected_in_their_own_right_stands_by_for_nobody() -> None:
    assert substitutes_on([ZOE, NOA, NOA_FOR_ZOE], THE_DAY) == ()
    assert substitutes_on([NOA_FOR_ZOE], THE_DAY) == ()


def test_the_second_substitute_stands_by_for_the_one_who_is_expected() -> None:
    second = replace(NOA_FOR_ZOE, person_id=3)
    assert substitutes_on([NOA_FOR_ZOE, second], THE_DAY) == ((3, 2),)


def test_a_substitute_at_a_seat_stands_by_for_its_next_holder() -> None:
    gone = replace(ZOE, during=GONE, seat_id=7)
    holder = replace(ZOE, person_id=4, seat_id=7)
    assert substitutes_on([gone, holder, replace(NOA_FOR_ZOE, seat_id=7)], THE_DAY) == ((2, 4),)


def test_two_registrations_for_one_seat_are_one_pair() -> None:
    assert substitutes_on([ZOE, NOA_FOR_ZOE, NOA_FOR_ZOE], THE_DAY) == ((2, 1),)


def test_nobody_stands_by_for_themselves() -> None:
    assert substitutes_on([NOA_FOR_ZOE, NOA_FOR_ZOE], THE_DAY) == ()


@given(sittings)
def test_who_stands_by_is_not_expected_and_for_whom_is(drawn: list[Sitting]) -> None:
    expected = expected_on(drawn, THE_DAY)
    for substitute, titulaire in substitutes_on(drawn, THE_DAY):
        assert substitute not in expected
        assert titulaire in expected


def test_somebody_is_gone_when_the_last_stay_that_followed_another_ends() -> None:
    first, second = Interval(None, date(2026, 3, 1)), Interval(date(2026, 2, 1), date(2026, 5, 1))
    later = Interval(date(2026, 9, 1), None)
    assert gone_on([first, second, later], date(2026, 1, 15)) == date(2026, 5, 1)
    assert gone_on([first], date(2026, 4, 1)) == date(2026, 4, 1)
    assert gone_on([later, Interval(None, date(2026, 10, 1))], date(2026, 9, 15)) is None
    assert gone_on([], date(2026, 4, 1)) == date(2026, 4, 1)


# Who votes, who may stand (docs/elections.md)

SUMMONS, MEETING = date(2026, 10, 20), date(2026, 11, 12)


def test_entitled_is_who_sat_there_by_the_day_of_the_rule_and_still_does() -> None:
    sittings = (
        Sitting(1, Capacity.MEMBER, Interval()),
        Sitting(2, Capacity.MEMBER, Interval(date(2026, 11, 1))),
        Sitting(3, Capacity.MEMBER, Interval(None, MEETING)),
        Sitting(4, Capacity.MEMBER, Interval(), voting=False),
        Sitting(5, Capacity.OBSERVER, Interval()),
    )
    assert entitled_on(sittings, SUMMONS, MEETING) == (1,)
    assert entitled_on(sittings, MEETING, MEETING) == (1, 2)


def test_a_seat_has_one_vote_whoever_holds_it() -> None:
    sittings = (
        Sitting(1, Capacity.MEMBER, Interval(None, MEETING)),
        Sitting(2, Capacity.MEMBER, Interval(), substitute_for=1),
    )
    assert entitled_on(sittings, SUMMONS, SUMMONS) == (1,)
    assert entitled_on(sittings, MEETING, MEETING) == (2,)


def test_two_sittings_of_which_one_votes_are_a_vote() -> None:
    sittings = (
        Sitting(1, Capacity.MEMBER, Interval(), voting=False),
        Sitting(1, Capacity.EX_OFFICIO, Interval()),
    )
    assert entitled_on(sittings, MEETING, MEETING) == (1,)


def test_every_member_may_stand_but_who_observes_or_keeps_the_minutes() -> None:
    sittings = (
        Sitting(1, Capacity.MEMBER, Interval(), voting=False),
        Sitting(1, Capacity.EX_OFFICIO, Interval()),
        Sitting(2, Capacity.MEMBER, Interval(), substitute_for=1),
        Sitting(3, Capacity.OBSERVER, Interval()),
        Sitting(4, Capacity.SECRETARY, Interval()),
        Sitting(5, Capacity.MEMBER, Interval(None, MEETING)),
    )
    assert eligible_on(sittings, MEETING) == (1, 2)
