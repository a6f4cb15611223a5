"""When an action is open, and when it is late."""

from datetime import date, timedelta

import pytest

from pstdesk.domain.action import ActionState, is_followed_up, is_overdue, state_on

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
OPEN = (ActionState.TO_DO, ActionState.IN_PROGRESS)
CLOSED = (ActionState.DONE, ActionState.DROPPED)


def test_what_is_done_or_dropped_is_no_longer_open() -> None:
    assert [state for state in ActionState if state.is_open] == list(OPEN)


@pytest.mark.parametrize("state", OPEN)
def test_an_open_action_is_late_from_the_day_after_it_was_due(state: ActionState) -> None:
    assert is_overdue(state, YESTERDAY, TODAY)
    assert not is_overdue(state, TODAY, TODAY)
    assert not is_overdue(state, TODAY + timedelta(days=1), TODAY)


@pytest.mark.parametrize("state", CLOSED)
def test_a_closed_action_is_never_late(state: ActionState) -> None:
    assert not is_overdue(state, YESTERDAY, TODAY)


@pytest.mark.parametrize("state", ActionState)
def test_an_action_without_a_due_day_is_never_late(state: ActionState) -> None:
    assert not is_overdue(state, None, TODAY)


@pytest.mark.parametrize("state", OPEN)
def test_what_is_open_now_was_so_before(state: ActionState) -> None:
    assert state_on(state, None, YESTERDAY) is state


@pytest.mark.parametrize("state", CLOSED)
def test_an_action_was_still_to_do_before_the_day_it_was_closed(state: ActionState) -> None:
    assert state_on(state, TODAY, YESTERDAY) is ActionState.TO_DO
    assert state_on(state, TODAY, TODAY) is state
    assert state_on(state, None, TODAY) is state


@pytest.mark.parametrize("state", OPEN)
def test_a_meeting_follows_up_what_is_open(state: ActionState) -> None:
    assert is_followed_up(state, None, None)
    assert is_followed_up(state, None, TODAY)


@pytest.mark.parametrize("state", CLOSED)
def test_a_meeting_hears_once_of_what_was_closed_since_the_last_one(state: ActionState) -> None:
    assert is_followed_up(state, TODAY, YESTERDAY)
    assert not is_followed_up(state, TODAY, TODAY)
    assert not is_followed_up(state, YESTERDAY, TODAY)
    assert is_followed_up(state, YESTERDAY, None)
    assert not is_followed_up(state, None, None)
