"""Whether a base is as pstdesk left it: the SHA-256 of the closed file, kept beside it while nobody writes.

SQLite alone does not notice most bytes that change under it. So a base that is closed is marked with its
digest, and the first thing that a writing transaction does is to remove that mark: where there is one, not
one byte may differ. This module loads before SQLAlchemy does: the file is hashed meanwhile.
"""

import hashlib
import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.backup_files import backup_folder
from pstdesk.db.disk import digest_of, sync_folder

_NAME = "fermeture.sha256"
_LINE = re.compile(rb"\\?([0-9a-f]{64}) [ *]")
"""As sha256sum writes and reads it."""


class Standing(Enum):
    """What the mark of the last closing says of the file."""

    AS_LEFT = "as_left"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """No mark: the base is open, was not closed (power, kill), or was copied here alone."""


def closing_path(path: Path) -> Path:
    """Return where the mark of the closed base at ``path`` is, if it has one."""
    return backup_folder(path) / _NAME


def closed_at(path: Path) -> datetime | None:
    """Return when the base at ``path`` was last closed, or None where no mark says it."""
    try:
        return datetime.fromtimestamp(closing_path(path).stat().st_mtime, UTC)
    except OSError:
        return None


def standing(path: Path) -> Standing:
    """Compare the file at ``path`` with its mark; it is only read where there is one. OSError passes.

    No connection of this process may be open on the file: on POSIX, closing a file lets its locks go.
    """
    wanted = _kept_digest(path)
    if wanted is None:
        return Standing.UNKNOWN
    return Standing.AS_LEFT if digest_of(path) == wanted else Standing.CHANGED


def mark_closed(path: Path, *, patience: float = 5.0) -> bool:
    """Mark the base at ``path``, closed in this process, as it is; return whether it is marked now.

    It stays without where somebody goes on writing to it for ``patience`` seconds, or where nothing can be
    written: the next opening then checks the whole file.
    """
    if _kept_digest(path) is not None:
        return True  # nobody has written since
    try:
        with closing(
            sqlite3.connect(file_uri(path), uri=True, isolation_level=None, timeout=patience)
        ) as connection:
            # no other writer gets between the file's digest and its mark; nothing is written itself
            connection.execute("BEGIN IMMEDIATE")
            _write(path)
            connection.execute("ROLLBACK")
    except (sqlite3.Error, OSError):
        return False
    return True


def forget_closing(path: Path) -> None:
    """Remove the mark of the base at ``path``, which is about to change; one that stays is a false alarm."""
    place = closing_path(path)
    with suppress(OSError):
        place.unlink()
        sync_folder(place.parent)  # after a power cut the mark may not be back


def _kept_digest(path: Path) -> str | None:
    """Return the digest that the mark gives for this very file, and not for another of the same stem."""
    try:
        line = closing_path(path).read_bytes()
    except OSError:
        return None
    found = _LINE.match(line)
    if found is None:
        return None
    digest = found.group(1).decode()
    named = _line(digest, path).partition(b"  ")[2]
    return digest if line[found.end() :].strip().lower() == named.strip().lower() else None


def _write(path: Path) -> None:
    place = closing_path(path)
    place.parent.mkdir(exist_ok=True)
    fresh = place.with_suffix(".tmp")
    # Left open until the mark is in its place: closing it lets go of the lock that the connection holds.
    with path.open("rb", buffering=0) as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            with fresh.open("wb") as beside:
                beside.write(_line(digest, path))
                beside.flush()
                os.fsync(beside.fileno())
            fresh.replace(place)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise


def _line(digest: str, path: Path) -> bytes:
    """Return the line that ``sha256sum -c`` reads in the mark's folder."""
    name = os.fsencode(f"../{path.name}")
    plain = name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n")
    return (b"\\" if plain != name else b"") + digest.encode() + b"  " + plain + b"\n"
