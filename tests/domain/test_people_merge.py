"""A row fills what is empty, never rewrites the past, and changes nothing when it comes again."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pstdesk.domain.committee import Capacity
from pstdesk.domain.identity import Reference
from pstdesk.domain.people_list import ListedPerson
from pstdesk.domain.people_merge import ListedPost, with_membership, with_names_and_contacts, with_post
from pstdesk.domain.people_register import MembershipState, PersonState, PostState

TODAY = date(2026, 11, 12)
CCAS, CAF, PARKS = 1, 2, 3
AGENT, HEAD = 10, 11
SOCIAL, GREEN = 20, 21
SECTORS: dict[Reference | None, Reference | None] = {CCAS: SOCIAL, CAF: SOCIAL, PARKS: GREEN}


def listed(**fields: Any) -> ListedPerson:
    """Return a row about Zoé Muñoz."""
    return ListedPerson(5, **{"family_name": "Muñoz", "given_name": "Zoé"} | fields)


def merged(state: PersonState, *rows: ListedPerson) -> PersonState:
    """Return what the rows of one list make of a person."""
    said: set[str | int] = set()
    for row in rows:
        state = with_names_and_contacts(state, row, said)
    return state


ZOE = PersonState("Muñoz", "Zoé", "", "zoe@exemple.fr", "06 12 34 56 78")


# Names and contacts


@pytest.mark.parametrize(
    "row",
    [
        listed(),
        listed(family_name="MUNOZ", given_name="ZOE"),
        listed(email="ZOE@exemple.fr"),
        listed(phone="0612345678"),
        listed(phone="+33 6 12 34 56 78", email="zoe@exemple.fr"),
    ],
)
def test_a_difference_of_spelling_is_no_change(row: ListedPerson) -> None:
    assert merged(ZOE, row) == ZOE


def test_what_is_empty_is_filled() -> None:
    row = listed(email="zoe@exemple.fr", phone="06 12 34 56 78", civility="Mme")
    assert merged(PersonState("Muñoz", "Zoé"), row) == replace(ZOE, civility="Mme")


def test_another_contact_takes_the_place_of_the_old_one() -> None:
    row = listed(email="zm@exemple.fr", phone="07 00 00 00 00")
    assert merged(ZOE, row) == replace(ZOE, email="zm@exemple.fr", phone="07 00 00 00 00")


def test_a_civility_is_never_changed() -> None:
    state = replace(ZOE, civility="Madame")
    assert merged(state, listed(civility="Mme")) == state


def test_the_first_row_wins_and_later_ones_fill() -> None:
    rows = (listed(email="a@exemple.fr"), listed(email="b@exemple.fr", phone="07 00 00 00 00"))
    assert merged(ZOE, *rows) == replace(ZOE, email="a@exemple.fr", phone="07 00 00 00 00")


def test_the_better_spelling_is_kept() -> None:
    damaged = replace(ZOE, family_name="Mu?oz")
    assert merged(damaged, listed()) == ZOE
    assert merged(ZOE, listed(family_name="Mu?oz")) == ZOE
    assert merged(damaged, listed(given_name="Zo?")) == damaged


# Posts


def posts(state: PersonState, row: ListedPost) -> tuple[PostState, ...]:
    """Return the person's posts after the row, which must change nothing when it comes again."""
    after = with_post(state, row, SECTORS.get, TODAY)
    assert with_post(after, row, SECTORS.get, TODAY) == after
    return after.posts


def at_work(*held: PostState) -> PersonState:
    """Return somebody with these posts."""
    return replace(ZOE, posts=held)


def test_a_first_post_has_no_start_unless_the_row_says_one() -> None:
    assert posts(ZOE, ListedPost(CCAS, "Agente", "Accueil", AGENT, SOCIAL)) == (
        PostState(None, CCAS, "Agente", "Accueil", AGENT),
    )
    start = date(2020, 5, 4)
    assert posts(ZOE, ListedPost(CCAS, starts_on=start)) == (PostState(None, CCAS, starts_on=start),)


def test_a_sector_of_its_own_only_where_it_is_not_the_organisations() -> None:
    (post,) = posts(ZOE, ListedPost(CCAS, sector=GREEN))
    assert post.sector == GREEN
    (post,) = posts(ZOE, ListedPost(None, "Habitante", sector=GREEN))
    assert post.sector == GREEN


