"""A new person in one step, and people and organisations that are put away and come back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pstdesk.db.database import Database
from pstdesk.db.models import Membership, Organisation, Person
from pstdesk.domain.committee import Capacity
from pstdesk.domain.errors import Refused
from pstdesk.services import (
    archives,
    committees,
    memberships,
    organisations,
    people,
    person_page,
    posts,
    seats,
)
from pstdesk.services.committee_page import committee_page
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.organisations import OrganisationForm, OrganisationsFilter
from pstdesk.services.people import PeopleFilter, PersonForm
from pstdesk.services.posts import PostForm
from pstdesk.services.registration import NewPerson, Workplace, register
from pstdesk.services.seats import SeatForm
from tests import builders

TODAY = date(2026, 11, 23)
SINCE = date(2026, 9, 1)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    made = builders.make_base(tmp_path)
    with made.write() as session:
        builders.committee(session, "CT1", "Accès aux droits")
        builders.committee(session, "CT2", "Vie sociale")
        builders.organisation(session, "L’Écluse", acronym="ECL")
    yield made
    made.close()


def names(base: Database, **chosen: object) -> list[str]:
    with base.read() as session:
        rows = people.person_rows(session, PeopleFilter(**chosen), TODAY)  # type: ignore[arg-type]  # by name
    return [f"{row.given_name} {row.family_name}" for row in rows]


ZOE = NewPerson(
    PersonForm("D’Œuvre", "Zoé", email="zoe@valmont.example"),
    PostForm(job_title="Juriste"),
    Workplace(organisation_id=1),
    committee_ids=(1, 2),
    membership=MembershipForm(starts_on=SINCE),
)


def test_a_person_a_post_and_two_registrations_are_made_at_once(base: Database) -> None:
    with base.write() as session:
        made = register(session, ZOE)
    with base.read() as session:
        page = person_page.person_page(session, made)
    assert [(post.organisation, post.form.job_title) for post in page.posts] == [("L’Écluse", "Juriste")]
    assert [(member.short_name, member.starts_on) for member in page.memberships] == [
        ("CT1", SINCE),
        ("CT2", SINCE),
    ]


def test_an_organisation_is_made_with_the_person_unless_it_is_there(base: Database) -> None:
    for name in ("Régie de quartier", "l'ecluse", "REGIE DE QUARTIER"):
        with base.write() as session:
            register(session, NewPerson(PersonForm("Nuñez"), workplace=Workplace(new_name=name)))
    with base.read() as session:
        assert session.scalars(select(Organisation.name)).all() == ["L’Écluse", "Régie de quartier"]


def test_nothing_is_made_when_one_part_is_refused(base: Database) -> None:
    with pytest.raises(Refused, match="membership_overlap"), base.write() as session:
        register(session, NewPerson(PersonForm("Straße"), committee_ids=(1, 1)))
    with base.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_without_organisation_and_function_there_is_no_post(base: Database) -> None:
    with base.write() as session:
        made = register(session, NewPerson(PersonForm("Habitante")))
    with base.read() as session:
        assert person_page.person_page(session, made).posts == ()


@pytest.mark.parametrize("words", ["oeuv", "ZOE ecluse", "ecl", "zoe@valmont", "d'œuvre"])
def test_people_are_found_by_name_mail_and_organisation(base: Database, words: str) -> None:
    with base.write() as session:
        register(session, ZOE)
        register(session, NewPerson(PersonForm("Abélard", "Inès")))
    assert names(base, words=words) == ["Zoé D’Œuvre"]


def test_a_percent_sign_is_only_a_percent_sign(base: Database) -> None:
    with base.write() as session:
        register(session, ZOE)
    assert names(base, words="%@") == names(base)
    assert names(base, words="100x") == []


def test_who_still_sits_somewhere_is_not_put_away(base: Database) -> None:
    with base.write() as session:
        made = register(session, ZOE)
    with pytest.raises(Refused) as refused, base.write() as session:
        people.archive_person(session, made, 1, TODAY)
    assert refused.value.code == "person_still_enrolled"
    assert refused.value.values == {"name": "Zoé D’Œuvre", "committees": "CT1, CT2"}


def test_who_left_is_put_away_and_comes_back(base: Database) -> None:
    with base.write() as session:
        made = register(session, ZOE)
        for membership_id in session.scalars(select(Membership.id)).all():
            memberships.leave(session, membership_id, TODAY)
        people.archive_person(session, made, 1, TODAY)
    assert (names(base), names(base, archived=True)) == ([], ["Zoé D’Œuvre"])
    with base.write() as session:
        archives.restore_person(session, made)
    assert (names(base), names(base, archived=True)) == (["Zoé D’Œuvre"], [])


def test_who_sits_by_office_is_found_in_the_body_and_shown_with_the_seat(base: Database) -> None:
    with base.write() as session:
        made = register(session, NewPerson(PersonForm("D’Œuvre", "Zoé")))
        seats.hold_seat(
            session, seats.add_seat(session, 2, SeatForm("Maire", Capacity.CO_CHAIR)), made, SINCE
        )
    assert names(base, committee_id=2) == ["Zoé D’Œuvre"]
    assert names(base, committee_id=1) == []
    with base.read() as session:
        assert people.person_rows(session, PeopleFilter(), TODAY)[0].committees == ("CT2",)
        (seat,) = person_page.person_page(session, made).seats
    assert (seat.short_name, seat.office, seat.is_substitute, seat.starts_on) == (
        "CT2",
        "Maire",
        False,
        SINCE,
    )
    with pytest.raises(Refused, match="person_still_enrolled"), base.write() as session:
        people.archive_person(session, made, 1, TODAY)


def test_a_body_that_was_put_away_is_not_named_any_more_and_comes_back(base: Database) -> None:
    with base.write() as session:
        register(session, ZOE)
        committees.archive_committee(session, 2, 1)
    with base.read() as session:
        assert people.person_rows(session, PeopleFilter(), TODAY)[0].committees == ("CT1",)
        assert [body.detail for body in archives.archived_committees(session)] == ["CT2"]
        assert committee_page(session, 2, TODAY).archived
    with base.write() as session:
        archives.restore_committee(session, 2)
    with base.read() as session:
        assert archives.archived_committees(session) == ()


def test_an_organisation_comes_back_unless_its_name_was_taken(base: Database) -> None:
    with base.write() as session:
        organisations.archive_organisation(session, 1, 1)
    with base.read() as session:
        away = organisations.organisation_listing(OrganisationsFilter(archived=True), TODAY)
        assert [row.name for row in away.every(session)] == ["L’Écluse"]
    with base.write() as session:
        other = organisations.add_organisation(session, OrganisationForm("L’ÉCLUSE"))
    with pytest.raises(Refused, match="organisation_exists"), base.write() as session:
        archives.restore_organisation(session, 1)
    with base.write() as session:
        organisations.archive_organisation(session, other, 1)
        archives.restore_organisation(session, 1)
    with base.read() as session:
        assert not organisations.organisation_page(session, 1, TODAY).archived


def test_the_next_post_ends_the_one_before_on_its_first_day(base: Database) -> None:
    with base.write() as session:
        made = register(session, ZOE)
        first = person_page.person_page(session, made).posts[0]
        posts.succeed_post(session, first.id, PostForm(1, "Directrice", starts_on=SINCE))
    with base.read() as session:
        now, before = person_page.person_page(session, made).posts
    assert (now.form.job_title, now.form.starts_on, now.form.ends_on) == ("Directrice", SINCE, None)
    assert (before.form.job_title, before.form.ends_on) == ("Juriste", SINCE)


def test_the_next_post_needs_its_first_day(base: Database) -> None:
    with base.write() as session:
        post = person_page.person_page(session, register(session, ZOE)).posts[0]
    with pytest.raises(Refused, match="post_without_start"), base.write() as session:
        posts.succeed_post(session, post.id, PostForm(1, "Directrice"))
