"""The append-only journal of what was changed, by whom and when, without what it said."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import Base, Identified


class JournalAct(StrEnum):
    """What was done to a record."""

    MADE = "made"
    CHANGED = "changed"
    DELETED = "deleted"


class JournalEntry(Identified, Base):
    """One change of one record; names of fields, never their values, so that erasure leaves it whole."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("ix_journal_entry_record_record_id", "record", "record_id"),
        {"sqlite_autoincrement": True},
    )

    at: Mapped[datetime]
    user: Mapped[str] = mapped_column("user_id")
    act: Mapped[JournalAct]
    record: Mapped[str] = mapped_column(doc="The table")
    record_id: Mapped[str] = mapped_column(doc="The primary key, its parts joined by a slash")
    fields: Mapped[Any] = mapped_column(JSON, doc="Names of what was changed")
