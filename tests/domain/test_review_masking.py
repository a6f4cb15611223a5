"""What of a review is hidden: small groups, and what would give them away."""

from dataclasses import replace

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.period import year
from pstdesk.domain.review import CommitteeFigures, Figures, GroupFigures, PeopleFigures
from pstdesk.domain.review_masking import NOTHING, Veil, veil

NOBODY = Headcount(0, 0, 0, 0, 0, 0, 0, 0)
LARGE = PeopleFigures(total=60, memberships=90, in_several_committees=20, dormant=9, joined=8, left=0)


def group(id: int | None, members: int, people: int) -> GroupFigures:
    return GroupFigures(id, f"Groupe {id}", members, people, NOBODY)


def figures(*grades: GroupFigures, people: PeopleFigures = LARGE) -> Figures:
    return Figures(year(2026), NOBODY, (), grades=grades, people=people)


def test_large_groups_are_told() -> None:
    assert veil(figures(group(1, 20, 22), group(2, 40, 38))) == NOTHING


def test_a_small_group_hides_with_the_smallest_other_and_the_unknown_is_a_group() -> None:
    found = veil(figures(group(1, 20, 22), group(2, 37, 38), group(None, 3, 3)))
    assert found == Veil(grades=frozenset({1, None}))


def test_a_small_committee_hides_in_its_own_table() -> None:
    bodies = [CommitteeFigures(n, "", "", size, size, 0, 0, 0, NOBODY) for n, size in enumerate((9, 12, 2))]
    assert veil(replace(figures(), committees=tuple(bodies))).committees == {0, 2}


def test_small_movements_hide_together_and_what_else_is_small_by_itself() -> None:
    few = replace(LARGE, left=1, in_several_committees=4, dormant=2)
    assert veil(figures(people=few)) == Veil(movements=True, several=True, dormant=True)


def test_where_hardly_anybody_takes_part_nothing_is_told() -> None:
    assert veil(figures(group(1, 3, 3), people=replace(LARGE, total=3))).everything
    assert veil(figures(group(1, 1, 1), group(2, 5, 5), people=replace(LARGE, total=6))).everything
