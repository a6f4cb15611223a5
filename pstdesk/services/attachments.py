"""Files kept in the base: papers for a meeting or one of its items, and the signed sheet."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Attachment, Meeting, MeetingAttachment, Programme
from pstdesk.documents.foreign import read_file
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.errors import Refused
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.fetch import fetch

LARGEST_ATTACHMENT = 10 * 1024 * 1024
"""Bytes; a larger file belongs on the town's own shares."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A file attached to a meeting; ``item_id`` is None where it belongs to the meeting as a whole."""

    id: int
    item_id: int | None
    name: str
    size: int
    purpose: AttachmentPurpose


def attach(
    session: Session,
    meeting_id: int,
    path: Path,
    item_id: int | None = None,
    purpose: AttachmentPurpose = AttachmentPurpose.PAPER,
) -> int:
    """Attach the file at ``path`` to a meeting or to one of its items, and return the id of the paper.

    The same file twice in the same place is once. Refused is what ``read_file`` refuses, and a file of more
    than 10 MB; papers of minutes that were approved are what they were.
    """
    fetch(session, Meeting, meeting_id)
    if item_id is not None and fetch(session, AgendaItem, item_id).meeting_id != meeting_id:
        raise Refused("record_missing")
    if purpose is AttachmentPurpose.PAPER:
        refuse_locked_minutes(session, meeting_id)
    kept = keep_file(session, path.name, read_file(path))
    place = (MeetingAttachment.meeting_id == meeting_id, MeetingAttachment.agenda_item_id == item_id)
    known = select(MeetingAttachment.id).where(
        *place, MeetingAttachment.attachment_id == kept, MeetingAttachment.purpose == purpose
    )
    if (there := session.scalar(known)) is not None:
        return there
    last = session.scalar(select(func.max(MeetingAttachment.position)).where(*place))
    paper = MeetingAttachment(
        meeting_id=meeting_id,
        agenda_item_id=item_id,
        attachment_id=kept,
        position=(last or 0) + 1,
        purpose=purpose,
    )
    session.add(paper)
    session.flush()
    return paper.id


def detach(session: Session, paper_id: int) -> None:
    """Take a file off its meeting; it leaves the base where nothing else needs it."""
    paper = fetch(session, MeetingAttachment, paper_id)
    if paper.purpose is AttachmentPurpose.PAPER:
        refuse_locked_minutes(session, paper.meeting_id)
    kept = paper.attachment_id
    session.delete(paper)
    session.flush()
    elsewhere = select(MeetingAttachment.id).where(MeetingAttachment.attachment_id == kept).limit(1)
    letterhead = select(Programme.id).where(Programme.template_id == kept)
    if session.scalar(elsewhere) is None and session.scalar(letterhead) is None:
        session.delete(fetch(session, Attachment, kept))


def paper_rows(session: Session, meeting_id: int) -> tuple[PaperRow, ...]:
    """Return what is attached to a meeting and its items, in the order in which it was attached."""
    query = (
        select(
            MeetingAttachment.id,
            MeetingAttachment.agenda_item_id,
            Attachment.name,
            Attachment.size,
            MeetingAttachment.purpose,
        )
        .join(Attachment, Attachment.id == MeetingAttachment.attachment_id)
        .where(MeetingAttachment.meeting_id == meeting_id)
        .order_by(MeetingAttachment.position, MeetingAttachment.id)
    )
    return tuple(PaperRow(*row) for row in session.execute(query))


def paper_content(session: Session, paper_id: int) -> tuple[str, bytes]:
    """Return the name and the bytes of an attached file."""
    kept = fetch(session, Attachment, fetch(session, MeetingAttachment, paper_id).attachment_id)
    return kept.name, kept.content


def keep_file(session: Session, name: str, content: bytes) -> int:
    """Keep ``content`` in the base, once, and return the attachment's id; 10 MB at most."""
    if len(content) > LARGEST_ATTACHMENT:
        raise Refused("attachment_too_large", name=name, limit=LARGEST_ATTACHMENT // 1024 // 1024)
    sha256 = hashlib.sha256(content).hexdigest()
    known = session.scalar(select(Attachment.id).where(Attachment.sha256 == sha256))
    if known is not None:
        return known
    attachment = Attachment(
        sha256=sha256,
        name=Path(name).name,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=len(content),
        content=content,
    )
    session.add(attachment)
    session.flush()
    return attachment.id
