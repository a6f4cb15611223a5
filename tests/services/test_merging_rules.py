"""What two records lived and one has lived then: dated things, and who came."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import (
    Attendance,
    Mandate,
    Meeting,
    Membership,
    Person,
    Post,
    Proxy,
    SeatHolder,
)
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.merging import Moved
from pstdesk.domain.minutes import MinutesState
from pstdesk.services import merging
from pstdesk.services.merging import Merging
from tests import builders as make
from tests.services.doubles import A_PERSON, GONE, KEPT, NOW, THIRD, fill, merge, passed, preview, rows


@pytest.fixture
def two(base: Database) -> Database:
    """Return a base with two records of one person, and somebody else."""
    return fill(base)


# Dated things


def test_posts_in_one_organisation_become_one_and_others_stay(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        here, there = make.organisation(session, "CCAS"), make.organisation(session, "CAF")
        make.post(session, kept, here, job_title="Directrice", starts_on=date(2024, 1, 1))
        make.post(session, gone, here, job_title="directrice", service="Accueil", ends_on=date(2026, 1, 1))
        make.post(session, gone, there, job_title="Conseillère", starts_on=date(2025, 1, 1))
    assert passed(preview(two)) == {Moved.POSTS: (2, 1)}
    merge(two)
    assert rows(two, Post.organisation_id, Post.job_title, Post.service, Post.starts_on, Post.ends_on) == [
        (1, "Directrice", "Accueil", None, None),
        (2, "Conseillère", "", date(2025, 1, 1), None),
    ]


def test_registrations_of_one_capacity_become_one_and_nobody_is_their_own_substitute(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        body = make.committee(session)
        make.membership(session, kept, body, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
        make.membership(session, gone, body, substitute_for_id=KEPT, starts_on=date(2025, 6, 1))
    merge(two)
    assert rows(
        two, Membership.person_id, Membership.substitute_for_id, Membership.starts_on, Membership.ends_on
    ) == [(KEPT, None, date(2025, 1, 1), None)]


def test_a_titulaire_goes_before_the_suppleant_that_the_other_record_was(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        body = make.committee(session)
        make.membership(session, kept, body, substitute_for_id=THIRD)
        make.membership(session, gone, body, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
    merge(two)
    found = rows(two, Membership.starts_on, Membership.ends_on, Membership.substitute_for_id)
    assert found == [
        (None, date(2025, 1, 1), THIRD),
        (date(2025, 1, 1), date(2026, 1, 1), None),
        (date(2026, 1, 1), None, THIRD),
    ]


def test_nobody_stands_in_for_themselves_at_a_seat(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        seat = make.seat(session, make.committee(session))
        make.seat_holder(session, seat, kept, is_substitute=True)
        make.seat_holder(session, seat, gone, starts_on=date(2026, 1, 1))
    merge(two)
    assert rows(
        two, SeatHolder.person_id, SeatHolder.is_substitute, SeatHolder.starts_on, SeatHolder.ends_on
    ) == [(KEPT, True, None, date(2026, 1, 1)), (KEPT, False, date(2026, 1, 1), None)]


def test_one_mandate_noted_twice_is_one_and_ends_as_the_longer_did(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        body = make.committee(session)
        for who in (kept, gone):
            make.membership(session, who, body)
        reasons = {"ends_on": date(2026, 3, 1), "end_reason": MandateEnd.RESIGNATION}
        make.mandate(session, kept, body, **reasons)
        make.mandate(session, gone, body, ends_on=date(2026, 6, 1), end_reason=MandateEnd.TERM)
    merge(two)
    assert rows(two, Mandate.person_id, Mandate.ends_on, Mandate.end_reason) == [
        (KEPT, date(2026, 6, 1), MandateEnd.TERM)
    ]


def test_two_mandates_of_one_body_at_once_are_two_people(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        body = make.committee(session)
        make.mandate(session, kept, body)
        make.mandate(session, gone, body, role=MandateRole.SUBSTITUTE_REFERENT)
    refused = preview(two).refused
    assert refused is not None
    assert refused.code == "merge_two_mandates"
    with pytest.raises(Refused, match="merge_two_mandates"):
        merge(two)
    assert len(rows(two, Mandate.id, person_id=GONE)) == 1


# Who came


def held(session: Session, **fields: Any) -> Meeting:
    made = make.meeting(session, make.committee(session), state=MeetingState.HELD, number=1, year=2026)
    make.minutes(session, made, **fields)
    return made


def came(base: Database) -> list[tuple[Any, ...]]:
    return rows(base, Attendance.person_id, Attendance.status, Attendance.is_guest, Attendance.arrived_at)


def test_of_two_attendances_of_one_meeting_the_stronger_stays(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        meeting = held(session)
        house = make.organisation(session, "CCAS")
        make.attendance(session, meeting, kept, AttendanceStatus.ABSENT)
        make.attendance(
            session, meeting, gone, is_guest=True, arrived_at=time(14, 30), organisation_id=house.id
        )
    assert passed(preview(two)) == {Moved.ATTENDANCES: (1, 1)}
    merge(two)
    assert came(two) == [(KEPT, AttendanceStatus.PRESENT, False, time(14, 30))]
    assert rows(two, Attendance.organisation_id) == [(1,)]


def test_a_proxy_between_the_two_falls(two: Database) -> None:
    with two.write() as session:
        kept, gone = session.get_one(Person, KEPT), session.get_one(Person, GONE)
        meeting = held(session)
        make.attendance(session, meeting, kept, AttendanceStatus.REPRESENTED)
        make.attendance(session, meeting, gone)
        make.proxy(session, meeting, kept, gone)
    merge(two)
    assert came(two) == [(KEPT, AttendanceStatus.PRESENT, False, None)]
    assert rows(two, Proxy.grantor_id) == []


@pytest.mark.parametrize("theirs", [AttendanceStatus.PRESENT, AttendanceStatus.ABSENT])
def test_who_came_gave_no_proxy_and_who_did_not_gave_one(two: Database, theirs: AttendanceStatus) -> None:
    with two.write() as session:
        kept, gone, third = (session.get_one(Person, each) for each in (KEPT, GONE, THIRD))
        meeting = held(session)
        make.attendance(session, meeting, third)
        make.attendance(session, meeting, gone, AttendanceStatus.REPRESENTED)
        make.proxy(session, meeting, gone, third)
        make.attendance(session, meeting, kept, theirs)
    merge(two)
    given = [] if theirs.attended else [(KEPT, THIRD)]
    assert rows(two, Proxy.grantor_id, Proxy.holder_id) == given


def test_approved_minutes_that_name_two_people_keep_two_records(two: Database) -> None:
    with two.write() as session:
        meeting = held(session, state=MinutesState.APPROVED)
        for person_id in (KEPT, GONE):
            make.attendance(session, meeting, session.get_one(Person, person_id))
    refused = preview(two).refused
    assert refused is not None
    assert (refused.code, refused.values["day"]) == ("merge_both_came", make.A_DAY)
    with pytest.raises(Refused, match="merge_both_came"), two.write() as session:
        merging.merge(session, Merging(A_PERSON, KEPT, GONE), NOW)


def test_approved_minutes_that_one_of_them_attended_are_no_hindrance(two: Database) -> None:
    with two.write() as session:
        meeting = held(session, state=MinutesState.APPROVED)
        make.attendance(session, meeting, session.get_one(Person, KEPT), AttendanceStatus.EXCUSED)
        make.attendance(session, meeting, session.get_one(Person, GONE))
    assert preview(two).refused is None
