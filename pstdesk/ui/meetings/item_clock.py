"""The clock of an open meeting: how long each item has been the current one, kept in the base as it goes."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from pstdesk.domain.timing import is_running
from pstdesk.services.meeting_mode import add_spent
from pstdesk.services.meeting_page import MeetingPage
from pstdesk.ui import clock
from pstdesk.ui.operations import Desk

SAVED_EVERY = 30
"""Seconds of an item's time that are at most not in the base yet."""


class ItemClock(QObject):
    """Counts for the item chosen while the meeting runs; ``ticked`` each second, and at each change.

    What was counted is written when another item is chosen, when the meeting is left or closed, and every
    SAVED_EVERY seconds; what the base does not take is kept and tried again.
    """

    ticked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page: MeetingPage | None = None
        self._saved: dict[int, int] = {}
        self._unsaved: dict[int, float] = {}
        self._current: int | None = None
        self._since: float | None = None
        self._under_way = False
        self._again = False
        self.now: Callable[[], datetime] = clock.now_here
        self.seconds: Callable[[], float] = time.monotonic
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)

    @property
    def is_running(self) -> bool:
        """Whether time counts now."""
        page = self._page
        return page is not None and is_running(page.head.opened_at, page.head.closed_at, self.now())

    def show_page(self, page: MeetingPage) -> None:
        """Take up what the base says of a meeting; the time of another one is written first."""
        if self._page is None or self._page.head.id != page.head.id:
            self.stop()
        self._page = page
        self._saved = {item.id: item.spent_seconds for item in page.items}
        if self.is_running:
            self._count()
            self._second.start()
        else:
            self.stop()
        self.ticked.emit()

    def choose(self, item_id: int | None) -> None:
        """Count for this item from now on."""
        if item_id == self._current:
            return
        self._count()
        self._current = item_id
        self.flush()
        self.ticked.emit()

    def spent(self, item_id: int) -> int:
        """Return how many seconds an item has been the current one up to now."""
        counting = self._counting() if item_id == self._current else 0.0
        return int(self._saved.get(item_id, 0) + self._unsaved.get(item_id, 0.0) + counting)

    def tick(self) -> None:
        """Let a second have passed."""
        self._count()
        if not self.is_running:
            self.stop()
        elif sum(self._unsaved.values()) >= SAVED_EVERY:
            self.flush()
        self.ticked.emit()

    def stop(self) -> None:
        """Count no more; what was counted is written."""
        self._count()
        self._second.stop()
        self._since = None
        self.flush()

    def flush(self) -> None:
        """Write what was counted, in whole seconds; on the worker."""
        self._count()
        whole = {item_id: int(seconds) for item_id, seconds in self._unsaved.items() if seconds >= 1}
        if not whole or self._under_way:
            self._again = bool(whole)
            return

        def written(_nothing: None) -> None:
            self._under_way = False
            for item_id, seconds in whole.items():
                self._unsaved[item_id] -= seconds
                self._saved[item_id] = self._saved.get(item_id, 0) + seconds
            if self._again:
                self.flush()

        def refused(_trouble: object) -> None:
            # Not said: what is wrong with the base is said where something typed is at stake.
            self._under_way = False

        self._under_way, self._again = True, False
        writing = self._desk.write(self, lambda session: add_spent(session, whole))
        writing.success(written).failure(refused).start()

    def _counting(self) -> float:
        return 0.0 if self._since is None else max(0.0, self.seconds() - self._since)

    def _count(self) -> None:
        """Put down to the current item what has passed since the last time."""
        if self._current is not None and self._current in self._saved:
            self._unsaved[self._current] = self._unsaved.get(self._current, 0.0) + self._counting()
        self._since = self.seconds() if self.is_running else None