def test_what_a_post_leaves_open_is_filled() -> None:
    state = at_work(PostState(7, CCAS, grade=AGENT))
    row = ListedPost(CCAS, "Agente", "Accueil", AGENT, SOCIAL, date(2020, 5, 4))
    assert posts(state, row) == (PostState(7, CCAS, "Agente", "Accueil", AGENT, None, date(2020, 5, 4)),)


def test_a_start_that_cannot_be_is_left() -> None:
    state = at_work(PostState(7, CCAS, ends_on=date(2027, 1, 1)))
    assert posts(state, ListedPost(CCAS, starts_on=date(2028, 1, 1))) == state.posts


def test_a_function_that_is_only_spelt_otherwise_is_no_change() -> None:
    state = at_work(PostState(7, CCAS, "Chargée de mission", "Accueil", AGENT))
    assert posts(state, ListedPost(CCAS, "CHARGEE DE MISSION", "accueil", AGENT)) == state.posts
    assert posts(state, ListedPost(CCAS)) == state.posts


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        (ListedPost(CCAS, "Directrice"), {"job_title": "Directrice"}),
        (ListedPost(CCAS, service="Siège"), {"service": "Siège"}),
        (ListedPost(CCAS, grade=HEAD), {"grade": HEAD}),
        (ListedPost(CCAS, sector=GREEN), {"sector": GREEN}),
    ],
)
def test_something_else_is_a_new_post_from_today(row: ListedPost, changed: dict[str, Any]) -> None:
    old = PostState(7, CCAS, "Agente", "Accueil", AGENT)
    assert posts(at_work(old), row) == (
        replace(old, ends_on=TODAY),
        replace(old, post_id=None, starts_on=TODAY, **changed),
    )


def test_something_else_from_the_day_that_the_row_says() -> None:
    old = PostState(7, CCAS, "Agente", starts_on=date(2020, 1, 1), ends_on=date(2027, 1, 1))
    row = ListedPost(CCAS, "Directrice", starts_on=date(2026, 9, 1))
    assert posts(at_work(old), row) == (
        replace(old, ends_on=date(2026, 9, 1)),
        PostState(None, CCAS, "Directrice", starts_on=date(2026, 9, 1), ends_on=date(2027, 1, 1)),
    )


def test_a_post_that_begins_today_is_corrected() -> None:
    old = PostState(7, CCAS, "Agente", starts_on=TODAY)
    assert posts(at_work(old), ListedPost(CCAS, "Directrice")) == (replace(old, job_title="Directrice"),)


def test_a_sector_back_to_the_organisations() -> None:
    old = PostState(7, CCAS, "Agente", sector=GREEN, starts_on=TODAY)
    assert posts(at_work(old), ListedPost(CCAS, sector=SOCIAL)) == (replace(old, sector=None),)


def test_a_sector_where_the_organisation_has_none() -> None:
    assert posts(at_work(PostState(7, 99)), ListedPost(99, sector=GREEN)) == (PostState(7, 99, sector=GREEN),)


def test_another_organisation_ends_the_only_post() -> None:
    old = PostState(7, CCAS, "Agente", grade=AGENT, starts_on=date(2020, 1, 1))
    new = PostState(None, CAF, starts_on=TODAY)
    assert posts(at_work(old), ListedPost(CAF)) == (replace(old, ends_on=TODAY), new)


def test_another_organisation_today_takes_the_place_of_one_that_began_today() -> None:
    old = PostState(7, CCAS, "Agente", starts_on=TODAY)
    assert posts(at_work(old), ListedPost(CAF)) == (PostState(7, CAF, starts_on=TODAY),)


def test_another_organisation_since_before_the_known_post_stands_beside_it() -> None:
    old = PostState(7, CCAS, starts_on=date(2024, 1, 1))
    row = ListedPost(CAF, starts_on=date(2020, 1, 1))
    assert posts(at_work(old), row) == (old, PostState(None, CAF, starts_on=date(2020, 1, 1)))


def test_another_organisation_beside_several_posts_is_added() -> None:
    held = (PostState(7, CCAS), PostState(8, PARKS))
    assert posts(at_work(*held), ListedPost(CAF)) == (*held, PostState(None, CAF, starts_on=TODAY))


def test_a_post_without_organisation_gets_one() -> None:
    state = at_work(PostState(7, None, "Agente"))
    assert posts(state, ListedPost(CCAS, "Agente")) == (PostState(7, CCAS, "Agente"),)


