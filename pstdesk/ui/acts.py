"""What a write to the base leaves behind to be undone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol


class Inverse(Protocol):
    """What undoes a write (``pstdesk.db.undo.Inverse``)."""

    @property
    def weight(self) -> int: ...
    def followed_by(self, later: Any) -> "Inverse": ...


@dataclass(frozen=True)
class Act:
    """A write that can be undone: what it is called, what is said of it, and what undoes it.

    ``back`` is told when it was taken back (True) or done again (False).
    """

    words: str
    said: str
    inverse: Inverse
    back: Callable[[bool], object] = lambda _undone: None


class RecordedBase:
    """The base for a job that can be undone: each of its writes is recorded."""

    def __init__(self, base: Any, keep: Callable[[Inverse | None], object]) -> None:
        self.path = base.path
        self.read_only = base.read_only
        self.read = base.read
        self._base = base
        self._keep = keep

    def write(self, undo: Callable[[Any], object] | None = None) -> AbstractContextManager[Any]:
        """Open a writing transaction that is recorded."""
        opened: AbstractContextManager[Any] = self._base.write(undo or self._keep)
        return opened

    def close(self) -> None:
        """Close the base."""
        self._base.close()
