"""The dashboard: each rule of what is shown, with the story that calls for it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Meeting, Organisation, Person
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import MinutesWait, NextStep
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.dashboard import Dashboard, dashboard
from pstdesk.services.participation import participation
from tests import builders

TODAY = date(2026, 11, 12)
PRESENT, REMOTE, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.REMOTE, AttendanceStatus.ABSENT
HELD, PLANNED, CONVENED = MeetingState.HELD, MeetingState.PLANNED, MeetingState.CONVENED


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.fixture
def base(base: Database) -> Database:
    """Return a programme since 2024 with two bodies, the first of which elects a référent, and two people."""
    with base.write() as session:
        builders.programme(session, started_on=date(2024, 1, 8))
        level = builders.level(session)
        builders.committee(
            session, "CT1", "Accès aux droits", level_id=level.id, elects_referent=True, position=1
        )
        builders.committee(session, "CT2", "Vie sociale", level_id=level.id, position=2)
        builders.person(session, "Zoé", "Ærø")
        builders.person(session, "Noël", "Bœuf")
    return base


def tell(base: Database, story: Callable[[Any], object]) -> Dashboard:
    """Let ``story(session)`` happen and return the dashboard of today."""
    with base.write() as session:
        story(session)
    return read(base)


def read(base: Database, today: date = TODAY) -> Dashboard:
    with base.read() as session:
        return dashboard(session, today)


def body(session: Any, number: int = 1) -> Committee:
    found: Committee = session.get_one(Committee, number)
    return found


def who(session: Any, number: int = 1) -> Person:
    found: Person = session.get_one(Person, number)
    return found


def meeting(session: Any, day: int, state: MeetingState = PLANNED, number: int = 1, **fields: Any) -> Meeting:
    return builders.meeting(session, body(session, number), days(day), state=state, **fields)


def held(session: Any, day: int, minutes: MinutesState, number: int = 1, **fields: Any) -> Meeting:
    made = meeting(session, day, HELD, number, sheet_filed_on=days(day))
    builders.minutes(session, made, state=minutes, **fields)
    return made


# What there is to begin with


def test_an_empty_base_says_what_is_still_missing(base: Database) -> None:
    found = read(base)
    assert (found.beginning.committees, found.beginning.has_people, found.beginning.has_meetings) == (
        2,
        True,
        False,
    )
    assert not found.beginning.is_over
    assert found.next.step is NextStep.PLAN
    assert tell(base, lambda session: meeting(session, 30)).beginning.is_over


# Meetings


def test_meetings_come_in_time_the_ones_nobody_noted_before_them(base: Database) -> None:
    def story(session: Any) -> None:
        meeting(session, 30, number=2)
        meeting(session, 5, starts_at=time(18))
        meeting(session, 5, starts_at=time(9), number=2)
        meeting(session, -3, CONVENED)
        meeting(session, 8, MeetingState.CANCELLED)
        meeting(session, 9, MeetingState.POSTPONED)

    found = tell(base, story)
    assert [(line.facts.day, line.starts_at) for line in found.meetings] == [
        (days(-3), time(14)), (days(5), time(9)), (days(5), time(18)), (days(30), time(14)),
    ]  # fmt: skip
    assert (found.next.step, found.next.meeting and found.next.meeting.meeting_id) == (NextStep.NOTE, 4)


def test_only_the_next_few_are_shown(base: Database) -> None:
    found = tell(base, lambda session: [meeting(session, day) for day in range(9, 0, -1)])
    assert [line.facts.day for line in found.meetings] == [days(1), days(2), days(3), days(4)]


def test_a_planned_meeting_of_long_ago_is_history(base: Database) -> None:
    assert tell(base, lambda session: meeting(session, -400)).meetings == ()


def test_a_meeting_held_lately_stays_while_something_is_left_to_do(base: Database) -> None:
    def story(session: Any) -> None:
        held(session, -30, MinutesState.APPROVED)
        held(session, -20, MinutesState.DRAFT)
        held(session, -10, MinutesState.SENT, number=2)
        held(session, -100, MinutesState.DRAFT, number=2)

    found = tell(base, story)
    assert [line.facts.day for line in found.meetings] == [days(-10), days(-20)]


def test_a_line_says_who_is_referent_and_who_came(base: Database) -> None:
    def story(session: Any) -> None:
        builders.mandate(session, who(session), body(session))
        made = held(session, -5, MinutesState.DRAFT)
        builders.attendance(session, made, who(session, 1), PRESENT)
        builders.attendance(session, made, who(session, 2), ABSENT)
        builders.attendance(session, made, builders.person(session, "Inès", "D’Arcy"), PRESENT, is_guest=True)
        meeting(session, 5, number=2)

    coming, past = tell(base, story).meetings
    assert (coming.elects_referent, coming.referent, coming.expected) == (False, "", 0)
    assert (past.elects_referent, past.referent) == (True, "Zoé Ærø")
    assert (past.attended, past.expected, past.facts.not_recorded) == (1, 2, 0)
    assert past.facts.sheet_kept


def test_todays_meeting_is_opened_then_resumed(base: Database) -> None:
    assert tell(base, lambda session: meeting(session, 0)).next.step is NextStep.OPEN

    def opened(session: Any) -> None:
        made = session.get_one(Meeting, 1)
        made.state, made.opened_at = HELD, datetime(2026, 11, 12, 13, tzinfo=UTC)
        builders.minutes(session, made)

    assert tell(base, opened).next.step is NextStep.RESUME


# Minutes


def test_minutes_wait_to_be_written_read_sent_and_approved(base: Database) -> None:
    def story(session: Any) -> None:
        held(session, -3, MinutesState.DRAFT)
        held(session, -20, MinutesState.DRAFT, number=2)
        held(session, -6, MinutesState.IN_CORRECTION, corrections_due_on=days(-1))
        held(session, -7, MinutesState.IN_CORRECTION, number=2, corrections_due_on=days(4))
        held(session, -90, MinutesState.SENT)
        held(session, -91, MinutesState.APPROVED, number=2)
        held(session, -92, MinutesState.ARCHIVED, number=2)
        meeting(session, 14, CONVENED)

    found = tell(base, story).minutes
    assert [(line.facts.day, line.waiting.what, line.waiting.is_late) for line in found.rows] == [
        (days(-20), MinutesWait.WRITING, True),
        (days(-6), MinutesWait.SENDING, True),
        (days(-90), MinutesWait.APPROVAL, True),
        (days(-3), MinutesWait.WRITING, False),
        (days(-7), MinutesWait.READING, False),
    ]
    assert found.total == 5
    assert found.rows[2].facts.next_held_on == days(-6)
    assert found.rows[2].next_day == days(14)
    assert found.rows[0].next_day is None


def test_the_first_minutes_are_shown_and_all_are_counted_but_those_of_long_ago(base: Database) -> None:
    def story(session: Any) -> None:
        held(session, -400, MinutesState.SENT)
        for number in range(20):
            held(session, -40 - number, MinutesState.SENT)
        held(session, -2, MinutesState.DRAFT)

    found = tell(base, story).minutes
    assert found.total == 21
    assert len(found.rows) == 12
    assert MinutesWait.WRITING in {line.waiting.what for line in found.rows}
    assert days(-59) in {line.facts.day for line in found.rows}


def test_late_minutes_are_the_next_step_while_no_meeting_presses(base: Database) -> None:
    def story(session: Any) -> None:
        held(session, -20, MinutesState.DRAFT)
        meeting(session, 40)

    assert tell(base, story).next.step is NextStep.WRITE


# Actions


def test_late_actions_leave_room_for_those_due_soon(base: Database) -> None:
    def story(session: Any) -> None:
        for number in range(9):
            state = ActionState.IN_PROGRESS if number % 2 else ActionState.TO_DO
            builders.action(session, f"En retard {number}", due_on=days(-30 + number), state=state)
        for number in range(5):
            builders.action(session, f"Bientôt {number}", due_on=days(number))
        builders.action(session, "Lointaine", due_on=days(31))
        builders.action(session, "Sans date")
        builders.action(session, "Faite", due_on=days(-40), state=ActionState.DONE)

    found = tell(base, story).actions
    assert [row.text for row in found.rows] == [
        "En retard 0", "En retard 1", "En retard 2", "En retard 3", "Bientôt 0", "Bientôt 1", "Bientôt 2",
    ]  # fmt: skip
    assert [row.late for row in found.rows] == [True] * 4 + [False] * 3
    assert (found.due, found.open) == (14, 16)


def test_room_left_by_one_kind_is_for_the_other(base: Database) -> None:
    def story(session: Any) -> None:
        builders.action(
            session, "En retard", due_on=days(-1), owners=(who(session),), committees=(body(session),)
        )
        for number in range(8):
            builders.action(session, f"Bientôt {number}", due_on=days(number))

    found = tell(base, story).actions
    assert [row.text for row in found.rows] == ["En retard", *(f"Bientôt {number}" for number in range(6))]
    assert (found.rows[0].owners, found.rows[0].committees) == (("Zoé Ærø",), ("CT1",))


# Mandates


def test_a_body_that_elects_has_a_vacant_post_while_nobody_is_referent(base: Database) -> None:
    (line,) = read(base).mandates
    assert (line.id, line.short_name, line.is_vacant, line.day) == (1, "CT1", True, None)

    def left(session: Any) -> None:
        builders.mandate(session, who(session), body(session), ends_on=days(-40))
        builders.mandate(session, who(session, 2), body(session), starts_on=days(-39), ends_on=days(-12))
        substitute = MandateRole.SUBSTITUTE_REFERENT
        builders.mandate(session, who(session), body(session), role=substitute)

    (line,) = tell(base, left).mandates
    assert (line.is_vacant, line.day) == (True, days(-12))
    assert tell(base, lambda session: builders.mandate(session, who(session), body(session))).mandates == ()


def test_a_body_that_was_put_away_elects_nobody(base: Database) -> None:
    def away(session: Any) -> None:
        body(session).archived_at = builders.AN_INSTANT

    assert tell(base, away).mandates == ()


@pytest.mark.parametrize(("left", "said"), [(1, True), (90, True), (91, False)])
def test_a_mandate_that_runs_out_is_announced_ninety_days_before(
    base: Database, left: int, said: bool
) -> None:
    found = tell(
        base, lambda session: builders.mandate(session, who(session), body(session), ends_on=days(left))
    ).mandates
    assert [(line.person, line.day) for line in found] == ([("Zoé Ærø", days(left))] if said else [])


def test_a_mandate_that_somebody_takes_up_is_not(base: Database) -> None:
    def elected(session: Any) -> None:
        builders.mandate(session, who(session), body(session), ends_on=days(20))
        builders.mandate(session, who(session, 2), body(session), starts_on=days(20))

    assert tell(base, elected).mandates == ()


# Partners


def house(session: Any, name: str, *, member_since: int | None = None, **fields: Any) -> Organisation:
    """Make an organisation, with somebody of it registered in the first body for so many days."""
    made = builders.organisation(session, name, **fields)
    if member_since is not None:
        person = builders.person(session, "Inès", f"De {name}")
        builders.post(session, person, made)
        builders.membership(session, person, body(session), starts_on=days(-member_since))
    return made


def came(session: Any, to: Meeting, place: Organisation, status: AttendanceStatus = PRESENT) -> None:
    person = builders.person(session, "Sékou", f"{place.name} {to.id}")
    builders.attendance(session, to, person, status, organisation_id=place.id, is_guest=True)


def test_partners_unseen_for_six_months_come_the_longest_first(base: Database) -> None:
    def story(session: Any) -> None:
        old, lately = meeting(session, -400, HELD), meeting(session, -60, HELD)
        middle, cancelled = meeting(session, -200, HELD), meeting(session, -30, MeetingState.CANCELLED)
        here, remote, gone, longer = (
            house(session, name) for name in ("Présente", "À distance", "Perdue", "Plus encore")
        )
        came(session, lately, here)
        came(session, lately, remote, REMOTE)
        came(session, middle, gone)
        came(session, old, gone)
        came(session, lately, gone, ABSENT)
        came(session, cancelled, gone)
        came(session, old, longer)
        house(session, "Jamais venue", member_since=300)
        house(session, "Vient d’arriver", member_since=30)
        for state in (PartnerState.TARGETED, PartnerState.APPROACHED, PartnerState.DECLINED):
            house(session, f"Visée {state}", partner_state=state)
        house(session, "Archivée", archived_at=builders.AN_INSTANT)
        house(session, "Visée qui siège", partner_state=PartnerState.TARGETED, member_since=250)

    found = tell(base, story).partners
    assert [(row.name, row.last_seen, row.since, row.members) for row in found.rows] == [
        ("Plus encore", days(-400), days(-400), 0),
        ("Jamais venue", None, days(-300), 1),
        ("Visée qui siège", None, days(-250), 1),
        ("Perdue", days(-200), days(-200), 0),
    ]
    assert found.to_win == 3


def test_a_partner_without_members_is_expected_since_the_programme_began(base: Database) -> None:
    (row,) = tell(base, lambda session: house(session, "Sans membre")).partners.rows
    assert (row.since, row.last_seen) == (date(2024, 1, 8), None)


# Participation


def test_participation_is_pooled_over_the_years_meetings(base: Database) -> None:
    def story(session: Any) -> None:
        for day, statuses in ((-5, (PRESENT, ABSENT)), (-100, (REMOTE, AttendanceStatus.NOT_RECORDED))):
            made = meeting(session, day, HELD)
            for number, status in enumerate(statuses, 1):
                builders.attendance(session, made, who(session, number), status)
            builders.attendance(
                session, made, builders.person(session, "Inès", f"Hôte {day}"), PRESENT, is_guest=True
            )
        for day, state in ((-400, HELD), (-6, MeetingState.CANCELLED), (-7, MeetingState.INQUORATE)):
            builders.attendance(session, meeting(session, day, state), who(session), ABSENT)

    found = tell(base, story).participation
    (row,) = found.rows
    assert (found.year, found.bodies) == (2026, 1)
    assert (row.short_name, row.meetings, row.count.expected, row.count.attended) == ("CT1", 2, 4, 2)
    assert row.count.rate == pytest.approx(2 / 3)
    assert not row.count.is_complete


def test_before_the_years_first_meeting_last_year_is_shown(base: Database) -> None:
    def story(session: Any) -> None:
        builders.attendance(session, meeting(session, -5, HELD), who(session), PRESENT)

    tell(base, story)
    assert read(base, date(2027, 1, 4)).participation.year == 2026
    assert read(base, date(2028, 1, 4)).participation.rows == ()


def test_only_so_many_bodies_are_counted_in_the_officers_order(base: Database) -> None:
    def story(session: Any) -> None:
        for number in (2, 1):
            meeting(session, -5 - number, HELD, number)

    tell(base, story)
    with base.read() as session:
        found = participation(session, 2026, 1)
    assert [(row.short_name, row.count.rate) for row in found.rows] == [("CT1", None)]
    assert found.bodies == 2
