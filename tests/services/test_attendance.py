"""Attendance as it is typed: statuses, hours, proxies, guests, and when it is closed."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, JournalAct, JournalEntry, Meeting, Person, Proxy
from pstdesk.domain.attendance import AttendanceStatus, Headcount
from pstdesk.services import attendance
from pstdesk.services.attendance import AttendanceRow
from pstdesk.services.expected import reconcile
from pstdesk.services.meetings import MeetingForm, plan_meeting
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

ZOE, NOEL, INES, GUEST = 1, 2, 3, 4
MEETING = 1
S = AttendanceStatus


@pytest.fixture
def base(base: Database) -> Database:
    """Zoé, Noël and Inès are expected at the meeting; Ali is not."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        for name in (("Zoé", "Ærø"), ("Noël", "Bœuf"), ("Inès", "D’Arcy")):
            builders.membership(session, builders.person(session, *name), body)
        builders.person(session, "Ali", "Œuvrard")
        hold_meeting(session)
    return base


def record(base: Database, **statuses: AttendanceStatus) -> None:
    people = {"zoe": ZOE, "noel": NOEL, "ines": INES, "guest": GUEST}
    with base.write() as session:
        for name, status in statuses.items():
            attendance.record(session, MEETING, people[name], status)


def represent(base: Database, grantor_id: int, holder_id: int) -> None:
    with base.write() as session:
        attendance.represent(session, MEETING, grantor_id, holder_id)


def invite(base: Database) -> None:
    with base.write() as session:
        attendance.add_guest(session, MEETING, GUEST)


def rows(base: Database) -> dict[int, AttendanceRow]:
    with base.read() as session:
        return {row.person_id: row for row in attendance.attendance_rows(session, MEETING)}


def proxies(base: Database) -> list[tuple[int, int]]:
    with base.read() as session:
        return [(row.grantor_id, row.holder_id) for row in session.scalars(select(Proxy))]


@pytest.mark.parametrize("status", AttendanceStatus)
def test_each_status_is_kept(base: Database, status: AttendanceStatus) -> None:
    record(base, zoe=status)
    assert rows(base)[ZOE].status is status


def test_hours_are_kept_of_those_who_came_only(base: Database) -> None:
    with base.write() as session:
        attendance.record(session, MEETING, ZOE, S.PRESENT, arrived_at=time(14, 30), left_at=time(15))
        attendance.record(session, MEETING, NOEL, S.EXCUSED, arrived_at=time(14, 30))
    found = rows(base)
    assert (found[ZOE].arrived_at, found[ZOE].left_at) == (time(14, 30), time(15))
    assert found[NOEL].arrived_at is None
    record(base, zoe=S.PRESENT)
    record(base, zoe=S.REMOTE)
    assert (rows(base)[ZOE].arrived_at, rows(base)[ZOE].left_at) == (time(14, 30), time(15))
    record(base, zoe=S.ABSENT)
    assert rows(base)[ZOE].arrived_at is None


def hours(base: Database, person_id: int, arrived_at: time | None, left_at: time | None) -> None:
    with base.write() as session:
        attendance.record_hours(session, MEETING, person_id, arrived_at, left_at)


def test_hours_alone_say_that_somebody_was_there_and_can_be_emptied(base: Database) -> None:
    record(base, noel=S.REMOTE, ines=S.EXCUSED)
    for person_id in (ZOE, NOEL, INES):
        hours(base, person_id, time(14, 20), None)
    found = rows(base)
    assert [found[who].status for who in (ZOE, NOEL, INES)] == [S.PRESENT, S.REMOTE, S.PRESENT]
    assert found[NOEL].arrived_at == time(14, 20)
    hours(base, NOEL, None, None)
    assert (rows(base)[NOEL].status, rows(base)[NOEL].arrived_at) == (S.REMOTE, None)
    with refused("attendance_not_expected"):
        hours(base, GUEST, time(14, 20), None)


def test_nobody_is_late_before_the_meeting_begins(base: Database) -> None:
    with base.write() as session:
        session.get_one(Meeting, MEETING).starts_at = time(14)
    with refused("attendance_not_late"):
        hours(base, ZOE, time(4, 20), None)
    with refused("attendance_left_before"), base.write() as session:
        attendance.record(session, MEETING, ZOE, S.PRESENT, left_at=time(13, 30))
    assert rows(base)[ZOE].status is S.NOT_RECORDED


