"""How long the window's thread works without looking at its events, and what it does meanwhile."""

import faulthandler
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import IO, Self

from PySide6.QtCore import QTimer

_PAUSE = 0.005
"""Seconds between two looks at what the window's thread does."""
_WORTH_A_LOOK = 0.02
"""Seconds after which a turn of the event loop is looked at."""
_FRAMES = 14
_ROOT = f"{Path(__file__).parent.parent.parent}/"


class Stalls:
    """Measures the longest turn of the event loop on the thread that makes it, and keeps where it was.

    In that thread's own processor time, in seconds: what else the machine does meanwhile is not the
    window's fault. ``with Stalls() as stalls:`` or :meth:`stop` ends it.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._stacks: tuple[str, ...] = ()
        self._thread = threading.get_ident()
        self._seen: list[str] = []
        self._at, self._since = time.thread_time(), time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="stalls", daemon=True)
        self._watcher.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> float:
        """Return the longest stall until now, and measure no more."""
        if not self._over.is_set():
            self._tick()
            self._timer.stop()
            self._over.set()
            self._watcher.join()
        return self.longest

    def spare(self) -> None:
        """Do not count what was done since the last turn: it was the test's own work."""
        self._at, self._since, self._seen = time.thread_time(), time.perf_counter(), []

    def report(self) -> str:
        """Say how long the longest stall was and which stacks were seen in it, the most frequent first."""
        lines = [f"the window's thread worked {self.longest * 1000:.0f} ms without a turn"]
        for stack, times in Counter(self._stacks).most_common(3):
            lines.append(f"seen {times} times of {len(self._stacks)}:\n{stack}")
        return "\n".join(lines)

    def _tick(self) -> None:
        taken = time.thread_time() - self._at
        if taken > self.longest:
            self.longest, self._stacks = taken, tuple(self._seen)
        self.spare()

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+") as file:
            while not self._over.wait(_PAUSE):
                seen = self._seen
                if time.perf_counter() - self._since > _WORTH_A_LOOK:
                    seen.append(_stack_of(self._thread, file))


def _stack_of(thread: int, file: IO[str]) -> str:
    """Return the innermost calls of ``thread``.

    By faulthandler: to hold a frame would keep alive what it holds, and take a painter apart on this thread.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file)
    file.seek(0)
    heading = f"{thread:#018x}"
    for block in file.read().split("\n\n"):
        if heading in block:
            calls = block.splitlines()[1 : _FRAMES + 1]
            return "\n".join(call.replace(_ROOT, "") for call in calls)
    return ""
