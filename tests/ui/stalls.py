"""How long the window's thread works without looking at its events, and what it does meanwhile."""

import faulthandler
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

LONGEST = 0.1
"""Seconds after which somebody at the keyboard notices that the window stood still."""
_FIXED_WORK = 0.014
"""Seconds that :func:`_fixed_work` takes on the machine where :data:`LONGEST` was measured, at rest."""
_PAUSE = 0.005
"""Seconds between two looks at what the window's thread does."""
_WORTH_A_LOOK = 0.02
"""Seconds after which a turn of the event loop is looked at."""
_FRAMES = 14
_IS_PYTEST = re.compile(r"/_pytest/|/pluggy/|/pytestqt/")
_ROOT = f"{Path(__file__).parent.parent.parent}/"

_watching: "list[Stalls]" = []


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
        _watching.append(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self) -> float:
        """Return the longest stall until now, and measure no more."""
        if not self._over.is_set():
            _watching.remove(self)
            self._tick()
            self._timer.stop()
            self._over.set()
            self._watcher.join()
        return self.longest

    def spare(self, seconds: float) -> None:
        """Do not count ``seconds`` of this turn: they were the test's own work."""
        self._at += seconds

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
        self._at, self._since, self._seen = time.thread_time(), time.perf_counter(), []

    def _watch(self) -> None:
        with tempfile.TemporaryFile("w+") as file:
            while not self._over.wait(_PAUSE):
                seen = self._seen
                if time.perf_counter() - self._since > _WORTH_A_LOOK:
                    seen.append(_stack_of(self._thread, file))


@contextmanager
def own_work() -> Iterator[None]:
    """Count nothing of what is done within: it is the test that works, not the window."""
    begun = time.thread_time()
    yield
    for stalls in _watching:
        stalls.spare(time.thread_time() - begun)


def bound() -> float:
    """Return :data:`LONGEST` for this machine as it is now: a ratio to a fixed piece of work, no wall clock.

    Never less than where it was measured; twice as much where each line is traced for coverage.
    """
    slower = max(1.0, min(_fixed_work() for _turn in range(3)) / _FIXED_WORK)
    return LONGEST * slower * (2 if sys.gettrace() else 1)


def _fixed_work() -> float:
    """Return the seconds that it takes to make a form, lay it out and draw it, and to sort some words."""
    begun = time.thread_time()
    form = QWidget()
    lines = QFormLayout(form)
    for number in range(60):
        lines.addRow(QLabel(f"Ligne {number}"), QLineEdit(str(number)))
    form.resize(400, 2_000)
    form.grab()
    sorted((str(number * 7_919 % 10_007) for number in range(10_000)), key=lambda word: word[::-1])
    taken = time.thread_time() - begun
    form.deleteLater()
    return taken


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
            calls = [
                call.replace(_ROOT, "") for call in block.splitlines()[1:] if not _IS_PYTEST.search(call)
            ]
            return "\n".join(calls[:_FRAMES])
    return ""
