"""The stage reviews of the demonstration: last year’s, frozen in January, and this year’s, being written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from pstdesk.domain.period import Period, year
from pstdesk.domain.review import SectionKind
from pstdesk.services import reviews
from pstdesk.services.demo_minutes import noon
from pstdesk.services.review_evidence import add_evidence, evidence_offers

_FROZEN_ON = (1, 15)
"""Month and day of the year after."""
_EVIDENCE = 2
"""Actions and decisions that each objective rests on."""


def write_reviews(session: Session, script: Mapping[str, Any], today: date) -> None:
    """Write the review of last year and freeze it, then begin that of this year beside it.

    Nothing is written where no meeting was held last year: a story that has only begun.
    """
    frozen_on = date(today.year, *_FROZEN_ON)
    last, this = year(today.year - 1), year(today.year)
    page = reviews.period_page(session, last, frozen_on)
    if today < frozen_on or not page.content.review.whole.rhythm.held:
        return
    review_id = reviews.begin_review(session, last, _text(page, script["last"]["end"]))
    _write_sections(session, review_id, last, script["last"]["sections"])
    reviews.freeze(session, review_id, reviews.texts(session, review_id).row.version, noon(frozen_on))
    page = reviews.period_page(session, this, today, review_id)
    begun = reviews.begin_review(session, this, _text(page, script["this"]["end"]), review_id)
    _write_sections(session, begun, this, script["this"]["sections"])


def _text(page: reviews.ReviewPage, end: str) -> str:
    """Return what the figures say, and what the officer makes of it."""
    return f"{page.content.narrative}\n\n{end}"


def _write_sections(session: Session, review_id: int, period: Period, texts: Mapping[str, str]) -> None:
    """Write the sections of these places, from 1; each objective rests on what was done in the period."""
    offers = (each for each in evidence_offers(session, period) if each.day and each.day <= period.last)
    for place, section in enumerate(reviews.texts(session, review_id).sections, 1):
        text = texts.get(str(place))
        if text is None or section.id is None:
            continue
        reviews.write_section(session, section.id, text, section.version)
        if section.kind is SectionKind.OBJECTIVE:
            for offer, _count in zip(offers, range(_EVIDENCE), strict=False):
                add_evidence(session, section.id, action_id=offer.action_id, decision_id=offer.decision_id)
