"""What the full-text search knows of each record."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from pstdesk.db.models.base import Base, Identified, Line, LongText


class SearchEntry(Identified, Base):
    """The words of one record; the index over them is kept by triggers (see db/search.py)."""

    __tablename__ = "search_entry"
    __table_args__ = (
        Index("uq_search_entry_kind_record_id", "kind", "record_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    kind: Mapped[str]
    record_id: Mapped[int]
    title: Mapped[Line]
    body: Mapped[LongText]
