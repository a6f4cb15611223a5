"""Meetings, their agendas, who attended, and the papers attached to them."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, false
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
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attachment import AttachmentPurpose
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.meeting import MeetingState


class Meeting(Versioned, Base):
    """One meeting of a committee; its day and hours are in the programme's time zone."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("committee_id", "year", "number"),
        Index("ix_meeting_committee_id_day", "committee_id", "day"),
        CheckConstraint("(number IS NULL) = (year IS NULL)", name="number_with_year"),
        {"sqlite_autoincrement": True},
    )
    topic = "meetings"

    committee_id: Mapped[int] = reference("committee", index=False)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    year: Mapped[int | None] = mapped_column(doc="Given with the number, at the first convocation")
    number: Mapped[int | None] = mapped_column(doc="Within the committee and the year")
    day: Mapped[date] = mapped_column(index=True)
    quarter: Mapped[str] = mapped_column(CleanString(7), doc="The calendar quarter of the day, e.g. 2026-Q4")
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[Line]
    facilitator_id: Mapped[int | None] = reference("person")
    secretary_id: Mapped[int | None] = reference("person")
    next_meeting_note: Mapped[Line] = mapped_column(doc="What the minutes say of the next meeting")
    convened_on: Mapped[date | None] = mapped_column(doc="When it was convened, where that is known")
    second_convocation: Mapped[bool] = mapped_column(
        default=False, server_default=false(), doc="Called again for want of a quorum: none is asked now"
    )
    opened_at: Mapped[datetime | None] = mapped_column(doc="When it was opened in meeting mode")
    closed_at: Mapped[datetime | None] = mapped_column(doc="When it was closed in meeting mode")
    sheet_filed_on: Mapped[date | None] = mapped_column(
        doc="When the signed sheet, on paper, was put in its binder"
    )

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the body and the day, then the place and the remark."""
        return "", f"{self.place}\n{self.next_meeting_note}".strip()


class AgendaItem(Versioned, Base):
    """One item of a meeting's agenda, and what was said of it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        Index("ix_agenda_item_meeting_id_position", "meeting_id", "position"),
        {"sqlite_autoincrement": True},
    )
    topic = "meetings"
    journalled = True

    meeting_id: Mapped[int] = reference("meeting", cascade=True, index=False)
    position: Mapped[int]
    title: Mapped[Line]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.DISCUSSION)
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN)
    presenter: Mapped[Line] = mapped_column(doc="Who presents it, in the officer's words")
    planned_minutes: Mapped[int | None]
    notes: Mapped[LongText] = mapped_column(doc="The account of the exchanges", info={UNDO: "typed"})
    carried_from_id: Mapped[int | None] = reference(
        "agenda_item", doc="The item of an earlier meeting that comes back here"
    )
    proposed_by_id: Mapped[int | None] = reference("person")
    spent_seconds: Mapped[int] = mapped_column(
        default=0,
        server_default="0",
        doc="How long it was the current item in meeting mode",
        info={UNDO: "ignored"},
    )

    def search_words(self) -> tuple[str, str]:
        """Return the title, then what was said."""
        return self.title, self.notes


class StandingItem(Versioned, Base):
    """An item that stands on every agenda of a committee."""

    __tablename__ = "standing_item"
    topic = "committees"

    committee_id: Mapped[int] = reference("committee", cascade=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Line]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.INFORMATION)
    presenter: Mapped[Line]
    planned_minutes: Mapped[int | None]


class Attendance(Base):
    """How one person attended one meeting, and what they were on that day."""

    __tablename__ = "attendance"
    __table_args__ = (
        Index("ix_attendance_person_id_meeting_id_status", "person_id", "meeting_id", "status"),
        {"sqlite_with_rowid": False},
    )
    topic = "attendance"
    journalled = True

    meeting_id: Mapped[int] = reference("meeting", primary_key=True, index=False)
    person_id: Mapped[int] = reference("person", primary_key=True, index=False)
    status: Mapped[AttendanceStatus] = mapped_column(default=AttendanceStatus.NOT_RECORDED)
    is_guest: Mapped[bool] = mapped_column(default=False, doc="Came without being registered that day")
    arrived_at: Mapped[time | None]
    left_at: Mapped[time | None]
    organisation_id: Mapped[int | None] = reference("organisation")
    grade_id: Mapped[int | None] = reference("grade")
    sector_id: Mapped[int | None] = reference("sector")
    job_title: Mapped[Line]


class Proxy(Base):
    """A power of attorney for one meeting."""

    __tablename__ = "proxy"
    __table_args__ = (CheckConstraint("grantor_id <> holder_id", name="two_people"),)
    topic = "attendance"
    journalled = True

    meeting_id: Mapped[int] = reference("meeting", cascade=True, primary_key=True, index=False)
    grantor_id: Mapped[int] = reference("person", primary_key=True)
    holder_id: Mapped[int] = reference("person")


class Attachment(Identified, Base):
    """A file kept in the base, once, whatever it is attached to."""

    __tablename__ = "attachment"
    topic = "attachments"

    sha256: Mapped[str] = mapped_column(CleanString(64), unique=True)
    name: Mapped[Name]
    media_type: Mapped[Name]
    size: Mapped[int] = mapped_column(doc="Bytes, 10 MB at most")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    def search_words(self) -> tuple[str, str]:
        """Return the file's name."""
        return self.name, ""


class MeetingAttachment(Base):
    """A file attached to a meeting, or to one item of its agenda."""

    __tablename__ = "meeting_attachment"
    __table_args__ = (
        UniqueConstraint("meeting_id", "agenda_item_id", "attachment_id"),
        {"sqlite_autoincrement": True},
    )
    topic = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = reference("meeting", cascade=True, index=False)
    agenda_item_id: Mapped[int | None] = reference("agenda_item", cascade=True)
    attachment_id: Mapped[int] = reference("attachment")
    position: Mapped[int] = mapped_column(default=0)
    purpose: Mapped[AttachmentPurpose] = mapped_column(
        default=AttachmentPurpose.PAPER, server_default=AttachmentPurpose.PAPER
    )
