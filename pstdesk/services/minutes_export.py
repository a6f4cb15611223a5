"""From a meeting in the base to its minutes as a file."""

from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from pstdesk.documents.files import file_name
from pstdesk.documents.minutes import MinutesContent
from pstdesk.documents.minutes_document import minutes_document
from pstdesk.services.export import Order, Printout, Writable, drawing, export_document, file_document
from pstdesk.services.minutes import issue_version
from pstdesk.services.programme import template

SUFFIXES = (".docx", ".pdf")


def export_minutes(
    base: Writable, meeting_id: int, path: Path, now: datetime, *, overwrite: bool = False
) -> Path:
    """Write a meeting's minutes to ``path`` (.docx or .pdf), as ``export_document`` does."""
    return export_document(base, minutes_order(meeting_id, now), path, overwrite=overwrite)


def file_minutes(base: Writable, meeting_id: int, folder: Path, suffix: str, now: datetime) -> Path:
    """Put a meeting's minutes into ``folder``, as ``file_document`` does."""
    return file_document(base, minutes_order(meeting_id, now), folder, suffix)


def minutes_order(meeting_id: int, now: datetime) -> Order:
    """Return the order for a meeting's minutes; what they say ``now`` is kept as a version."""
    return Order(SUFFIXES, partial(_read, meeting_id=meeting_id, now=now))


def _read(session: Session, suffix: str, meeting_id: int, now: datetime) -> Printout:
    content = issue_version(session, meeting_id, now)
    drawn = drawing(minutes_document(content), suffix, template(session))
    return Printout(minutes_file_name(content, suffix), drawn)


def minutes_file_name(content: MinutesContent, suffix: str) -> str:
    """Return the sortable name of a version, e.g. CR_2026-11-12_CT1-Acces-aux-droits_v2.docx."""
    title = content.committee
    return file_name(
        "CR", content.day, (title.short_name, title.name), version=content.version, suffix=suffix
    )
