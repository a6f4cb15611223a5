"""Backups that nobody has to think of: once a day while the base is open, and when the window closes.

They are jobs like any other, in the worker that does not read pages. A meeting that is being held is never in
their way: the day's backup waits until it is over.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pstdesk.settings import Preferences
from pstdesk.ui import clock
from pstdesk.ui.operations import Base, Desk, Operation, Step
from pstdesk.ui.trouble import Trouble

if TYPE_CHECKING:
    from pstdesk.services.backups import BackupRow

_BETWEEN = 10 * 60_000
"""Milliseconds between two looks whether the day has its backup; a laptop that wakes looks soon enough."""
_AFTER_OPENING = 60_000
"""Milliseconds before the first look: what was opened is read first."""


class Backups(QObject):
    """Makes the backups of the open base by itself, and those that are asked for."""

    made = Signal(object)
    """A backup was made: its row."""
    failed = Signal(object)
    """One that nobody asked for could not be made, which is said once for each reason: the Trouble."""
    moved = Signal()
    """The user chose another folder for them."""

    def __init__(self, desk: Desk, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._said: set[str] = set()
        self._wanted = True
        self._parting: Operation[BackupRow | None] | None = None
        self.trouble: Trouble | None = None
        """Why the last one that nobody asked for could not be made; None once one was made."""
        self.by_themselves = True
        """Whether any is made that nobody asked for."""
        self.is_held_up: Callable[[], bool] = lambda: False
        """Whether nothing may get in anybody's way now: a meeting is being held."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that the user chose, or None for beside the base."""
        return self._preferences.current.backups

    def begin(self) -> None:
        """Look after the base that was just opened."""
        self._said.clear()
        self.trouble = None
        if self.by_themselves:
            self._timer.start(_AFTER_OPENING)

    def end(self) -> None:
        """Look after nothing any more."""
        self._timer.stop()

    def look(self) -> None:
        """Make the day's backup if it is due and nobody is held up by it; look again later."""
        self._timer.start(_BETWEEN)
        if self._desk.path is None or self._desk.read_only or self.is_held_up():
            return
        now, folder = clock.now(), self.folder

        def work(base: Base, _step: Step) -> "BackupRow | None":
            from pstdesk.services.backups import back_up_daily

            return back_up_daily(base.path, now, folder)

        self._desk.job(self, work).success(self._made).failure(self._not_made).start()

    def make_now(self, parent: QObject, then: Callable[[], object]) -> "Operation[BackupRow]":
        """Prepare the backup that was asked for; ``then()`` follows where it was made."""
        now, folder = clock.now(), self.folder

        def work(base: Base, _step: Step) -> "BackupRow":
            from pstdesk.domain.backup import BackupKind
            from pstdesk.services.backups import back_up

            return back_up(base.path, BackupKind.MANUAL, now, folder)

        def made(row: "BackupRow") -> None:
            self._made(row)
            then()

        return self._desk.job(parent, work).success(made)

    def part(self, then: Callable[[], object], stay: Callable[[Trouble], object]) -> None:
        """Make the backup of a base that is about to be closed, if it changed; ``then()`` follows.

        Where none can be made ``stay(trouble)`` follows, once; asked again, ``then()`` does.
        """
        now, folder = clock.now(), self.folder
        self._wanted = True

        def work(base: Base, _step: Step) -> "BackupRow | None":
            from pstdesk.services.backups import back_up_on_closing

            return back_up_on_closing(base.path, now, folder, wanted=lambda: self._wanted)

        def not_made(trouble: Trouble) -> None:
            known = trouble.code in self._said or not self._wanted
            self._said.add(trouble.code)
            self.trouble = trouble
            if known:
                then()
            else:
                stay(trouble)

        parting = self._desk.job(self, work).success(lambda _row: then()).failure(not_made)
        self._parting = parting.start()

    def hurry(self) -> None:
        """Give up the backup of the base that is being closed."""
        self._wanted = False

    def _made(self, row: "BackupRow | None") -> None:
        self.trouble = None
        if row is not None:
            self.made.emit(row)

    def _not_made(self, trouble: Trouble) -> None:
        self.trouble = trouble
        if trouble.code not in self._said:
            self._said.add(trouble.code)
            self.failed.emit(trouble)
