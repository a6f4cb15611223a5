"""Stage reviews that are kept: begun, written, compared, and frozen for good.

The figures of a draft are counted anew each time it is read. Frozen, it says for ever what it said that day:
its content is kept with its digest, and that alone is shown and printed.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import ReviewSection, StageReview
from pstdesk.db.undo import no_undo
from pstdesk.documents.kept import as_json, digest, revived
from pstdesk.documents.review import EvidenceEntry, ReviewContent, SectionEntry
from pstdesk.documents.review_narrative import narrative
from pstdesk.documents.review_words import period_words
from pstdesk.domain.errors import Refused
from pstdesk.domain.period import Period, kind_of
from pstdesk.domain.review import Figures, SectionKind
from pstdesk.i18n import language
from pstdesk.resources import resource
from pstdesk.services.fetch import fetch
from pstdesk.services.programme import letterhead_lines, the_programme
from pstdesk.services.review import review
from pstdesk.services.review_evidence import told_evidence
from pstdesk.services.reviews_open import open_review, open_section


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review that is kept: a draft, or frozen at an instant."""

    id: int
    version: int
    name: str
    period: Period
    frozen_at: datetime | None

    @property
    def is_frozen(self) -> bool:
        """Whether nothing in it changes any more."""
        return self.frozen_at is not None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Something that a section rests on; ``id`` is None in a frozen review."""

    id: int | None
    entry: EvidenceEntry


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of a review; ``id`` is None in a frozen review."""

    id: int | None
    version: int
    kind: SectionKind
    title: str
    text: str
    evidence: tuple[EvidenceRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it, and it rests on nothing."""
        return not self.text.strip() and not self.evidence


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written in a review that is kept."""

    row: ReviewRow
    narrative: str
    sections: tuple[SectionRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review of a period as it is shown: all that it says, and what of it is kept, if anything is."""

    content: ReviewContent
    texts: Texts | None = None
    compared_with_id: int | None = None

    @property
    def row(self) -> ReviewRow | None:
        """What is kept, if anything is."""
        return None if self.texts is None else self.texts.row


def review_rows(session: Session) -> tuple[ReviewRow, ...]:
    """Return the reviews that are kept, those of the latest periods first, drafts before frozen ones."""
    query = select(StageReview).order_by(
        StageReview.last_on.desc(), StageReview.first_on.desc(), StageReview.frozen_at.is_not(None)
    )
    return tuple(map(_row, session.scalars(query.order_by(StageReview.id.desc()))))


def draft_of(session: Session, period: Period) -> int | None:
    """Return the id of the draft of a period, if there is one."""
    query = select(StageReview.id).where(
        StageReview.first_on == period.first,
        StageReview.last_on == period.last,
        StageReview.frozen_at.is_(None),
    )
    return session.scalar(query.order_by(StageReview.id.desc()))


def period_page(
    session: Session, period: Period, today: date, compared_with_id: int | None = None
) -> ReviewPage:
    """Return the review of a period: its draft where there is one, else its figures and a proposed text.

    ``compared_with_id`` is the frozen review to compare with where there is no draft, which knows its own.
    """
    draft = draft_of(session, period)
    if draft is not None:
        return review_page(session, draft, today)
    compared = None if compared_with_id is None else _frozen(session, compared_with_id)
    content = _counted(session, period, today, compared)
    return ReviewPage(content, compared_with_id=compared_with_id)


def review_page(session: Session, review_id: int, today: date) -> ReviewPage:
    """Return a review that is kept: a draft counted ``today``, a frozen one as it was frozen."""
    record = fetch(session, StageReview, review_id)
    written = _texts(session, record)
    is_frozen = written.row.is_frozen
    content = frozen_content(record) if is_frozen else _content(session, record, written.sections, today)
    return ReviewPage(content, written, record.compared_with_id)


def texts(session: Session, review_id: int) -> Texts:
    """Return what is written in a review that is kept; nothing is counted."""
    return _texts(session, fetch(session, StageReview, review_id))


def begin_review(session: Session, period: Period, text: str, compared_with_id: int | None = None) -> int:
    """Begin to write the review of a period and return its id: ``text`` to rewrite, sections to fill.

    Where there is a draft of that period, it is that one, as it is.
    """
    known = draft_of(session, period)
    if known is not None:
        return known
    with language(the_programme(session).language):
        name = period_words(period, kind_of(period))
    record = StageReview(
        name=name,
        first_on=period.first,
        last_on=period.last,
        compared_with_id=compared_with_id,
        narrative=text,
    )
    session.add(record)
    session.flush()
    position = 0
    for kind, titles in _titles().items():
        for title in titles:
            position += 1
            session.add(ReviewSection(review_id=record.id, kind=kind, position=position, title=title))
    session.flush()
    return record.id


def write_narrative(session: Session, review_id: int, text: str, version: int) -> int:
    """Write what the figures say, in the version that was read, and return the new one."""
    record = open_review(session, review_id, version)
    record.narrative = text
    session.flush()
    return record.version


def write_section(session: Session, section_id: int, text: str, version: int) -> int:
    """Write a section, in the version that was read, and return the new one."""
    section = open_section(session, section_id, version)
    section.text = text
    session.flush()
    return section.version


def compare_with(session: Session, review_id: int, other_id: int | None, version: int) -> None:
    """Compare a draft with a frozen review instead of the period before it, or with that again (None)."""
    record = open_review(session, review_id, version)
    if other_id is not None:
        _frozen(session, other_id)
    record.compared_with_id = other_id


def freeze(session: Session, review_id: int, version: int, now: datetime) -> None:
    """Freeze a draft for good: its figures, texts and evidence as they are now; there is no way back."""
    record = open_review(session, review_id, version)
    today = now.astimezone().date()
    content = replace(_content(session, record, _sections(session, review_id), today), is_frozen=True)
    record.content, record.sha256, record.frozen_at = as_json(content), digest(content), now
    no_undo(session)


def delete_draft(session: Session, review_id: int, version: int) -> None:
    """Delete a draft with all that was written in it; refused for a frozen review."""
    session.delete(open_review(session, review_id, version))


def frozen_content(record: StageReview) -> ReviewContent:
    """Return what a frozen review says; Refused "review_damaged" where it is no longer what was frozen."""
    try:
        kept: Any = record.content
        content = revived(ReviewContent, json.loads(kept) if isinstance(kept, str) else kept)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # none of ours
        raise Refused("review_damaged", name=record.name) from error
    if digest(content) != record.sha256:
        raise Refused("review_damaged", name=record.name)
    return content


def _frozen(session: Session, review_id: int) -> StageReview:
    record = fetch(session, StageReview, review_id)
    if record.frozen_at is None:
        raise Refused("review_not_frozen", name=record.name)
    return record


def _texts(session: Session, record: StageReview) -> Texts:
    if record.frozen_at is None:
        return Texts(_row(record), record.narrative, _sections(session, record.id))
    content = frozen_content(record)
    sections = tuple(
        SectionRow(
            *(None, 0, entry.kind, entry.title, entry.text),
            tuple(EvidenceRow(None, each) for each in entry.evidence),
        )
        for entry in content.sections
    )
    return Texts(_row(record), content.narrative, sections)


def _row(record: StageReview) -> ReviewRow:
    period = Period(record.first_on, record.last_on)
    return ReviewRow(record.id, record.version, record.name, period, record.frozen_at)


def _titles() -> dict[SectionKind, list[str]]:
    """Return the titles of the sections, which are the seed's and not to be translated."""
    titles = json.loads(resource("review", "sections.json").read_text(encoding="utf-8"))
    return {kind: titles[kind.value] for kind in SectionKind}


def _sections(session: Session, review_id: int) -> tuple[SectionRow, ...]:
    evidence = told_evidence(session, review_id)
    query = select(ReviewSection).where(ReviewSection.review_id == review_id)
    return tuple(
        SectionRow(
            *(record.id, record.version, record.kind, record.title, record.text),
            tuple(EvidenceRow(id, entry) for id, entry in evidence.get(record.id, ())),
        )
        for record in session.scalars(query.order_by(ReviewSection.position, ReviewSection.id))
    )


def _content(
    session: Session, record: StageReview, sections: tuple[SectionRow, ...], today: date
) -> ReviewContent:
    compared = None if record.compared_with_id is None else _frozen(session, record.compared_with_id)
    counted = _counted(session, Period(record.first_on, record.last_on), today, compared)
    written = tuple(
        SectionEntry(row.kind, row.title, row.text, tuple(each.entry for each in row.evidence))
        for row in sections
    )
    return replace(counted, name=record.name, narrative=record.narrative, sections=written)


def _counted(session: Session, period: Period, today: date, compared: StageReview | None) -> ReviewContent:
    """Return the content of a review of which nothing was written: its figures and the text they propose."""
    programme = the_programme(session)
    beside: Figures | None = None if compared is None else frozen_content(compared).review.whole
    counted = review(session, period, today, beside)
    with language(programme.language):
        proposed = narrative(counted)
    return ReviewContent(
        programme=programme.name,
        town=programme.town,
        name="",
        kind=kind_of(period),
        made_on=today,
        review=counted,
        narrative=proposed,
        compared_with="" if compared is None else compared.name,
        letterhead=letterhead_lines(programme),
        footer=programme.footer,
        language=programme.language,
    )
