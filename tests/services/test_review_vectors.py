"""The examples of docs/review.md about who was expected, what they were then, and what is known of it."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.period import Period, year
from pstdesk.services.attendance import add_guest, record
from pstdesk.services.meetings import cancel, hold
from pstdesk.services.review import review
from pstdesk.services.review_json import as_json
from tests import builders as make

TODAY = date(2026, 11, 12)
PRESENT = AttendanceStatus.PRESENT


def test_who_joins_on_15_march_is_not_expected_on_1_march(base: Database) -> None:
    with base.write() as session:
        make.programme(session)
        committee, person = make.committee(session), make.person(session)
        make.membership(session, person, committee, starts_on=date(2026, 3, 15))
        for day in (date(2026, 3, 1), date(2026, 5, 20), date(2026, 9, 10)):
            meeting = make.meeting(session, committee, day)
            hold(session, meeting.id, TODAY)
            if day.month == 5:
                record(session, meeting.id, person.id, PRESENT)
            elif day.month == 9:
                record(session, meeting.id, person.id, AttendanceStatus.ABSENT)
        (one,) = review(session, year(2026), TODAY).whole.committees
        assert (one.count.attended, one.count.expected, one.held) == (1, 2, 3)
        assert one.count.rate == 0.5


def test_who_moves_to_another_grade_keeps_each_attendance_in_the_grade_of_its_day(base: Database) -> None:
    with base.write() as session:
        make.programme(session)
        committee, person = make.committee(session), make.person(session)
        agent = make.grade(session, "Agent", position=0)
        direction = make.grade(session, "Direction", position=1)
        make.post(session, person, grade_id=agent.id, ends_on=date(2026, 7, 1))
        make.post(session, person, grade_id=direction.id, starts_on=date(2026, 7, 1))
        make.membership(session, person, committee)
        for month in (5, 9):
            meeting = make.meeting(session, committee, date(2026, month, 20))
            hold(session, meeting.id, TODAY)
            record(session, meeting.id, person.id, PRESENT)
        grades = {one.name: one for one in review(session, year(2026), TODAY).whole.grades}
        assert {name: one.count.attended for name, one in grades.items()} == {"Agent": 1, "Direction": 1}
        assert {name: one.members for name, one in grades.items()} == {"Agent": 0, "Direction": 1}


def test_who_was_not_recorded_is_neither_present_nor_absent(base: Database) -> None:
    statuses = ["present"] * 6 + ["excused"] * 2 + ["absent", "not_recorded"]
    with base.write() as session:
        make.programme(session)
        committee = make.committee(session)
        people = [make.person(session, f"Prénom{n}", f"Nom{n}") for n in range(len(statuses))]
        for person in people:
            make.membership(session, person, committee)
        meeting = make.meeting(session, committee, date(2026, 5, 20))
        hold(session, meeting.id, TODAY)
        for person, status in zip(people, statuses, strict=True):
            record(session, meeting.id, person.id, AttendanceStatus(status))
        guest = make.person(session, "Yaël", "Guëst")
        add_guest(session, meeting.id, guest.id)
        counted = as_json(review(session, year(2026), TODAY))
        (one,) = counted["committees"]
        assert one["rate"] == pytest.approx(6 / 9)
        assert one["excused_rate"] == pytest.approx(2 / 3)
        assert (one["not_recorded"], one["incomplete"], one["guests"]) == (1, 1, 1)


def test_a_meeting_that_was_not_held_is_planned_only(base: Database) -> None:
    with base.write() as session:
        make.programme(session)
        committee, person = make.committee(session), make.person(session)
        make.membership(session, person, committee)
        meeting = make.meeting(session, committee, date(2026, 5, 20))
        cancel(session, meeting.id)
        (one,) = as_json(review(session, year(2026), TODAY))["committees"]
        assert (one["meetings_held"], one["meetings_planned"], one["expected"]) == (0, 1, 0)
        assert one["rate"] is None


def test_a_day_at_either_end_lies_in_the_period(base: Database) -> None:
    with base.write() as session:
        make.programme(session)
        committee = make.committee(session)
        make.membership(session, make.person(session), committee)
        for day in (date(2026, 4, 1), date(2026, 4, 2), date(2026, 4, 3)):
            hold(session, make.meeting(session, committee, day).id, TODAY)
        period = Period(date(2026, 4, 1), date(2026, 4, 2))
        assert review(session, period, TODAY).whole.rhythm.held == 2


def test_an_empty_base_says_n_a_and_never_0_percent(base: Database) -> None:
    with base.write() as session:
        make.programme(session)
        make.committee(session)
        counted = as_json(review(session, year(2026), TODAY))
    assert counted["committees"][0]["rate"] is None
    assert counted["dispersion"] == {"range": None, "cv": None, "gini": None, "mean": None}
    assert counted["beyond_social_work"] == {"members": None, "attendances": None, "referents": None}
    assert counted["people"]["mean_committees"] is None
    assert counted["rhythm"]["days_to_sending"] is None
    assert counted["actions"]["on_time"]["ratio"] is None
    assert counted["actions"]["median_age"] is None
    assert counted["diversity"]["members"]["sectors"]["pielou"] is None
