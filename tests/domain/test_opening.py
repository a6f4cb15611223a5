"""What a person decides about the opening of a base."""

from dataclasses import astuple

from pstdesk.domain.opening import PLAIN


def test_nothing_is_wished_that_was_not_asked_for() -> None:
    """A base that somebody else has open, or that has changed, is never opened without a word."""
    assert not any(astuple(PLAIN))
