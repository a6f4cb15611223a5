"""From the base to a document as a file: whole or not at all, and nothing that is there is lost."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from pstdesk.documents.document import Document
from pstdesk.documents.files import refuse_unwritable, write_atomically
from pstdesk.documents.table import Table
from pstdesk.documents.table_workbook import write_workbook
from pstdesk.domain.errors import Refused


class Writable(Protocol):
    """An open base."""

    read_only: bool

    def read(self) -> AbstractContextManager[Session]:
        """Give a session that changes nothing."""

    def write(self) -> AbstractContextManager[Session]:
        """Give a session that is committed at the end."""


@dataclass(frozen=True, slots=True)
class Printout:
    """A document as the base has it now: the usual name of its file, and what draws it, later."""

    name: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Order:
    """Which document is wanted; ``read`` takes it out of the base in the format of a suffix."""

    suffixes: Collection[str]
    """The formats that there are of it, the usual one first."""
    read: Callable[[Session, str], Printout]
    writes: bool = True
    """Whether reading it may keep a version; what only reads lets others write meanwhile."""


def export_document(base: Writable, order: Order, path: Path, *, overwrite: bool = False) -> Path:
    """Write a document to ``path`` and return it; its suffix says in which format.

    The base is let go before the document is drawn, so that nobody waits for it; it is not touched
    where nothing can be written.
    """
    suffix = path.suffix.lower()
    _refuse_suffix(order, suffix)
    refuse_unwritable(path, overwrite=overwrite)
    drawn = _read(base, order, suffix).draw()
    write_atomically(path, lambda file: file.write(drawn), overwrite=overwrite)
    return path


def file_document(base: Writable, order: Order, folder: Path, suffix: str) -> Path:
    """Put a document into ``folder``, made if need be, and return the file that says it.

    A file that already says just this is left alone; any other under that name (corrected in Word, of an
    older letterhead) is kept, and the new one stands beside it as name-2.
    """
    _refuse_suffix(order, suffix)
    with suppress(OSError):  # the next line says what is wrong with the folder, in a sentence
        folder.mkdir(parents=True, exist_ok=True)
    refuse_unwritable(folder / f".pstdesk{suffix}")
    printout = _read(base, order, suffix)
    drawn = printout.draw()
    for path in _names_beside(folder / printout.name):
        if _says(path, drawn):
            break
        if not os.path.lexists(path):
            write_atomically(path, lambda file: file.write(drawn))
            break
    return path


def export_table(
    table: Table, path: Path, *, overwrite: bool = False, step: Callable[[int], object] = lambda _done: None
) -> None:
    """Write a list into the workbook at ``path``; ``step(rows)`` says how far it is, and may raise to stop.

    Raises Refused where nothing can be written there (:func:`write_atomically`); what was there stays then.
    """
    refuse_unwritable(path, overwrite=overwrite)
    write_atomically(path, lambda file: write_workbook(file, table, step=step), overwrite=overwrite)


def drawing(document: Document, suffix: str, letterhead: bytes | None) -> Callable[[], bytes]:
    """Return what draws a document in the format of ``suffix``; a PDF has no letterhead but its own."""
    if suffix == ".docx":
        from pstdesk.documents.docx_writer import docx_file

        return lambda: docx_file(document, letterhead)
    from pstdesk.documents.pdf_writer import pdf_file

    return lambda: pdf_file(document)


def _read(base: Writable, order: Order, suffix: str) -> Printout:
    # of a base that is only read, whatever needs no new version can still be had
    with base.write() if order.writes and not base.read_only else base.read() as session:
        return order.read(session, suffix)


def _refuse_suffix(order: Order, suffix: str) -> None:
    if suffix not in order.suffixes:
        raise Refused("document_suffix", suffix=suffix or "?", known=", ".join(order.suffixes))


def _names_beside(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def _says(path: Path, drawn: bytes) -> bool:
    try:
        return path.read_bytes() == drawn
    except OSError:  # not there, a folder, or not to be read: not ours to reopen
        return False
