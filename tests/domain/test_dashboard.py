"""What presses today: minutes that wait, partners unseen, and the one thing to do next."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.dashboard import (
    MinutesWait,
    Moment,
    Next,
    NextStep,
    Waiting,
    minutes_waiting,
    months_before,
    next_step,
    unseen_since,
)
from pstdesk.domain.lights import MeetingFacts
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState

TODAY = date(2026, 11, 12)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def held(day: int, state: MinutesState | None, after: int | None = None) -> MeetingFacts:
    next_held_on = None if after is None else days(after)
    return MeetingFacts(
        days(day),
        MeetingState.HELD,
        days(-30),
        0,
        sheet_kept=True,
        minutes_state=state,
        next_held_on=next_held_on,
    )


@pytest.mark.parametrize(
    ("facts", "due_on", "expected"),
    [
        (held(-5, MinutesState.DRAFT), None, Waiting(MinutesWait.WRITING, is_late=False, days=10)),
        (held(-20, MinutesState.DRAFT), None, Waiting(MinutesWait.WRITING, is_late=True, days=5)),
        (held(-5, MinutesState.IN_CORRECTION), days(3), Waiting(MinutesWait.READING, is_late=False, days=3)),
        (held(-40, MinutesState.IN_CORRECTION), days(0), Waiting(MinutesWait.READING, is_late=False, days=0)),
        (held(-5, MinutesState.IN_CORRECTION), days(-2), Waiting(MinutesWait.SENDING, is_late=True, days=2)),
        (held(-20, MinutesState.IN_CORRECTION), None, Waiting(MinutesWait.READING, is_late=True, days=5)),
        (held(-20, MinutesState.SENT), None, Waiting(MinutesWait.APPROVAL, is_late=False, days=0)),
        (held(-90, MinutesState.SENT, -7), None, Waiting(MinutesWait.APPROVAL, is_late=True, days=7)),
        (held(-90, MinutesState.APPROVED, -7), None, None),
        (held(-90, MinutesState.ARCHIVED), None, None),
        (held(-5, None), None, None),
        (replace(held(-5, MinutesState.DRAFT), state=MeetingState.CANCELLED), None, None),
        (replace(held(-5, MinutesState.DRAFT), state=MeetingState.INQUORATE), None, None),
    ],
)
def test_what_minutes_wait_for(facts: MeetingFacts, due_on: date | None, expected: Waiting | None) -> None:
    assert minutes_waiting(facts, due_on, TODAY) == expected


def test_the_longest_late_comes_first_then_what_the_officer_has_to_write() -> None:
    in_order = [
        Waiting(MinutesWait.WRITING, is_late=True, days=9),
        Waiting(MinutesWait.SENDING, is_late=True, days=2),
        Waiting(MinutesWait.APPROVAL, is_late=True, days=40),
        Waiting(MinutesWait.WRITING, is_late=False, days=3),
        Waiting(MinutesWait.WRITING, is_late=False, days=8),
        Waiting(MinutesWait.READING, is_late=False, days=1),
        Waiting(MinutesWait.APPROVAL, is_late=False, days=0),
    ]
    assert sorted(reversed(in_order), key=lambda waiting: waiting.urgency) == in_order


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 12), 6, date(2026, 5, 12)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
    ],
)
def test_the_same_day_some_months_earlier(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_earlier_days_stay_earlier(day: date, months: int) -> None:
    before = months_before(day, months)
    assert before.day <= day.day
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert months_before(day - timedelta(days=1), months) <= before


@pytest.mark.parametrize(
    ("last_seen", "expected_since", "since"),
    [
        (date(2026, 5, 12), date(2024, 1, 1), date(2026, 5, 12)),
        (date(2026, 5, 13), date(2024, 1, 1), None),
        (None, date(2026, 5, 12), date(2026, 5, 12)),
        (None, date(2026, 9, 1), None),
        (None, None, None),
    ],
)
def test_a_partner_is_unseen_after_six_months(
    last_seen: date | None, expected_since: date | None, since: date | None
) -> None:
    assert unseen_since(last_seen, expected_since, TODAY) == since


def moment(number: int, day: int, state: MeetingState = MeetingState.PLANNED, **fields: object) -> Moment:
    facts = MeetingFacts(days(day), state, days(-60) if state is MeetingState.CONVENED else None)
    return Moment(number, facts, fields.pop("at", time(14)), fields.pop("is_open", False), **fields)  # type: ignore[arg-type]  # by name


LATE = Waiting(MinutesWait.WRITING, is_late=True, days=4)
LATER = Waiting(MinutesWait.SENDING, is_late=True, days=9)
CONVENED, HELD = MeetingState.CONVENED, MeetingState.HELD


@pytest.mark.parametrize(
    ("meetings", "step", "meeting_id"),
    [
        ([moment(1, 0, at=time(14)), moment(2, 0, at=time(9))], NextStep.OPEN, 2),
        ([moment(1, 0, at=None), moment(2, 0, at=time(18))], NextStep.OPEN, 2),
        ([moment(1, 0, CONVENED), moment(2, 0, HELD, is_open=True)], NextStep.RESUME, 2),
        ([moment(1, -9, HELD, is_open=True), moment(2, 40)], NextStep.PREPARE, 2),
        ([moment(1, -3), moment(2, -9, CONVENED), moment(3, 30)], NextStep.NOTE, 2),
        ([moment(1, 3, CONVENED), moment(2, 18)], NextStep.CONVENE, 2),
        ([moment(1, 30), moment(2, -25, HELD, waiting=LATE)], NextStep.WRITE, 2),
        ([moment(1, -20, HELD, waiting=LATE), moment(2, -19, HELD, waiting=LATER)], NextStep.WRITE, 2),
        ([moment(1, 30), moment(2, 22), moment(3, 5, CONVENED)], NextStep.PREPARE, 3),
        (
            [moment(1, 30), moment(2, -9, HELD, waiting=Waiting(MinutesWait.READING, is_late=True, days=1))],
            NextStep.PREPARE,
            1,
        ),
    ],
)
def test_the_one_thing_to_do_next(meetings: list[Moment], step: NextStep, meeting_id: int) -> None:
    found = next_step(meetings, TODAY)
    assert found.meeting is not None
    assert (found.step, found.meeting.meeting_id) == (step, meeting_id)


def test_where_nothing_is_to_come_the_year_is_to_be_planned() -> None:
    assert next_step([], TODAY) == Next(NextStep.PLAN)
    assert next_step([moment(1, -40, HELD)], TODAY).step is NextStep.PLAN
