"""Leaving a body: what ends with it, and what is said beforehand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Mandate
from pstdesk.domain.committee import Capacity, MandateEnd, MandateRole
from pstdesk.domain.errors import Refused
from pstdesk.services import memberships
from pstdesk.services.committee_page import committee_page
from pstdesk.services.memberships import MandateEnding, MembershipForm
from tests import builders

ELECTED = date(2026, 3, 12)
GOES = date(2026, 11, 23)
ZOE, NOEL, BODY = 1, 2, 1


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    made = builders.make_base(tmp_path)
    with made.write() as session:
        body = builders.committee(session)
        zoe = builders.person(session, "Zoé", "L’Hostis")
        builders.person(session, "Noël", "Bœuf")
        builders.membership(session, zoe, body)
        builders.mandate(session, zoe, body, starts_on=ELECTED)
    yield made
    made.close()


def ending(base: Database, membership_id: int, day: date) -> tuple[MandateEnding, ...]:
    with base.read() as session:
        return memberships.mandates_ending(session, membership_id, day)


def ends(base: Database) -> list[tuple[date | None, MandateEnd | None]]:
    with base.read() as session:
        return [(row.ends_on, row.end_reason) for row in session.scalars(select(Mandate))]


def test_the_mandate_that_will_end_is_named_and_ends(base: Database) -> None:
    assert ending(base, 1, GOES) == (MandateEnding(MandateRole.REFERENT, ELECTED),)
    assert ends(base) == [(None, None)]
    with base.write() as session:
        memberships.leave(session, 1, GOES)
    assert ends(base) == [(GOES, MandateEnd.DEPARTURE)]
    assert ending(base, 1, GOES) == ()


def test_who_stays_in_another_capacity_keeps_the_mandate(base: Database) -> None:
    with base.write() as session:
        other = memberships.enrol(session, BODY, ZOE, MembershipForm(Capacity.FACILITATOR))
    assert ending(base, 1, GOES) == ()
    with base.write() as session:
        memberships.leave(session, 1, GOES)
    assert ends(base) == [(None, None)]
    assert ending(base, other, GOES) == (MandateEnding(MandateRole.REFERENT, ELECTED),)


def test_who_stays_for_a_time_in_another_capacity_keeps_the_mandate_so_long(base: Database) -> None:
    until = date(2027, 2, 1)
    with base.write() as session:
        memberships.enrol(session, BODY, ZOE, MembershipForm(Capacity.FACILITATOR, ends_on=until))
    assert ending(base, 1, GOES) == (MandateEnding(MandateRole.REFERENT, ELECTED),)
    with base.write() as session:
        memberships.leave(session, 1, GOES)
    assert ends(base) == [(until, MandateEnd.DEPARTURE)]


def test_a_corrected_end_ends_the_mandate_too(base: Database) -> None:
    with base.write() as session:
        memberships.change_membership(session, 1, MembershipForm(ends_on=GOES, version=1))
    assert ends(base) == [(GOES, MandateEnd.DEPARTURE)]


def test_a_registration_is_read_as_it_was_written(base: Database) -> None:
    form = MembershipForm(Capacity.OBSERVER, False, ZOE, ELECTED, GOES)
    with base.write() as session:
        made = memberships.enrol(session, BODY, NOEL, form)
    with base.read() as session:
        read = memberships.membership_form(session, made)
        former = committee_page(session, BODY, GOES).former
    assert read == MembershipForm(Capacity.OBSERVER, False, ZOE, ELECTED, GOES, 1)
    assert [(row.id, row.substitute_for, row.voting) for row in former] == [(made, "Zoé L’Hostis", False)]


def test_nobody_stands_in_for_themselves(base: Database) -> None:
    with pytest.raises(Refused, match="substitute_of_oneself"), base.write() as session:
        memberships.change_membership(session, 1, MembershipForm(substitute_for_id=ZOE, version=1))
