"""Stage reviews by what people call them, "bilan 2025", and by what is written in them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import ReviewSection, StageReview
from pstdesk.domain.names import fold
from pstdesk.services.find_picks import MOST_PICKS, Entries, Fit, Pick, Sought, begins_a_word

_CALLED = "bilan d etape"


def reviews(session: Session, sought: Sought, found: Entries) -> list[Pick]:
    """Return the reviews that are named, the latest first, then those in which the words are written."""
    words = [word for word in sought.folded.split() if len(word) > 1]  # not the d of "bilan d'étape"
    picks = {pick.id: pick for pick in _named(session, words)} if words else {}
    written = {entry.record_id: entry.id for entry in found.get("stage_review", ())}
    in_sections = {entry.record_id: entry.id for entry in found.get("review_section", ())}
    of = select(ReviewSection.id, ReviewSection.review_id).where(ReviewSection.id.in_(in_sections))
    for section_id, review_id in session.execute(of) if in_sections else ():
        written.setdefault(review_id, in_sections[section_id])
    for review_id, entry_id in written.items():
        picks.setdefault(review_id, Pick("stage_review", review_id, Fit.WORDS, entry_id))
    return list(picks.values())[:MOST_PICKS]


def _named(session: Session, words: Sequence[str]) -> list[Pick]:
    """Return the reviews whose name, with what all of them are called, begins with each of the words."""
    query = select(StageReview.id, StageReview.name).order_by(
        StageReview.last_on.desc(), StageReview.id.desc()
    )
    return [
        Pick("stage_review", review_id, Fit.TITLE)
        for review_id, name in session.execute(query)
        if all(begins_a_word(word, f"{_CALLED} {fold(name)}") for word in words)
    ]
