"""Meetings: their list, their steps and their numbers."""

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Meeting, Person
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.services import attendance, meeting_list, meetings
from pstdesk.services.check import check_base
from pstdesk.services.lights import meeting_facts
from pstdesk.services.meeting_list import MeetingRow, MeetingsFilter
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.minutes_approval import approve_in_meeting
from pstdesk.services.minutes_life import send
from tests import builders
from tests.refusals import refused
from tests.services.stories import approve_minutes, hold_meeting

CT1, CT2 = 1, 2
ZOE, NOEL = 1, 2
DAY = date(2026, 11, 12)
TODAY = date(2026, 10, 20)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.programme(session)
        builders.committee(session, usual_place="Maison de l’Œuvre")
        builders.committee(session, "CT2", "Insertion")
        builders.person(session)
        builders.person(session, "Noël", "Bœuf")
    return base


def plan(base: Database, day: date = DAY, committee_id: int = CT1, **fields: object) -> int:
    with base.write() as session:
        return meetings.plan_meeting(session, MeetingForm(committee_id, day, **fields))  # type: ignore[arg-type]  # by name


def plan_in(session: Session, committee_id: int, day: date) -> int:
    return meetings.plan_meeting(session, MeetingForm(committee_id, day))


def convene(base: Database, *meeting_ids: int) -> None:
    with base.write() as session:
        for meeting_id in meeting_ids:
            meetings.convene(session, meeting_id, TODAY)


def convene_today(session: Session, meeting_id: int) -> None:
    meetings.convene(session, meeting_id, TODAY)


def numbers(base: Database) -> dict[int, tuple[int | None, int | None]]:
    with base.read() as session:
        found = session.execute(select(Meeting.id, Meeting.year, Meeting.number).order_by(Meeting.id))
        return {row.id: (row.year, row.number) for row in found}


def listed(base: Database, chosen: MeetingsFilter = MeetingsFilter()) -> tuple[MeetingRow, ...]:  # noqa: B008 - frozen
    with base.read() as session:
        return meeting_list.meeting_rows(session, chosen)


def test_a_planned_meeting_is_shown_as_it_was_typed(base: Database) -> None:
    made = plan(
        base,
        starts_at=time(14),
        ends_at=time(16),
        place=" Mairie ",
        facilitator_id=ZOE,
        next_meeting_note=" En mars ",
    )
    with base.read() as session:
        head = meetings.meeting_head(session, made)
        assert session.get_one(Meeting, made).quarter == "2026-Q4"
    assert head.form == MeetingForm(CT1, DAY, time(14), time(16), "Mairie", ZOE, None, "En mars", 1)
    assert (head.state, head.number, head.minutes_state) == (MeetingState.PLANNED, None, None)
    assert (head.facilitator, head.secretary) == ("Zoé L’Hœst-Muñoz", "")


def test_a_body_meets_where_it_usually_does_unless_told_otherwise(base: Database) -> None:
    plan(base)
    plan(base, committee_id=CT2)
    assert {row.short_name: row.place for row in listed(base)} == {"CT1": "Maison de l’Œuvre", "CT2": ""}


def test_only_a_body_that_is_there_meets(base: Database) -> None:
    with refused("record_missing"):
        plan(base, committee_id=99)
    assert listed(base) == ()


@pytest.mark.parametrize("ends_at", [time(14), time(13, 59)])
def test_a_meeting_ends_after_it_began(base: Database, ends_at: time) -> None:
    with refused("meeting_ends_before_it_starts"):
        plan(base, starts_at=time(14), ends_at=ends_at)
    plan(base, ends_at=ends_at)


def test_meetings_take_their_number_when_they_are_convened_not_when_they_are_planned(base: Database) -> None:
    first, second = plan(base, date(2026, 12, 3)), plan(base)
    assert set(numbers(base).values()) == {(None, None)}
    convene(base, second, first)
    assert numbers(base) == {first: (2026, 2), second: (2026, 1)}


def test_numbers_go_by_body_and_by_year(base: Database) -> None:
    made = [
        plan(base),
        plan(base, committee_id=CT2),
        plan(base, date(2027, 1, 5)),
        plan(base, date(2026, 12, 3)),
    ]
    convene(base, *made)
    assert list(numbers(base).values()) == [(2026, 1), (2026, 1), (2027, 1), (2026, 2)]


