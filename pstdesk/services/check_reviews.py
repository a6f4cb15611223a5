"""Whether frozen stage reviews still say what they said when they were frozen."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import StageReview
from pstdesk.domain.errors import Refused
from pstdesk.services.finding import Finding
from pstdesk.services.reviews import frozen_content


def review_findings(session: Session) -> Iterator[Finding]:
    """Yield each frozen review whose content is no longer that of its digest."""
    frozen = select(StageReview.id, StageReview.name).where(StageReview.frozen_at.is_not(None))
    for review_id, name in session.execute(frozen.order_by(StageReview.id)).all():
        try:
            frozen_content(session.get_one(StageReview, review_id))
        except (Refused, ValueError):  # ValueError: no JSON any more
            yield Finding("check_review", {"name": name})
