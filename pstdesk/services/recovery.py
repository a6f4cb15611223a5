"""A base that is damaged or gone: the last backup that is whole, and what it lacks."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.backup import Backup, backups_of, last_good_backup
from pstdesk.domain.backup import BackupKind, BackupState

_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that can be put back; ``at`` is when it was made, in the reader's own time."""

    path: Path
    at: datetime
    kind: BackupKind


@dataclass(frozen=True, slots=True)
class Recovery:
    """What there is to go on with in the place of a base that cannot be opened."""

    best: Copy | None
    """The newest backup that was read whole and found good."""
    others: tuple[Copy, ...]
    """Older ones, not read yet."""
    changed_at: datetime | None
    """When the base was written to for the last time, where there still is a file."""
    lacking: int | None
    """How many changes its journal counts since the best backup was made; None where it cannot be read."""


def recovery(path: Path, other: Path | None = None) -> Recovery:
    """Look for what can take the place of the base at ``path``; ``other`` is the user's folder of backups.

    Reads the newest backups to the last byte until one of them is good.
    """
    best = last_good_backup(path, other)
    older = [
        backup
        for backup in backups_of(path, other)
        if backup.state is not BackupState.DAMAGED and (best is None or backup.at < best.at)
    ]
    return Recovery(
        best=None if best is None else _copy(best),
        others=tuple(_copy(backup) for backup in older[:_OFFERED]) if best is not None else (),
        changed_at=_changed_at(path),
        lacking=None if best is None else _lacking(path, best.at),
    )


def _copy(backup: Backup) -> Copy:
    return Copy(backup.path, backup.at.astimezone(), backup.kind)


def _changed_at(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
    except OSError:
        return None


def _lacking(path: Path, since: datetime) -> int | None:
    """Return how many lines the journal of a damaged base has from after ``since``."""
    moment = (since.astimezone(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%d %H:%M:%S")  # names say seconds
    query = "SELECT count(*) FROM journal_entry WHERE at > ?"
    try:
        with closing(sqlite3.connect(file_uri(path, "mode=ro"), uri=True)) as connection:
            (count,) = connection.execute(query, (moment,)).fetchone()
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return int(count)
