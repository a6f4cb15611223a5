"""Reading a backup whole, and putting it back in the place of the base.

At every instant there is a whole file under the base's name: the old one, or the backup to the last byte.
"""

import errno
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.backup_copy import (
    Wanted,
    base_id_of,
    check_whole,
    open_still,
    to_the_end,
)
from pstdesk.db.backup_files import Backup, backups_of, read_seal, restoring_path
from pstdesk.db.backup_making import make_backup
from pstdesk.db.closing import forget_closing, mark_closed
from pstdesk.db.disk import digest_of, put_in_place, sync_file, sync_folder
from pstdesk.db.lock import DeskLock
from pstdesk.db.refusals import refusal_code
from pstdesk.db.revision import HEAD, revision_of
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.errors import Refused

log = logging.getLogger(__name__)

_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside a base, and would play back into whatever stands there next."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the file that was replaced: where it is kept, or None where there was none."""

    path: Path
    kept: Path | None


def verify(backup: Backup, *, wanted: Wanted = to_the_end) -> None:
    """Read ``backup`` whole: refused as "backup_damaged" or "backup_missing" where it is not what was made.

    The digest decides, for SQLite notices few of the bytes that may change; without one, a whole base of ours
    will do.
    """
    verify_file(backup.path, wanted=wanted)


def verify_file(path: Path, *, wanted: Wanted = to_the_end) -> None:
    """Verify the backup or copy at ``path``, wherever it is; see :func:`verify`."""
    seal = read_seal(path)
    try:
        size = path.stat().st_size
        if seal is not None and (seal.size != size or seal.digest != digest_of(path)):
            raise Refused("backup_damaged", file=path.name)
        check_whole(path, path.name, wanted)
    except FileNotFoundError as error:
        raise Refused("backup_missing", file=path.name, folder=str(path.parent)) from error
    except OSError as error:
        raise Refused("backup_not_read", file=path.name, folder=str(path.parent)) from error
    except Refused as refused:
        if refused.code in ("base_damaged", "base_not_reached"):
            raise Refused("backup_damaged", file=path.name) from refused
        raise


def last_good_backup(path: Path, other: Path | None = None) -> Backup | None:
    """Return the newest backup of the base at ``path`` that is found whole when it is read."""
    for backup in backups_of(path, other):
        try:
            verify(backup)
        except Refused as refused:
            log.warning("backup passed over: %s", refused.code)
        else:
            return backup
    return None


def restore(
    backup: Path,
    path: Path,
    now: datetime,
    *,
    other: Path | None = None,
    user: str = "",
    wanted: Wanted = to_the_end,
) -> Restored:
    """Put the backup or copy at ``backup`` in the place of the base at ``path``, bit for bit.

    The base must be closed; nobody can open it meanwhile. What is replaced is kept: as a backup of its own
    where it is whole ("before restore"), else as it is, beside the base, under a name that says so. Nothing
    has changed when it is refused: what :func:`verify_file` says of the backup, "base_newer",
    "restore_other_base", "restore_unfinished", "restore_in_use", "base_in_use", "base_busy" and what the
    disk says.
    """
    path = Path(os.path.realpath(path))
    _refuse_unfinished(backup)
    verify_file(backup, wanted=wanted)
    with _disk_refusals(path):
        lock = DeskLock.take(path, user, now)
        try:
            return Restored(path, _replace(backup, path, now, other, wanted))
        finally:
            lock.release()


