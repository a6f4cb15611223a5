"""Lists of people come in whole or not at all, and a second time they change nothing."""

import gc
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import (
    Attendance,
    Committee,
    JournalEntry,
    Mandate,
    Membership,
    Organisation,
    Person,
    Post,
    Sector,
)
from pstdesk.db.search import search
from pstdesk.documents.spreadsheet import read_sheets
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.people_columns import Field
from pstdesk.sentences import sentence
from pstdesk.services.import_people import apply_import, import_people, plan_import
from pstdesk.services.people import PeopleFilter, person_rows, suggest_people
from tests import builders
from tests.lists import MEMBERSHIPS, PEOPLE, Cell, csv_rows, people, write_csv, write_xlsx
from tests.services.importing import TODAY, bondy_base, content, listing


@pytest.fixture
def topics() -> list[frozenset[str]]:
    """Return what the base announces."""
    return []


@pytest.fixture
def base(tmp_path: Path, topics: list[frozenset[str]]) -> Iterator[Database]:
    """Return a base of the Bondy preset, without people."""
    made = bondy_base(tmp_path, topics.append)
    yield made
    made.close()


def count(base: Database, model: type[Any]) -> int:
    """Return how many rows a table has."""
    with base.read() as session:
        return len(session.scalars(select(model)).all())


# The whole list


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_real_life_list_comes_in_once(base: Database, tmp_path: Path, kind: str) -> None:
    path = write_xlsx(tmp_path / "l.xlsx") if kind == "xlsx" else write_csv(tmp_path / "l.csv")
    first = import_people(base, path, TODAY).as_json()
    assert first["people"] == {"made": PEOPLE, "changed": 0, "unchanged": 0, "doubtful": 0}
    assert first["memberships"] == {"made": MEMBERSHIPS, "changed": 0, "unchanged": 0}
    assert first["organisations"] == {"made": 7}
    assert first["errors"] == []
    before = content(base)
    second = import_people(base, path, TODAY).as_json()
    assert second["people"] == {"made": 0, "changed": 0, "unchanged": PEOPLE, "doubtful": 0}
    assert second["memberships"] == {"made": 0, "changed": 0, "unchanged": MEMBERSHIPS}
    assert content(base) == before


def test_the_poorer_list_after_the_richer_one_changes_nothing(base: Database, tmp_path: Path) -> None:
    import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY)
    before = content(base)
    import_people(base, write_csv(tmp_path / "l.csv"), TODAY)
    assert content(base) == before


def test_the_richer_list_after_the_poorer_one_brings_the_phones(base: Database, tmp_path: Path) -> None:
    import_people(base, write_csv(tmp_path / "l.csv"), TODAY)
    report = import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY)
    assert (report.people.changed, report.people.made) == (PEOPLE, 0)
    assert report.memberships.unchanged == MEMBERSHIPS
    assert count(base, Person) == PEOPLE


def test_what_is_passed_over_is_said(base: Database, tmp_path: Path) -> None:
    skipped = import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY).skipped
    assert [note.why.split(":")[0].strip("\u00a0") for note in skipped][-1] == "C’est une ligne de total"
    assert "qui l’emporte" in skipped[0].why
    assert len(skipped) == 5


def test_people_are_found_at_once(base: Database, tmp_path: Path) -> None:
    import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY)
    someone = people()[7]
    with base.read() as session:
        assert suggest_people(session, "kerœd", TODAY)[0].detail != ""
        assert search(session, someone.email)[0].title == f"{someone.given_name} {someone.family_name}"
        assert search(session, "association echange")[0].kind == "organisation"
        row = next(row for row in person_rows(session, PeopleFilter(), TODAY) if row.email == someone.email)
    assert (row.organisation, row.sector, row.grade) == (someone.organisation, someone.sector, someone.grade)
    assert row.committees == tuple(sorted(someone.committees))
    assert row.phone.replace(" ", "") == someone.phone


def test_memberships_are_journalled_and_topics_announced(
    base: Database, tmp_path: Path, topics: list[frozenset[str]]
) -> None:
    import_people(base, write_xlsx(tmp_path / "l.xlsx"), TODAY)
    with base.read() as session:
        journalled = session.scalars(
            select(JournalEntry.record_id).where(JournalEntry.record == "membership")
        ).all()
        made = session.scalars(select(Membership.id)).all()
        assert sorted(map(int, journalled)) == sorted(made)
        assert session.scalars(select(JournalEntry.user).distinct()).all() == ["officer"]
    assert topics == [frozenset({"people", "organisations", "committees"})]


def test_a_dry_run_says_the_same_and_changes_nothing(base: Database, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "l.xlsx")
    before = content(base)
    planned = import_people(base, path, TODAY, dry_run=True)
    assert content(base) == before
    assert planned == import_people(base, path, TODAY)


