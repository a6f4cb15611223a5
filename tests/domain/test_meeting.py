"""The life of a meeting, and its number."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState, next_number, refuse_change, refuse_step

S = MeetingState
ALLOWED = {
    (S.PLANNED, S.CONVENED),
    (S.PLANNED, S.HELD),
    (S.PLANNED, S.POSTPONED),
    (S.PLANNED, S.CANCELLED),
    (S.CONVENED, S.HELD),
    (S.CONVENED, S.POSTPONED),
    (S.CONVENED, S.CANCELLED),
    (S.CONVENED, S.INQUORATE),
    (S.POSTPONED, S.PLANNED),
    (S.POSTPONED, S.CONVENED),
    (S.POSTPONED, S.CANCELLED),
}


@pytest.mark.parametrize(("now", "then"), sorted(ALLOWED))
def test_steps_that_a_meeting_takes(now: MeetingState, then: MeetingState) -> None:
    refuse_step(now, then)


@pytest.mark.parametrize(("now", "then"), sorted(set(product(S, S)) - ALLOWED))
def test_steps_that_it_does_not_take(now: MeetingState, then: MeetingState) -> None:
    with pytest.raises(Refused) as refused:
        refuse_step(now, then)
    assert refused.value.code == "meeting_step"
    assert refused.value.values == {"now": now, "then": then}


def test_a_meeting_that_was_held_loses_nothing() -> None:
    with pytest.raises(Refused) as refused:
        refuse_change(S.HELD)
    assert refused.value.code == "meeting_held"


@pytest.mark.parametrize("state", [state for state in S if state is not S.HELD])
def test_any_other_meeting_can_change(state: MeetingState) -> None:
    refuse_change(state)


def test_the_first_meeting_of_a_year_is_number_one() -> None:
    assert next_number([]) == 1


@given(st.integers(0, 40))
def test_numbers_follow_without_gap(count: int) -> None:
    taken: list[int] = []
    for _ in range(count):
        taken.append(next_number(taken))
    assert taken == list(range(1, count + 1))


@given(st.sets(st.integers(1, 60)))
def test_no_number_is_given_twice(taken: set[int]) -> None:
    assert next_number(taken) not in taken
