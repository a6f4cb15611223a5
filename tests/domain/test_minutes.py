"""The life of minutes, when they can be touched, and the numbers of decisions."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import (
    ApprovalMode,
    MinutesState,
    MinutesStep,
    Sitting,
    Standing,
    decision_label,
    is_locked,
    numbers_for,
    refuse_approval,
    refuse_approval_day,
    refuse_deadline,
    refuse_edit,
    refuse_rectification,
    refuse_reopening,
    refuse_restoring,
    refuse_silence,
    refuse_step,
    refuse_to_speak_of,
    steps_allowed,
)

S, K = MinutesState, MinutesStep
YESTERDAY, TODAY = date(2026, 11, 12), date(2026, 11, 13)
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


def test_a_meeting_s_rectificatif_holds_the_text_it_speaks_of() -> None:
    with pytest.raises(Refused) as refused:
        refuse_reopening(S.APPROVED, ApprovalMode.REFERENT, "Un nom.", is_rectified=True)
    assert refused.value.code == "minutes_rectified"


ALL_STEPS = {
    S.DRAFT: (K.ASK_CORRECTIONS, K.SEND),
    S.IN_CORRECTION: (K.CHANGE_CORRECTIONS, K.BACK_TO_DRAFT, K.SEND),
    S.SENT: (K.ASK_CORRECTIONS, K.APPROVE_BY_REFERENT),
    S.APPROVED: (K.RECTIFY, K.REOPEN, K.ARCHIVE),
    S.ARCHIVED: (K.RECTIFY, K.RESTORE),
}


@pytest.mark.parametrize(("state", "steps"), ALL_STEPS.items())
def test_each_state_offers_its_steps(state: MinutesState, steps: tuple[MinutesStep, ...]) -> None:
    assert steps_allowed(Standing(state), TODAY) == steps


@pytest.mark.parametrize(("due_on", "offered"), [(None, False), (TODAY, False), (YESTERDAY, True)])
def test_silence_is_offered_the_day_after_the_deadline(due_on: date | None, offered: bool) -> None:
    steps = steps_allowed(Standing(S.SENT, corrections_due_on=due_on), TODAY)
    assert (K.APPROVE_BY_SILENCE in steps) is offered


@pytest.mark.parametrize(
    "standing",
    [Standing(S.APPROVED, ApprovalMode.MEETING), Standing(S.APPROVED, ApprovalMode.SILENCE, None, True)],
)
def test_what_a_meeting_has_spoken_of_is_not_offered_to_be_reopened(standing: Standing) -> None:
    assert K.REOPEN not in steps_allowed(standing, TODAY)


REFUSALS: tuple[tuple[Callable[[], object], str], ...] = (
    (partial(refuse_deadline, YESTERDAY, TODAY), "corrections_due_over"),
    (partial(refuse_approval, S.DRAFT), "minutes_not_sent"),
    (partial(refuse_approval, S.IN_CORRECTION), "minutes_not_sent"),
    (partial(refuse_approval, S.APPROVED), "minutes_step"),
    (partial(refuse_silence, None, TODAY), "silence_without_deadline"),
    (partial(refuse_silence, TODAY, TODAY), "silence_too_early"),
    (partial(refuse_approval_day, YESTERDAY, TODAY, TODAY), "approval_before_meeting"),
    (partial(refuse_approval_day, TODAY, YESTERDAY, YESTERDAY), "approval_to_come"),
    (partial(refuse_rectification, S.SENT, "lire"), "rectification_of_unlocked"),
    (partial(refuse_rectification, S.APPROVED, " \n"), "rectification_empty"),
    (partial(refuse_restoring, S.APPROVED), "minutes_step"),
)


@pytest.mark.parametrize(("act", "code"), REFUSALS)
def test_what_minutes_refuse(act: Callable[[], object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == code


def test_what_they_allow() -> None:
    refuse_deadline(TODAY, TODAY)
    refuse_approval(S.SENT)
    refuse_silence(YESTERDAY, TODAY)
    refuse_approval_day(TODAY, TODAY, TODAY)
    refuse_rectification(S.ARCHIVED, "lire")
    refuse_restoring(S.ARCHIVED)


EARLIER = Sitting(7, 1, MeetingState.HELD, YESTERDAY)


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (Sitting(8, 2, MeetingState.HELD, TODAY), "minutes_of_another_body"),
        (Sitting(8, 1, MeetingState.CONVENED, TODAY), "deciding_meeting_not_held"),
        (Sitting(6, 1, MeetingState.HELD, YESTERDAY), "deciding_meeting_not_later"),
        (EARLIER, "deciding_meeting_not_later"),
    ],
)
def test_which_meetings_cannot_speak_of_another_s_minutes(now: Sitting, code: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_to_speak_of(EARLIER, now)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "now",
    [
        Sitting(6, 1, MeetingState.HELD, TODAY),
        Sitting(6, 1, MeetingState.HELD, YESTERDAY, time(14)),
        Sitting(8, 1, MeetingState.HELD, YESTERDAY),
    ],
)
def test_a_later_meeting_of_the_body_can(now: Sitting) -> None:
    refuse_to_speak_of(EARLIER, now)


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