def _replace(backup: Path, path: Path, now: datetime, other: Path | None, wanted: Wanted) -> Path | None:
    """Put the verified backup in the place of the base; return where what was there is kept."""
    draft = restoring_path(path)
    try:
        _copy_bits(backup, draft)
        if os.path.lexists(path):
            _finish_what_was_begun(path)
        _refuse_unfit(backup, path)
        kept = _keep_replaced(path, now, other, wanted)
        _put_aside_companions(path)
        with suppress(FileNotFoundError):
            draft.chmod(path.stat().st_mode & 0o777)  # others may have been let in
        forget_closing(path)  # what vouches for the file that was closed does not for this one
        put_in_place(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink()
    mark_closed(path)
    return kept


@contextmanager
def _disk_refusals(path: Path) -> Iterator[None]:
    """Raise what the disk of the base says as a refusal."""
    try:
        yield
    except PermissionError as error:  # Windows, while another program has the base open; or no right to write
        code = "restore_in_use" if os.name == "nt" else "base_read_only"
        raise Refused(code, file=path.name) from error
    except OSError as error:
        code = _OS_CODES.get(error.errno or 0, "base_not_reached")
        raise Refused(code, file=path.name) from error


_OS_CODES = {
    errno.ENOSPC: "base_disk_full",
    errno.EDQUOT: "base_disk_full",
    errno.EFBIG: "base_disk_full",
    errno.EROFS: "base_read_only",
}


def _refuse_unfinished(backup: Path) -> None:
    """Refuse a file beside which a journal says that it was left in the middle of a change."""
    for companion in _COMPANIONS[:2]:
        with suppress(OSError):
            if Path(f"{backup}{companion}").stat().st_size > 0:
                raise Refused("restore_unfinished", file=backup.name)


def _copy_bits(backup: Path, draft: Path) -> None:
    with suppress(FileNotFoundError):
        draft.unlink()  # a power cut left it
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    shutil.copyfile(backup, draft)
    sync_file(draft)
    if digest_of(draft) != digest_of(backup):
        raise Refused("backup_damaged", file=backup.name)


def _refuse_unfit(backup: Path, path: Path) -> None:
    """Refuse what a newer pstdesk made, and what is of another base, where that one can be read."""
    with closing(open_still(backup)) as connection:
        if revision_of(connection, backup.name) > HEAD:
            raise Refused("base_newer", file=backup.name)
        restored = base_id_of(connection)
    try:
        with closing(sqlite3.connect(file_uri(path), uri=True)) as connection:
            there = base_id_of(connection)
    except sqlite3.Error:
        return
    if restored and there and restored != there:
        raise Refused("restore_other_base", backup=backup.name, file=path.name)


def _keep_replaced(path: Path, now: datetime, other: Path | None, wanted: Wanted) -> Path | None:
    """Keep what is about to be replaced; return where."""
    if not os.path.lexists(path):
        return None
    try:
        return make_backup(path, BackupKind.BEFORE_RESTORE, now, other=other, wanted=wanted).path
    except Refused as refused:
        if refused.code == "base_busy":
            raise
        log.warning("what is replaced is kept as it is: %s", refused.code)
        is_damaged = refused.code in ("base_damaged", "base_foreign")
    kept = _free_kept_path(path, now, "endommagee" if is_damaged else "remplacee")
    for companion in ("", *_COMPANIONS):
        with suppress(FileNotFoundError):
            _copy_as_it_is(Path(f"{path}{companion}"), Path(f"{kept}{companion}"))
    sync_folder(kept.parent)
    return kept


def _free_kept_path(path: Path, now: datetime, what: str) -> Path:
    day = f"{now.astimezone():%Y-%m-%d}"
    number = 1
    while True:
        end = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.{what}-{day}{end}{path.suffix}")
        if not os.path.lexists(kept):
            return kept
        number += 1


def _copy_as_it_is(source: Path, target: Path) -> None:
    try:
        os.link(source, target)  # the same bytes, no room taken
    except FileNotFoundError:
        raise
    except OSError:  # a disk without hard links
        shutil.copyfile(source, target)
        target.chmod(0o600)
        sync_file(target)


def _finish_what_was_begun(path: Path) -> None:
    """Have SQLite play back what a journal beside the base holds, as it would at the next opening.

    A base that cannot be read keeps its journal, and is put away with it.
    """
    try:
        with closing(sqlite3.connect(file_uri(path), uri=True, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if refusal_code(error) == "base_busy":
            raise Refused("base_busy", file=path.name) from error
        log.warning("the base to be replaced cannot be read: %s", error)


def _put_aside_companions(path: Path) -> None:
    """Leave no journal beside the base: it has been kept with the file that it belongs to."""
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            Path(f"{path}{companion}").unlink()
