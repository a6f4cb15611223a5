"""The life of minutes, when they can be touched, and the numbers of decisions."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import (
    ApprovalMode,
    MinutesState,
    decision_label,
    is_locked,
    numbers_for,
    refuse_edit,
    refuse_reopening,
    refuse_step,
)

S = MinutesState
ALLOWED = {
    (S.DRAFT, S.IN_CORRECTION),
    (S.DRAFT, S.SENT),
    (S.IN_CORRECTION, S.DRAFT),
    (S.IN_CORRECTION, S.SENT),
    (S.SENT, S.IN_CORRECTION),
    (S.SENT, S.APPROVED),
    (S.APPROVED, S.ARCHIVED),
}
LOCKED = (S.APPROVED, S.ARCHIVED)


@pytest.mark.parametrize(("now", "then"), sorted(ALLOWED))
def test_steps_that_minutes_take(now: MinutesState, then: MinutesState) -> None:
    refuse_step(now, then)


@pytest.mark.parametrize(("now", "then"), sorted(set(product(S, S)) - ALLOWED))
def test_steps_that_they_do_not_take(now: MinutesState, then: MinutesState) -> None:
    with pytest.raises(Refused) as refused:
        refuse_step(now, then)
    assert refused.value.code == "minutes_step"
    assert refused.value.values == {"now": now, "then": then}


@pytest.mark.parametrize("state", LOCKED)
def test_approved_minutes_are_locked(state: MinutesState) -> None:
    assert is_locked(state)
    with pytest.raises(Refused) as refused:
        refuse_edit(state)
    assert refused.value.code == "minutes_locked"


@pytest.mark.parametrize("state", [state for state in S if state not in LOCKED])
def test_other_minutes_can_be_written(state: MinutesState) -> None:
    assert not is_locked(state)
    refuse_edit(state)


@pytest.mark.parametrize("approval", [ApprovalMode.REFERENT, ApprovalMode.SILENCE, None])
def test_minutes_approved_outside_a_meeting_are_reopened_with_a_reason(approval: ApprovalMode | None) -> None:
    refuse_reopening(S.APPROVED, approval, "Un nom était faux.")


@pytest.mark.parametrize(
    ("state", "approval", "reason", "code"),
    [
        (S.APPROVED, ApprovalMode.MEETING, "Un nom était faux.", "minutes_approved_in_meeting"),
        (S.APPROVED, ApprovalMode.REFERENT, " \n\u00a0", "reason_missing"),
        (S.SENT, None, "Un nom était faux.", "minutes_step"),
        (S.ARCHIVED, ApprovalMode.SILENCE, "Un nom était faux.", "minutes_step"),
    ],
)
def test_no_other_minutes_are_reopened(
    state: MinutesState, approval: ApprovalMode | None, reason: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        refuse_reopening(state, approval, reason)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("year", "number", "label"),
    [(None, None, "D3"), (2026, 14, "2026-014"), (2026, 1000, "2026-1000"), (2026, None, "D3")],
)
def test_how_a_decision_is_called(year: int | None, number: int | None, label: str) -> None:
    assert decision_label(year, number, position=3) == label


@given(st.lists(st.integers(0, 12), max_size=20))
def test_a_year_s_numbers_have_no_gap_and_none_is_used_twice(minutes_sent: list[int]) -> None:
    taken: list[int] = []
    for decisions in minutes_sent:
        given_now = numbers_for(decisions, taken)
        assert len(given_now) == decisions
        taken.extend(given_now)
    assert taken == list(range(1, sum(minutes_sent) + 1))


@given(st.integers(1, 12), st.sets(st.integers(1, 400)))
def test_no_number_that_was_ever_given_comes_back(count: int, taken: set[int]) -> None:
    assert not set(numbers_for(count, taken)) & taken
