"""One start of the window, in a process of its own: what it took to the first paint, and to fill each place.

``python -m tests.bench.window_run bare`` shows an empty QMainWindow; ``... ours [BASE]`` shows pstdesk.
Prints one line of JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

START = time.perf_counter()

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer  # noqa: E402 - the clock first
from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402 - the clock first

_PATIENCE_MS = 60_000
_AFTER_MS = 120
"""After a step, in which what it put off may come."""


def main(which: str, base: Path | None) -> dict[str, float]:
    """Run one start and return its figures: seconds since the start, megabytes, milliseconds."""
    return _bare() if which == "bare" else _ours(base)


def _megabytes() -> float:
    """Return the most that this program had: getrusage gives what its parent had where that was more."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _bare() -> dict[str, float]:
    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()
    return {"painted": time.perf_counter() - START, "memory": _megabytes()}


def _ours(base: Path | None) -> dict[str, float]:
    import tempfile

    from pstdesk.app import Program, make_application
    from pstdesk.settings import Preferences

    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(app, Preferences(Path(folder) / "settings.json"), base, backs_up=False)
        window = program.window
        painted: list[float] = []
        window.painted.disconnect(program.begin)  # what follows the first paint is not waited for
        window.painted.connect(lambda: painted.append(time.perf_counter() - START))
        window.painted.connect(program.begin)
        filled: list[float] = []

        def settled(busy: bool) -> None:
            if not busy:
                filled.append(time.perf_counter() - START)

        program.desk.busy.connect(settled)
        program.desk.opened.connect(lambda _path: filled.clear())
        window.resize(1366, 768)
        window.show()
        _until(lambda: bool(painted))
        figures = {"painted": painted[0]}
        if base is not None:
            _until(lambda: program.desk.path is not None and bool(filled))
            figures["first place"] = filled[0]  # the other places load from then on
            figures |= _visit(program)
        figures["memory after all"] = _megabytes()
        window.close()
        _until(window.isHidden)  # it goes once the base is backed up
    return figures


def _visit(program) -> dict[str, float]:  # type: ignore[no-untyped-def]  # app.Program, imported after the clock
    """Go round everything there is; return when each place was first filled, and the longest stalls.

    ``stall`` is the window's own work, in processor time; ``stall by the clock`` what else the machine and
    Python's other threads took meanwhile too.
    """
    from tests.ui.stalls import Stalls
    from tests.ui.tour import tour

    _until(lambda: not program.desk.is_busy)
    figures: dict[str, float] = {}
    watch, worst, visiting = _Watch(), (0.0, ""), True
    for words, do in tour(program.window):
        stalls, begun = Stalls(), time.perf_counter()
        do()
        _until(lambda: not program.desk.is_busy)
        figures.setdefault(words, time.perf_counter() - begun)
        visiting = visiting and words.startswith("go to")
        if visiting:
            figures["memory"] = _megabytes()
        _pause(_AFTER_MS)
        worst = max(worst, (stalls.stop(), f"{words}: {stalls.report()}"))
    figures |= {"stall": worst[0] * 1000, "stall by the clock": watch.longest * 1000}
    sys.stderr.write(worst[1] + "\n")
    return figures


class _Watch:
    """Notices how long the window's thread does not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def _until(done) -> None:  # type: ignore[no-untyped-def]  # a callable without arguments
    """Wait as a window does, asleep: to ask again and again takes half of Python's time from the workers."""
    deadline = QDeadlineTimer(_PATIENCE_MS)
    waking = QTimer()
    waking.start(5)
    while not done():
        if deadline.hasExpired():
            raise TimeoutError
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _pause(milliseconds: int) -> None:
    deadline = QDeadlineTimer(milliseconds)
    _until(deadline.hasExpired)


if __name__ == "__main__":
    base = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    sys.stdout.write(json.dumps(main(sys.argv[1], base)) + "\n")
