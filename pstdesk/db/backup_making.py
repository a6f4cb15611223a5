"""Making a backup: copied, checked, given its name last; those that are too many removed.

What a power cut leaves of a backup stands under a name that nobody takes for one, and is swept away when the
next is made.
"""

import errno
import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pstdesk.db.backup_copy import Wanted, checked_copy, to_the_end
from pstdesk.db.backup_files import (
    DRAFT_SUFFIX,
    SEAL_SUFFIX,
    SUFFIX,
    Backup,
    Seal,
    backup_folder,
    backups_in,
    free_backup_path,
    read_seal,
    restoring_path,
    seal_of,
    source_state,
)
from pstdesk.db.disk import digest_of, put_in_place, sync_file
from pstdesk.domain.backup import BackupKind, BackupMark, BackupState, worth_keeping
from pstdesk.domain.errors import Refused

log = logging.getLogger(__name__)

_LOCK = ".verrou"
_LOCK_PATIENCE = 60.0
"""Seconds for which a backup waits until another program has made its own."""
_ROUTINE = (BackupKind.CLOSING, BackupKind.DAILY)
_ELSEWHERE = ("backup_disk_full", "backup_folder_refused", "backup_failed")
"""What the folder of the backups is to blame for, and not the base."""


def make_backup(
    path: Path,
    kind: BackupKind,
    now: datetime,
    *,
    other: Path | None = None,
    wanted: Wanted = to_the_end,
) -> Backup:
    """Make a backup of the base at ``path``, check it, and remove those that are too many by now.

    In the base's folder of backups in ``other``, the folder of the user's choice, or beside the base where
    there is none or it takes nothing. One that nobody asked for and that holds what the last one does is not
    kept: that one is returned. Refused: "backup_disk_full", "backup_folder_refused", "backup_failed",
    "backup_busy", "backup_given_up", and what the base's own file is refused for.
    """
    try:
        return _make(path, kind, now, backup_folder(path, other), wanted)
    except Refused as refused:
        if other is None or refused.code not in _ELSEWHERE:
            raise
        log.warning("no backup in the folder of the user's choice: %s", refused.code)
        return _make(path, kind, now, backup_folder(path), wanted)


def copy_to(path: Path, target: Path, *, wanted: Wanted = to_the_end) -> Path:
    """Write a checked copy of the base at ``path`` to ``target``, its digest beside it; return ``target``.

    What stood there is replaced once the copy is whole. Refused as :func:`make_backup`.
    """
    draft = _draft(target.parent)
    with _disk_refusals(path, target.parent):
        try:
            seal = checked_copy(path, draft, wanted)
            seal_of(target).unlink(missing_ok=True)  # never the digest of another copy beside this one
            put_in_place(draft, target)
            _write_seal(seal, target)
        finally:
            _remove(draft)
    return target


def changed_since(path: Path, backup: Backup | None) -> bool:
    """Tell whether the base at ``path`` may hold what ``backup`` does not; cheap, and True in doubt."""
    if backup is None or backup.state is not BackupState.VERIFIED:
        return True
    return backup.source == "" or backup.source != source_state(path)


def _make(path: Path, kind: BackupKind, now: datetime, folder: Path, wanted: Wanted) -> Backup:
    with _disk_refusals(path, folder):
        _make_folder(folder)
        with _alone_in(folder):
            _sweep(folder)
            if kind is not BackupKind.BEFORE_RESTORE:  # it is being put in place at this moment
                _remove(restoring_path(path))
            draft = _draft(folder)
            try:
                seal = checked_copy(path, draft, wanted)
                made = _same_as_last(folder, kind, seal) or _keep(draft, folder, kind, now, seal)
            finally:
                _remove(draft)
            if kind is not BackupKind.BEFORE_RESTORE:  # it may be one of these that is put back
                _remove_too_many(folder, made)
            return made


def _keep(draft: Path, folder: Path, kind: BackupKind, now: datetime, seal: Seal) -> Backup:
    """Give the checked draft its name, the digest before it: a backup is never without."""
    target = free_backup_path(folder, kind, now)
    _write_seal(seal, target)
    put_in_place(draft, target)
    return _found(target)


def _found(path: Path) -> Backup:
    return next(backup for backup in backups_in(path.parent) if backup.path == path)


