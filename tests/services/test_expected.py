"""Who is expected at a meeting, and the rows of meetings held when the past of a body changes."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Attendance, Committee, Meeting, Person
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import attendance, expected, memberships, seats
from pstdesk.services.import_people import import_people
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.posts import PostForm, add_post, succeed_post
from tests import builders
from tests.services.stories import approve_minutes, hold_meeting

ZOE, NOEL, INES = 1, 2, 3
BODY = 1
DAY = date(2026, 5, 20)
BEFORE, AFTER = DAY - timedelta(days=60), DAY + timedelta(days=60)
UNKNOWN, PRESENT, ABSENT = AttendanceStatus.NOT_RECORDED, AttendanceStatus.PRESENT, AttendanceStatus.ABSENT


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        builders.committee(session)
        for name in (("Zoé", "Ærø"), ("Noël", "Bœuf"), ("Inès", "D’Arcy")):
            builders.person(session, *name)
    return base


def enrol(base: Database, person_id: int, **fields: object) -> int:
    with base.write() as session:
        return memberships.enrol(session, BODY, person_id, MembershipForm(**fields))  # type: ignore[arg-type]  # by name


def held(base: Database, day: date = DAY) -> int:
    with base.write() as session:
        return hold_meeting(session, BODY, day)


def rows(base: Database, meeting_id: int = 1) -> dict[int, tuple[AttendanceStatus, bool]]:
    with base.read() as session:
        return {
            row.person_id: (row.status, row.is_guest)
            for row in attendance.attendance_rows(session, meeting_id)
        }


def record(base: Database, person_id: int, status: AttendanceStatus) -> None:
    with base.write() as session:
        attendance.record(session, 1, person_id, status)


def test_holding_a_meeting_writes_a_row_for_each_member_of_that_day(base: Database) -> None:
    enrol(base, ZOE)
    enrol(base, NOEL, ends_on=DAY)
    enrol(base, INES, starts_on=DAY)
    assert rows(base, held(base)) == {ZOE: (UNKNOWN, False), INES: (UNKNOWN, False)}


def test_secretaries_and_observers_are_not_expected_and_nobody_twice(base: Database) -> None:
    enrol(base, ZOE, capacity=Capacity.SECRETARY)
    enrol(base, NOEL, capacity=Capacity.OBSERVER)
    enrol(base, INES)
    enrol(base, INES, capacity=Capacity.FACILITATOR)
    assert rows(base, held(base)) == {INES: (UNKNOWN, False)}


def test_a_suppleant_is_expected_once_the_titulaire_has_left(base: Database) -> None:
    first = enrol(base, ZOE)
    enrol(base, NOEL, substitute_for_id=ZOE)
    held(base)
    assert set(rows(base)) == {ZOE}
    with base.write() as session:
        memberships.leave(session, first, BEFORE)
    assert set(rows(base)) == {NOEL}


def test_the_row_keeps_the_post_of_that_day_whatever_comes_later(base: Database) -> None:
    with base.write() as session:
        town, caf = builders.organisation(session, "Ville"), builders.organisation(session, "CAF")
        agent, head = builders.grade(session, "Agent"), builders.grade(session, "Direction")
        sector = builders.sector(session)
        post = add_post(session, ZOE, PostForm(town.id, "Agente", grade_id=agent.id, sector_id=sector.id))
        builders.post(session, session.get_one(Person, NOEL), caf, grade_id=head.id, starts_on=AFTER)
    enrol(base, ZOE)
    enrol(base, NOEL)
    held(base)
    with base.write() as session:
        succeed_post(session, post, PostForm(2, "Directrice", grade_id=2, starts_on=AFTER))
    held(base, AFTER)
    with base.read() as session:
        found = session.execute(
            select(
                Attendance.person_id,
                Attendance.organisation_id,
                Attendance.grade_id,
                Attendance.sector_id,
                Attendance.job_title,
            ).order_by(Attendance.meeting_id, Attendance.person_id)
        )
        assert [tuple(row) for row in found] == [
            (ZOE, 1, 1, 1, "Agente"),
            (NOEL, None, None, None, ""),
            (ZOE, 2, 2, None, "Directrice"),
            (NOEL, 2, 2, None, "Cheffe de projet"),
        ]


def test_a_backdated_registration_adds_its_row_with_the_post_of_that_day(base: Database) -> None:
    with base.write() as session:
        town = builders.organisation(session, "Ville")
        builders.post(session, session.get_one(Person, ZOE), town, ends_on=AFTER)
    held(base)
    enrol(base, ZOE, starts_on=BEFORE)
    with base.read() as session:
        (row,) = attendance.attendance_rows(session, 1)
    assert (row.person_id, row.organisation, row.status) == (ZOE, "Ville", UNKNOWN)


def test_a_registration_from_the_next_day_on_adds_nothing(base: Database) -> None:
    held(base)
    enrol(base, ZOE, starts_on=DAY + timedelta(days=1))
    assert rows(base) == {}


def test_a_guest_who_turns_out_to_be_a_member_is_expected_as_recorded(base: Database) -> None:
    held(base)
    with base.write() as session:
        attendance.add_guest(session, 1, ZOE)
    enrol(base, ZOE, starts_on=BEFORE)
    assert rows(base) == {ZOE: (PRESENT, False)}


def test_a_backdated_departure_takes_unrecorded_rows_and_keeps_recorded_ones(base: Database) -> None:
    made = [enrol(base, person_id) for person_id in (ZOE, NOEL, INES)]
    held(base)
    record(base, ZOE, PRESENT)
    record(base, NOEL, ABSENT)
    with base.write() as session:
        for membership_id in made:
            memberships.leave(session, membership_id, BEFORE)
    assert rows(base) == {ZOE: (PRESENT, False), NOEL: (ABSENT, False)}


def test_a_corrected_registration_brings_the_rows_up_to_date(base: Database) -> None:
    made = enrol(base, ZOE)
    held(base)
    with base.write() as session:
        memberships.change_membership(session, made, MembershipForm(Capacity.OBSERVER, version=1))
    assert rows(base) == {}
    with base.write() as session:
        memberships.change_membership(session, made, MembershipForm(Capacity.EX_OFFICIO, version=2))
    assert rows(base) == {ZOE: (UNKNOWN, False)}


def test_a_seat_taken_in_the_past_adds_its_holder(base: Database) -> None:
    held(base)
    with base.write() as session:
        place = builders.seat(session, session.get_one(Committee, BODY))
        seats.hold_seat(session, place.id, ZOE, BEFORE)
    assert rows(base) == {ZOE: (UNKNOWN, False)}
    with base.write() as session:
        seats.hold_seat(session, 1, NOEL, DAY)
    assert rows(base) == {NOEL: (UNKNOWN, False)}


def test_two_who_stand_in_at_a_seat_nobody_holds_are_one_seat(base: Database) -> None:
    with base.write() as session:
        place = builders.seat(session, session.get_one(Committee, BODY))
        seats.name_substitute(session, place.id, NOEL, BEFORE)
        seats.name_substitute(session, place.id, ZOE, None)
    with base.read() as session:
        assert expected.expected_people(session, BODY, DAY) == (NOEL,)
        assert expected.expected_people(session, BODY, BEFORE - timedelta(days=1)) == (ZOE,)


def test_who_held_a_seat_and_stands_in_there_now_is_not_its_holder(base: Database) -> None:
    with base.write() as session:
        place = builders.seat(session, session.get_one(Committee, BODY))
        seats.hold_seat(session, place.id, ZOE, None)
        seats.hold_seat(session, place.id, NOEL, BEFORE)
        seats.name_substitute(session, place.id, ZOE, BEFORE)
    with base.read() as session:
        assert expected.expected_people(session, BODY, DAY) == (NOEL,)


def test_meetings_that_were_not_held_have_no_rows(base: Database) -> None:
    with base.write() as session:
        for state in MeetingState:
            if state is not MeetingState.HELD:
                builders.meeting(session, session.get_one(Committee, BODY), DAY, state=state)
    enrol(base, ZOE)
    with base.read() as session:
        assert session.scalars(select(Attendance)).all() == []
        assert [row.person_id for row in expected.expected_rows(session, BODY, DAY)] == [ZOE]


def test_an_imported_registration_of_the_past_brings_the_rows_up_to_date(
    base: Database, tmp_path: Path
) -> None:
    enrol(base, NOEL)
    held(base)
    with base.write() as session:
        attendance.add_guest(session, 1, ZOE)
    listed = tmp_path / "inscrits.csv"
    listed.write_text(
        "Nom;Prénom;Comité;Inscrit le;Parti le\n"
        "Ærø;Zoé;CT1;01/01/2026;\n"
        "Bœuf;Noël;CT1;;01/02/2026\n"
        "Œuvrard;Ali;CT1;01/01/2026;\n",
        encoding="utf-8",
    )
    report = import_people(base, listed, AFTER)
    assert report.errors == ()
    assert rows(base) == {ZOE: (PRESENT, False), 4: (UNKNOWN, False)}


def test_approved_minutes_do_not_keep_attendance_from_being_right(base: Database) -> None:
    """Their words are kept with the version; the figures are about who was a member."""
    meeting_id = held(base)
    with base.write() as session:
        approve_minutes(session, meeting_id)
    enrol(base, ZOE, starts_on=BEFORE)
    assert rows(base, meeting_id) == {ZOE: (UNKNOWN, False)}


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
PEOPLE = st.integers(1, 3)
RECORDED = st.sampled_from([PRESENT, ABSENT, AttendanceStatus.REMOTE, AttendanceStatus.EXCUSED])
STEPS = st.lists(
    st.tuples(st.just("join"), PEOPLE, st.none() | DAYS, st.none() | DAYS, st.sampled_from(Capacity))
    | st.tuples(st.just("leave"), st.integers(1, 6), DAYS)
    | st.tuples(st.just("hold"), DAYS)
    | st.tuples(st.just("record"), st.integers(1, 4), PEOPLE, RECORDED)
    | st.tuples(st.just("guest"), st.integers(1, 4), PEOPLE),
    max_size=20,
)


class BackToTheStart(Exception):
    """Ends the transaction of one history without keeping it."""


@given(steps=STEPS)
def test_whatever_the_history_the_rows_are_of_those_expected_and_of_those_recorded(
    base: Database, steps: list[tuple[Any, ...]]
) -> None:
    with suppress(BackToTheStart), base.write() as session:
        for step in steps:
            with suppress(Refused), session.begin_nested():  # what the rules refuse did not happen
                play(session, step)
        for meeting in session.scalars(select(Meeting)).all():
            found = attendance.attendance_rows(session, meeting.id)
            members = {row.person_id for row in found if not row.is_guest}
            unknown = {row.person_id for row in found if row.status is UNKNOWN}
            wanted = set(expected.expected_people(session, BODY, meeting.day))
            assert wanted <= members
            assert unknown <= wanted
        raise BackToTheStart


def play(session: Session, step: tuple[Any, ...]) -> None:
    match step:
        case "join", person_id, starts_on, ends_on, capacity:
            form = MembershipForm(capacity, starts_on=starts_on, ends_on=ends_on)
            memberships.enrol(session, BODY, person_id, form)
        case "leave", membership_id, day:
            memberships.leave(session, membership_id, day)
        case "hold", day:
            hold_meeting(session, BODY, day)
        case "record", meeting_id, person_id, status:
            attendance.record(session, meeting_id, person_id, status)
        case "guest", meeting_id, person_id:
            attendance.add_guest(session, meeting_id, person_id)
