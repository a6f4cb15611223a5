"""What a person decides about the opening of a base."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """How a base is to be opened: what its reader has decided so far."""

    read_only: bool = False
    despite_holder: bool = False
    """Although a file says that somebody has it open, who may be gone."""
    as_it_is: bool = False
    """Although it has changed since pstdesk closed it."""


PLAIN = Wish()
"""Nothing special."""
