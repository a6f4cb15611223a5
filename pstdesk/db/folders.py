"""A file that is ready gets its name in one step, and keeps it through a power cut."""

import os
from contextlib import suppress
from pathlib import Path


def put_in_place(draft: Path, target: Path) -> None:
    """Let ``draft``, which is on the disk, take the place of ``target`` in the same folder."""
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut; Windows and some shares cannot, and the file is whole anyway."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
