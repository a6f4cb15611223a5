"""One way to expect a refusal: by its very code, with a sentence that can be said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from pstdesk.domain.errors import Refused
from pstdesk.sentences import sentence


@contextmanager
def refused(code: str, **values: object) -> Iterator[None]:
    """Expect ``Refused(code)`` with at least these ``values``, and that its sentence finds all it names."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
    assert values.items() <= caught.value.values.items()
    assert "{" not in sentence(caught.value)


def refusal(do: Callable[[], object]) -> Refused:
    """Return the refusal that ``do`` ends in, whose sentence finds all it names."""
    with pytest.raises(Refused) as caught:
        do()
    assert "{" not in sentence(caught.value)
    return caught.value
