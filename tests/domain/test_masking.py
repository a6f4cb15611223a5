"""Nobody is known by a small number: not from their row, and not from the total and the other rows."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.masking import LEAST, Hidden, hidden_rows, is_few


@pytest.mark.parametrize(
    ("members", "rows"),
    [
        ((), ()),
        ((12, 30, 0, 5), (False,) * 4),
        ((12, 30, 3), (True, False, True)),  # the total would give the 3 away, so the smallest other goes too
        ((12, 3, 2), (False, True, True)),  # 1 and 4 would fit as well
        ((12, 30, 1, 1), (True, False, True, True)),  # a sum of 2 is 1 and 1
        ((12, 30, 4, 4), (True, False, True, True)),  # a sum of 8 is 4 and 4
        ((5, 9, 1), (True, True, True)),  # a sum of 6 is 5 and 1
        ((12, 0, 3), (True, False, True)),  # nobody hides nobody
    ],
)
def test_as_many_rows_are_hidden_as_must_be(members: tuple[int, ...], rows: tuple[bool, ...]) -> None:
    assert hidden_rows(members, members) == Hidden(rows)


def test_who_was_expected_and_sits_there_no_more_is_hidden_too() -> None:
    assert hidden_rows((12, 0, 30), (12, 2, 30)).rows == (True, True, False)


def test_a_row_hides_among_those_of_whom_something_is_told() -> None:
    # the second has members and nobody expected: nothing is told of it that could hide the third
    assert hidden_rows((30, 6, 4), (30, 0, 4)).rows == (True, False, True)
    assert hidden_rows((30, 6, 4), (0, 0, 4)) == Hidden((True, True, True), total=True)


def test_where_too_few_are_left_to_hide_among_the_total_is_not_told() -> None:
    assert hidden_rows((3,), (3,)) == Hidden((True,), total=True)
    assert hidden_rows((1, 5), (1, 5)) == Hidden((True, True), total=True)


def fits(members: tuple[int, ...], rows: tuple[bool, ...], place: int) -> set[int]:
    """Return every number that the row at ``place`` may have, for whoever knows the rest: by trying all."""
    rest = sum(number for number, hides in zip(members, rows, strict=True) if hides)
    shown = [
        range(1, LEAST) if is_few(number) else range(LEAST, rest + 1)
        for number, hides in zip(members, rows, strict=True)
        if hides and number
    ]
    own = sum(hides and number > 0 for number, hides in zip(members[:place], rows[:place], strict=True))
    return {tried[own] for tried in product(*shown) if sum(tried) == rest}


@given(st.lists(st.integers(0, 9), max_size=5).map(tuple))
def test_whoever_knows_the_total_and_what_is_shown_knows_no_small_number(members: tuple[int, ...]) -> None:
    hidden = hidden_rows(members, members)
    for place, number in enumerate(members):
        if is_few(number):
            assert hidden.rows[place]
            assert hidden.total or len(fits(members, hidden.rows, place)) > 1
    assert any(map(is_few, members)) or not any(hidden.rows)
    assert sum(hidden.rows) != 1 or hidden.total


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_it_hides_no_more_than_it_must(cells: list[tuple[int, int]]) -> None:
    members, people = [one for one, _ in cells], [one for _, one in cells]
    hidden = hidden_rows(members, people)
    own = [is_few(one) or is_few(other) for one, other in cells]
    assert all(hides for hides, must in zip(hidden.rows, own, strict=True) if must)
    assert sum(hidden.rows) <= sum(own) + 2 or hidden.total
