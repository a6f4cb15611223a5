"""The reviews that may still be written in: drafts, never frozen ones."""

from sqlalchemy.orm import Session

from pstdesk.db.models import ReviewSection, StageReview
from pstdesk.domain.errors import Refused
from pstdesk.services.fetch import fetch


def open_review(session: Session, review_id: int, version: int | None = None) -> StageReview:
    """Return a draft; refused "review_frozen" where it is none any more."""
    record = fetch(session, StageReview, review_id, version)
    if record.frozen_at is not None:
        raise Refused("review_frozen", name=record.name)
    return record


def open_section(session: Session, section_id: int, version: int | None = None) -> ReviewSection:
    """Return a section of a draft; refused "review_frozen" where it is none any more."""
    section = fetch(session, ReviewSection, section_id, version)
    open_review(session, section.review_id)
    return section
