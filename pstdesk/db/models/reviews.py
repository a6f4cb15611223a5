"""Stage reviews: what is said of a period, section by section, and kept with its figures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import (
    UNDO,
    Base,
    CleanString,
    Identified,
    Line,
    LongText,
    Name,
    Versioned,
    reference,
)
from pstdesk.domain.review import SectionKind


class StageReview(Versioned, Base):
    """The review of one period: a draft whose figures are counted anew, then frozen for ever."""

    __tablename__ = "stage_review"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="interval"),
        CheckConstraint("(frozen_at IS NULL) = (content IS NULL)", name="frozen_with_content"),
        {"sqlite_autoincrement": True},
    )
    topic = "reviews"
    journalled = True

    name: Mapped[Name] = mapped_column(doc="e.g. Bilan 2026")
    first_on: Mapped[date]
    last_on: Mapped[date] = mapped_column(doc="Included, unlike the end of every interval")
    compared_with_id: Mapped[int | None] = reference(
        "stage_review", doc="A frozen one to compare with; None: the period before, counted anew"
    )
    narrative: Mapped[LongText] = mapped_column(doc="What the figures say", info={UNDO: "typed"})
    frozen_at: Mapped[datetime | None]
    content: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), doc="Figures, texts and evidence as they were when it was frozen"
    )
    sha256: Mapped[str] = mapped_column(
        CleanString(64), default="", server_default="", doc="Of the content, as canonical JSON"
    )

    def search_words(self) -> tuple[str, str]:
        """Return its name, then what it says."""
        return self.name, self.narrative


class ReviewSection(Versioned, Base):
    """What the officer says of one finding, objective or principle."""

    __tablename__ = "review_section"
    __table_args__ = (
        Index("ix_review_section_review_id_position", "review_id", "position"),
        {"sqlite_autoincrement": True},
    )
    topic = "reviews"

    review_id: Mapped[int] = reference("stage_review", cascade=True, index=False)
    kind: Mapped[SectionKind]
    position: Mapped[int] = mapped_column(doc="Within the review")
    title: Mapped[Line] = mapped_column(doc="As the preset words it")
    text: Mapped[LongText] = mapped_column(info={UNDO: "typed"})

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the review's, then what it says."""
        return "", self.text


class ReviewEvidence(Identified, Base):
    """What a section rests on: an action, a decision, or words where it is neither."""

    __tablename__ = "review_evidence"
    __table_args__ = (
        Index("ix_review_evidence_section_id_position", "section_id", "position"),
        CheckConstraint(
            "(action_id IS NULL OR decision_id IS NULL)"
            " AND (action_id IS NOT NULL OR decision_id IS NOT NULL) = (words = '')",
            name="one_thing",
        ),
        {"sqlite_autoincrement": True},
    )
    topic = "reviews"

    section_id: Mapped[int] = reference("review_section", cascade=True, index=False)
    position: Mapped[int]
    action_id: Mapped[int | None] = reference("action_item", cascade=True)
    decision_id: Mapped[int | None] = reference("decision", cascade=True)
    words: Mapped[Line]
