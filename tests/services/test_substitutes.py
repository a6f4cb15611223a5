"""Suppléants who come: who is represented, what is counted, and the way back."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Meeting, Membership, Person, SeatHolder
from pstdesk.db.undo import Inverse
from pstdesk.domain.attendance import AttendanceStatus, Headcount
from pstdesk.services import attendance, walk_ins
from pstdesk.services.attendance import AttendanceRow
from pstdesk.services.minutes import minutes_content
from pstdesk.services.person_page import person_page
from pstdesk.services.sign_in import SubstituteRow, sign_in_page
from pstdesk.services.undoing import take_back
from tests import builders
from tests.builders import A_DAY
from tests.db.undoing import done, undone
from tests.refusals import refused
from tests.services.stories import hold_meeting

ZOE, NOEL, INES, ALI, GUEST = 1, 2, 3, 4, 5
MEETING = 1
S = AttendanceStatus


@pytest.fixture
def base(base: Database) -> Database:
    """Zoé and Noël are expected, Inès is Zoé's suppléante, Ali Noël's and Zoé's; a guest is nobody's."""
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        names = (("Zoé", "Ærø"), ("Noël", "Bœuf"), ("Inès", "D’Arcy"), ("Ali", "Œuvrard"), ("Yaël", "Ünal"))
        people = [builders.person(session, *name) for name in names]
        for member in people[:2]:
            builders.membership(session, member, body)
        builders.membership(session, people[2], body, substitute_for_id=ZOE)
        builders.membership(session, people[3], body, substitute_for_id=NOEL)
        builders.membership(session, people[3], body, substitute_for_id=ZOE)
        builders.post(session, people[2], builders.organisation(session, "Ludothèque"))
        hold_meeting(session)
    return base


def do(base: Database, work: Callable[[Any], object]) -> Inverse:
    return done(base, work)


def back(base: Database, inverse: Inverse) -> None:
    undone(base, inverse)


def stand_in(base: Database, substitute_id: int) -> Inverse:
    return do(base, lambda session: attendance.stand_in(session, MEETING, substitute_id))


def record(base: Database, person_id: int, status: AttendanceStatus) -> Inverse:
    return do(base, lambda session: attendance.record(session, MEETING, person_id, status))


def rows(base: Database) -> dict[int, AttendanceRow]:
    with base.read() as session:
        return {row.person_id: row for row in attendance.attendance_rows(session, MEETING)}


def count(base: Database) -> Headcount:
    return attendance.count_of(rows(base).values())


def held(base: Database, holder_id: int) -> int:
    with base.read() as session:
        return attendance.proxies_held(session, MEETING, holder_id)


def test_a_substitute_who_comes_sits_for_their_titulaire(base: Database) -> None:
    stand_in(base, INES)
    found = rows(base)
    assert (found[ZOE].status, found[ZOE].proxy_holder_id) == (S.REPRESENTED, INES)
    assert (found[INES].status, found[INES].substitute_for_id) == (S.PRESENT, ZOE)
    assert found[INES].is_guest
    assert not found[INES].is_walk_in
    assert count(base) == Headcount(2, 0, 0, 1, 0, 0, 1, 0, stood_in=1)
    assert held(base, INES) == 0


@pytest.mark.parametrize("status", [S.EXCUSED, S.ABSENT])
def test_whatever_was_said_of_the_titulaire_before(base: Database, status: AttendanceStatus) -> None:
    record(base, ZOE, status)
    stand_in(base, INES)
    assert rows(base)[ZOE].status is S.REPRESENTED


def test_a_proxy_that_was_given_before_falls(base: Database) -> None:
    record(base, NOEL, S.PRESENT)
    do(base, lambda session: attendance.represent(session, MEETING, ZOE, NOEL))
    stand_in(base, INES)
    assert rows(base)[ZOE].proxy_holder_id == INES


def test_when_both_come_the_titulaire_sits_and_the_substitute_is_no_walk_in(base: Database) -> None:
    record(base, ZOE, S.PRESENT)
    stand_in(base, INES)
    found = rows(base)
    assert (found[ZOE].status, found[ZOE].proxy_holder_id) == (S.PRESENT, None)
    assert (found[INES].status, found[INES].substitute_for_id) == (S.PRESENT, ZOE)
    assert count(base) == Headcount(2, 1, 0, 0, 0, 0, 1, 0)


def test_the_titulaire_who_arrives_after_all_takes_their_seat(base: Database) -> None:
    stand_in(base, INES)
    record(base, ZOE, S.PRESENT)
    assert rows(base)[ZOE].proxy_holder_id is None
    assert count(base) == Headcount(2, 1, 0, 0, 0, 0, 1, 0)


def test_a_substitute_of_two_sits_for_the_first_who_is_not_there(base: Database) -> None:
    record(base, NOEL, S.PRESENT)
    stand_in(base, ALI)
    found = rows(base)
    assert found[ZOE].proxy_holder_id == ALI
    assert found[ALI].substitute_for_id == ZOE


def test_nobody_else_stands_in(base: Database) -> None:
    for person_id in (GUEST, ZOE):
        with refused("nobodys_substitute"):
            stand_in(base, person_id)
    assert set(rows(base)) == {ZOE, NOEL}


def test_a_substitute_taken_off_the_list_leaves_the_seat_open(base: Database) -> None:
    stand_in(base, INES)
    do(base, lambda session: attendance.remove_guest(session, MEETING, INES))
    assert set(rows(base)) == {ZOE, NOEL}
    assert (rows(base)[ZOE].status, rows(base)[ZOE].proxy_holder_id) == (S.NOT_RECORDED, None)


def test_a_substitute_who_holds_another_proxy_stays(base: Database) -> None:
    stand_in(base, INES)
    do(base, lambda session: attendance.represent(session, MEETING, NOEL, INES))
    assert held(base, INES) == 1
    with refused("proxy_held", grantors="Noël Bœuf"):
        do(base, lambda session: attendance.remove_guest(session, MEETING, INES))
    assert rows(base)[ZOE].status is S.REPRESENTED


def test_a_substitute_found_in_the_base_is_no_guest(base: Database) -> None:
    do(base, lambda session: walk_ins.welcome(session, MEETING, INES, as_member=False))
    assert rows(base)[ZOE].proxy_holder_id == INES


def test_suppleants_who_may_come_are_known_with_where_they_work(base: Database) -> None:
    with base.read() as session:
        found = sign_in_page(session, MEETING).substitutes
    assert found[0] == SubstituteRow(INES, "D’Arcy", "Inès", "Ludothèque", ZOE)
    assert [(row.person_id, row.titulaire_id) for row in found[1:]] == [(ALI, NOEL), (ALI, ZOE)]


def test_a_body_without_substitutes_has_none(base: Database) -> None:
    with base.write() as session:
        for membership_id in (3, 4, 5):
            session.delete(session.get_one(Membership, membership_id))
    with base.read() as session:
        assert sign_in_page(session, MEETING).substitutes == ()


def test_the_minutes_name_both_and_count_one_seat(base: Database) -> None:
    stand_in(base, INES)
    do(base, lambda session: attendance.add_guest(session, MEETING, GUEST))
    with base.read() as session:
        content = minutes_content(session, MEETING, 1)
    by_name = {who.name: who for who in content.attendees}
    assert by_name["Inès D’Arcy"].substitute_for == "Zoé Ærø"
    assert by_name["Zoé Ærø"].by_substitute
    assert not by_name["Yaël Ünal"].substitute_for
    assert (content.headcount.represented, content.headcount.guests) == (1, 1)


def test_a_persons_page_tells_substitutes_and_guests_apart(base: Database) -> None:
    with base.write() as session:
        maire = builders.seat(session, session.get_one(Committee, 1))
        builders.seat_holder(session, maire, session.get_one(Person, NOEL))
        builders.seat_holder(
            session, maire, builders.person(session, "Noa", "Weiß"), is_substitute=True, ends_on=A_DAY
        )
    stand_in(base, INES)
    for guest in (GUEST, GUEST + 1):
        do(base, lambda session, guest=guest: attendance.add_guest(session, MEETING, guest))

    def told(person_id: int) -> tuple[bool, bool]:
        with base.read() as session:
            (row,) = person_page(session, person_id).attendances
        return row.is_guest, row.is_substitute

    assert [told(who) for who in (ZOE, INES, GUEST, GUEST + 1)] == [
        (False, False),
        (False, True),
        (True, False),
        (True, False),
    ]
    with base.write() as session:
        session.get_one(SeatHolder, 2).ends_on = None
    assert told(GUEST + 1) == (False, True)


# The way back


def test_what_was_recorded_is_put_back_as_it_was(base: Database) -> None:
    record(base, NOEL, S.PRESENT)
    do(base, lambda session: attendance.record_hours(session, MEETING, NOEL, time(14, 20), time(15)))
    record(base, ZOE, S.EXCUSED)
    before = rows(base)
    for work in (
        lambda session: attendance.record(session, MEETING, NOEL, S.ABSENT),
        lambda session: attendance.record_hours(session, MEETING, NOEL, None, None),
        lambda session: attendance.stand_in(session, MEETING, INES),
        lambda session: attendance.represent(session, MEETING, ZOE, NOEL),
        lambda session: attendance.add_guest(session, MEETING, GUEST),
    ):
        entries = do(base, work)
        assert rows(base) != before
        back(base, entries)
        assert rows(base) == before


def test_a_substitute_taken_off_by_mistake_sits_again(base: Database) -> None:
    stand_in(base, INES)
    before = rows(base)
    back(base, do(base, lambda session: attendance.remove_guest(session, MEETING, INES)))
    assert rows(base) == before


def test_only_what_changed_is_put_back(base: Database) -> None:
    entries = record(base, ZOE, S.ABSENT)
    record(base, NOEL, S.PRESENT)
    back(base, entries)
    assert rows(base)[NOEL].status is S.PRESENT


def test_nothing_is_put_back_over_a_proxy_given_since(base: Database) -> None:
    inverse = do(base, lambda session: attendance.add_guest(session, MEETING, GUEST))
    do(base, lambda session: attendance.represent(session, MEETING, ZOE, GUEST))
    with refused("proxy_held"):
        done(base, lambda session: take_back(session, inverse))
    assert rows(base)[GUEST].status is S.PRESENT


# Walk-ins who stay


def test_a_walk_in_is_a_guest_that_day_and_a_member_from_the_next(base: Database) -> None:
    with base.write() as session:
        walk_ins.welcome(session, MEETING, GUEST, as_member=True)
        day = session.get_one(Meeting, MEETING).day
    with base.write() as session:
        assert rows(base)[GUEST].is_walk_in
        membership = session.scalars(select(Membership).where(Membership.person_id == GUEST)).one()
        assert membership.starts_on == day + timedelta(days=1)


def test_who_is_a_member_already_does_not_become_one_again_and_nothing_is_recorded(base: Database) -> None:
    for person_id in (ZOE, INES):
        with refused("membership_overlap"), base.write() as session:
            walk_ins.welcome(session, MEETING, person_id, as_member=True)
    assert [row.status for row in rows(base).values()] == [S.NOT_RECORDED] * 2
