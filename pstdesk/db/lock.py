"""Who has a base open: a small file beside it, as office programs keep one, and a lock of the system on it.

The lock is the truth where it works: it goes with whoever held it, power included, so that a file left behind
here is taken over without a question. Many network shares carry no locks from one machine to another; there
only the words are left, and a person decides.
"""

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pstdesk.domain.errors import Refused

_TRIES = 10
_LONGEST = 4096
"""Bytes; whatever else lies under that name is not read."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a base open, as the file beside it says; empty words where it says nothing."""

    user: str
    machine: str
    since: datetime | None
    pid: int = 0
    may_be_gone: bool = False
    """Whether nothing but the file speaks for it: the machine may have crashed or lost its network."""

    @property
    def is_here(self) -> bool:
        """Whether it is this machine."""
        return self.machine == this_machine()


def this_machine() -> str:
    """Return the name of this machine on its network."""
    return socket.gethostname()


def lock_path(path: Path) -> Path:
    """Return the file that says who has the base at ``path`` open.

    Named as LibreOffice names its own, which administrators know and synchronisers leave alone.
    """
    return path.with_name(f".~lock.{path.name}#")


def holder_of(path: Path) -> Holder | None:
    """Return who has the base at ``path`` open, as far as can be seen from here; changes nothing."""
    try:
        handle = os.open(lock_path(path), os.O_RDONLY | _BINARY)
    except OSError:
        return None
    try:
        found = _read(handle)
        locked = _try_lock(handle)
        if locked is False:
            return found
        # nobody holds it on this machine; another one's lock need not reach here
        return None if found.is_here and not _lives(found, locked) else replace(found, may_be_gone=True)
    finally:
        os.close(handle)


class DeskLock:
    """Held while a base is open for writing."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def take(cls, path: Path, user: str, now: datetime, *, despite: bool = False) -> "DeskLock":
        """Take the lock of the base at ``path``.

        Raises Refused "base_in_use" with the ``holder``; ``despite`` takes over from one that may be gone,
        never from one that is known to be there. OSError where nothing can be written beside the base.
        """
        place = lock_path(path)
        for _turn in range(_TRIES):
            handle = os.open(place, os.O_RDWR | os.O_CREAT | _BINARY, 0o644)
            try:
                if cls._grasp(path, place, handle, despite=despite):
                    _say(handle, user, now)
                    return cls(place, handle)
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)
        raise Refused("base_busy", file=path.name)

    @staticmethod
    def _grasp(path: Path, place: Path, handle: int, *, despite: bool) -> bool:
        """Lock the open file, or say who has it; False where it was removed under our hands."""
        locked = _try_lock(handle)
        found = _read(handle)
        if locked is False:
            raise in_use(path, found)
        if not _is_still(place, handle):
            return False
        said = found.machine != "" or found.user != ""
        if said and not despite:
            if found.is_here and not _lives(found, locked):
                return True
            raise in_use(path, replace(found, may_be_gone=True))
        return True

    def release(self) -> None:
        """Let the base go."""
        ours = _is_still(self._path, self._handle)
        if ours:
            with suppress(OSError):  # Windows removes no open file
                self._path.unlink()
        os.close(self._handle)
        if ours and sys.platform == "win32":
            with suppress(OSError):  # somebody was quicker and holds it now
                self._path.unlink()


def in_use(path: Path, holder: Holder) -> Refused:
    """Return the refusal that says who has the base at ``path`` open."""
    return Refused(
        "base_in_use", file=path.name, user=holder.user or "?", machine=holder.machine or "?", holder=holder
    )


def _is_still(place: Path, handle: int) -> bool:
    """Return whether the file of this name is still the one that is open."""
    try:
        return os.path.samestat(place.stat(), os.fstat(handle))
    except OSError:
        return False


def _lives(holder: Holder, locked: bool | None) -> bool:
    """Return whether a holder on this machine is there, though its lock was to be had (or there are none)."""
    if locked or sys.platform == "win32":  # where the system's locks work always, and signal 0 is none
        return False
    try:
        os.kill(holder.pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return holder.pid not in (0, os.getpid())


def _say(handle: int, user: str, now: datetime) -> None:
    words = {"user": user, "machine": this_machine(), "pid": os.getpid(), "since": now.isoformat()}
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(words).encode() + b"\n")
    os.fsync(handle)


def _read(handle: int) -> Holder:
    """Return what the file says; it may be empty, half written, or anything."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said: Any = json.loads(os.read(handle, _LONGEST))
    except (OSError, ValueError, RecursionError):  # the last one for brackets within brackets
        said = None
    if not isinstance(said, dict):
        return Holder("", "", None)
    pid = said.get("pid")
    return Holder(
        str(said.get("user", ""))[:80],
        str(said.get("machine", ""))[:80],
        _moment(said.get("since")),
        pid if type(pid) is int and pid > 0 else 0,
    )


def _moment(said: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


if sys.platform == "win32":
    import msvcrt

    _BINARY = os.O_BINARY
    _FAR = 1 << 30
    """Where the lock lies: Windows lets nobody read what is locked, and the words are to be read."""

    def _try_lock(handle: int) -> bool | None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    _BINARY = 0

    def _try_lock(handle: int) -> bool | None:
        """Lock the open file; False where somebody has it, None where the disk knows no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