def test_a_cancelled_meeting_keeps_its_number_and_none_is_given_twice(base: Database) -> None:
    first, second = plan(base), plan(base, date(2026, 12, 3))
    convene(base, first)
    with base.write() as session:
        meetings.cancel(session, first)
    convene(base, second)
    assert numbers(base) == {first: (2026, 1), second: (2026, 2)}


def test_a_postponed_meeting_is_convened_again_under_its_number(base: Database) -> None:
    made = plan(base)
    convene(base, made)
    with base.write() as session:
        meetings.postpone(session, made)
        meetings.change_meeting(session, made, MeetingForm(CT1, date(2027, 1, 14)))
    assert (listed(base)[0].state, listed(base)[0].convened_on) == (MeetingState.PLANNED, None)
    convene(base, made)
    assert numbers(base) == {made: (2026, 1)}
    assert (listed(base)[0].state, listed(base)[0].convened_on) == (MeetingState.CONVENED, TODAY)


def test_a_postponed_meeting_whose_place_alone_is_corrected_stays_postponed(base: Database) -> None:
    made = plan(base)
    with base.write() as session:
        meetings.postpone(session, made)
        meetings.change_meeting(session, made, MeetingForm(CT1, DAY, place="Mairie"))
    assert listed(base)[0].state is MeetingState.POSTPONED


def test_a_meeting_held_without_being_convened_takes_its_number_then(base: Database) -> None:
    with base.write() as session:
        made = hold_meeting(session)
    assert numbers(base) == {made: (2026, 1)}


def test_a_meeting_is_held_from_its_day_on(base: Database) -> None:
    made = plan(base)
    with refused("meeting_to_come", day=DAY), base.write() as session:
        meetings.hold(session, made, date(2026, 11, 11))
    assert listed(base)[0].state is MeetingState.PLANNED
    with base.write() as session:
        meetings.hold(session, made, DAY)
    assert listed(base)[0].minutes_state is MinutesState.DRAFT


@pytest.mark.parametrize("step", [convene_today, meetings.cancel, meetings.postpone])
def test_a_meeting_that_was_held_takes_no_other_step(base: Database, step: object) -> None:
    with base.write() as session:
        made = hold_meeting(session)
    with refused("meeting_step", now=MeetingState.HELD), base.write() as session:
        step(session, made)  # type: ignore[operator]  # one of three
    with refused("meeting_step"), base.write() as session:
        meetings.hold(session, made, DAY)
    assert listed(base)[0].state is MeetingState.HELD


def test_a_cancelled_meeting_stays_cancelled(base: Database) -> None:
    made = plan(base)
    with base.write() as session:
        meetings.cancel(session, made)
    with refused("meeting_step", now=MeetingState.CANCELLED), base.write() as session:
        meetings.hold(session, made, DAY)
    assert numbers(base) == {made: (None, None)}


def test_a_meeting_is_changed_in_the_version_that_was_read(base: Database) -> None:
    made = plan(base)
    with base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT2, date(2026, 12, 3), place="Mairie", version=1))
    (row,) = listed(base)
    assert (row.committee_id, row.day, row.place) == (CT1, date(2026, 12, 3), "Mairie")
    with refused("changed_meanwhile"), base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, DAY, version=1))


def test_the_day_of_a_meeting_that_was_held_stays_all_else_can_be_corrected(base: Database) -> None:
    with base.write() as session:
        made = hold_meeting(session)
    with refused("meeting_day_kept", day=DAY), base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, date(2026, 11, 13)))
    with base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, DAY, place="Mairie", secretary_id=NOEL))
        assert meetings.meeting_head(session, made).secretary == "Noël Bœuf"
        approve_minutes(session, made)
    with refused("minutes_locked"), base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, DAY, place="Ailleurs"))
    assert listed(base)[0].place == "Mairie"


def test_a_meeting_that_lacked_its_quorum_keeps_its_day_too(base: Database) -> None:
    made = plan(base)
    with base.write() as session:
        session.get_one(Meeting, made).state = MeetingState.INQUORATE
    with refused("meeting_day_kept", day=DAY), base.write() as session:
        meetings.change_meeting(session, made, MeetingForm(CT1, date(2026, 11, 13)))


