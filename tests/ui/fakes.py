"""Stand-ins for the base, where a test is about threads and widgets and not about SQL."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pstdesk.domain.errors import Refused


class FakeInverse:
    """What undoes nothing, any number of times."""

    weight = 10

    def apply(self, session: "FakeBase") -> None:
        session.undone += 1

    def followed_by(self, later: "FakeInverse") -> "FakeInverse":
        return later


class FakeBase:
    """A base whose sessions are itself; remembers in which threads it was used and what was committed."""

    def __init__(
        self, *, busy_times: int = 0, committed: Callable[[frozenset[str]], None] | None = None
    ) -> None:
        self.path = Path("valmont.pstdesk")
        self.read_only = False
        self.threads: set[str] = set()
        self.commits = 0
        self.undone = 0
        self.closed = False
        self._busy_times = busy_times
        self._committed = committed

    @contextmanager
    def read(self) -> Iterator["FakeBase"]:
        self._enter()
        yield self

    @contextmanager
    def write(self, undo: Callable[[FakeInverse], object] | None = None) -> Iterator["FakeBase"]:
        self._enter()
        yield self
        self.commits += 1
        if undo is not None:
            undo(FakeInverse())
        if self._committed is not None:
            self._committed(frozenset({"people"}))

    def close(self) -> None:
        self.closed = True

    def _enter(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self._busy_times:
            self._busy_times -= 1
            raise Refused("base_busy", file=self.path.name)