def test_the_report_is_json(base: Database, tmp_path: Path) -> None:
    report = import_people(base, listing(tmp_path, ["Muñoz", "Zoé", "CCAS"], ["Total", 1]), TODAY).as_json()
    assert json.loads(json.dumps(report)) == {
        "rows": 1,
        "people": {"made": 1, "changed": 0, "unchanged": 0, "doubtful": 0},
        "memberships": {"made": 0, "changed": 0, "unchanged": 0},
        "organisations": {"made": 1},
        "skipped": [{"row": 3, "why": "C’est une ligne de total\u00a0: elle n’a pas été lue."}],
        "errors": [],
    }


def test_doubtful_people_are_counted_and_those_not_made_are_skipped(base: Database, tmp_path: Path) -> None:
    report = import_people(
        base,
        listing(
            tmp_path,
            ["Muñoz", "Zoé", "CCAS", "a@exemple.fr"],
            ["Muñoz", "Zoé", "CAF", "b@exemple.fr"],
            ["Muñoz", "Zoé"],
            ["Br?s", "Joël", "CAF", "j@exemple.fr"],
        ),
        TODAY,
    )
    assert report.as_json()["people"] == {"made": 3, "changed": 0, "unchanged": 0, "doubtful": 2}
    assert [note.row for note in report.doubtful] == [4, 5]
    assert [note.row for note in report.skipped] == [4]


def test_everybody_into_one_committee(base: Database, tmp_path: Path) -> None:
    path = listing(tmp_path, ["Muñoz", "Zoé"], ["Brès", "Joël"])
    assert import_people(base, path, TODAY, committee="cellule de veille").memberships.made == 2
    assert import_people(base, path, TODAY, committee="CV").memberships.unchanged == 2
    with pytest.raises(Refused) as refused:
        import_people(base, path, TODAY, committee="CT9")
    assert refused.value.code == "committee_unknown"


# Against what is there


def test_a_new_organisation_takes_its_sector_along(base: Database, tmp_path: Path) -> None:
    header: list[Cell] = ["Nom", "Prénom", "Structure", "Secteur", "Niveau"]
    rows: list[list[Cell]] = [
        ["Muñoz", "Zoé", "Ludothèque", "Jeux", "Stagiaire"],
        ["Brès", "Joël", "Ludothèque", "SANTE", "elu"],
    ]
    import_people(base, listing(tmp_path, *rows, header=header), TODAY)
    with base.read() as session:
        games = session.scalars(select(Sector).where(Sector.search_key == "jeux")).one()
        assert games.position > 0
        assert not games.social_work
        organisation = session.scalars(select(Organisation)).one()
        assert organisation.sector_id == games.id
        found = person_rows(session, PeopleFilter(), TODAY)
    assert [(row.sector, row.grade) for row in found] == [("Santé", "Élu"), ("Jeux", "Stagiaire")]


