"""What people do where: one post at a time in an organisation, and a past that stays."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from pstdesk.db.database import Database
from pstdesk.db.models import Post
from pstdesk.services import posts
from pstdesk.services.posts import PostForm, PostOfDay
from tests import builders
from tests.refusals import refused

ZOE, NOEL = 1, 2
CAF, TOWN = 1, 2
CHANGE = date(2025, 9, 1)


@pytest.fixture
def base(base: Database) -> Database:
    with base.write() as session:
        builders.person(session)
        builders.person(session, "Noël", "Bœuf")
        health = builders.sector(session, "Santé")
        builders.organisation(session, "Caisse d’allocations familiales", sector_id=health.id)
        builders.organisation(session, "Ville de Valmont")
        builders.grade(session, "Agent")
        builders.grade(session, "Direction")
    return base


def add(base: Database, form: PostForm, person_id: int = ZOE) -> int:
    with base.write() as session:
        return posts.add_post(session, person_id, form)


def rows(base: Database, person_id: int = ZOE) -> tuple[posts.PostRow, ...]:
    with base.read() as session:
        return posts.posts_of(session, person_id)


def test_a_post_is_read_as_it_was_typed_without_stray_spaces(base: Database) -> None:
    form = PostForm(CAF, " Chargée d’accueil ", " Pôle famille ", 1, None, CHANGE, date(2026, 1, 1))
    add(base, form)
    (row,) = rows(base)
    assert (row.organisation, row.grade, row.sector) == ("Caisse d’allocations familiales", "Agent", "Santé")
    assert row.form == replace(form, job_title="Chargée d’accueil", service="Pôle famille")


def test_the_posts_sector_comes_before_the_organisations(base: Database) -> None:
    with base.write() as session:
        parks = builders.sector(session, "Espaces verts")
        posts.add_post(session, ZOE, PostForm(CAF, sector_id=parks.id))
    assert rows(base)[0].sector == "Espaces verts"
    with base.read() as session:
        assert posts.posts_on(session, [ZOE], CHANGE)[ZOE].sector_id == 2


def test_posts_come_latest_first_and_those_that_go_on_before_those_that_ended(base: Database) -> None:
    add(base, PostForm(CAF, "Stagiaire", ends_on=date(2020, 1, 1)))
    add(base, PostForm(CAF, "Agente", starts_on=date(2020, 1, 1), ends_on=CHANGE))
    add(base, PostForm(TOWN, "Élue", starts_on=date(2019, 1, 1)))
    add(base, PostForm(None, "Bénévole"))
    assert [row.form.job_title for row in rows(base)] == ["Élue", "Bénévole", "Agente", "Stagiaire"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (None, None),
        (None, date(2024, 1, 2)),
        (date(2024, 12, 31), None),
        (date(2024, 3, 1), date(2024, 4, 1)),
    ],
)
def test_nobody_has_two_posts_at_a_time_in_one_organisation(
    base: Database, starts_on: date | None, ends_on: date | None
) -> None:
    add(base, PostForm(CAF, starts_on=date(2024, 1, 1), ends_on=date(2025, 1, 1)))
    with refused("post_overlap"):
        add(base, PostForm(CAF, "Deux fois", starts_on=starts_on, ends_on=ends_on))
    assert len(rows(base)) == 1


def test_one_post_may_begin_on_the_day_another_ends_or_elsewhere_at_any_time(base: Database) -> None:
    add(base, PostForm(CAF, "Avant", ends_on=CHANGE))
    add(base, PostForm(CAF, "Après", starts_on=CHANGE))
    add(base, PostForm(TOWN, "Élue"))
    add(base, PostForm(CAF, "Autre personne"), NOEL)
    assert len(rows(base)) == 3


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (PostForm(None, "  "), "post_empty"),
        (PostForm(CAF, starts_on=CHANGE, ends_on=CHANGE), "interval_backwards"),
    ],
)
def test_a_post_says_something_and_lasts(base: Database, form: PostForm, code: str) -> None:
    with refused(code):
        add(base, form)
    assert rows(base) == ()


def test_nobody_gets_a_post_who_is_not_there(base: Database) -> None:
    with refused("record_missing"):
        add(base, PostForm(CAF), person_id=99)


def test_a_corrected_post_does_not_stand_in_its_own_way(base: Database) -> None:
    made = add(base, PostForm(CAF, "Agente"))
    with base.write() as session:
        posts.change_post(session, made, PostForm(CAF, "Directrice", grade_id=2, ends_on=CHANGE))
    (row,) = rows(base)
    assert (row.form.job_title, row.grade, row.form.ends_on) == ("Directrice", "Direction", CHANGE)


def test_the_next_post_needs_a_day_after_the_first_one_began(base: Database) -> None:
    made = add(base, PostForm(CAF, "Agente", starts_on=CHANGE))
    with refused("post_without_start"), base.write() as session:
        posts.succeed_post(session, made, PostForm(CAF))
    with refused("interval_backwards"), base.write() as session:
        posts.succeed_post(session, made, PostForm(CAF, starts_on=CHANGE))
    assert [row.form.ends_on for row in rows(base)] == [None]


def test_a_post_typed_by_mistake_goes(base: Database) -> None:
    made = add(base, PostForm(CAF))
    with base.write() as session:
        posts.remove_post(session, made)
    with base.read() as session:
        assert session.scalars(select(Post)).all() == []
    with refused("record_missing"), base.write() as session:
        posts.remove_post(session, made)


def test_the_post_of_a_day_is_the_one_begun_last(base: Database) -> None:
    add(base, PostForm(TOWN, "Élue", grade_id=2))
    add(base, PostForm(CAF, "Agente", grade_id=1, starts_on=CHANGE))
    add(base, PostForm(None, "Bénévole", starts_on=date(2026, 1, 1)), NOEL)
    with base.read() as session:
        before = posts.posts_on(session, [ZOE, NOEL], date(2025, 8, 31))
        after = posts.posts_on(session, [ZOE, NOEL], date(2026, 1, 1))
    assert before == {ZOE: PostOfDay(TOWN, 2, None, "Élue")}
    assert after == {ZOE: PostOfDay(CAF, 1, 1, "Agente"), NOEL: PostOfDay(job_title="Bénévole")}
