"""How mixed a group is: the vector of docs/review.md, and what holds of every group."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.diversity import mix
from pstdesk.domain.review import Mix

counts = st.lists(st.integers(0, 500), max_size=20)


def test_the_vector_holds() -> None:
    found = mix([8, 6, 4, 2])
    assert found.categories == 4
    assert found.shannon == pytest.approx(1.279854, abs=1e-6)
    assert found.pielou == pytest.approx(0.923219, abs=1e-6)
    assert found.simpson == pytest.approx(0.70)


def test_one_category_has_no_evenness_and_nobody_has_nothing() -> None:
    assert mix([7, 0]) == Mix(1, 0, None, 0)
    assert mix([0, 0]) == mix([]) == Mix()


@given(counts)
def test_a_mix_is_never_more_than_even(of: list[int]) -> None:
    found = mix(of)
    assert found.categories == sum(1 for count in of if count)
    if found.categories > 1:
        assert found.shannon is not None
        assert found.pielou is not None
        assert found.simpson is not None
        assert 0 < found.shannon <= log(found.categories) + 1e-9
        assert 0 < found.pielou <= 1 + 1e-9
        assert 0 < found.simpson <= 1 - 1 / found.categories + 1e-9


@given(counts, st.randoms())
def test_the_order_of_categories_does_not_matter(of: list[int], random) -> None:  # type: ignore[no-untyped-def]  # hypothesis names no type
    shuffled = mix(random.sample(of, len(of)))
    assert shuffled.shannon == pytest.approx(mix(of).shannon)
