"""Strangers' Office files (.xlsx, .docx) are looked at before anything parses them, and read within limits.

Use it for every zip-based file that did not come out of this program (lists, letterhead templates, minutes
that come back)::

    package = open_package(path, "docx")            # every check below, or Refused
    package.names                                    # parts, in the order of the file
    package.read("word/document.xml")                # bytes of one part, at most LIMITS.part
    Document(package.only(wanted_names))             # a clean zip in memory that holds those parts only

``open_package`` reads the file once into memory and closes it: what was checked is what is read later, and
the file stays free for Excel or Word. It never unpacks to disk. Refused are: a path that is missing, a
folder, not allowed or unreadable; an empty or too large file; an old binary .doc/.xls; a password; what is
no zip, cut or damaged; too many parts, too large once unpacked, or packed too tightly (zip bomb);
compression that Office never uses; any XML part with a DOCTYPE or an entity, in whatever encoding; another
kind of file.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pstdesk.domain.errors import Refused

Kind = Literal["docx", "xlsx"]

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that a stranger's file may ask of us, in bytes unless said otherwise."""

    file: int = 50 * _MEGABYTE
    """The file as it lies on the disk."""
    unpacked: int = 64 * _MEGABYTE
    """All its parts together, as the zip's directory declares them; zipfile never reads more than that."""
    part: int = 64 * _MEGABYTE
    """One part."""
    parts: int = 4096
    """How many parts there may be."""
    ratio: int = 200
    """Unpacked to packed size of a part over one megabyte. Office files stay under 50; zeros reach 1,000."""


