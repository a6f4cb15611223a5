"""Where the backups of a base are, what their names say, and the digest that stands beside each.

::

    valmont.pstdesk
    valmont.sauvegardes/
        2026-11-26_172554Z_fermeture.pstdesk
        2026-11-26_172554Z_fermeture.pstdesk.sha256

Names sort by time (UTC) and say nothing of people. ``sha256sum -c`` reads the digest; the comment above it is
for us: which base it was, how long the backup is, and what the base's file looked like.
"""

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pstdesk.domain.backup import BackupKind, BackupState

FOLDER_SUFFIX = ".sauvegardes"
SUFFIX = ".pstdesk"
SEAL_SUFFIX = ".sha256"
DRAFT_SUFFIX = ".en-cours"

_WORDS = {
    BackupKind.CLOSING: "fermeture",
    BackupKind.DAILY: "quotidienne",
    BackupKind.BEFORE_UPGRADE: "avant-mise-a-jour",
    BackupKind.BEFORE_IMPORT: "avant-import",
    BackupKind.MANUAL: "manuelle",
    BackupKind.BEFORE_RESTORE: "avant-restauration",
}
_KINDS = {words: kind for kind, words in _WORDS.items()}
_STAMP = "%Y-%m-%d_%H%M%SZ"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d_\d{6}Z)_([a-z-]+)" + re.escape(SUFFIX))
_SEAL = re.compile(r"# pstdesk base=(\w*) size=(\d+) state=(\S*)\n([0-9a-f]{64})  ([^\n]+)\n")
_UNSETTLED = 3.0
"""Seconds: a file written less long ago may be written again without its time of change telling so."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in its folder, as can be told without reading it whole."""

    path: Path
    at: datetime
    """When it was made, in UTC, to the second."""
    kind: BackupKind
    size: int
    state: BackupState
    base_id: str = ""
    """The base it was made of, empty where its digest is missing or it held no programme."""
    source: str = ""
    """What the base's file looked like then; see :func:`source_state`."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What is written beside a backup once it has been checked."""

    digest: str
    size: int
    base_id: str
    source: str

    def words(self, name: str) -> str:
        """Return the text of the digest file for the backup called ``name``."""
        comment = f"# pstdesk base={self.base_id} size={self.size} state={self.source}"
        return f"{comment}\n{self.digest}  {name}\n"


def backup_folder(path: Path, other: Path | None = None) -> Path:
    """Return the folder for the backups of the base at ``path``: beside it, or in ``other``."""
    return (path.parent if other is None else other) / (path.stem + FOLDER_SUFFIX)


def restoring_path(path: Path) -> Path:
    """Return the name under which a backup waits to take the place of the base at ``path``."""
    return path.with_name(f".{path.name}.restauration")


def backups_of(path: Path, other: Path | None = None) -> tuple[Backup, ...]:
    """Return the backups of the base at ``path``, which need not be there any more, the newest first.

    Those beside it and those in ``other``, the folder that the user may have chosen. A folder that is away or
    closed to the user has none.
    """
    folders = dict.fromkeys([backup_folder(path), backup_folder(path, other)])
    found = [backup for folder in folders for backup in backups_in(folder)]
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in ``folder``, in no order."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return []
    return [backup for file in files if (backup := _read_backup(file)) is not None]


def seal_of(path: Path) -> Path:
    """Return where the digest of the backup at ``path`` is."""
    return path.with_name(path.name + SEAL_SUFFIX)


def read_seal(path: Path) -> Seal | None:
    """Return what stands beside the backup at ``path``, or None where nothing does that names it."""
    try:
        match = _SEAL.fullmatch(seal_of(path).read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return None
    if match is None or match[5] != path.name:
        return None
    return Seal(digest=match[4], size=int(match[2]), base_id=match[1], source=match[3])


def free_backup_path(folder: Path, kind: BackupKind, now: datetime) -> Path:
    """Return the name of a backup made ``now``, or in the first second after it that has none yet."""
    at = now.astimezone(UTC)
    try:
        taken = {file.name[: len(at.strftime(_STAMP))] for file in folder.iterdir()}
    except OSError:
        taken = set()
    while at.strftime(_STAMP) in taken:
        at += timedelta(seconds=1)
    return folder / f"{at.strftime(_STAMP)}_{_WORDS[kind]}{SUFFIX}"


def source_state(path: Path) -> str:
    """Return what changes when the base at ``path`` is written to; nothing where that cannot be told yet.

    Its length and time of change: to read its header would be to open it past SQLite (see db/revision.py).
    """
    try:
        found = path.stat()
    except OSError:
        return ""
    if abs(time.time() - found.st_mtime) < _UNSETTLED:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"


def _read_backup(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    kind = _KINDS.get(match[2]) if match is not None else None
    if match is None or kind is None:
        return None
    try:
        at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        size = file.stat().st_size
    except (OSError, ValueError):  # gone meanwhile; the 31st of February
        return None
    seal = read_seal(file)
    if seal is None:
        return Backup(file, at, kind, size, BackupState.UNVERIFIED)
    state = BackupState.VERIFIED if seal.size == size else BackupState.DAMAGED
    return Backup(file, at, kind, size, state, seal.base_id, seal.source)