def test_an_organisation_without_sector_gets_one(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        builders.organisation(session, "Ludothèque", acronym="LUD")
    header: list[Cell] = ["Nom", "Prénom", "Structure", "Secteur"]
    import_people(base, listing(tmp_path, ["Muñoz", "Zoé", "lud", "Culture"], header=header), TODAY)
    with base.read() as session:
        organisation = session.scalars(select(Organisation)).one()
        assert session.get_one(Sector, organisation.sector_id).name == "Culture"


def test_a_change_of_organisation_keeps_the_past(base: Database, tmp_path: Path) -> None:
    first = listing(tmp_path, ["Muñoz", "Zoé", "CCAS", "zoe@exemple.fr"])
    import_people(base, first, date(2025, 1, 1))
    report = import_people(base, listing(tmp_path, ["Muñoz", "Zoé", "CAF", "zoe@exemple.fr"]), TODAY)
    assert report.people.changed == 1
    with base.read() as session:
        posts = session.scalars(select(Post).order_by(Post.id)).all()
        assert [(post.starts_on, post.ends_on) for post in posts] == [(None, TODAY), (TODAY, None)]
        before, after = (person_rows(session, PeopleFilter(), day)[0] for day in (date(2026, 1, 1), TODAY))
    assert (before.organisation, after.organisation) == ("CCAS", "CAF")


def test_a_changed_mail_is_found_and_counts_a_version(base: Database, tmp_path: Path) -> None:
    import_people(base, listing(tmp_path, ["Muñoz", "Zoé", None, "a@exemple.fr", "0612345678"]), TODAY)
    import_people(base, listing(tmp_path, ["Muñoz", "Zoé", None, "b@exemple.fr", "0612345678"]), TODAY)
    with base.read() as session:
        person = session.scalars(select(Person)).one()
        assert (person.email, person.version) == ("b@exemple.fr", 2)
        assert [hit.record_id for hit in search(session, "b@exemple.fr")] == [person.id]
        assert search(session, "a@exemple.fr") == ()


def test_a_departure_ends_the_membership_and_its_mandates(base: Database, tmp_path: Path) -> None:
    import_people(base, listing(tmp_path, ["Muñoz", "Zoé", None, None, None, "CT1", "3/1/2024"]), TODAY)
    with base.write() as session:
        membership = session.scalars(select(Membership)).one()
        session.add(
            Mandate(
                committee_id=membership.committee_id,
                person_id=membership.person_id,
                starts_on=date(2024, 6, 1),
            )
        )
    path = listing(tmp_path, ["Muñoz", "Zoé", None, None, None, "CT1", "3/1/2024", "1/9/2026"])
    assert import_people(base, path, TODAY).memberships.changed == 1
    with base.read() as session:
        mandate = session.scalars(select(Mandate)).one()
        assert (mandate.ends_on, mandate.end_reason) == (date(2026, 9, 1), MandateEnd.DEPARTURE)
    assert import_people(base, path, TODAY).memberships.unchanged == 1


def test_a_list_that_knows_people_by_merged_records_makes_nobody(base: Database, tmp_path: Path) -> None:
    with base.write() as session:
        kept = builders.person(session, "Zoé", "Muñoz", email="zoe@exemple.fr")
        middle = builders.person(session, "Zoé", "Brès", email="b@exemple.fr", merged_into_id=kept.id)
        builders.person(session, "Zo", "Brès", email="c@exemple.fr", merged_into_id=middle.id)
    rows: list[list[Cell]] = [["Brès", "Zoé", None, "b@exemple.fr"], ["BRES", "ZO", None, "c@exemple.fr"]]
    before = content(base)
    assert import_people(base, listing(tmp_path, *rows), TODAY).people.unchanged == 1
    assert content(base) == before


def test_who_joined_before_a_meeting_that_was_held_was_expected_there(base: Database, tmp_path: Path) -> None:
    import_people(base, listing(tmp_path, ["Brès", "Joël", None, None, None, "CT1", "3/1/2024"]), TODAY)
    with base.write() as session:
        committee_id = session.scalars(select(Membership.committee_id)).one()
        body = session.get_one(Committee, committee_id)
        builders.meeting(session, body, date(2026, 9, 10), state=MeetingState.HELD)
    import_people(base, listing(tmp_path, ["Muñoz", "Zoé", None, None, None, "CT1", "3/1/2024"]), TODAY)
    assert count(base, Attendance) == 2


# In two steps, as the window does


def test_what_was_shown_is_what_happens(base: Database, tmp_path: Path) -> None:
    sheets = read_sheets(write_xlsx(tmp_path / "l.xlsx"))
    with base.read() as session:
        planned = plan_import(session, sheets, TODAY)
    with base.write() as session:
        assert apply_import(session, planned).people.made == PEOPLE
    before = content(base)
    with base.write() as session, pytest.raises(Refused) as refused:
        apply_import(session, planned)
    assert refused.value.code == "import_base_changed"
    assert content(base) == before


def test_a_plan_with_errors_is_not_applied(base: Database, tmp_path: Path) -> None:
    sheets = read_sheets(listing(tmp_path, ["Muñoz", None, "CCAS", "zoe@exemple.fr"]))
    with base.write() as session:
        planned = plan_import(session, sheets, TODAY)
        with pytest.raises(Refused) as refused:
            apply_import(session, planned)
    assert refused.value.code == "import_has_errors"
    assert "(1)" in sentence(refused.value)


def test_columns_can_be_corrected(base: Database, tmp_path: Path) -> None:
    path = listing(tmp_path, ["Muñoz", "Zoé", 4512], header=["Nom", "Prénom", "Poste"])
    with base.read() as session:
        planned = plan_import(session, read_sheets(path), TODAY, targets={2: Field.PHONE})
    (person,) = planned.plan.people
    assert (person.after.phone, person.after.posts) == ("4512", ())


def test_five_thousand_people(base: Database, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", csv_rows(people(5000)), encoding="utf-8")
    first = import_people(base, path, TODAY)
    assert (first.people.made, first.errors) == (5000, ())
    second = import_people(base, path, TODAY)
    assert (second.people.unchanged, second.people.made, second.memberships.made) == (5000, 0, 0)


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(base: Database, tmp_path: Path, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    try:
        import_people(base, listing(tmp_path, ["Muñoz", "Zoé"]), TODAY)
        assert gc.isenabled() is on
    finally:
        gc.enable()