LIMITS = Limits()

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_TYPES = "[Content_Types].xml"
_MAIN_TYPES: dict[Kind, re.Pattern[bytes]] = {
    "docx": re.compile(rb"(wordprocessingml|ms-word)\.(document|template)[\w.]*\.main\+xml"),
    "xlsx": re.compile(rb"(spreadsheetml|ms-excel)\.(sheet|template)[\w.]*\.main\+xml"),
}
_OTHER_KIND: dict[Kind, str] = {"docx": "file_is_word", "xlsx": "file_is_excel"}
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_MARKUP_NAMES = (".xml", ".rels", ".vml")
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""", re.IGNORECASE)
_ENCODINGS = (b"", b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"windows-1252")
_CHUNK = 256 * 1024
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


class Package:
    """An Office file that passed the checks, held in memory: made by :func:`open_package` only."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, without a leading slash, in the order of the zip's directory."""
        return tuple(info.filename for info in self._archive.infolist() if not info.is_dir())

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def read(self, name: str, limit: int = LIMITS.part) -> bytes:
        """Return the bytes of the part ``name``.

        Raises Refused: ``file_part_missing`` when there is none, ``file_unpacks_too_big`` when it is larger
        than ``limit`` bytes, ``file_damaged`` when it cannot be unpacked.
        """
        if name not in self:
            raise Refused("file_part_missing", name=self.path.name, part=name)
        if self._archive.getinfo(name).file_size > limit:
            raise Refused("file_unpacks_too_big", name=self.path.name, limit=max(1, limit // _MEGABYTE))
        return b"".join(_chunks(self._archive, name, self.path.name))

    def only(self, names: Iterable[str]) -> io.BytesIO:
        """Return a new zip in memory with the parts ``names`` and nothing else, for a parser to read."""
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as clean:
            for name in names:
                clean.writestr(zipfile.ZipInfo(name), self.read(name))
        kept.seek(0)
        return kept


def read_file(path: Path, limit: int = LIMITS.file) -> bytes:
    """Return the bytes of a file somebody chose, or say in one sentence why it cannot be read.

    Raises Refused with ``file_missing``, ``file_is_folder``, ``file_no_rights``, ``file_unreadable``,
    ``file_empty`` or ``file_too_big``.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused("file_is_folder", name=name)
        if not stat.S_ISREG(status.st_mode):  # opening a pipe or a device would wait for ever
            raise Refused("file_unreadable", name=name)
        if status.st_size > limit:
            raise Refused("file_too_big", name=name, limit=limit // _MEGABYTE)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("file_missing", name=name) from None
    except PermissionError:
        raise Refused("file_no_rights", name=name) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise Refused("file_unreadable", name=name) from error
    if not content:
        raise Refused("file_empty", name=name)
    if len(content) > limit:  # it grew since we asked for its size
        raise Refused("file_too_big", name=name, limit=limit // _MEGABYTE)
    return content


def open_package(path: Path, kind: Kind, limits: Limits = LIMITS) -> Package:
    """Read and check a stranger's ``.docx`` or ``.xlsx`` (see the module); raise Refused when it fails."""
    return check_package(path, read_file(path, limits.file), kind, limits)


def check_package(path: Path, content: bytes, kind: Kind, limits: Limits = LIMITS) -> Package:
    """Check a stranger's file that is in memory already; ``path`` only names it in what is refused."""
    _check_signature(path.name, kind, content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise Refused("file_damaged", name=path.name) from error
    _check_directory(path.name, archive.infolist(), limits)
    for part in archive.namelist():
        _check_markup(archive, part, path.name)
    _check_kind(path.name, archive, kind)
    return Package(path, archive)


def _check_signature(name: str, kind: Kind, content: bytes) -> None:
    if content.startswith(_OLE):
        code = "file_password" if _ENCRYPTED_OLE in content else "file_old_office"
        raise Refused(code, name=name, kind=kind)
    if not content.startswith(_ZIP_STARTS):
        raise Refused("file_not_office", name=name, kind=kind)


def _check_directory(name: str, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.parts or sum(info.file_size for info in entries) > limits.unpacked:
        raise Refused("file_unpacks_too_big", name=name, limit=limits.unpacked // _MEGABYTE)
    if len({info.filename.casefold() for info in entries}) < len(entries):  # which one would a parser take?
        raise Refused("file_damaged", name=name)
    for info in entries:
        if info.flag_bits & 0x1:
            raise Refused("file_password", name=name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("file_damaged", name=name)  # bzip2 and lzma unpack without any limit per read
        if info.file_size > max(_MEGABYTE, limits.ratio * info.compress_size):
            raise Refused("file_bomb", name=name)


def _chunks(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except _DAMAGED as error:
        raise Refused("file_damaged", name=name) from error


def _check_markup(archive: zipfile.ZipFile, part: str, name: str) -> None:
    """Refuse a document type or an entity anywhere in an XML part; reading it whole also checks its CRC."""
    tail = b""
    for number, chunk in enumerate(_chunks(archive, part, name)):
        seen = tail + chunk.replace(b"\0", b"")  # UTF-16 puts NULs between letters; XML itself has none
        if number == 0:
            start = seen.lstrip(_BEFORE_MARKUP)
            if not start.startswith(b"<") and not part.casefold().endswith(_MARKUP_NAMES):
                return
            _check_encoding(start, name)
        if any(word in seen for word in _FORBIDDEN):
            raise Refused("file_doctype", name=name)
        tail = seen[-len(b"<!DOCTYPE") :]


def _check_encoding(start: bytes, name: str) -> None:
    """Refuse an encoding in which ``<!DOCTYPE`` could hide from us (UTF-7, EBCDIC ...).

    Office writes UTF-8, and the standard allows only UTF-16 besides [ISO/IEC 29500-2, 8.1.4].
    """
    declared = _ENCODING.match(start)
    encoding = declared[1].lower() if declared else b""
    if not start.startswith(b"<") or encoding not in _ENCODINGS:
        raise Refused("file_damaged", name=name)


def _check_kind(name: str, archive: zipfile.ZipFile, kind: Kind) -> None:
    parts = set(archive.namelist())
    if _TYPES not in parts:
        code = "file_is_odf" if {"mimetype", "content.xml"} <= parts else "file_not_office"
        raise Refused(code, name=name, kind=kind)
    types = b"".join(_chunks(archive, _TYPES, name)).replace(b"\0", b"")
    found = [candidate for candidate, main_type in _MAIN_TYPES.items() if main_type.search(types)]
    if kind not in found:
        raise Refused(_OTHER_KIND[found[0]] if found else "file_not_office", name=name, kind=kind)
