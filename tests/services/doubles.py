"""Two records of one person, and what tests of merging ask of them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text

from pstdesk.db.database import Database
from pstdesk.db.models import Base
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.merging import Moved
from pstdesk.services import merging
from pstdesk.services.check import check_base
from pstdesk.services.merging import Merging
from tests import builders as make

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
KEPT, GONE, THIRD = 1, 2, 3
A_PERSON, AN_ORGANISATION = RecordKind.PERSON, RecordKind.ORGANISATION


def fill(base: Database) -> Database:
    """Make two records of one person, and somebody else."""
    with base.write() as session:
        make.programme(session)
        make.person(session, "Zoé", "Quémeneur-Bœuf", email="zoe@valmont.example", notes="Vue au forum.")
        make.person(
            session,
            "Zoe",
            "Quemeneur",
            email="z.q@ailleurs.example",
            phone="01 23 45 67 89",
            notes="Parle LSF.",
        )
        make.person(session, "Inès", "Straßer-Nuñez")
    return base


def merge(base: Database, *taken: str, kind: RecordKind = A_PERSON) -> None:
    with base.write() as session:
        merging.merge(session, Merging(kind, KEPT, GONE, taken=frozenset(taken)), NOW)
    with base.read() as session:
        assert check_base(session) == ()


def preview(base: Database, kind: RecordKind = A_PERSON) -> merging.MergePreview:
    with base.read() as session:
        return merging.preview(session, Merging(kind, KEPT, GONE))


def passed(found: merging.MergePreview) -> dict[Moved, tuple[int, int]]:
    return {row.what: (row.count, row.united) for row in found.passed}


def rows(base: Database, *columns: Any, **where: Any) -> list[tuple[Any, ...]]:
    with base.read() as session:
        query = select(*columns).filter_by(**where) if where else select(*columns)
        return [tuple(row) for row in session.execute(query.order_by(*columns[:1]))]


_NOT_CONTENT = {"journal_entry"}
"""The journal is append-only: it says that something was done and undone."""


def content(base: Database) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table; row versions only go up, and are no content."""
    with base.read() as session:
        return {
            table.name: [
                {name: value for name, value in row._mapping.items() if name != "version"}
                for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in {*_NOT_CONTENT, "search_entry"}
        }


def words(base: Database) -> list[tuple[Any, ...]]:
    """Return what the search knows."""
    with base.read() as session:
        query = text("SELECT kind, record_id, title, body FROM search_entry ORDER BY kind, record_id")
        return [tuple(row) for row in session.execute(query)]
