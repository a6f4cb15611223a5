"""Mandates: given by an election or typed by hand, made room for, vacated, taken up for what remains."""

from datetime import date

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Mandate
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.services import mandates, memberships
from pstdesk.services.mandates import MandateForm, RemainingTerm
from tests import builders
from tests.refusals import refused

BODY, ZOE, NOEL, AICHA = 1, 1, 2, 3
MARCH, JUNE, DECEMBER = date(2026, 3, 12), date(2026, 6, 4), date(2026, 12, 3)
NEXT_MARCH = date(2027, 3, 12)
REFERENT, SUBSTITUTE = MandateRole.REFERENT, MandateRole.SUBSTITUTE_REFERENT


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        body = builders.committee(session)
        for given, family in (("Zoé", "L’Hostis"), ("Noël", "Bœuf"), ("Aïcha", "Ünal")):
            builders.membership(session, builders.person(session, given, family), body)
        builders.person(session, "Yann", "Le Œil")
    return base


def election(base: Database, day: date, seats: int = 1) -> int:
    """Make an election of the body's référent on ``day`` and return its id."""
    with base.write() as session:
        body = session.get_one(Committee, BODY)
        return builders.election(session, builders.meeting(session, body, day), seats=seats).id


def elect(
    base: Database,
    election_id: int,
    person_id: int,
    day: date,
    last: date | None,
    role: MandateRole = REFERENT,
) -> int:
    with base.write() as session:
        return mandates.open_mandate(session, BODY, person_id, role, day, last, last, election_id)


def type_in(base: Database, form: MandateForm) -> int:
    with base.write() as session:
        return mandates.add_mandate(session, BODY, form)


def held(base: Database) -> list[tuple[int, date, date | None, MandateEnd | None]]:
    with base.read() as session:
        rows = session.scalars(select(Mandate).order_by(Mandate.id))
        return [(row.person_id, row.starts_on, row.ends_on, row.end_reason) for row in rows]


def remaining(base: Database, day: date, role: MandateRole = REFERENT) -> RemainingTerm | None:
    with base.read() as session:
        return mandates.remaining_term(session, BODY, role, day)


def test_who_is_elected_takes_the_place_of_who_held_it(base: Database) -> None:
    elect(base, election(base, MARCH), ZOE, MARCH, NEXT_MARCH)
    elect(base, election(base, DECEMBER), NOEL, DECEMBER, None)
    assert held(base) == [
        (ZOE, MARCH, DECEMBER, MandateEnd.REPLACED),
        (NOEL, DECEMBER, None, None),
    ]
    with base.read() as session:
        latest, first = mandates.mandate_history(session, committee_id=BODY)
    assert (latest.person, latest.elected_on, latest.planned_end) == ("Noël Bœuf", DECEMBER, None)
    assert (first.person, first.planned_end, first.elected_on) == ("Zoé L’Hostis", NEXT_MARCH, MARCH)


def test_a_mandate_that_ended_by_itself_ran_its_term(base: Database) -> None:
    elect(base, election(base, MARCH), ZOE, MARCH, JUNE)
    elect(base, election(base, DECEMBER), NOEL, DECEMBER, None)
    assert held(base)[0] == (ZOE, MARCH, JUNE, MandateEnd.TERM)


def test_of_two_referents_only_one_makes_room_and_none_of_the_same_election(base: Database) -> None:
    both = election(base, MARCH, seats=2)
    elect(base, both, ZOE, MARCH, NEXT_MARCH)
    elect(base, both, NOEL, MARCH, DECEMBER)
    elect(base, election(base, JUNE, seats=2), AICHA, JUNE, None)
    assert held(base) == [
        (ZOE, MARCH, NEXT_MARCH, None),
        (NOEL, MARCH, JUNE, MandateEnd.REPLACED),
        (AICHA, JUNE, None, None),
    ]


def test_who_stood_by_and_is_elected_referent_stands_by_no_more(base: Database) -> None:
    first = election(base, MARCH)
    elect(base, first, ZOE, MARCH, NEXT_MARCH)
    elect(base, first, NOEL, MARCH, NEXT_MARCH, SUBSTITUTE)
    elect(base, election(base, JUNE), NOEL, JUNE, None)
    assert [row[2:] for row in held(base)] == [
        (JUNE, MandateEnd.REPLACED),
        (JUNE, MandateEnd.REPLACED),
        (None, None),
    ]


def test_a_successor_serves_what_remains_of_the_term(base: Database) -> None:
    first = elect(base, election(base, MARCH), ZOE, MARCH, NEXT_MARCH)
    assert remaining(base, DECEMBER) is None
    with base.write() as session:
        mandates.vacate(session, first, JUNE, MandateEnd.RESIGNATION)
    assert held(base) == [(ZOE, MARCH, JUNE, MandateEnd.RESIGNATION)]
    assert remaining(base, DECEMBER) == RemainingTerm(first, ZOE, "Zoé L’Hostis", JUNE, NEXT_MARCH)
    assert remaining(base, DECEMBER, SUBSTITUTE) is None
    assert remaining(base, NEXT_MARCH) is None
    elect(base, election(base, DECEMBER), NOEL, DECEMBER, NEXT_MARCH)
    assert remaining(base, date(2027, 1, 4)) is None
    assert held(base)[0] == (ZOE, MARCH, JUNE, MandateEnd.RESIGNATION)


