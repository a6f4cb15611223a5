"""Files are written whole or not at all, under names that sort and that every system takes."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pstdesk.domain.errors import Refused
from pstdesk.domain.names import LIGATURES

LONGEST_NAME = 100
"""Characters of a file name: leaves room for deep folders under the 260 of Windows paths."""
LONGEST_THEME = 29
"""Characters of a title within a file name: "Vie-sociale-et-vivre-ensemble"."""

_LETTERS = str.maketrans(LIGATURES | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "’": " ", "'": " "})
_NOT_AT_THE_END = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur")
)


def slug(text: str, longest: int = LONGEST_THEME) -> str:
    """Return ``text`` in unaccented letters, digits and hyphens, cut between words, no article at its end."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    if len("-".join(words)) > longest:
        while len(words) > 1 and (len("-".join(words)) > longest or words[-1].lower() in _NOT_AT_THE_END):
            words.pop()
    return "-".join(words)[:longest]


def file_name(kind: str, day: date, subject: Iterable[str], *, version: int | None, suffix: str) -> str:
    """Return e.g. ``CR_2026-11-12_CT1-Acces-aux-droits_v2.docx``.

    ``kind`` is the document's usual short word (CR, OJ, PV), ``subject`` a short name and a title,
    ``suffix`` begins with a dot. The name is ASCII, sorts by kind and day, is at most LONGEST_NAME long, and
    with a day in it is never one that Windows keeps for itself (CON, AUX, COM1 ...).
    """
    parts = [slug(kind), day.isoformat(), "-".join(filter(None, map(slug, subject)))]
    end = ("" if version is None else f"_v{version}") + suffix
    stem = "_".join(filter(None, parts))[: LONGEST_NAME - len(end)].rstrip("-_")
    return stem + end


def free_name(path: Path) -> Path:
    """Return ``path``, or the first of ``name-2``, ``name-3`` ... that nothing has where it is taken."""
    candidate, number = path, 1
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder; it is none where nobody may look and ``Path.is_dir`` would raise."""
    try:
        return path.is_dir()
    except OSError:
        return False


def write_atomically(path: Path, writer: Callable[[BinaryIO], object], *, overwrite: bool = False) -> None:
    """Let ``writer`` fill a file that then becomes ``path`` in one step, for its user's eyes only.

    Minutes name people: who else may read them is the user's to say, and a file that takes the place of
    another keeps that one's rights. Whatever goes wrong, in ``writer`` or on the disk, a file that was
    there before is still there, whole, and nothing else is left behind. Raises Refused: ``file_exists``
    (unless ``overwrite``), ``folder_missing``, ``folder_no_rights``, ``path_is_folder``,
    ``file_held_open``, ``disk_full``, ``file_name_unfit`` or ``file_not_written``; those that another
    name would cure carry it as ``other``.
    """
    target = _target(path, overwrite)
    draft, descriptor = _open_draft(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            writer(file)
            file.flush()
            os.fsync(file.fileno())
        _keep_rights(target, draft)
        _put_in_place(draft, target)
    except OSError as error:
        raise _refusal(error, target) from error
    finally:
        with suppress(OSError):  # gone already, or with its whole disk; the first error says more
            draft.unlink()
    _sync_folder(target.parent)


def refuse_unwritable(path: Path, *, overwrite: bool = False) -> None:
    """Raise now what :func:`write_atomically` would say of ``path``, before anything else is changed."""
    target = _target(path, overwrite)
    draft, descriptor = _open_draft(target)
    try:
        os.close(descriptor)
        draft.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(error, target) from error


def _target(path: Path, overwrite: bool) -> Path:
    """Return the file to write, behind the link if ``path`` is one; raise where something is in the way."""
    if "\0" in str(path):
        raise Refused("file_name_unfit", name=path.name, folder=str(path.parent), reason="")
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        if target.is_dir():
            raise Refused("path_is_folder", name=target.name)
        if not overwrite and target.exists():
            raise Refused("file_exists", name=target.name, other=free_name(target).name)
    except OSError as error:
        raise _refusal(error, path) from error
    return target


def _open_draft(target: Path) -> tuple[Path, int]:
    """Make an empty file beside ``target`` that nobody else may read."""
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        return draft, os.open(draft, flags, 0o600)
    except OSError as error:
        raise _refusal(error, target) from error


def _keep_rights(target: Path, draft: Path) -> None:
    """Give the new file the rights of the one it takes the place of."""
    with suppress(FileNotFoundError):
        draft.chmod(target.stat().st_mode & 0o777)


def _put_in_place(draft: Path, target: Path) -> None:
    try:
        draft.replace(target)
    except PermissionError as error:  # Windows, while Word holds the old one open
        raise Refused("file_held_open", name=target.name, other=free_name(target).name) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows and some shares cannot, and the file is whole anyway."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EACCES: "folder_no_rights",
    errno.EPERM: "folder_no_rights",
    errno.EROFS: "folder_no_rights",
    errno.ENAMETOOLONG: "file_name_unfit",
    errno.EINVAL: "file_name_unfit",
    errno.EISDIR: "path_is_folder",
}


def _refusal(error: OSError, target: Path) -> Refused:
    code, reason = _CODES.get(error.errno or 0, "file_not_written"), error.strerror or str(error)
    return Refused(code, name=target.name, folder=str(target.parent), reason=reason)
