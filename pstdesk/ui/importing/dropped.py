"""Files that are dropped on a window."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_file(what: QMimeData) -> Path | None:
    """Return the one file that is dropped; None for several, and for what is no file of this machine."""
    files = [url.toLocalFile() for url in what.urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None
