"""How unevenly committees take part: the vectors of docs/review.md, and what holds of all of them."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.dispersion import gini, spread

rates = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("values", "mean", "cv", "index"),
    [
        ([80, 75, 60, 55, 40, 35, 20], 52.142857, 0.386486, 16 / 73),
        ([50, 50, 50, 50], 50, 0, 0),
        ([0, 0, 0, 0, 0, 0, 70], 10, sqrt(6), 6 / 7),
        ([10, 20, 30], 20, 0.408248, 2 / 9),
        ([0.4], 0.4, 0, 0),
    ],
)
def test_the_vectors_hold(values: list[float], mean: float, cv: float, index: float) -> None:
    found = spread(values)
    assert found.mean == pytest.approx(mean, abs=1e-6)
    assert found.range == max(values) - min(values)
    assert found.cv == pytest.approx(cv, abs=1e-6)
    assert found.gini == pytest.approx(index, abs=1e-6)


def test_nothing_is_said_of_nothing_and_no_unevenness_of_nobody() -> None:
    nothing = spread([])
    assert (nothing.mean, nothing.range, nothing.cv, nothing.gini) == (None, None, None, None)
    nobody = spread([0, 0])
    assert (nobody.mean, nobody.range, nobody.cv, nobody.gini) == (0, 0, None, None)


@given(rates)
def test_gini_is_the_mean_difference_of_all_pairs(values: list[float]) -> None:
    total, count = sum(values), len(values)
    if total < 1e-9:
        return
    differences = sum(abs(one - other) for one in values for other in values)
    assert gini(values) == pytest.approx(differences / (2 * count * total), abs=1e-9)


@given(rates, st.randoms())
def test_the_order_of_committees_does_not_matter(values: list[float], random) -> None:  # type: ignore[no-untyped-def]  # hypothesis names no type
    shuffled = random.sample(values, len(values))
    assert spread(shuffled).cv == pytest.approx(spread(values).cv)
    assert spread(shuffled).gini == pytest.approx(spread(values).gini)
