"""Minutes with their versions, and the decisions and actions that came out of meetings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import Base, CleanString, Identified, Line, LongText, Versioned, reference
from pstdesk.domain.action import ActionState
from pstdesk.domain.minutes import ApprovalMode, MinutesState


class Minutes(Versioned, Base):
    """The minutes of one meeting."""

    __tablename__ = "minutes"
    topic = "minutes"
    journalled = True

    meeting_id: Mapped[int] = reference("meeting", index=False)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    corrections_due_on: Mapped[date | None]
    corrections_to: Mapped[Line] = mapped_column(doc="Where corrections are sent")
    corrections_asked_of: Mapped[Line] = mapped_column(doc="Who was asked to read the draft")
    sent_at: Mapped[datetime | None]
    approved_on: Mapped[date | None]
    approval: Mapped[ApprovalMode | None]
    approved_in_id: Mapped[int | None] = reference("meeting")
    __table_args__ = (UniqueConstraint("meeting_id"), {"sqlite_autoincrement": True})


class MinutesVersion(Identified, Base):
    """The minutes as they went out once, word for word."""

    __tablename__ = "minutes_version"
    __table_args__ = (UniqueConstraint("minutes_id", "number"), {"sqlite_autoincrement": True})
    topic = "minutes"
    journalled = True

    minutes_id: Mapped[int] = reference("minutes", cascade=True, index=False)
    number: Mapped[int]
    made_at: Mapped[datetime]
    state: Mapped[MinutesState] = mapped_column(doc="The minutes' state when this version went out")
    content: Mapped[Any] = mapped_column(JSON, doc="The document's content, as it was handed to the writer")
    sha256: Mapped[str] = mapped_column(CleanString(64), doc="Of the content, as canonical JSON")
    reason: Mapped[Line] = mapped_column(
        doc="Why it was made: why the minutes were reopened, who approved them"
    )


class Rectification(Identified, Base):
    """A correction of approved minutes, decided at a later meeting and dated by it."""

    __tablename__ = "rectification"
    topic = "minutes"
    journalled = True

    minutes_id: Mapped[int] = reference("minutes", cascade=True)
    decided_in_id: Mapped[int] = reference("meeting")
    agenda_item_id: Mapped[int | None] = reference("agenda_item", doc="Where it was decided")
    text: Mapped[LongText] = mapped_column(doc="What is to be read, and in the place of what")

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the meeting corrected, then the correction."""
        return "", self.text


class Decision(Versioned, Base):
    """What a meeting decided."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index("ix_decision_agenda_item_id_position", "agenda_item_id", "position"),
        CheckConstraint("(number IS NULL) = (year IS NULL)", name="number_with_year"),
        {"sqlite_autoincrement": True},
    )
    topic = "decisions"
    journalled = True

    agenda_item_id: Mapped[int] = reference("agenda_item", cascade=True, index=False)
    position: Mapped[int] = mapped_column(doc="Within the item")
    text: Mapped[LongText]
    year: Mapped[int | None] = mapped_column(doc="Given with the number, when minutes are first sent")
    number: Mapped[int | None] = mapped_column(doc="Within the programme and the year, without gaps")
    is_withdrawn: Mapped[bool] = mapped_column(default=False, doc='Marked "retirée", never deleted')

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the number, then the decision."""
        return "", self.text


class ActionItem(Versioned, Base):
    """What somebody has to do, and by when."""

    __tablename__ = "action_item"
    __table_args__ = (
        Index("ix_action_item_state_due_on", "state", "due_on"),
        {"sqlite_autoincrement": True},
    )
    topic = "actions"
    journalled = True

    agenda_item_id: Mapped[int | None] = reference("agenda_item", doc="Where it was decided")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[LongText]
    due_on: Mapped[date | None]
    state: Mapped[ActionState] = mapped_column(default=ActionState.TO_DO)
    closed_on: Mapped[date | None]

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, then the action."""
        return "", self.text


class ActionCommittee(Base):
    """A committee that an action concerns; several make it transversal."""

    __tablename__ = "action_committee"
    topic = "actions"

    action_id: Mapped[int] = reference("action_item", cascade=True, primary_key=True, index=False)
    committee_id: Mapped[int] = reference("committee", primary_key=True)


class ActionOwner(Identified, Base):
    """Who has to do an action: a person, an organisation, or words where neither is known."""

    __tablename__ = "action_owner"
    __table_args__ = (
        CheckConstraint(
            "person_id IS NOT NULL OR organisation_id IS NOT NULL OR words <> ''", name="somebody"
        ),
        {"sqlite_autoincrement": True},
    )
    topic = "actions"

    action_id: Mapped[int] = reference("action_item", cascade=True)
    person_id: Mapped[int | None] = reference("person")
    organisation_id: Mapped[int | None] = reference("organisation")
    words: Mapped[Line]


class ProgressNote(Identified, Base):
    """What was reported of an action on a day."""

    __tablename__ = "progress_note"
    topic = "actions"

    action_id: Mapped[int] = reference("action_item", cascade=True)
    day: Mapped[date]
    text: Mapped[LongText]

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the action, then the note."""
        return "", self.text
