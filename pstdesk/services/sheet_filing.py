"""The signed sheet of a meeting: its scan kept in the base, or the paper put in its binder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Meeting
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.services.attachments import Attached, PaperRow, attach_content, attach_each, paper_rows
from pstdesk.services.fetch import fetch

SHEET_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png")

_BEGINNINGS = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_HEAD = 1024
"""Bytes within which a PDF says that it is one."""


@dataclass(frozen=True, slots=True)
class SheetState:
    """Where the signed sheet of a meeting is; ``scans`` are its pages, in the order they were attached."""

    scans: tuple[PaperRow, ...] = ()
    filed_on: date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is neither a scan nor a filed paper."""
        return not self.scans and self.filed_on is None


def sheet_state(session: Session, meeting_id: int) -> SheetState:
    """Return where the signed sheet of a meeting is."""
    papers = paper_rows(session, meeting_id)
    return SheetState(
        tuple(paper for paper in papers if paper.purpose is AttachmentPurpose.SIGN_IN_SHEET),
        fetch(session, Meeting, meeting_id).sheet_filed_on,
    )


def attach_sheet(session: Session, meeting_id: int, name: str, content: bytes) -> int:
    """Attach a scan or a photograph of the signed sheet, and return the id of the paper.

    Refused before the meeting ("sheet_before_meeting"), for what is no .pdf, .jpg or .png ("sheet_kind"),
    and what :func:`~pstdesk.services.attachments.attach_content` refuses.
    """
    _refuse_early(session, meeting_id)
    if Path(name).suffix.lower() not in SHEET_SUFFIXES or not _is_scan(content):
        raise Refused("sheet_kind", name=name)
    return attach_content(session, meeting_id, name, content, purpose=AttachmentPurpose.SIGN_IN_SHEET)


def attach_sheets(base: Database, meeting_id: int, paths: Sequence[Path]) -> Attached:
    """Attach several pages, as :func:`~pstdesk.services.attachments.attach_each` does."""

    def attach_one(session: Session, name: str, content: bytes) -> int:
        return attach_sheet(session, meeting_id, name, content)

    return attach_each(base, paths, attach_one)


def file_sheet(session: Session, meeting_id: int, day: date) -> None:
    """Say that the signed sheet, on paper, was put in its binder on ``day``."""
    _refuse_early(session, meeting_id)
    fetch(session, Meeting, meeting_id).sheet_filed_on = day


def unfile_sheet(session: Session, meeting_id: int) -> None:
    """Say that the signed sheet is in no binder after all."""
    fetch(session, Meeting, meeting_id).sheet_filed_on = None


def _refuse_early(session: Session, meeting_id: int) -> None:
    if fetch(session, Meeting, meeting_id).state not in SIGNED_IN:
        raise Refused("sheet_before_meeting")


def _is_scan(content: bytes) -> bool:
    """Whether a file begins as a PDF or an image does; some scanners put a few bytes before the PDF."""
    return content.startswith(_BEGINNINGS) or _BEGINNINGS[0] in content[:_HEAD]
