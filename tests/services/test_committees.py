"""The bodies: what the tree tells of them, and what tells one from another."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Committee
from pstdesk.domain.committee import LevelKind, MandateRole, Rhythm
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import committees
from pstdesk.services.committees import CommitteeForm
from pstdesk.services.meetings import meeting_bodies
from tests import builders
from tests.refusals import refused

TODAY = date(2026, 11, 23)
CT1, CT2, COUNCIL = 1, 2, 3


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        low = builders.level(session, position=1)
        high = builders.level(session, LevelKind.STRATEGIC, name="Pilotage", body_name="", position=0)
        first = builders.committee(session, "CT1", "Accès aux droits", level_id=low.id, position=1)
        builders.committee(session, "CT2", "Œuvre et vie sociale", level_id=low.id, position=0)
        builders.committee(session, "CLG", "Conseil local", level_id=high.id, position=5)
        zoe, noel = builders.person(session), builders.person(session, "Noël", "Bœuf")
        builders.membership(session, zoe, first)
        builders.membership(session, noel, first, ends_on=TODAY)
        builders.mandate(session, zoe, first)
        builders.mandate(session, noel, first, starts_on=date(2024, 1, 1), ends_on=date(2026, 1, 1))
        builders.mandate(session, noel, first, role=MandateRole.SUBSTITUTE_REFERENT)
        for day, state in (
            (date(2025, 11, 6), MeetingState.HELD),
            (date(2026, 2, 5), MeetingState.HELD),
            (date(2026, 5, 7), MeetingState.HELD),
            (date(2026, 9, 3), MeetingState.CANCELLED),
            (date(2026, 10, 1), MeetingState.PLANNED),
            (date(2026, 12, 3), MeetingState.POSTPONED),
            (date(2026, 12, 10), MeetingState.CONVENED),
            (date(2027, 2, 4), MeetingState.PLANNED),
        ):
            builders.meeting(session, first, day, state=state)
    return base


def rows(base: Database) -> dict[str, committees.CommitteeRow]:
    with base.read() as session:
        return {row.short_name: row for row in committees.committee_rows(session, TODAY)}


def form(**fields: object) -> CommitteeForm:
    return CommitteeForm(**({"name": "Santé", "short_name": "CT3", "level_id": 1} | fields))  # type: ignore[arg-type]  # by name


def test_the_bodies_come_level_by_level_in_the_officers_order(base: Database) -> None:
    assert list(rows(base)) == ["CLG", "CT2", "CT1"]


def test_the_tree_tells_who_is_referent_and_when_a_body_met_and_meets(base: Database) -> None:
    row = rows(base)["CT1"]
    assert (row.referent, row.members, row.held_this_year) == ("Zoé L’Hœst-Muñoz", 1, 2)
    assert (row.last_day, row.next_day) == (date(2026, 5, 7), date(2026, 12, 10))
    empty = rows(base)["CT2"]
    assert (empty.referent, empty.members, empty.held_this_year, empty.last_day, empty.next_day) == (
        "",
        0,
        0,
        None,
        None,
    )


def test_a_new_body_comes_last_of_its_level(base: Database) -> None:
    with base.write() as session:
        made = committees.add_committee(session, form(usual_place=" Salle des fêtes ", usual_month=9))
    with base.read() as session:
        found = session.get_one(Committee, made)
        assert (found.usual_place, found.usual_month) == ("Salle des fêtes", None)
        assert [body.short_name for body in meeting_bodies(session)] == ["CT2", "CT1", "CLG", "CT3"]
    assert list(rows(base)) == ["CLG", "CT2", "CT1", "CT3"]


def test_a_yearly_body_keeps_its_usual_month(base: Database) -> None:
    with base.write() as session:
        made = committees.add_committee(session, form(rhythm=Rhythm.YEARLY, usual_month=9))
    with base.read() as session:
        assert session.get_one(Committee, made).usual_month == 9


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "\n"}, "committee_without_name"),
        ({"short_name": " "}, "committee_without_short_name"),
        ({"name": "ACCES AUX DROITS"}, "committee_exists"),
        ({"short_name": "ct1"}, "committee_exists"),
        ({"name": "CT1"}, "committee_exists"),
        ({"short_name": "oeuvre et vie sociale"}, "committee_exists"),
        ({"level_id": 99}, "record_missing"),
    ],
)
def test_a_body_is_told_from_every_other(base: Database, fields: dict[str, object], code: str) -> None:
    with refused(code), base.write() as session:
        committees.add_committee(session, form(**fields))
    assert len(rows(base)) == 3


def test_a_body_keeps_its_own_names_when_it_is_changed(base: Database) -> None:
    changed = form(name="Accès aux droits", short_name="CT-1", version=1)
    with base.write() as session:
        committees.change_committee(session, CT1, changed)
    assert "CT-1" in rows(base)
    with refused("changed_meanwhile"), base.write() as session:
        committees.change_committee(session, CT1, changed)
    with refused("changed_meanwhile"), base.write() as session:
        committees.archive_committee(session, CT2, 2)


@pytest.mark.parametrize(
    "words", ["CT1", "ct1", "acces aux DROITS", " Accès-aux-droits ", "Comité technique 1"]
)
def test_a_body_is_named_in_full_or_in_short(base: Database, words: str) -> None:
    with base.read() as session:
        assert committees.committee_named(session, words) == CT1


@pytest.mark.parametrize("words", ["CT9", "", "Accès"])
def test_what_no_body_is_called_is_refused(base: Database, words: str) -> None:
    with base.read() as session, refused("committee_unknown", name=words):
        committees.committee_named(session, words)


def test_a_body_put_away_is_named_no_more_but_keeps_its_name(base: Database) -> None:
    with base.write() as session:
        committees.archive_committee(session, CT1, 1)
    with base.read() as session, refused("committee_unknown"):
        committees.committee_named(session, "CT1")
    with refused("committee_exists"), base.write() as session:
        committees.add_committee(session, form(short_name="CT1"))