def test_a_meeting_stays_after_the_one_of_the_same_day_whose_minutes_it_approved(base: Database) -> None:
    morning, afternoon = plan(base, starts_at=time(9)), plan(base, starts_at=time(14))
    with base.write() as session:
        for made in (morning, afternoon):
            meetings.hold(session, made, DAY)
        send(session, morning, builders.AN_INSTANT)
        approve_in_meeting(session, morning, afternoon, builders.AN_INSTANT)
    for hour in (time(8), None):
        with refused("meeting_hour_kept", starts_at=time(9)), base.write() as session:
            meetings.change_meeting(session, afternoon, MeetingForm(CT1, DAY, hour))
    with base.write() as session:
        meetings.change_meeting(session, afternoon, MeetingForm(CT1, DAY, time(10)))
    with base.read() as session:
        assert check_base(session) == ()


def test_no_meeting_is_planned_for_a_body_that_was_archived_elsewhere(base: Database) -> None:
    with base.write() as session:
        session.get_one(Committee, CT1).archived_at = builders.AN_INSTANT
    with refused("committee_archived"), base.write() as session:
        plan_in(session, CT1, DAY)


def test_the_list_tells_who_came_of_those_expected_and_leaves_guests_aside(base: Database) -> None:
    with base.write() as session:
        for person_id in (ZOE, NOEL):
            body, who = session.get_one(Committee, CT1), session.get_one(Person, person_id)
            builders.membership(session, who, body)
        made = hold_meeting(session)
        attendance.record(session, made, ZOE, AttendanceStatus.REMOTE)
        attendance.add_guest(session, made, builders.person(session, "Inès", "D’Arcy").id)
    plan(base, date(2026, 12, 3))
    later, row = listed(base)
    assert (row.attended, row.expected, row.not_recorded) == (1, 2, 1)
    assert (later.attended, later.expected, later.not_recorded) == (0, 0, 0)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (MeetingsFilter(), [3, 1, 2]),
        (MeetingsFilter(committee_id=CT2), [3]),
        (MeetingsFilter(year=2025), [2]),
        (MeetingsFilter(words="ct1"), [1, 2]),
        (MeetingsFilter(words="PETITE parent"), [1, 2]),
        (MeetingsFilter(words="ct1", year=2026), [1]),
        (MeetingsFilter(words="ct1", committee_id=CT2), []),
        (MeetingsFilter(words="ct1 " * 2000), [1, 2]),
    ],
)
def test_meetings_come_latest_first_as_chosen(
    base: Database, chosen: MeetingsFilter, found: list[int]
) -> None:
    plan(base, starts_at=time(9))
    plan(base, date(2025, 12, 31))
    plan(base, committee_id=CT2, starts_at=time(14))
    assert [row.id for row in listed(base, chosen)] == found
    with base.read() as session:
        assert meeting_list.meeting_years(session) == (2026, 2025)


def test_the_list_and_the_page_know_what_the_lights_are_read_from(base: Database) -> None:
    with base.write() as session:
        body, who = session.get_one(Committee, CT1), session.get_one(Person, ZOE)
        builders.membership(session, who, body)
        first = hold_meeting(session, day=date(2026, 2, 5))
        second = hold_meeting(session)
        builders.paper(
            session, session.get_one(Meeting, first), "feuille.pdf", purpose=AttachmentPurpose.SIGN_IN_SHEET
        )
        builders.paper(
            session, session.get_one(Meeting, first), "verso.pdf", purpose=AttachmentPurpose.SIGN_IN_SHEET
        )
        builders.paper(session, session.get_one(Meeting, second), "note.pdf")
        attendance.record(session, first, ZOE, AttendanceStatus.PRESENT)
        other = plan_in(session, CT2, date(2026, 3, 5))
        session.get_one(Meeting, other).sheet_filed_on = DAY
    rows = {row.id: row.facts for row in listed(base)}
    with base.read() as session:
        assert rows == {meeting_id: meeting_facts(session, meeting_id) for meeting_id in rows}
    assert (rows[first].sheet_kept, rows[first].not_recorded, rows[first].next_held_on) == (True, 0, DAY)
    assert (rows[second].sheet_kept, rows[second].not_recorded, rows[second].next_held_on) == (False, 1, None)
    assert (rows[other].sheet_kept, rows[other].minutes_state) == (True, None)
