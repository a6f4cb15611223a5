"""What the dashboard counts in SQL, beside a slow and obvious count of the same base."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Attendance, Committee, Meeting, Organisation, Person
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.dashboard import months_before
from pstdesk.domain.lights import MeetingFacts
from pstdesk.domain.meeting import SIGNED_IN, MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.services.attendance import attendance_rows, count_of
from pstdesk.services.dashboard import dashboard
from pstdesk.services.lights import meeting_facts
from tests import builders

TODAY = date(2026, 11, 12)
BODIES, PEOPLE, HOUSES = 4, 12, 9


@pytest.fixture(params=[1, 2, 3])
def base(base: Database, request: pytest.FixtureRequest) -> Database:
    """Return two years of four bodies, played by chance; each organisation has its own habits."""
    rng = Random(request.param)
    with base.write() as session:
        builders.programme(session, started_on=date(2024, 1, 8))
        level = builders.level(session)
        bodies = [
            builders.committee(session, f"CT{n}", f"Thème {n}", level_id=level.id, position=n)
            for n in range(BODIES)
        ]
        houses = [builders.organisation(session, f"Structure {n}") for n in range(HOUSES)]
        people = [builders.person(session, "Zoé", f"Ærø {n}") for n in range(PEOPLE)]
        for body in bodies:
            for back in sorted(rng.sample(range(1, 760), 8), reverse=True):
                play(session, rng, body, TODAY - timedelta(days=back), people, houses)
    return base


def play(
    session: Any, rng: Random, body: Committee, day: date, people: list[Person], houses: list[Organisation]
) -> None:
    state = rng.choice((MeetingState.HELD,) * 5 + (MeetingState.CANCELLED, MeetingState.INQUORATE))
    meeting = builders.meeting(session, body, day, state=state)
    if state is MeetingState.HELD:
        builders.minutes(session, meeting, state=rng.choice(list(MinutesState)))
    for number, person in enumerate(people):
        house = houses[number % HOUSES]
        gone = day > TODAY - timedelta(days=60 * (number % HOUSES))  # the last ones gave up a year ago
        comes = [] if gone or rng.random() < 0.5 else [AttendanceStatus.PRESENT, AttendanceStatus.REMOTE]
        status = rng.choice(comes or [AttendanceStatus.ABSENT, AttendanceStatus.NOT_RECORDED])
        guest = rng.random() < 0.2
        builders.attendance(session, meeting, person, status, organisation_id=house.id, is_guest=guest)


def test_rates_are_those_of_the_meetings_together(base: Database) -> None:
    with base.read() as session:
        rows = dashboard(session, TODAY).participation.rows
        for row in rows:
            meetings = session.scalars(
                select(Meeting.id).where(
                    Meeting.committee_id == row.id,
                    Meeting.state == MeetingState.HELD,
                    Meeting.day >= date(TODAY.year, 1, 1),
                )
            ).all()
            counts = [count_of(attendance_rows(session, meeting_id)) for meeting_id in meetings]
            assert row.meetings == len(counts)
            assert row.count.expected == sum(count.expected for count in counts)
            assert row.count.attended == sum(count.attended for count in counts)
            assert row.count.not_recorded == sum(count.not_recorded for count in counts)
    assert len(rows) == BODIES


def test_partners_are_those_that_a_walk_through_every_meeting_finds(base: Database) -> None:
    with base.read() as session:
        last: dict[int, date] = defaultdict(lambda: date.min)
        for row, meeting in session.execute(
            select(Attendance, Meeting).join(Meeting, Meeting.id == Attendance.meeting_id)
        ):
            if row.status.attended and meeting.state in SIGNED_IN:
                last[row.organisation_id] = max(last[row.organisation_id], meeting.day)
        found = {line.id: line.last_seen for line in dashboard(session, TODAY).partners.rows}
        ids = session.scalars(select(Organisation.id)).all()
    limit = months_before(TODAY, 6)
    assert found == {one: last.get(one) for one in ids if last[one] <= limit}
    assert 0 < len(found) < HOUSES


def test_lights_are_those_of_the_meetings_page(base: Database) -> None:
    with base.read() as session:
        found = dashboard(session, TODAY)
        facts: dict[int, MeetingFacts] = {line.id: line.facts for line in found.meetings}
        assert facts == {meeting_id: meeting_facts(session, meeting_id) for meeting_id in facts}
        after = {line.id: line.facts.next_held_on for line in found.minutes.rows}
        assert after == {meeting_id: meeting_facts(session, meeting_id).next_held_on for meeting_id in after}
    assert facts
    assert after
