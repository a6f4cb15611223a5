"""From a meeting in the base to its minutes as a file."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from pstdesk.documents.files import file_name, refuse_unwritable, write_atomically
from pstdesk.documents.minutes import MinutesContent
from pstdesk.domain.errors import Refused
from pstdesk.services.minutes import issue_version
from pstdesk.services.programme import template


class Writable(Protocol):
    """An open base."""

    def write(self) -> AbstractContextManager[Session]:
        """Give a session that is committed at the end."""


def export_minutes(
    base: Writable, meeting_id: int, path: Path, now: datetime, *, overwrite: bool = False
) -> Path:
    """Write a meeting's minutes to ``path`` (.docx or .pdf) and return it.

    The base is let go before the document is drawn, so that nobody waits for it; it is not touched
    where nothing can be written.
    """
    draw = _drawing(path.suffix.lower())
    refuse_unwritable(path, overwrite=overwrite)
    drawn = draw(*_issue(base, meeting_id, now))
    write_atomically(path, lambda file: file.write(drawn), overwrite=overwrite)
    return path


def file_minutes(base: Writable, meeting_id: int, folder: Path, suffix: str, now: datetime) -> Path:
    """Put a meeting's minutes into ``folder``, made if need be, and return the file that says them.

    A file that already says just this is left alone; any other under that name (corrected in Word, of an
    older letterhead) is kept, and the new one stands beside it as name-2.
    """
    draw = _drawing(suffix)
    with suppress(OSError):  # the next line says what is wrong with the folder, in a sentence
        folder.mkdir(parents=True, exist_ok=True)
    refuse_unwritable(folder / f".CR{suffix}")
    content, letterhead = _issue(base, meeting_id, now)
    drawn = draw(content, letterhead)
    for path in _names_beside(folder / minutes_file_name(content, suffix)):
        if _says(path, drawn):
            break
        if not os.path.lexists(path):
            write_atomically(path, lambda file: file.write(drawn))
            break
    return path


def _issue(base: Writable, meeting_id: int, now: datetime) -> tuple[MinutesContent, bytes | None]:
    """Return what the minutes say now and the commune's letterhead."""
    with base.write() as session:
        return issue_version(session, meeting_id, now), template(session)


def _names_beside(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))


def _says(path: Path, drawn: bytes) -> bool:
    try:
        return path.read_bytes() == drawn
    except OSError:  # not there, a folder, or not to be read: not ours to reopen
        return False


def minutes_file_name(content: MinutesContent, suffix: str) -> str:
    """Return the sortable name of a version, e.g. CR_2026-11-12_CT1-Acces-aux-droits_v2.docx."""
    title = content.committee
    return file_name(
        "CR", content.day, (title.short_name, title.name), version=content.version, suffix=suffix
    )


def _drawing(suffix: str) -> Callable[[MinutesContent, bytes | None], bytes]:
    """Return what draws minutes in the format of ``suffix``; a PDF has no letterhead but its own."""
    if suffix == ".docx":
        from pstdesk.documents.minutes_docx import minutes_docx

        return minutes_docx
    if suffix == ".pdf":
        from pstdesk.documents.minutes_pdf import minutes_pdf

        return lambda content, _letterhead: minutes_pdf(content)
    raise Refused("minutes_suffix", suffix=suffix or "?")
