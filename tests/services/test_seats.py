"""Seats by office: who holds them, who stands in, what changes when somebody leaves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Mandate, Seat
from pstdesk.domain.committee import Capacity
from pstdesk.domain.errors import Refused
from pstdesk.services import memberships, seats
from pstdesk.services.committees import committee_rows
from pstdesk.services.expected import expected_people
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.seats import SeatForm, SeatRow
from tests import builders
from tests.db.undoing import done, undone

TODAY = date(2026, 11, 23)
EARLIER = date(2026, 1, 15)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    made = builders.make_base(tmp_path)
    with made.write() as session:
        body = builders.committee(session, "CLG", "Conseil local de gouvernance")
        caf = builders.organisation(session, "Caisse d’allocations familiales")
        builders.seat(session, body, "Maire")
        builders.seat(session, body, "Présidente de la CAF", organisation_id=caf.id, position=1)
        for given in ("Zoé", "Noël", "Inès"):
            builders.person(session, given, "Œuvrard")
    yield made
    made.close()


ZOE, NOEL, INES = 1, 2, 3
BODY, MAYOR, CAF = 1, 1, 2


def rows(base: Database, today: date = TODAY) -> tuple[SeatRow, ...]:
    with base.read() as session:
        return seats.seat_rows(session, BODY, today)


def expected(base: Database, day: date = TODAY) -> tuple[int, ...]:
    with base.read() as session:
        return expected_people(session, BODY, day)


def test_seats_come_in_order_and_are_vacant_until_somebody_holds_them(base: Database) -> None:
    mayor, caf = rows(base)
    assert (mayor.form.office, mayor.holder, mayor.substitutes) == ("Maire", None, ())
    assert (caf.organisation, caf.form.capacity) == ("Caisse d’allocations familiales", Capacity.CO_CHAIR)


def test_a_new_seat_comes_last_and_can_be_renamed(base: Database) -> None:
    with base.write() as session:
        made = seats.add_seat(session, BODY, SeatForm("  Sous-préfet ", Capacity.OBSERVER))
    assert [row.form.office for row in rows(base)] == ["Maire", "Présidente de la CAF", "Sous-préfet"]
    with base.write() as session:
        seats.change_seat(session, made, SeatForm("Sous-préfète", Capacity.OBSERVER, version=1))
    assert rows(base)[-1].form == SeatForm("Sous-préfète", Capacity.OBSERVER, version=2)


def test_a_seat_needs_an_office_and_the_version_that_was_read(base: Database) -> None:
    with pytest.raises(Refused, match="seat_without_office"), base.write() as session:
        seats.add_seat(session, BODY, SeatForm(" "))
    with pytest.raises(Refused, match="changed_meanwhile"), base.write() as session:
        seats.change_seat(session, MAYOR, SeatForm("Maire adjointe", version=7))
    assert [row.form.office for row in rows(base)] == ["Maire", "Présidente de la CAF"]


def test_who_takes_a_seat_ends_the_time_of_who_held_it(base: Database) -> None:
    with base.write() as session:
        seats.hold_seat(session, MAYOR, ZOE, None)
        seats.hold_seat(session, MAYOR, NOEL, EARLIER)
    holder = rows(base)[0].holder
    assert holder is not None
    assert (holder.person, holder.starts_on, holder.ends_on) == ("Noël Œuvrard", EARLIER, None)
    assert expected(base, date(2026, 1, 14)) == (ZOE,)
    assert expected(base, EARLIER) == (NOEL,)


def test_a_seat_has_one_holder_at_a_time(base: Database) -> None:
    with base.write() as session:
        seats.hold_seat(session, MAYOR, ZOE, TODAY)
    for day in (TODAY, EARLIER, None):
        with pytest.raises(Refused, match="seat_held_then"), base.write() as session:
            seats.hold_seat(session, MAYOR, NOEL, day)
    assert expected(base) == (ZOE,)


def test_who_stands_in_is_expected_only_while_the_seat_is_vacant(base: Database) -> None:
    with base.write() as session:
        held = seats.hold_seat(session, MAYOR, ZOE, EARLIER)
        seats.name_substitute(session, MAYOR, INES, EARLIER)
    assert [holding.person for holding in rows(base)[0].substitutes] == ["Inès Œuvrard"]
    assert expected(base) == (ZOE,)
    with base.write() as session:
        seats.vacate(session, held, date(2026, 6, 1))
    assert rows(base)[0].holder is None
    assert expected(base) == (INES,)
    with base.write() as session:
        seats.hold_seat(session, MAYOR, NOEL, date(2026, 9, 1))
    assert expected(base) == (NOEL,)


def test_the_same_person_does_not_stand_in_twice_at_one_seat(base: Database) -> None:
    with base.write() as session:
        seats.name_substitute(session, MAYOR, INES, EARLIER)
    with pytest.raises(Refused, match="seat_held_then"), base.write() as session:
        seats.name_substitute(session, MAYOR, INES, TODAY)


def test_who_sits_by_office_counts_as_a_member_once(base: Database) -> None:
    with base.write() as session:
        seats.hold_seat(session, MAYOR, ZOE, None)
        seats.name_substitute(session, CAF, ZOE, None)
        memberships.enrol(session, BODY, ZOE, MembershipForm())
        memberships.enrol(session, BODY, NOEL, MembershipForm())
    with base.read() as session:
        assert [row.members for row in committee_rows(session, TODAY)] == [2]


def test_leaving_a_seat_ends_the_mandates_given_by_the_body(base: Database) -> None:
    with base.write() as session:
        held = seats.hold_seat(session, MAYOR, ZOE, None)
        session.add(Mandate(person_id=ZOE, committee_id=BODY, starts_on=EARLIER))
    with base.write() as session:
        seats.vacate(session, held, TODAY)
    with base.read() as session:
        assert session.scalars(select(Mandate.ends_on)).all() == [TODAY]


def test_a_seat_is_left_after_it_was_taken(base: Database) -> None:
    with base.write() as session:
        held = seats.hold_seat(session, MAYOR, ZOE, TODAY)
    with pytest.raises(Refused, match="interval_backwards"), base.write() as session:
        seats.vacate(session, held, TODAY)


def test_a_seat_is_put_away_once_vacant_and_comes_back(base: Database) -> None:
    with base.write() as session:
        held = seats.hold_seat(session, CAF, ZOE, EARLIER)
    with pytest.raises(Refused, match="seat_held"), base.write() as session:
        seats.archive_seat(session, CAF, 1, TODAY)
    with base.write() as session:
        seats.vacate(session, held, TODAY)
    archiving = done(base, lambda session: seats.archive_seat(session, CAF, 1, TODAY))
    assert [row.id for row in rows(base)] == [MAYOR]
    undone(base, archiving)
    with base.read() as session:
        assert session.scalars(select(Seat.archived_at)).all() == [None, None]