def _same_as_last(folder: Path, kind: BackupKind, seal: Seal) -> Backup | None:
    """Return the last backup where it holds the same, bit for bit, and will do."""
    last = max(backups_in(folder), key=lambda backup: backup.at, default=None)
    if last is None or last.state is not BackupState.VERIFIED:
        return None
    if kind is BackupKind.MANUAL or (kind not in _ROUTINE and kind is not last.kind):
        return None
    kept = read_seal(last.path)
    if kept is None or kept.digest != seal.digest or digest_of(last.path) != seal.digest:
        return None
    _write_seal(seal, last.path)  # the same content, but the file's looks of today
    return _found(last.path)


def _remove_too_many(folder: Path, made: Backup) -> None:
    """Remove the backups of the same base that are not worth their room any more.

    Only what we made and sealed: a file without a digest may be the only copy of something. Never the one
    just made: a computer whose battery is dead, years back, dates it before all others.
    """
    ours = {
        BackupMark(backup.at.astimezone(), backup.kind): backup
        for backup in backups_in(folder)
        if backup.base_id == made.base_id and backup.state is not BackupState.UNVERIFIED
    }
    for mark in ours.keys() - worth_keeping(ours.keys()):
        if ours[mark].path == made.path:
            continue
        _remove(ours[mark].path)
        _remove(seal_of(ours[mark].path))


def _sweep(folder: Path) -> None:
    """Remove what a power cut left: half copies, and digests whose backup never got its name."""
    for file in list(folder.iterdir()):
        orphan = file.name.endswith(SUFFIX + SEAL_SUFFIX) and not file.with_suffix("").exists()
        if orphan or (file.name.startswith(".") and DRAFT_SUFFIX in file.name):
            _remove(file)


def _draft(folder: Path) -> Path:
    return folder / f".{secrets.token_hex(8)}{DRAFT_SUFFIX}"


def _make_folder(folder: Path) -> None:
    """Make the folder, for its user alone; not those above it: a disk that is away is not made up."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)


def _write_seal(seal: Seal, target: Path) -> None:
    draft = _draft(target.parent)
    try:
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(seal.words(target.name), encoding="utf-8", errors="surrogateescape", newline="\n")
        sync_file(draft)
        put_in_place(draft, seal_of(target))
    finally:
        _remove(draft)


def _remove(path: Path) -> None:
    with suppress(OSError):  # gone already, or with its whole disk; the first error says more
        path.unlink()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one program at a time make backups in ``folder``; the system lets go when it is killed."""
    with closing(_take_lock(folder)):
        yield


def _take_lock(folder: Path, *, again: bool = True) -> sqlite3.Connection:
    lock = sqlite3.connect(folder / _LOCK, timeout=_LOCK_PATIENCE, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        lock.close()
        code = error.sqlite_errorcode & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            raise Refused("backup_busy", folder=str(folder)) from error
        if code == sqlite3.SQLITE_NOTADB and again:  # something was written into it: nobody can hold it
            _remove(folder / _LOCK)
            return _take_lock(folder, again=False)
        raise
    return lock


@contextmanager
def _disk_refusals(path: Path, folder: Path) -> Iterator[None]:
    """Raise what the disk says while the base at ``path`` is copied into ``folder`` as a refusal."""
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", 0) & 0xFF
        code = _SQLITE_CODES.get(number, "backup_failed")
        raise Refused(code, file=path.name, folder=str(folder)) from error
    except OSError as error:
        raise Refused(
            _OS_CODES.get(error.errno or 0, "backup_failed"), file=path.name, folder=str(folder)
        ) from error


_SQLITE_CODES = {
    sqlite3.SQLITE_BUSY: "base_busy",
    sqlite3.SQLITE_CORRUPT: "base_damaged",
    sqlite3.SQLITE_NOTADB: "base_damaged",
    sqlite3.SQLITE_FULL: "backup_disk_full",
    sqlite3.SQLITE_READONLY: "backup_folder_refused",
    sqlite3.SQLITE_CANTOPEN: "backup_folder_refused",
    sqlite3.SQLITE_PERM: "backup_folder_refused",
}
_OS_CODES = {
    errno.ENOSPC: "backup_disk_full",
    errno.EDQUOT: "backup_disk_full",
    errno.EFBIG: "backup_disk_full",
    errno.EACCES: "backup_folder_refused",
    errno.EPERM: "backup_folder_refused",
    errno.EROFS: "backup_folder_refused",
    errno.ENOENT: "backup_folder_refused",
    errno.ENOTDIR: "backup_folder_refused",
    errno.EEXIST: "backup_folder_refused",
}
