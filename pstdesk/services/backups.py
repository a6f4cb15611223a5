"""Backups as the officer meets them: when one is due, what there is of them, and a check of everything."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select

from pstdesk.db import backup as backups
from pstdesk.db.backup import Backup, Restored, Wanted, to_the_end
from pstdesk.db.database import Database
from pstdesk.db.models import JournalEntry
from pstdesk.db.revision import stored_revision
from pstdesk.documents.files import free_name
from pstdesk.domain.backup import BackupKind, BackupState, daily_is_due
from pstdesk.domain.errors import Refused
from pstdesk.services.check import check_base
from pstdesk.services.finding import Finding


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup in the list; ``id`` is the instant it was made."""

    id: int
    path: Path
    at: datetime
    """In the officer's own time."""
    kind: BackupKind
    size: int
    state: BackupState


@dataclass(frozen=True, slots=True)
class BasePage:
    """What is to be said of the open base's file and of its backups, the newest first."""

    path: Path
    size: int
    since: date | None
    """The day of the first line of its journal."""
    backups: tuple[BackupRow, ...]
    folder: Path
    """Where the next backup goes."""
    is_away: bool
    """Whether the folder that the user chose cannot be reached, so that they go beside the base."""


def base_page(database: Database, other: Path | None = None) -> BasePage:
    """Return what the place "La base" shows; ``other`` is the folder that the user chose for backups.

    Refused "base_not_reached" where the file was moved or renamed meanwhile.
    """
    path = database.path
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused("base_not_reached", file=path.name) from error
    with database.read() as session:
        first = session.scalar(select(func.min(JournalEntry.at)))
    is_away = other is not None and not other.is_dir()
    return BasePage(
        path=path,
        size=size,
        since=None if first is None else first.astimezone().date(),
        backups=tuple(_row(backup) for backup in backups.backups_of(path, other)),
        folder=backups.backup_folder(path, None if is_away else other),
        is_away=is_away,
    )


def back_up(
    path: Path, kind: BackupKind, now: datetime, other: Path | None = None, *, wanted: Wanted = to_the_end
) -> BackupRow:
    """Make a backup of the base at ``path``, and check it.

    Refused as :func:`pstdesk.db.backup.make_backup`.
    """
    return _row(backups.make_backup(path, kind, now, other=other, wanted=wanted))


def back_up_closed(path: Path, now: datetime, other: Path | None, *, folder: Path | None) -> Path:
    """Back up a base that this program has not open: among its backups, or as a copy in ``folder``.

    Refused as well for what is not a base of ours. Returns where the backup is.
    """
    stored_revision(path)
    if folder is None:
        return back_up(path, BackupKind.MANUAL, now, other).path
    return save_copy(path, free_name(folder / copy_name(path, now)))


def back_up_on_closing(
    path: Path, now: datetime, other: Path | None = None, *, wanted: Wanted = to_the_end
) -> BackupRow | None:
    """Make a backup if the base changed since the last one; return it, or None."""
    last = _last(path, other)
    if not backups.changed_since(path, last):
        return None
    return back_up(path, BackupKind.CLOSING, now, other, wanted=wanted)


def back_up_daily(path: Path, now: datetime, other: Path | None = None) -> BackupRow | None:
    """Make the backup of the day if there is none yet and the base changed since the last; or return None."""
    last = _last(path, other)
    last_at = None if last is None else last.at.astimezone()
    if not daily_is_due(last_at, now.astimezone()) or not backups.changed_since(path, last):
        return None
    return back_up(path, BackupKind.DAILY, now, other)


def back_up_before_import(path: Path, now: datetime, other: Path | None = None) -> Refused | None:
    """Make a backup before an import; return why there is none: an import can do without, and is said so."""
    try:
        backups.make_backup(path, BackupKind.BEFORE_IMPORT, now, other=other)
    except Refused as refused:
        if refused.code == "base_damaged":
            raise
        return refused
    return None


def save_copy(path: Path, target: Path, *, wanted: Wanted = to_the_end) -> Path:
    """Write a checked copy of the base at ``path`` to ``target``, its digest beside it."""
    return backups.copy_to(path, target, wanted=wanted)


def copy_name(path: Path, now: datetime) -> str:
    """Return the usual name of a copy: ``valmont_2026-11-26.pstdesk``."""
    return f"{path.stem}_{now.astimezone():%Y-%m-%d}{path.suffix}"


def restore(
    backup: Path, path: Path, now: datetime, other: Path | None = None, *, user: str = ""
) -> Restored:
    """Put ``backup`` in the place of the closed base at ``path``; see :func:`pstdesk.db.backup.restore`."""
    return backups.restore(backup, path, now, other=other, user=user)


def check_all(database: Database, other: Path | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the base and with its backups; these are read to the last byte."""
    with database.read() as session:
        found = check_base(session)
    return (*found, *check_backups(database.path, other))


def check_backups(path: Path, other: Path | None = None) -> tuple[Finding, ...]:
    """Return which backups of the base at ``path`` are no longer what was made."""
    return tuple(
        Finding("check_backup", {"file": backup.path.name})
        for backup in backups.backups_of(path, other)
        if not _is_good(backup)
    )


def _is_good(backup: Backup) -> bool:
    try:
        backups.verify(backup)
    except Refused as refused:
        return refused.code == "backup_missing"  # it made room for a newer one meanwhile
    return True


def _last(path: Path, other: Path | None) -> Backup | None:
    return next(iter(backups.backups_of(path, other)), None)


def _row(backup: Backup) -> BackupRow:
    at = backup.at.astimezone()
    return BackupRow(int(backup.at.timestamp()), backup.path, at, backup.kind, backup.size, backup.state)