def test_who_holds_a_proxy_and_leaves_early_keeps_it(base: Database) -> None:
    record(base, noel=S.PRESENT)
    represent(base, ZOE, NOEL)
    hours(base, NOEL, None, time(15))
    assert proxies(base) == [(ZOE, NOEL)]


@pytest.mark.parametrize("left_at", [time(14, 30), time(14)])
def test_nobody_leaves_before_they_arrived(base: Database, left_at: time) -> None:
    with refused("attendance_hours"), base.write() as session:
        attendance.record(session, MEETING, ZOE, S.PRESENT, arrived_at=time(14, 30), left_at=left_at)
    assert rows(base)[ZOE].status is S.NOT_RECORDED


def test_somebody_not_expected_comes_as_a_guest(base: Database) -> None:
    with refused("attendance_not_expected"):
        record(base, guest=S.PRESENT)
    invite(base)
    guest = rows(base)[GUEST]
    assert (guest.status, guest.is_guest) == (S.PRESENT, True)
    record(base, guest=S.REMOTE)
    assert rows(base)[GUEST].status is S.REMOTE


def test_a_guest_keeps_the_post_of_that_day(base: Database) -> None:
    with base.write() as session:
        town = builders.organisation(session, "Ville de Valmont")
        agent = builders.grade(session, "Agent")
        who = session.get_one(Person, GUEST)
        builders.post(session, who, town, grade_id=agent.id, ends_on=date(2026, 11, 13))
    invite(base)
    guest = rows(base)[GUEST]
    assert (guest.organisation, guest.job_title, guest.grade) == (
        "Ville de Valmont",
        "Cheffe de projet",
        "Agent",
    )


def test_somebody_expected_who_is_added_as_a_guest_is_simply_present(base: Database) -> None:
    with base.write() as session:
        attendance.add_guest(session, MEETING, ZOE)
    assert (rows(base)[ZOE].status, rows(base)[ZOE].is_guest) == (S.PRESENT, False)


def test_a_guest_typed_by_mistake_goes_and_nobody_expected_does(base: Database) -> None:
    invite(base)
    record(base, noel=S.PRESENT)
    represent(base, ZOE, NOEL)
    with base.write() as session:
        attendance.remove_guest(session, MEETING, GUEST)
        attendance.remove_guest(session, MEETING, ZOE)
        attendance.remove_guest(session, MEETING, 99)
    assert set(rows(base)) == {ZOE, NOEL, INES}
    assert proxies(base) == [(ZOE, NOEL)]


def test_nobody_who_is_not_there_comes_as_a_guest(base: Database) -> None:
    with refused("record_missing"), base.write() as session:
        attendance.add_guest(session, MEETING, 99)


def test_a_proxy_is_given_to_somebody_who_is_there(base: Database) -> None:
    record(base, noel=S.REMOTE)
    represent(base, ZOE, NOEL)
    zoe = rows(base)[ZOE]
    assert (zoe.status, zoe.proxy_holder_id) == (S.REPRESENTED, NOEL)
    invite(base)
    represent(base, ZOE, GUEST)
    assert proxies(base) == [(ZOE, GUEST)]


@pytest.mark.parametrize("holder_id", [NOEL, INES, GUEST])
def test_nobody_who_is_away_holds_a_proxy(base: Database, holder_id: int) -> None:
    record(base, ines=S.EXCUSED)
    with refused("proxy_holder_absent"):
        represent(base, ZOE, holder_id)
    assert rows(base)[ZOE].status is S.NOT_RECORDED


def test_nobody_represents_themselves_or_somebody_who_was_not_expected(base: Database) -> None:
    record(base, zoe=S.PRESENT)
    with refused("proxy_to_oneself"):
        represent(base, ZOE, ZOE)
    with refused("attendance_not_expected"):
        represent(base, GUEST, ZOE)
    assert proxies(base) == []


@pytest.mark.parametrize("status", [S.PRESENT, S.ABSENT, S.NOT_RECORDED])
def test_a_proxy_is_withdrawn_with_the_status(base: Database, status: AttendanceStatus) -> None:
    record(base, noel=S.PRESENT)
    represent(base, ZOE, NOEL)
    record(base, zoe=S.REPRESENTED)
    assert proxies(base) == [(ZOE, NOEL)]
    record(base, zoe=status)
    assert proxies(base) == []