def test_who_leaves_the_body_leaves_what_remains_of_the_term(base: Database) -> None:
    first = type_in(base, MandateForm(ZOE, REFERENT, MARCH, NEXT_MARCH))
    with base.write() as session:
        memberships.leave(session, 1, JUNE)
    assert held(base) == [(ZOE, MARCH, JUNE, MandateEnd.DEPARTURE)]
    assert remaining(base, DECEMBER) == RemainingTerm(first, ZOE, "Zoé L’Hostis", JUNE, NEXT_MARCH)


def test_a_referent_who_is_to_go_leaves_what_remains_to_who_is_elected_before(base: Database) -> None:
    first = elect(base, election(base, MARCH), ZOE, MARCH, NEXT_MARCH)
    with base.write() as session:
        mandates.vacate(session, first, DECEMBER, MandateEnd.RESIGNATION)
    assert remaining(base, JUNE) == RemainingTerm(first, ZOE, "Zoé L’Hostis", DECEMBER, NEXT_MARCH)
    elect(base, election(base, JUNE), NOEL, JUNE, NEXT_MARCH)
    assert held(base)[0] == (ZOE, MARCH, JUNE, MandateEnd.RESIGNATION)


def test_a_vacancy_lies_within_the_mandate_and_has_a_reason(base: Database) -> None:
    first = type_in(base, MandateForm(ZOE, REFERENT, MARCH, DECEMBER))
    for day, reason, code in (
        (MARCH, MandateEnd.RESIGNATION, "interval_backwards"),
        (DECEMBER, MandateEnd.RESIGNATION, "mandate_over"),
        (JUNE, MandateEnd.REPLACED, "vacancy_without_reason"),
        (JUNE, MandateEnd.TERM, "vacancy_without_reason"),
    ):
        with refused(code), base.write() as session:
            mandates.vacate(session, first, day, reason)
    assert held(base) == [(ZOE, MARCH, DECEMBER, None)]
    with refused("changed_meanwhile"), base.write() as session:
        mandates.vacate(session, first, JUNE, MandateEnd.RESIGNATION, version=9)


def test_a_vacancy_is_dated_again_within_the_term_where_its_seat_is_free(base: Database) -> None:
    first = type_in(base, MandateForm(ZOE, REFERENT, MARCH, NEXT_MARCH))
    for day in (JUNE, DECEMBER, JUNE):
        with base.write() as session:
            mandates.vacate(session, first, day, MandateEnd.LOSS_OF_CAPACITY)
        assert held(base) == [(ZOE, MARCH, day, MandateEnd.LOSS_OF_CAPACITY)]
    type_in(base, MandateForm(NOEL, REFERENT, JUNE, NEXT_MARCH))
    with refused("mandate_overlap", names="Noël Bœuf"), base.write() as session:
        mandates.vacate(session, first, DECEMBER, MandateEnd.LOSS_OF_CAPACITY)


def test_only_who_sits_in_the_body_is_given_a_mandate(base: Database) -> None:
    with refused("mandate_not_member", name="Yann Le Œil", committee="CT1", day=MARCH):
        type_in(base, MandateForm(4, REFERENT, MARCH))
    with refused("mandate_not_member"):
        elect(base, election(base, MARCH), 4, MARCH, None)


def test_who_is_to_leave_has_the_mandate_only_so_long(base: Database) -> None:
    with base.write() as session:
        memberships.leave(session, 1, DECEMBER)
    elect(base, election(base, MARCH), ZOE, MARCH, NEXT_MARCH)
    assert held(base) == [(ZOE, MARCH, DECEMBER, MandateEnd.DEPARTURE)]


def test_mandates_typed_by_hand_do_not_overlap_beyond_the_seats(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, MARCH, DECEMBER))
    with refused("mandate_overlap", names="Zoé L’Hostis"):
        type_in(base, MandateForm(NOEL, REFERENT, JUNE))
    with refused("mandate_two_roles", name="Zoé L’Hostis", day=MARCH):
        type_in(base, MandateForm(ZOE, SUBSTITUTE, JUNE))
    type_in(base, MandateForm(NOEL, SUBSTITUTE, JUNE))
    type_in(base, MandateForm(AICHA, REFERENT, DECEMBER))
    with base.write() as session:
        session.get_one(Committee, BODY).rule_set_id = builders.rule_set(session, seats=2).id
    type_in(base, MandateForm(NOEL, REFERENT, date(2025, 3, 1), JUNE))
    with refused("mandate_overlap", names="Noël Bœuf, Zoé L’Hostis"):
        type_in(base, MandateForm(AICHA, REFERENT, date(2026, 1, 1), JUNE))


