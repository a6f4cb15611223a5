"""Majority judgment: by its definition, without spelling it out, and as votelib counts it."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.evaluate.cardinal import MajorityJudgment
from votelib.evaluate.core import VotingSystemError

from pstdesk.domain.judgment import GRADES, Gauge, Grade, gauge, majority_grade, majority_value, ranking

Profile = tuple[int, ...]


def by_definition(profile: Profile) -> list[int]:
    """Return the majority value from a sorted list of ballots, one taken out after the other."""
    ballots = sorted(grade for grade, number in enumerate(profile) for _ in range(number))
    value = []
    while ballots:
        value.append(ballots.pop((len(ballots) - 1) // 2))
    return value


@st.composite
def rounds(draw: st.DrawFn, most: int = 12) -> list[list[int]]:
    """Return what each ballot gives each candidate: two to four candidates, one to six grades."""
    grades = draw(st.integers(1, 6))
    ballot = st.lists(st.integers(0, grades - 1), min_size=4, max_size=4)
    ballots = draw(st.lists(ballot, min_size=1, max_size=most))
    return [given[: draw(st.shared(st.integers(2, 4), key="candidates"))] for given in ballots]


def profiles(ballots: list[list[int]]) -> dict[int, Profile]:
    """Return how many ballots gave each candidate each of six grades."""
    return {
        candidate: tuple(sum(ballot[candidate] == grade for ballot in ballots) for grade in range(6))
        for candidate in range(len(ballots[0]))
    }


def test_the_grades_go_from_the_worst_to_the_best() -> None:
    assert GRADES[0] is Grade.REJECT
    assert GRADES[-1] is Grade.VERY_GOOD
    assert len(GRADES) == 6


@pytest.mark.parametrize(
    ("profile", "grade"),
    [
        ((1, 1, 1, 2, 3, 1), Grade.FAIRLY_GOOD),
        ((0, 2, 2, 3, 1, 1), Grade.FAIRLY_GOOD),
        ((0, 0, 4, 1, 5, 0), Grade.FAIRLY_GOOD),
        ((1, 1, 2, 2, 2, 2), Grade.FAIRLY_GOOD),
        ((0, 1, 0, 0, 0, 1), Grade.INSUFFICIENT),
        ((0, 0, 0, 0, 0, 1), Grade.VERY_GOOD),
    ],
)
def test_the_majority_grade_is_the_lower_median(profile: Profile, grade: Grade) -> None:
    assert GRADES[majority_grade(profile)] is grade


def test_the_majority_value_takes_one_such_grade_away_after_the_other() -> None:
    assert majority_value((1, 0, 3, 1, 0, 0)) == (2, 2, 2, 0, 3)
    assert majority_value((0, 1, 3, 0, 1, 0)) == (2, 2, 2, 1, 4)


def test_five_grades_and_a_tie_of_identical_profiles() -> None:
    given = {"A": (1, 2, 4, 2, 1), "B": (1, 2, 4, 1, 2), "C": (3, 1, 3, 1, 2), "D": (1, 2, 4, 2, 1)}
    assert ranking(given) == (("B",), ("A", "D"), ("C",))


def test_the_gauge_says_what_lies_on_both_sides_of_the_majority_grade() -> None:
    assert gauge((1, 1, 1, 2, 3, 1)) == Gauge(grade=3, better=4, same=2, worse=3)


def test_without_a_ballot_there_is_no_grade() -> None:
    with pytest.raises(ValueError, match="no such ballot"):
        majority_grade(())


def test_the_number_of_ballots_costs_nothing() -> None:
    many = 10**15
    given = {"A": (many, 2 * many, many), "B": (many, 2 * many - 1, many + 1), "C": (many, 2 * many, many)}
    assert ranking(given) == (("B",), ("A", "C"))


# What holds for any ballots


@given(rounds())
def test_the_ranking_is_that_of_the_definition(ballots: list[list[int]]) -> None:
    given = profiles(ballots)
    values = {candidate: by_definition(profile) for candidate, profile in given.items()}
    assert {candidate: list(majority_value(profile)) for candidate, profile in given.items()} == values
    places = {candidate: place for place, rank in enumerate(ranking(given)) for candidate in rank}
    for one, value in values.items():
        for other, other_value in values.items():
            assert (places[one] < places[other]) == (value > other_value)
            assert (places[one] == places[other]) == (given[one] == given[other])


@given(rounds())
def test_the_order_in_which_ballots_are_counted_does_not_matter(ballots: list[list[int]]) -> None:
    assert profiles(ballots) == profiles(ballots[::-1])
    given = profiles(ballots)
    turned = ranking(dict(reversed(list(given.items()))))
    assert [set(rank) for rank in turned] == [set(rank) for rank in ranking(given)]


@given(rounds(), st.data())
def test_a_better_grade_never_takes_the_first_place_away(
    ballots: list[list[int]], data: st.DataObject
) -> None:
    first = ranking(profiles(ballots))[0]
    winner = data.draw(st.sampled_from(first))
    ballot = data.draw(st.sampled_from(ballots))
    ballot[winner] = data.draw(st.integers(ballot[winner], 5))
    assert winner in ranking(profiles(ballots))[0]


@given(rounds())
def test_the_gauge_counts_every_ballot_once_and_no_side_has_the_majority(ballots: list[list[int]]) -> None:
    for profile in profiles(ballots).values():
        found = gauge(profile)
        assert found.better + found.same + found.worse == len(ballots)
        assert Fraction(found.worse, len(ballots)) < Fraction(1, 2)
        assert Fraction(found.better, len(ballots)) <= Fraction(1, 2)


@given(rounds())
def test_votelib_puts_the_same_of_any_two_before_the_other(ballots: list[list[int]]) -> None:
    """Of two only: among three, where two lead and are equal so far, votelib 0.4 lets the third in again."""
    given = profiles(ballots)
    for one, other in combinations(given, 2):
        asked = Counter(frozenset({(one, ballot[one]), (other, ballot[other])}) for ballot in ballots)
        first = ranking({key: given[key] for key in (one, other)})[0]
        try:
            elected = MajorityJudgment().evaluate(dict(asked))
        except VotingSystemError:  # how it says that there is an exact tie
            assert first == (one, other)
        else:
            assert elected == list(first)