def test_who_holds_a_proxy_does_not_leave_the_room(base: Database) -> None:
    invite(base)
    represent(base, ZOE, GUEST)
    with refused("proxy_held", grantors="Zoé Ærø"):
        record(base, guest=S.ABSENT)
    with refused("proxy_held"), base.write() as session:
        attendance.remove_guest(session, MEETING, GUEST)
    record(base, noel=S.PRESENT)
    with refused("proxy_held"):
        represent(base, GUEST, NOEL)
    record(base, guest=S.REMOTE)
    represent(base, ZOE, NOEL)
    with base.write() as session:
        attendance.remove_guest(session, MEETING, GUEST)
    assert proxies(base) == [(ZOE, NOEL)]


def test_the_rest_are_recorded_at_once_guests_aside(base: Database) -> None:
    invite(base)
    record(base, zoe=S.PRESENT, guest=S.NOT_RECORDED)
    with base.write() as session:
        assert attendance.record_rest(session, MEETING, S.ABSENT) == 2
        assert attendance.record_rest(session, MEETING, S.EXCUSED) == 0
    assert [rows(base)[person_id].status for person_id in (ZOE, NOEL, INES, GUEST)] == [
        S.PRESENT,
        S.ABSENT,
        S.ABSENT,
        S.NOT_RECORDED,
    ]


def test_each_of_the_rest_leaves_its_line_in_the_journal(base: Database) -> None:
    with base.write() as session:
        body = session.get_one(Committee, 1)
        for place in range(200):
            builders.membership(session, builders.person(session, "Noa", f"Nº {place}"), body)
        reconcile(session, body.id)
    with base.write() as session:
        before = session.scalar(select(func.max(JournalEntry.id)))
        assert attendance.record_rest(session, MEETING, S.ABSENT) == 203
    with base.read() as session:
        lines = session.scalars(select(JournalEntry).where(JournalEntry.id > before)).all()
    assert {(line.act, line.record, tuple(line.fields)) for line in lines} == {
        (JournalAct.CHANGED, "attendance", ("status",))
    }
    assert len({line.record_id for line in lines}) == len(lines) == 203


def test_a_guest_leaves_lines_in_the_journal(base: Database) -> None:
    invite(base)
    with base.write() as session:
        attendance.remove_guest(session, MEETING, GUEST)
    with base.read() as session:
        query = select(JournalEntry.act).where(JournalEntry.record_id == f"{MEETING}/{GUEST}")
        assert list(session.scalars(query)) == [JournalAct.MADE, JournalAct.DELETED]


def test_a_meetings_attendance_is_counted(base: Database) -> None:
    invite(base)
    record(base, zoe=S.PRESENT, noel=S.ABSENT)
    represent(base, INES, ZOE)
    with base.read() as session:
        rows_read = attendance.attendance_rows(session, MEETING)
    count = attendance.count_of(rows_read)
    assert count == Headcount(3, 1, 0, 1, 0, 1, 0, 1)
    assert count.rate == pytest.approx(1 / 3)


EDITS: tuple[Callable[[Session, int], object], ...] = (
    lambda session, meeting_id: attendance.record(session, meeting_id, ZOE, S.PRESENT),
    lambda session, meeting_id: attendance.record_rest(session, meeting_id, S.ABSENT),
    lambda session, meeting_id: attendance.add_guest(session, meeting_id, GUEST),
    lambda session, meeting_id: attendance.remove_guest(session, meeting_id, GUEST),
    lambda session, meeting_id: attendance.represent(session, meeting_id, ZOE, NOEL),
    lambda session, meeting_id: attendance.record_hours(session, meeting_id, ZOE, time(15), None),
    lambda session, meeting_id: attendance.stand_in(session, meeting_id, GUEST),
)


@pytest.mark.parametrize("edit", EDITS)
def test_nobody_is_recorded_before_the_meeting_or_after_its_minutes_were_approved(
    base: Database, edit: Callable[[Session, int], object]
) -> None:
    with base.write() as session:
        to_come = plan_meeting(session, MeetingForm(session.get_one(Committee, 1).id, date(2026, 12, 3)))
        approve_minutes(session, MEETING)
    before = rows(base)
    with refused("attendance_before_meeting"), base.write() as session:
        edit(session, to_come)
    with refused("minutes_locked"), base.write() as session:
        edit(session, MEETING)
    assert rows(base) == before


def test_attendance_announces_itself(base: Database) -> None:
    heard: list[frozenset[str]] = []
    base.on_commit = heard.append
    invite(base)
    with base.write() as session:
        attendance.record_rest(session, MEETING, S.ABSENT)
    with base.write() as session:
        attendance.remove_guest(session, MEETING, GUEST)
    assert heard == [frozenset({"attendance"})] * 3
