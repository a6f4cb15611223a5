"""What the tests of undo share: an act with its inverse, and what the base holds."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from pstdesk.db import record as recording
from pstdesk.db.database import Database
from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
)
from pstdesk.db.undo import Inverse
from pstdesk.domain.errors import Refused

Work = Callable[[Session], object]
Content = dict[str, list[tuple[Any, ...]]]


def act(base: Database, work: Work) -> Inverse | None:
    """Do ``work`` and return its inverse."""
    found: list[Inverse | None] = []
    with base.write(undo=found.append) as session:
        work(session)
    return found[0] if found else None


def done(base: Database, work: Work) -> Inverse:
    inverse = act(base, work)
    assert inverse is not None
    return inverse


def undone(base: Database, inverse: Inverse) -> Inverse:
    return done(base, inverse.apply)


def content(base: Database) -> Content:
    """Return every row of the base, and what the search knows, but for counts of changes."""
    with base.read() as session:
        return content_of(session)


def content_of(session: Session) -> Content:
    """Return the same within ``session``."""
    found = {}
    for name, table in recording.recorded_tables().items():
        columns = [column for column in table.columns if column.name != "version"]
        # by their words: None and a day have no order
        found[name] = sorted((tuple(row) for row in session.execute(select(*columns))), key=repr)
    words = session.execute(text("SELECT kind, record_id, title, body FROM search_entry"))
    found["words"] = sorted(tuple(row) for row in words)
    return found


def there_and_back(base: Database, work: Work) -> None:
    """Do, undo, do again and undo again; the base is each time as it was."""
    before = content(base)
    inverse = done(base, work)
    after = content(base)
    assert after != before
    redo = undone(base, inverse)
    assert content(base) == before
    again = undone(base, redo)
    assert content(base) == after
    undone(base, again)
    assert content(base) == before
    with base.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def refused(base: Database, inverse: Inverse, code: str = "changed_meanwhile_undo") -> None:
    """Expect that ``inverse`` is refused and changes nothing."""
    before = content(base)
    with pytest.raises(Refused) as refusal:
        act(base, inverse.apply)
    assert refusal.value.code == code
    assert content(base) == before


def remove_item(session: Session) -> None:
    """Delete the one item with what it gave somebody to do."""
    for owed in session.scalars(select(ActionItem)):
        session.delete(owed)
    session.flush()
    session.delete(session.scalars(select(AgendaItem)).one())
