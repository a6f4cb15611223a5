"""The four lights of a meeting: when each is due, late, done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.lights import Lamp, Light, LightCode, LightState, MeetingFacts, lights, urgency, worst
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState

DAY = date(2026, 11, 12)
S, L, C = MeetingState, LightState, LightCode


def lamp(light: Light, facts: MeetingFacts, after: int) -> tuple[LightState, LightCode, int]:
    """Return what one light says so many days after the meeting."""
    (found,) = [found for found in lights(facts, DAY + timedelta(days=after)) if found.light is light]
    return found.state, found.code, found.days


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (-22, (L.NOT_DUE, C.CONVENE_LATER, 1)),
        (-21, (L.DUE, C.CONVENE, 5)),
        (-16, (L.DUE, C.CONVENE, 0)),
        (-15, (L.LATE, C.CONVENE, 1)),
        (0, (L.LATE, C.CONVENE, 16)),
    ],
)
def test_a_convocation_is_due_three_weeks_before_and_late_fifteen_days_before(
    after: int, expected: tuple[LightState, LightCode, int]
) -> None:
    assert lamp(Light.CONVOCATION, MeetingFacts(DAY, S.PLANNED), after) == expected


def test_a_meeting_that_was_convened_needs_no_convocation() -> None:
    assert lamp(Light.CONVOCATION, MeetingFacts(DAY, S.CONVENED), -15) == (L.DONE, C.CONVENED, 0)


@pytest.mark.parametrize("state", [S.HELD, S.INQUORATE])
def test_that_a_meeting_took_place_is_no_proof_that_it_was_convened(state: MeetingState) -> None:
    assert lamp(Light.CONVOCATION, MeetingFacts(DAY, state), 3) == (L.NOT_DUE, C.CONVENED_UNKNOWN, 0)
    convened = MeetingFacts(DAY, state, DAY - timedelta(days=16))
    assert lamp(Light.CONVOCATION, convened, 3) == (L.DONE, C.CONVENED, 0)


def test_the_day_of_the_convocation_is_said_where_it_is_known() -> None:
    sent = date(2026, 10, 20)
    first = lights(MeetingFacts(DAY, S.PLANNED, sent), DAY)[0]
    assert (first.state, first.on) == (L.DONE, sent)


@pytest.mark.parametrize(
    ("facts", "after", "expected"),
    [
        (MeetingFacts(DAY, S.CONVENED), 0, (L.NOT_DUE, C.SHEET_AFTER, 0)),
        (MeetingFacts(DAY, S.HELD, not_recorded=3), 0, (L.DUE, C.SHEET_ATTENDANCE, 7)),
        (MeetingFacts(DAY, S.HELD, not_recorded=3, sheet_kept=True), 7, (L.DUE, C.SHEET_ATTENDANCE, 0)),
        (MeetingFacts(DAY, S.HELD), 7, (L.DUE, C.SHEET_MISSING, 0)),
        (MeetingFacts(DAY, S.HELD), 8, (L.LATE, C.SHEET_MISSING, 1)),
        (MeetingFacts(DAY, S.INQUORATE), 8, (L.LATE, C.SHEET_MISSING, 1)),
        (MeetingFacts(DAY, S.HELD, sheet_kept=True), 90, (L.DONE, C.SHEET_FILED, 0)),
        (
            MeetingFacts(DAY, S.HELD, minutes_state=MinutesState.ARCHIVED),
            900,
            (L.NOT_DUE, C.SHEET_CLOSED, 0),
        ),
    ],
)
def test_a_sheet_is_kept_and_attendance_known_within_a_week(
    facts: MeetingFacts, after: int, expected: tuple[LightState, LightCode, int]
) -> None:
    assert lamp(Light.SHEET, facts, after) == expected


@pytest.mark.parametrize(
    ("minutes", "after", "expected"),
    [
        (None, 0, (L.DUE, C.MINUTES_DRAFT, 15)),
        (MinutesState.DRAFT, 15, (L.DUE, C.MINUTES_DRAFT, 0)),
        (MinutesState.DRAFT, 16, (L.LATE, C.MINUTES_DRAFT, 1)),
        (MinutesState.IN_CORRECTION, 20, (L.LATE, C.MINUTES_READ, 5)),
        (MinutesState.SENT, 90, (L.DONE, C.MINUTES_SENT, 0)),
        (MinutesState.ARCHIVED, 90, (L.DONE, C.MINUTES_SENT, 0)),
    ],
)
def test_minutes_are_sent_within_fifteen_days(
    minutes: MinutesState | None, after: int, expected: tuple[LightState, LightCode, int]
) -> None:
    assert lamp(Light.MINUTES, MeetingFacts(DAY, S.HELD, minutes_state=minutes), after) == expected


def test_a_meeting_without_its_quorum_has_no_minutes() -> None:
    assert lamp(Light.MINUTES, MeetingFacts(DAY, S.INQUORATE), 60) == (L.NOT_DUE, C.MINUTES_AFTER, 0)


@pytest.mark.parametrize(
    ("minutes", "next_held", "expected"),
    [
        (MinutesState.DRAFT, None, (L.NOT_DUE, C.APPROVAL_AFTER, 0)),
        (MinutesState.SENT, None, (L.DUE, C.APPROVAL_WAITS, 0)),
        (MinutesState.SENT, DAY + timedelta(days=88), (L.LATE, C.APPROVAL_WAITS, 2)),
        (MinutesState.SENT, DAY + timedelta(days=91), (L.DUE, C.APPROVAL_WAITS, 0)),
        (MinutesState.APPROVED, DAY + timedelta(days=88), (L.DONE, C.APPROVED, 0)),
    ],
)
def test_minutes_are_approved_at_the_next_meeting(
    minutes: MinutesState, next_held: date | None, expected: tuple[LightState, LightCode, int]
) -> None:
    facts = MeetingFacts(DAY, S.HELD, minutes_state=minutes, next_held_on=next_held)
    assert lamp(Light.APPROVAL, facts, 90) == expected


@pytest.mark.parametrize("state", [S.POSTPONED, S.CANCELLED])
def test_a_meeting_that_does_not_take_place_has_no_lights(state: MeetingState) -> None:
    assert lights(MeetingFacts(DAY, state), DAY) == ()
    assert worst(()) is None


def test_the_worst_light_is_the_one_that_is_late_and_the_first_of_equals() -> None:
    facts = MeetingFacts(DAY, S.HELD, not_recorded=2, minutes_state=MinutesState.DRAFT)
    early, late = (worst(lights(facts, DAY + timedelta(days=days))) for days in (3, 10))
    assert early == Lamp(Light.SHEET, L.DUE, C.SHEET_ATTENDANCE, 4)
    assert late == Lamp(Light.SHEET, L.LATE, C.SHEET_ATTENDANCE, 3)
    done = MeetingFacts(DAY, S.HELD, sheet_kept=True, minutes_state=MinutesState.APPROVED)
    assert worst(lights(done, DAY)) is None


def test_meetings_are_sorted_by_what_they_want_the_most() -> None:
    done = MeetingFacts(DAY, S.HELD, sheet_kept=True, minutes_state=MinutesState.APPROVED)
    wanting = MeetingFacts(DAY, S.HELD, not_recorded=2, minutes_state=MinutesState.DRAFT)
    days = (DAY, DAY + timedelta(days=3), DAY + timedelta(days=10))
    found = [urgency(lights(done, DAY)), *(urgency(lights(wanting, day)) for day in days[1:])]
    assert found == sorted(found)
    assert len(set(found)) == 3
    assert urgency(()) == ()


@given(
    st.builds(
        MeetingFacts,
        day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
        state=st.sampled_from(MeetingState),
        convened_on=st.none() | st.dates(),
        not_recorded=st.integers(0, 3),
        sheet_kept=st.booleans(),
        minutes_state=st.none() | st.sampled_from(MinutesState),
        next_held_on=st.none() | st.dates(),
    ),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_each_meeting_has_all_four_lights_or_none_and_no_negative_days(
    facts: MeetingFacts, today: date
) -> None:
    found = lights(facts, today)
    assert [one.light for one in found] in ([], list(Light))
    assert all(one.days >= 0 for one in found)