def test_an_early_end_typed_by_hand_has_its_reason_and_lies_before_the_term(base: Database) -> None:
    with refused("mandate_end_without_reason"):
        type_in(base, MandateForm(ZOE, REFERENT, MARCH, DECEMBER, JUNE))
    with refused("mandate_over", day=JUNE):
        type_in(base, MandateForm(ZOE, REFERENT, MARCH, JUNE, DECEMBER, MandateEnd.RESIGNATION))
    for backwards in (MandateForm(ZOE, REFERENT, JUNE, MARCH), MandateForm(ZOE, REFERENT, JUNE, None, MARCH)):
        with refused("interval_backwards"):
            type_in(base, backwards)
    form = MandateForm(ZOE, REFERENT, MARCH, DECEMBER, JUNE, MandateEnd.RESIGNATION)
    made = type_in(base, form)
    with base.read() as session:
        read = mandates.mandate_form(session, made)
    assert read == MandateForm(ZOE, REFERENT, MARCH, DECEMBER, JUNE, MandateEnd.RESIGNATION, 1)


def test_a_mandate_is_corrected_in_the_version_that_was_read_and_taken_away(base: Database) -> None:
    made = type_in(base, MandateForm(ZOE, REFERENT, MARCH))
    with base.write() as session:
        mandates.change_mandate(session, made, MandateForm(NOEL, REFERENT, JUNE, DECEMBER, version=1))
    assert held(base) == [(NOEL, JUNE, DECEMBER, None)]
    with refused("changed_meanwhile"), base.write() as session:
        mandates.change_mandate(session, made, MandateForm(ZOE, REFERENT, MARCH, version=1))
    with base.write() as session:
        mandates.drop_mandate(session, made, 2)
    assert held(base) == []


def test_of_what_was_proclaimed_only_the_early_end_is_corrected(base: Database) -> None:
    made = elect(base, election(base, MARCH), ZOE, MARCH, NEXT_MARCH)
    for form in (
        MandateForm(NOEL, REFERENT, MARCH, NEXT_MARCH),
        MandateForm(ZOE, SUBSTITUTE, MARCH, NEXT_MARCH),
        MandateForm(ZOE, REFERENT, JUNE, NEXT_MARCH),
        MandateForm(ZOE, REFERENT, MARCH, DECEMBER),
    ):
        with refused("mandate_elected"), base.write() as session:
            mandates.change_mandate(session, made, form)
    with refused("mandate_elected"), base.write() as session:
        mandates.drop_mandate(session, made, 1)
    form = MandateForm(ZOE, REFERENT, MARCH, NEXT_MARCH, JUNE, MandateEnd.RESIGNATION)
    with base.write() as session:
        mandates.change_mandate(session, made, form)
    assert held(base) == [(ZOE, MARCH, JUNE, MandateEnd.RESIGNATION)]
    with base.write() as session:
        mandates.change_mandate(session, made, MandateForm(ZOE, REFERENT, MARCH, NEXT_MARCH))
    assert held(base) == [(ZOE, MARCH, NEXT_MARCH, None)]


def test_a_corrected_election_gives_back_what_it_had_closed(base: Database) -> None:
    first = election(base, MARCH)
    elect(base, first, ZOE, MARCH, NEXT_MARCH)
    elect(base, first, NOEL, MARCH, NEXT_MARCH, SUBSTITUTE)
    second = election(base, JUNE)
    elect(base, second, NOEL, JUNE, None)
    elect(base, second, AICHA, JUNE, None, SUBSTITUTE)
    with base.write() as session:
        mandates.drop_mandates(session, second, keep=[(AICHA, SUBSTITUTE)])
    assert held(base) == [
        (ZOE, MARCH, NEXT_MARCH, None),
        (NOEL, MARCH, JUNE, MandateEnd.REPLACED),
        (AICHA, JUNE, None, None),
    ]
    with base.write() as session:
        mandates.drop_mandates(session, second)
    assert held(base) == [(ZOE, MARCH, NEXT_MARCH, None), (NOEL, MARCH, NEXT_MARCH, None)]


def test_the_history_is_of_a_body_or_of_a_person(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, MARCH, JUNE))
    type_in(base, MandateForm(NOEL, REFERENT, JUNE))
    with base.read() as session:
        of_body = mandates.mandate_history(session, committee_id=BODY)
        of_zoe = mandates.mandate_history(session, person_id=ZOE)
    assert [row.person for row in of_body] == ["Noël Bœuf", "Zoé L’Hostis"]
    assert [row.why_ended(DECEMBER) for row in of_body] == [None, MandateEnd.TERM]
    assert of_zoe == of_body[1:]
    assert of_zoe[0].elected_on is None
