"""Joining a body: once at a time in one capacity, in the version that was read."""

from datetime import date

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Mandate, Membership, Person
from pstdesk.domain.committee import Capacity, MandateEnd
from pstdesk.services import memberships
from pstdesk.services.memberships import MembershipForm
from tests import builders
from tests.refusals import refused

ZOE, NOEL = 1, 2
BODY, OTHER = 1, 2
SPRING, AUTUMN = date(2026, 3, 15), date(2026, 9, 1)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.person(session)
        builders.person(session, "Noël", "Bœuf")
        builders.committee(session)
        builders.committee(session, "CT2", "Insertion")
    return base


def enrol(base: Database, form: MembershipForm, person_id: int = ZOE, committee_id: int = BODY) -> int:
    with base.write() as session:
        return memberships.enrol(session, committee_id, person_id, form)


def periods(base: Database) -> list[tuple[date | None, date | None]]:
    with base.read() as session:
        found = session.execute(select(Membership.starts_on, Membership.ends_on).order_by(Membership.id))
        return [(row.starts_on, row.ends_on) for row in found]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(None, None), (None, date(2026, 3, 16)), (date(2026, 8, 31), None), (AUTUMN, None)],
)
def test_nobody_is_registered_twice_in_one_capacity_at_a_time(
    base: Database, starts_on: date | None, ends_on: date | None
) -> None:
    enrol(base, MembershipForm(starts_on=SPRING))
    with refused("membership_overlap"):
        enrol(base, MembershipForm(starts_on=starts_on, ends_on=ends_on))
    assert periods(base) == [(SPRING, None)]


def test_one_registration_may_begin_where_another_ends_or_in_another_capacity_or_body(base: Database) -> None:
    enrol(base, MembershipForm(starts_on=SPRING, ends_on=AUTUMN))
    enrol(base, MembershipForm(starts_on=AUTUMN))
    enrol(base, MembershipForm(ends_on=SPRING))
    enrol(base, MembershipForm(Capacity.FACILITATOR))
    enrol(base, MembershipForm(), NOEL)
    enrol(base, MembershipForm(), committee_id=OTHER)
    assert len(periods(base)) == 6


def test_a_registration_lasts_at_least_a_day(base: Database) -> None:
    with refused("interval_backwards", starts_on=AUTUMN, ends_on=SPRING):
        enrol(base, MembershipForm(starts_on=AUTUMN, ends_on=SPRING))
    made = enrol(base, MembershipForm(starts_on=AUTUMN))
    for day in (SPRING, AUTUMN):
        with refused("interval_backwards"), base.write() as session:
            memberships.leave(session, made, day)
    assert periods(base) == [(AUTUMN, None)]


def test_only_people_and_bodies_of_the_base_are_joined(base: Database) -> None:
    with refused("record_missing"):
        enrol(base, MembershipForm(), person_id=99)
    with refused("record_missing"):
        enrol(base, MembershipForm(), committee_id=99)
    with refused("record_missing"), base.write() as session:
        memberships.leave(session, 99, AUTUMN)


def test_a_registration_is_changed_in_the_version_that_was_read(base: Database) -> None:
    made = enrol(base, MembershipForm())
    with base.write() as session:
        memberships.change_membership(session, made, MembershipForm(starts_on=SPRING, version=1))
    with refused("changed_meanwhile"), base.write() as session:
        memberships.change_membership(session, made, MembershipForm(version=1))
    assert periods(base) == [(SPRING, None)]


def test_a_changed_registration_does_not_run_into_another(base: Database) -> None:
    enrol(base, MembershipForm(ends_on=SPRING))
    made = enrol(base, MembershipForm(starts_on=AUTUMN))
    with refused("membership_overlap"), base.write() as session:
        memberships.change_membership(session, made, MembershipForm(version=1))
    assert periods(base) == [(None, SPRING), (AUTUMN, None)]


def test_a_mandate_that_had_not_begun_goes_with_its_holder(base: Database) -> None:
    made = enrol(base, MembershipForm())
    with base.write() as session:
        session.add(Mandate(committee_id=BODY, person_id=ZOE, starts_on=SPRING))
        session.add(Mandate(committee_id=BODY, person_id=ZOE, starts_on=AUTUMN))
        session.add(Mandate(committee_id=OTHER, person_id=ZOE, starts_on=SPRING))
        session.add(Mandate(committee_id=BODY, person_id=NOEL, starts_on=SPRING))
    with base.write() as session:
        memberships.leave(session, made, AUTUMN)
    with base.read() as session:
        left = session.execute(
            select(Mandate.person_id, Mandate.committee_id, Mandate.ends_on, Mandate.end_reason)
        )
        assert sorted(map(tuple, left), key=lambda row: row[:2]) == [
            (ZOE, BODY, AUTUMN, MandateEnd.DEPARTURE),
            (ZOE, OTHER, None, None),
            (NOEL, BODY, None, None),
        ]


def test_a_seat_keeps_the_mandate_of_whoever_ends_a_registration(base: Database) -> None:
    made = enrol(base, MembershipForm())
    with base.write() as session:
        seat = builders.seat(session, session.get_one(Committee, BODY))
        builders.seat_holder(session, seat, session.get_one(Person, ZOE))
        session.add(Mandate(committee_id=BODY, person_id=ZOE, starts_on=SPRING))
    with base.read() as session:
        assert memberships.mandates_ending(session, made, AUTUMN) == ()
    with base.write() as session:
        memberships.leave(session, made, AUTUMN)
    with base.read() as session:
        assert session.scalars(select(Mandate.ends_on)).all() == [None]