def test_a_row_without_organisation_speaks_of_the_only_post() -> None:
    assert posts(at_work(PostState(7, CCAS)), ListedPost(None, "Agente")) == (PostState(7, CCAS, "Agente"),)


def test_a_row_without_organisation_says_nothing_of_several_posts() -> None:
    held = (PostState(7, CCAS), PostState(8, PARKS))
    assert posts(at_work(*held), ListedPost(None, "Agente")) == held


def test_somebody_who_comes_back_does_so_after_the_last_post_there() -> None:
    gone = PostState(7, CCAS, ends_on=date(2024, 1, 1))
    assert posts(at_work(gone), ListedPost(CCAS)) == (gone, PostState(None, CCAS, starts_on=TODAY))
    row = ListedPost(CCAS, starts_on=date(2022, 1, 1))
    assert posts(at_work(gone), row) == (gone, PostState(None, CCAS, starts_on=date(2024, 1, 1)))


def test_the_latest_of_two_posts_in_one_organisation_is_meant() -> None:
    held = (PostState(7, CCAS, ends_on=date(2027, 1, 1)), PostState(8, CCAS, starts_on=date(2027, 1, 1)))
    assert posts(at_work(*held), ListedPost(CCAS, "Agente")) == (
        held[0],
        replace(held[1], job_title="Agente"),
    )


# Memberships


def membership(number: int | None, start: date | None = None, end: date | None = None) -> MembershipState:
    """Return a membership of committee 1."""
    return MembershipState(number, 1, Capacity.MEMBER, start, end)


def enrolled(
    held: tuple[MembershipState, ...], joined_on: date | None = None, left_on: date | None = None
) -> tuple[tuple[MembershipState, ...], str]:
    """Return the memberships after a row for committee 1, which must change nothing when it comes again."""
    after, meant, why = with_membership(held, 1, joined_on, left_on, TODAY)
    assert meant in after
    assert with_membership(after, 1, joined_on, left_on, TODAY) == (after, meant, why)
    return after, why


D20, D22, D24, D25 = (date(year, 1, 1) for year in (2020, 2022, 2024, 2025))
ELSEWHERE = MembershipState(9, 2)


@pytest.mark.parametrize(
    ("held", "joined_on", "left_on", "expected", "why"),
    [
        ((), None, None, (membership(None),), ""),
        ((), D24, D25, (membership(None, D24, D25),), ""),
        ((membership(5, D24),), D24, None, (membership(5, D24),), ""),
        ((membership(5, D24),), None, None, (membership(5, D24),), ""),
        ((membership(5),), D24, None, (membership(5, D24),), ""),
        ((membership(5, D22),), D24, None, (membership(5, D24),), ""),
        ((membership(5, D22),), None, D25, (membership(5, D22, D25),), ""),
        ((membership(5, D22, D24),), D22, None, (membership(5, D22, D24),), ""),
        ((membership(5, D22, D24),), None, None, (membership(5, D22, D24),), "membership_ended"),
        ((membership(5, D22, D24),), D25, None, (membership(5, D22, D24), membership(None, D25)), ""),
        ((membership(5, D20, D22), membership(6, D24)), D20, None, None, ""),
        ((membership(5, D20, D22), membership(6, D24)), None, None, None, ""),
        (
            (membership(5, D20, D24), membership(6, D24)),
            D22,
            None,
            (membership(5, D22, D24), membership(6, D24)),
            "",
        ),
        ((membership(5, D22, D24), membership(6, D25)), D20, None, None, "membership_other"),
        ((membership(5, D22), membership(6, D20, D22)), None, D22, None, ""),
        (
            (membership(5, D20, D22), membership(6, D22, D24)),
            None,
            D25,
            (membership(5, D20, D22), membership(6, D22, D25)),
            "",
        ),
        ((membership(5, D24),), None, D22, (membership(5, D24), membership(None, None, D22)), ""),
    ],
)
def test_the_days_of_a_membership(
    held: tuple[MembershipState, ...],
    joined_on: date | None,
    left_on: date | None,
    expected: tuple[MembershipState, ...] | None,
    why: str,
) -> None:
    after, said = enrolled((ELSEWHERE, *held), joined_on, left_on)
    assert said == why
    assert after == (ELSEWHERE, *(held if expected is None else expected))


def test_a_member_in_another_capacity_is_a_member() -> None:
    held = (MembershipState(5, 1, Capacity.FACILITATOR, D24),)
    assert enrolled(held, D24) == (held, "")
