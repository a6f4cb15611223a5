"""People: found however their names are typed, told apart, changed in the version that was read."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.db.models import Person
from pstdesk.services import people
from pstdesk.services.people import PeopleFilter, PersonForm
from pstdesk.services.vocabulary import Choice
from tests import builders
from tests.refusals import refused

TODAY = date(2026, 11, 23)
NAMES = (("Zoé", "L’Hœst-Muñoz"), ("Noël", "Bœuf"), ("Inès", "Straße"), ("Zélie", "D’Arcy"))
ZOE, NOEL, INES, ZELIE = 1, 2, 3, 4


@pytest.fixture
def base(base: Database) -> Database:
    """Zoé works at the CAF and sits in CT1, Noël for the town and sat there last year."""
    with base.write() as session:
        zoe, noel, _ines, _zelie = (builders.person(session, *name) for name in NAMES)
        body = builders.committee(session)
        health = builders.sector(session, "Santé")
        caf = builders.organisation(
            session, "Caisse d’allocations familiales", acronym="CAF", sector_id=health.id
        )
        town = builders.organisation(session, "Ville de Valmont")
        agent = builders.grade(session, "Agent")
        builders.post(session, zoe, caf, grade_id=agent.id)
        builders.post(session, noel, town)
        builders.membership(session, zoe, body)
        builders.membership(session, noel, body, ends_on=date(2026, 1, 1))
    return base


def families(base: Database, chosen: PeopleFilter) -> list[str]:
    with base.read() as session:
        return [row.family_name for row in people.person_rows(session, chosen, TODAY)]


def suggested(base: Database, words: str, limit: int = 8) -> list[str]:
    with base.read() as session:
        return [choice.name for choice in people.suggest_people(session, words, TODAY, limit)]


def test_people_come_by_name_with_todays_post_and_committees(base: Database) -> None:
    with base.read() as session:
        rows = people.person_rows(session, PeopleFilter(), TODAY)
    assert [row.family_name for row in rows] == ["Bœuf", "D’Arcy", "L’Hœst-Muñoz", "Straße"]
    zoe = rows[2]
    assert (zoe.organisation, zoe.job_title, zoe.grade, zoe.sector, zoe.committees) == (
        "Caisse d’allocations familiales",
        "Cheffe de projet",
        "Agent",
        "Santé",
        ("CT1",),
    )
    assert rows[0].committees == ()


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (PeopleFilter(committee_id=1), ["L’Hœst-Muñoz"]),
        (PeopleFilter(grade_id=1), ["L’Hœst-Muñoz"]),
        (PeopleFilter("hoest " * 2000), ["L’Hœst-Muñoz"]),
        (PeopleFilter(sector_id=1), ["L’Hœst-Muñoz"]),
        (PeopleFilter(organisation_id=2), ["Bœuf"]),
        (PeopleFilter(words="munoz"), ["L’Hœst-Muñoz"]),
        (PeopleFilter(words="ZO HOEST"), ["L’Hœst-Muñoz"]),
        (PeopleFilter(words="strasse"), ["Straße"]),
        (PeopleFilter(words="caf"), ["L’Hœst-Muñoz"]),
        (PeopleFilter(words="valmont"), ["Bœuf"]),
        (PeopleFilter(words="caf", organisation_id=2), []),
    ],
)
def test_people_are_found_by_everything_at_once(
    base: Database, chosen: PeopleFilter, found: list[str]
) -> None:
    assert families(base, chosen) == found


def test_a_name_is_suggested_from_either_end_family_names_first(base: Database) -> None:
    with base.write() as session:
        builders.person(session, "Ali", "Zouari")
    assert suggested(base, "zo") == ["Zouari Ali", "L’Hœst-Muñoz Zoé"]
    assert suggested(base, "Z") == ["Zouari Ali", "D’Arcy Zélie", "L’Hœst-Muñoz Zoé"]
    assert suggested(base, "l hœst m") == suggested(base, "L'HOEST-M") == ["L’Hœst-Muñoz Zoé"]
    assert suggested(base, "zoé l’h") == ["L’Hœst-Muñoz Zoé"]
    assert suggested(base, "hoest") == []


def test_a_suggestion_says_where_the_person_works(base: Database) -> None:
    with base.read() as session:
        (zoe,) = people.suggest_people(session, "l’hœ", TODAY)
        (ines,) = people.suggest_people(session, "straß", TODAY)
    assert zoe == Choice(ZOE, "L’Hœst-Muñoz Zoé", "Caisse d’allocations familiales")
    assert ines.detail == ""


def test_as_many_are_suggested_as_were_asked_for_and_each_once(base: Database) -> None:
    with base.write() as session:
        builders.person(session, "Zacharie", "Zacharie")
    assert suggested(base, "za") == ["Zacharie Zacharie"]
    assert len(suggested(base, "", limit=3)) == 3


def test_people_put_away_are_not_suggested(base: Database) -> None:
    with base.write() as session:
        people.archive_person(session, INES, 1, TODAY)
    assert suggested(base, "straße") == []


def test_namesakes_are_found_however_they_are_spelt(base: Database) -> None:
    with base.write() as session:
        builders.person(session, "ZOE", "l'hoest munoz", email="zoe@valmont.example")
        builders.person(session, "Zoé", "L’Hœst", archived_at=builders.AN_INSTANT)
    with base.read() as session:
        found = people.namesakes(session, "L’Hœst-Muñoz", "Zoé", TODAY)
        assert [choice.id for choice in found] == [ZOE, 5]
        assert found[1].detail == "zoe@valmont.example"
        assert people.namesakes(session, "L’Hœst", "Zoé", TODAY) == ()
        assert people.namesakes(session, "Muñoz-L’Hœst", "Zoé", TODAY) == ()


def test_namesakes_are_told_apart_by_where_they_work_now(base: Database) -> None:
    with base.write() as session:
        for name, ends_on in (("Ancien Foyer", TODAY), ("Ludothèque d’Œuvre", None)):
            twin = builders.person(session, "Anne", "Gœtz", email="anne@valmont.example")
            builders.post(session, twin, builders.organisation(session, name), ends_on=ends_on)
    with base.read() as session:
        found = people.namesakes(session, "gœtz", "anne", TODAY)
        assert [choice.detail for choice in found] == ["anne@valmont.example", "Ludothèque d’Œuvre"]


def test_a_person_is_kept_tidy_and_found_by_keys(base: Database) -> None:
    form = PersonForm(
        "  Le   Goff ", " Anne  Lise ", " Mme ", " a@valmont.example ", " +33 6 12 34 56 78 ", "n "
    )
    with base.write() as session:
        made = people.add_person(session, form)
    with base.read() as session:
        found = session.get_one(Person, made)
        assert (found.family_name, found.given_name, found.civility) == ("Le Goff", "Anne Lise", "Mme")
        assert (found.search_key, found.given_key) == ("le goff anne lise", "anne lise le goff")
        assert (found.email, found.phone_key, found.notes) == ("a@valmont.example", "0612345678", "n ")


def test_nobody_is_made_or_left_without_a_family_name(base: Database) -> None:
    with refused("person_without_name"), base.write() as session:
        people.add_person(session, PersonForm(" ", "Zoé"))
    with refused("person_without_name"), base.write() as session:
        people.change_person(session, ZOE, PersonForm("", "Zoé"))
    assert len(families(base, PeopleFilter())) == 4


def test_a_person_is_changed_only_in_the_version_that_was_read(base: Database) -> None:
    with base.write() as session:
        people.change_person(session, ZOE, PersonForm("Nuñez", "Zoé", version=1))
    with refused("changed_meanwhile"), base.write() as session:
        people.change_person(session, ZOE, PersonForm("Autre", "Zoé", version=1))
    with refused("changed_meanwhile"), base.write() as session:
        people.archive_person(session, NOEL, 2, TODAY)
    with refused("record_missing"), base.write() as session:
        people.change_person(session, 99, PersonForm("Autre"))
    assert families(base, PeopleFilter(words="nunez")) == ["Nuñez"]


def test_who_sits_by_office_or_will_sit_is_not_put_away(base: Database) -> None:
    with base.write() as session:
        body = builders.committee(session, "CLG", "Conseil local")
        builders.seat_holder(session, builders.seat(session, body), builders.person(session, "Ana", "Élue"))
        late = builders.committee(session, "CT2", "Insertion")
        builders.membership(session, session.get_one(Person, NOEL), late, starts_on=date(2027, 1, 1))
    with refused("person_still_enrolled", name="Ana Élue", committees="CLG"), base.write() as session:
        people.archive_person(session, 5, 1, TODAY)
    with refused("person_still_enrolled", committees="CT2"), base.write() as session:
        people.archive_person(session, NOEL, 1, TODAY)


def test_a_merged_record_is_not_among_those_put_away(base: Database) -> None:
    with base.write() as session:
        builders.person(session, "Z.", "L’Hœst", archived_at=builders.AN_INSTANT, merged_into_id=ZOE)
        people.archive_person(session, INES, 1, TODAY)
    assert families(base, PeopleFilter(archived=True)) == ["Straße"]
