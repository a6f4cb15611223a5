"""Organisations: one of a name, found by name and acronym, with today's people."""

from datetime import date

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.organisation import PartnerState
from pstdesk.services import organisations
from pstdesk.services.organisations import OrganisationForm, OrganisationRow, OrganisationsFilter
from tests import builders
from tests.refusals import refused

TODAY = date(2026, 11, 23)
CAF = 1
FORM = OrganisationForm(
    "Caisse d’allocations familiales",
    "CAF",
    1,
    1,
    PartnerState.ACTIVE,
    "caf@valmont.example",
    "01 99 00 00 00",
    "1, rue de l’Œuvre\n99999 Valmont",
    "notes",
)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.sector(session, "Famille")
        builders.category(session, "Caisse")
        organisations.add_organisation(session, FORM)
        organisations.add_organisation(session, OrganisationForm("Œuvre de l’Écluse"))
        zoe, noel = builders.person(session), builders.person(session, "Noël", "Bœuf")
        builders.post(session, zoe, None, organisation_id=CAF)
        builders.post(session, noel, None, organisation_id=CAF, ends_on=date(2026, 1, 1))
    return base


def rows(base: Database, words: str = "") -> tuple[OrganisationRow, ...]:
    with base.read() as session:
        return organisations.organisation_listing(OrganisationsFilter(words), TODAY).every(session)


def test_organisations_come_by_name_with_how_many_work_there_today(base: Database) -> None:
    assert rows(base) == (
        OrganisationRow(CAF, FORM.name, "CAF", "Caisse", "Famille", PartnerState.ACTIVE, 1),
        OrganisationRow(2, "Œuvre de l’Écluse", "", "", "", PartnerState.REGISTERED, 0),
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("caf", [1]),
        ("ECLUSE oeuvre", [2]),
        ("familiale", [1]),
        ("caf écluse", []),
        ("", [1, 2]),
        ("caf " * 2000, [1]),
    ],
)
def test_organisations_are_found_by_name_and_acronym(base: Database, words: str, found: list[int]) -> None:
    assert [row.id for row in rows(base, words)] == found


def test_organisations_are_suggested_by_the_beginning_of_either(base: Database) -> None:
    with base.read() as session:
        assert [choice.id for choice in organisations.suggest_organisations(session, "ca")] == [CAF]
        (found,) = organisations.suggest_organisations(session, "OEUVRE DE L")
        assert (found.id, found.detail) == (2, "")
        assert organisations.suggest_organisations(session, "écluse") == ()
        assert len(organisations.suggest_organisations(session, "", limit=1)) == 1


def test_an_organisations_page_is_what_was_typed_and_who_works_there(base: Database) -> None:
    with base.read() as session:
        page = organisations.organisation_page(session, CAF, TODAY)
        bare = organisations.organisation_page(session, 2, TODAY)
    assert (page.category, page.sector, page.archived) == ("Caisse", "Famille", False)
    assert (page.form.address, page.form.version) == (FORM.address, 1)
    assert [row.family_name for row in page.people] == ["L’Hœst-Muñoz"]
    assert (bare.category, bare.sector, bare.people) == ("", "", ())


@pytest.mark.parametrize("name", ["caisse d'ALLOCATIONS familiales", "Caisse d’allocations-familiales "])
def test_two_organisations_do_not_bear_one_name(base: Database, name: str) -> None:
    with refused("organisation_exists"), base.write() as session:
        organisations.add_organisation(session, OrganisationForm(name))
    with refused("organisation_exists"), base.write() as session:
        organisations.change_organisation(session, 2, OrganisationForm(name, version=1))
    assert len(rows(base)) == 2


def test_an_organisation_keeps_its_own_name_when_it_is_changed(base: Database) -> None:
    with base.write() as session:
        organisations.change_organisation(session, CAF, OrganisationForm(FORM.name, "Caf", version=1))
    assert rows(base, "caf")[0].acronym == "Caf"
    with refused("changed_meanwhile"), base.write() as session:
        organisations.change_organisation(session, CAF, OrganisationForm("Autre", version=1))


def test_an_organisation_needs_a_name(base: Database) -> None:
    with refused("organisation_without_name"), base.write() as session:
        organisations.add_organisation(session, OrganisationForm(" "))


def test_an_organisation_is_put_away_with_its_past(base: Database) -> None:
    with refused("changed_meanwhile"), base.write() as session:
        organisations.archive_organisation(session, CAF, 7)
    with base.write() as session:
        organisations.archive_organisation(session, CAF, 1)
    assert [row.id for row in rows(base)] == [2]
    with base.read() as session:
        assert organisations.suggest_organisations(session, "caf") == ()
        page = organisations.organisation_page(session, CAF, TODAY)
        assert (page.archived, len(page.people)) == (True, 1)
