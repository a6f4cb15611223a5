"""The file that keeps what nobody foresaw: without a console, as on Windows, it would be lost."""

import logging
import os
from io import TextIOWrapper
from pathlib import Path

from platformdirs import user_log_path

_LARGEST = 1_000_000
"""Bytes from which on a new file is begun; of the old ones the last is kept."""


def log_path() -> Path:
    """Return where the log is on this computer, or will be once there is something to keep."""
    return user_log_path("pstdesk", appauthor=False) / "pstdesk.log"


def keep_log(path: Path | None = None) -> None:
    """Write warnings and errors to the log from now on; its file and folder are made for the first one."""
    handler = _LogFile(path or log_path())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


class _LogFile(logging.FileHandler):
    """A file for its user's eyes only: an error may name people."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True, errors="backslashreplace")
        self.setLevel(logging.WARNING)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is not None and self.stream.tell() > _LARGEST:
                self.close()  # and opened again, as another one, by what follows
            super().emit(record)
        except OSError:  # no room, no rights: better on a console, if there is one, than nowhere
            if logging.lastResort is not None:
                logging.lastResort.handle(record)

    def _open(self) -> TextIOWrapper:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists() and self._path.stat().st_size > _LARGEST:
            self._path.replace(self._path.with_suffix(".old.log"))
        return open(self._path, "a", encoding=self.encoding, errors=self.errors, opener=_for_the_user_alone)


def _for_the_user_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
