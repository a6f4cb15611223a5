"""Which files of the base are still needed by anything."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attachment, MeetingAttachment, Programme
from pstdesk.services.fetch import fetch


def drop_unneeded(session: Session, attachment_ids: Iterable[int]) -> None:
    """Let the files of these ids leave the base, those that no meeting and no letterhead needs any more."""
    for kept in set(attachment_ids):
        elsewhere = select(MeetingAttachment.id).where(MeetingAttachment.attachment_id == kept).limit(1)
        letterhead = select(Programme.id).where(Programme.template_id == kept)
        if session.scalar(elsewhere) is None and session.scalar(letterhead) is None:
            session.delete(fetch(session, Attachment, kept))
    session.flush()
