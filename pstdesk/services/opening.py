"""Opening a base for work: whose it is, whether it is as it was left, and what a person has to decide first.

That comes as a Refused: "base_in_use", "base_changed_outside", "base_damaged". The same call with another
:class:`~pstdesk.domain.opening.Wish` is the answer.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pstdesk.db.backup import backups_of
from pstdesk.db.closing import Standing, closed_at, closing_path, forget_closing, standing
from pstdesk.db.database import APPLICATION_ID, Database, OnCommit
from pstdesk.db.lock import DeskLock, holder_of
from pstdesk.db.migrate import open_base
from pstdesk.db.refusals import refusals
from pstdesk.db.revision import HEAD, refuse_foreign, stored_revision
from pstdesk.db.soundness import FOREIGN, damage, has_journal, journal_path
from pstdesk.documents.files import free_name
from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import PLAIN, Wish

_ID_AT = 68
"""Where SQLite keeps the application's id in the header of the file."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening as it is asked for."""

    path: Path
    now: datetime
    wish: Wish = PLAIN
    on_commit: OnCommit | None = None
    user: str = ""
    checking: Callable[[], object] = lambda: None
    """Called before the whole file is read, which takes seconds on a large base."""
    standing: Callable[[], Standing] | None = None
    """Returns what the mark of its closing says where somebody is finding out already."""
    backups: Path | None = None
    """The folder that the user chose for backups, if any."""

    def open(self) -> Database:
        """Open the base and hold its lock until it is closed; read-only where nothing can be written.

        Raises what :func:`open_base` refuses, and: "base_in_use" with its ``holder``; "base_changed_outside"
        where the sound file is not the one that was closed; "base_damaged", also for what is no base any more
        though it was one; "base_gone" where only its backups are left; for a read-only base
        "base_older_read_only" and "base_interrupted_read_only".
        """
        self._refuse_foreign()
        if self.wish.read_only or not _is_writable(self.path):
            return self._open_for_reading()
        try:
            lock = DeskLock.take(self.path, self.user, self.now, despite=self.wish.despite_holder)
        except OSError:  # a folder where nothing can be written: SQLite could not write there either
            return self._open_for_reading()
        try:
            self._examine()
            base = open_base(self.path, self.on_commit, self.user, backups=self.backups)
        except BaseException:
            lock.release()
            raise
        base.lock = lock
        return base

    def _refuse_foreign(self) -> None:
        try:
            refuse_foreign(self.path)
        except Refused as refused:
            if refused.code == "base_foreign" and _was_ours(self.path):
                raise Refused("base_damaged", file=self.path.name) from refused
            if refused.code == "base_missing" and backups_of(self.path, self.backups):
                raise Refused("base_gone", file=self.path.name) from refused
            raise

    def _open_for_reading(self) -> Database:
        holder = holder_of(self.path)
        if holder is None:  # else its holder answers for it, and must not be kept waiting
            if has_journal(self.path):
                raise Refused("base_interrupted_read_only", file=self.path.name)
            self._examine()
        revision = stored_revision(self.path, "mode=ro")
        if revision != HEAD:
            code = "base_older_read_only" if revision < HEAD else "base_newer"
            raise Refused(code, file=self.path.name)
        base = Database(self.path, self.on_commit, self.user, read_only=True)
        base.holder = holder
        return base

    def _examine(self) -> None:
        """Look at the whole file where the mark of its closing does not vouch for it."""
        try:
            found = (self.standing or (lambda: standing(self.path)))()
        except OSError as error:
            raise Refused("base_not_reached", file=self.path.name) from error
        if found is Standing.AS_LEFT:
            _set_journal_aside(self.path)
        elif found is Standing.UNKNOWN or not self.wish.as_it_is:
            self.checking()
            _refuse_damaged(self.path, self.now)
            if found is Standing.CHANGED:
                raise Refused("base_changed_outside", file=self.path.name, closed=closed_at(self.path))
        elif not self.wish.read_only:
            forget_closing(self.path)  # as it is now it is good, and will be marked so when it is closed


def open_for_command(
    path: Path,
    now: datetime,
    user: str = "",
    warn: Callable[[Refused], object] = lambda _refused: None,
    *,
    backups: Path | None = None,
) -> Database:
    """Open the base at ``path`` for a short command, which the window may have open meanwhile.

    SQLite lets both read and write. A base that changed outside pstdesk is opened after ``warn(refused)``
    and not marked again, so that the window tells of it too. One without a mark is left without.
    """
    if holder_of(path) is not None:
        return open_base(path, user=user, backups=backups)
    was_marked = closed_at(path) is not None
    try:
        base = Opening(path, now, user=user, backups=backups).open()
        base.marks_closing = was_marked
        return base
    except Refused as refused:
        if refused.code == "base_changed_outside":
            warn(refused)
        elif refused.code != "base_in_use":  # opened by the window between our two looks
            raise
    return open_base(path, user=user, backups=backups)


def _is_writable(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def _was_ours(path: Path) -> bool:
    """Return whether what is no base may have been one: it says so, or a mark or backups are beside it."""
    try:
        with path.open("rb") as file:
            header = file.read(_ID_AT + 4)
        return int.from_bytes(header[_ID_AT:]) == APPLICATION_ID or any(closing_path(path).parent.iterdir())
    except OSError:
        return False


def _set_journal_aside(path: Path) -> None:
    """Rename a journal beside a base closed whole: it is another's, and SQLite would play it back."""
    if not has_journal(path):
        return
    journal = journal_path(path)
    try:
        journal.rename(free_name(journal.with_name(f"{journal.name}.ecarte")))
    except OSError as error:
        raise Refused("base_not_reached", file=path.name) from error


def _refuse_damaged(path: Path, now: datetime) -> None:
    was_ours = _was_ours(path)  # before SQLite is let at it
    copies = _copies_before_recovery(path, now)
    with refusals(path):
        found = damage(path)
    if found == FOREIGN and not was_ours:
        raise Refused("base_foreign", file=path.name)
    if found:
        raise Refused("base_damaged", file=path.name, found=found)
    for copy in copies:
        with suppress(OSError):
            copy.unlink()


def _copies_before_recovery(path: Path, now: datetime) -> tuple[Path, ...]:
    """Copy base and journal as they are found: they are kept where undoing the cut transaction destroys it.

    A journal that came there by a copy of files belongs to another state of the base, and SQLite cannot tell.
    """
    if not has_journal(path):
        return ()
    copy = free_name(path.with_name(f"{path.stem}.avant-reprise-{now:%Y-%m-%d}{path.suffix}"))
    with suppress(OSError):  # no room: the base is to be opened all the same
        shutil.copy(path, copy)
        shutil.copy(journal_path(path), journal_path(copy))
    return (copy, journal_path(copy))
