"""What commands say, and what a refusal looks like."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pstdesk.cli import REFUSED

NBSP = "\u00a0"


@dataclass
class Said:
    """What a command ended with and printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return what was printed, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def words(self) -> list[str]:
        """Return the lines printed, with plain spaces."""
        return self.out.replace(NBSP, " ").splitlines()


Run = Callable[..., Said]


def refuses(said: Said, words: str) -> None:
    """Hold that a command said no in one sentence, on standard error only."""
    assert (said.status, said.out) == (REFUSED, "")
    assert said.err.count("\n") == 1
    assert words in said.err.replace(NBSP, " ")
