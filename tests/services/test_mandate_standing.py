"""How a body stands with its référents, and the election on the agenda of its next meeting."""

from datetime import date

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import AgendaItem, Committee
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import mandates
from pstdesk.services.dashboard_people import mandate_lines
from pstdesk.services.mandate_standing import (
    NO_ELECTION,
    MandateStanding,
    mandate_standing,
    put_election,
)
from pstdesk.services.mandates import MandateForm
from tests import builders

TODAY, SOON, LATER = date(2026, 11, 12), date(2026, 12, 3), date(2027, 1, 14)
BODY, ZOE, NOEL = 1, 1, 2
REFERENT = MandateRole.REFERENT


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        body = builders.committee(session, elects_referent=True)
        for given, family in (("Zoé", "L’Hostis"), ("Noël", "Bœuf")):
            builders.membership(session, builders.person(session, given, family), body)
        builders.committee(session, "CT2", "Insertion", elects_referent=True)
    return base


def standing(base: Database) -> MandateStanding:
    with base.read() as session:
        return mandate_standing(session, BODY, TODAY)


def plan(base: Database, day: date, **fields: object) -> int:
    with base.write() as session:
        return builders.meeting(session, session.get_one(Committee, BODY), day, **fields).id


def type_in(base: Database, form: MandateForm) -> int:
    with base.write() as session:
        return mandates.add_mandate(session, BODY, form)


def vacant_bodies(base: Database) -> list[tuple[int, date | None]]:
    with base.read() as session:
        return [(line.id, line.day) for line in mandate_lines(session, TODAY)]


def test_without_a_referent_the_next_meeting_is_named(base: Database) -> None:
    plan(base, date(2026, 10, 1))
    plan(base, TODAY, state=MeetingState.CANCELLED)
    later, soon = plan(base, LATER), plan(base, SOON)
    found = standing(base)
    assert found.elects
    assert [(line.id, line.is_vacant, line.day) for line in found.lines] == [(BODY, True, None)]
    assert (found.meeting_id, found.meeting_day, found.item_id) == (soon, SOON, None)
    with base.write() as session:
        item_id = put_election(session, later, "Élection du référent")
    found = standing(base)
    assert (found.meeting_id, found.meeting_day, found.item_id) == (later, LATER, item_id)


def test_an_election_is_put_on_an_agenda_once(base: Database) -> None:
    meeting_id = plan(base, SOON)
    with base.write() as session:
        made = put_election(session, meeting_id, "Élection du référent")
    with base.write() as session:
        assert put_election(session, meeting_id, "Élection") == made
    with base.write() as session:
        session.get_one(AgendaItem, made).state = ItemState.WITHDRAWN
    assert standing(base).item_id is None
    with base.write() as session:
        put_election(session, meeting_id, "Élection")
    with base.read() as session:
        found = select(AgendaItem.title).where(AgendaItem.kind == ItemKind.ELECTION).order_by(AgendaItem.id)
        assert session.scalars(found).all() == ["Élection du référent", "Élection"]


def test_what_remains_of_a_term_is_told_with_the_vacancy(base: Database) -> None:
    made = type_in(base, MandateForm(ZOE, REFERENT, date(2026, 1, 8), LATER))
    assert [line.person for line in standing(base).lines] == ["Zoé L’Hostis"]
    assert standing(base).remaining is None
    with base.write() as session:
        mandates.vacate(session, made, SOON, MandateEnd.RESIGNATION)
    left = standing(base).remaining
    assert left is not None
    assert (left.person, left.vacated_on, left.ends_on) == ("Zoé L’Hostis", SOON, LATER)
    plan(base, LATER)
    assert standing(base).remaining is None, "By the next meeting the term is over"


def test_who_has_a_referent_for_long_has_nothing_to_do(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, date(2026, 1, 8)))
    assert standing(base).lines == ()
    with base.write() as session:
        session.get_one(Committee, BODY).archived_at = builders.AN_INSTANT
    assert standing(base) == NO_ELECTION


def test_of_two_referents_one_may_be_missing(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, date(2026, 1, 8)))
    assert vacant_bodies(base) == [(2, None)]
    with base.write() as session:
        rules = builders.rule_set(session, seats=2)
        session.get_one(Committee, BODY).rule_set_id = rules.id
    assert vacant_bodies(base) == [(2, None), (BODY, None)]
    gone = type_in(base, MandateForm(NOEL, REFERENT, date(2026, 1, 8), SOON))
    assert vacant_bodies(base) == [(2, None), (BODY, SOON)], "The other one goes on, and takes nothing up"
    with base.write() as session:
        mandates.vacate(session, gone, date(2026, 10, 1), MandateEnd.RESIGNATION)
    assert vacant_bodies(base) == [(2, None), (BODY, date(2026, 10, 1))]


def test_the_rules_of_the_programme_say_how_many_where_a_body_has_none(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, date(2026, 1, 8)))
    with base.write() as session:
        builders.programme(session, default_rule_set_id=builders.rule_set(session, seats=2).id)
    assert vacant_bodies(base) == [(2, None), (BODY, None)]


def test_a_successor_who_follows_takes_a_mandate_up(base: Database) -> None:
    type_in(base, MandateForm(ZOE, REFERENT, date(2026, 1, 8), SOON))
    type_in(base, MandateForm(NOEL, REFERENT, SOON))
    assert vacant_bodies(base) == [(2, None)]
