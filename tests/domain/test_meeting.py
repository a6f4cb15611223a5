"""The life of a meeting, and its number."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.meeting import (
    SIGNED_IN,
    MeetingState,
    next_number,
    refuse_change,
    refuse_inquorate,
    refuse_step,
)
from pstdesk.domain.quorum import Quorum
from tests.refusals import refused

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
    (S.HELD, S.INQUORATE),
    (S.POSTPONED, S.PLANNED),
    (S.POSTPONED, S.CONVENED),
    (S.POSTPONED, S.CANCELLED),
}


@pytest.mark.parametrize(("now", "then"), sorted(ALLOWED))
def test_steps_that_a_meeting_takes(now: MeetingState, then: MeetingState) -> None:
    refuse_step(now, then)


@pytest.mark.parametrize(("now", "then"), sorted(set(product(S, S)) - ALLOWED))
def test_steps_that_it_does_not_take(now: MeetingState, then: MeetingState) -> None:
    with refused("meeting_step", now=now, then=then):
        refuse_step(now, then)


@pytest.mark.parametrize("state", SIGNED_IN)
def test_a_meeting_to_which_people_came_loses_nothing(state: MeetingState) -> None:
    with refused("meeting_held"):
        refuse_change(state)


@pytest.mark.parametrize("state", [state for state in S if state not in SIGNED_IN])
def test_any_other_meeting_can_change(state: MeetingState) -> None:
    refuse_change(state)


def test_a_lack_of_quorum_is_stated_while_nothing_was_said() -> None:
    refuse_inquorate(Quorum(3, 6), has_results=False)
    with refused("quorum_too_late"):
        refuse_inquorate(Quorum(3, 6), has_results=True)


def test_no_quorum_is_lacking_that_was_reached_or_never_asked() -> None:
    with refused("quorum_reached", counted=6, needed=6):
        refuse_inquorate(Quorum(6, 6), has_results=False)
    with refused("quorum_not_asked"):
        refuse_inquorate(Quorum(0, 0), has_results=False)


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
