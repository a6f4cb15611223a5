"""Files that are not opened as bases: their digest, and a name that they keep through a power cut."""

import os
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path


def put_in_place(draft: Path, target: Path) -> None:
    """Let ``draft``, which is on the disk, take the place of ``target`` in the same folder."""
    draft.replace(target)
    sync_folder(target.parent)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file at ``path``, which this program has not open as a base."""
    with path.open("rb", buffering=0) as file:
        return file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Have the file at ``path`` on the disk, and not only on its way there."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut; Windows and some shares cannot, and the file is whole anyway."""
    with suppress(OSError):
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
