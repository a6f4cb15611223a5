"""What every flush brings with it: texts held to their length, journal, topics, words for the search."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, event, inspect, select
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from pstdesk.db.models import Base, JournalAct, JournalEntry
from pstdesk.db.models.base import longest
from pstdesk.db.search import Searchable, forget_records, index_records
from pstdesk.domain.errors import Refused


def watch(session: Session, user: str) -> None:
    """Follow what ``session`` flushes on behalf of ``user``; the topics it changed gather in its info."""
    session.info["topics"] = set()
    session.info["user"] = user
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "after_flush", _after_flush)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for record in [*session.new, *session.dirty]:
        _refuse_long_text(record)
    gone = {inspect(record).identity_key: record for record in session.deleted}
    for record in list(gone.values()):
        for dependent in _taken_along(session, record):
            gone.setdefault(inspect(dependent).identity_key, dependent)
    session.info["deleted"] = list(gone.values())


def _taken_along(session: Session, record: Any) -> Iterator[Any]:
    """Yield what the base deletes along with ``record``, which is journalled and announced as well.

    It is left to the base, which may get there before the session does.
    """
    for mapper, key in _dependents(inspect(record).mapper):
        for dependent in session.scalars(select(mapper).where(key == record.id)).all():
            yield from _taken_along(session, dependent)
            session.expunge(dependent)
            yield dependent


@cache
def _dependents(mapper: Mapper[Any]) -> tuple[tuple[Mapper[Any], Column[Any]], ...]:
    """Return whose rows hang on those of ``mapper``, each with the column that says so."""
    return tuple(
        (other, column)
        for other in Base.registry.mappers
        for column in other.columns
        for key in column.foreign_keys
        if key.ondelete == "CASCADE" and key.column.table is mapper.local_table
    )


def _refuse_long_text(record: Any) -> None:
    state = inspect(record)
    for attribute in state.mapper.column_attrs:
        limit = longest(attribute.columns[0])
        value = state.dict.get(attribute.key)
        if limit is not None and isinstance(value, str) and len(value) > limit:
            raise Refused("text_too_long", beginning=value[:40], length=len(value), limit=limit)


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    changed = [record for record in session.dirty if session.is_modified(record)]
    acts = [
        *((JournalAct.MADE, record) for record in session.new),
        *((JournalAct.CHANGED, record) for record in changed),
        *((JournalAct.DELETED, record) for record in session.info["deleted"]),
    ]
    session.info["topics"].update(record.topic for _, record in acts if record.topic)
    entries = [_entry(session, act, record) for act, record in acts if record.journalled]
    if entries:
        session.execute(JournalEntry.__table__.insert(), entries)  # type: ignore[attr-defined]  # stubs say FromClause
    index_records(session, [record for record in [*session.new, *changed] if isinstance(record, Searchable)])
    forget_records(session, [record for record in session.info["deleted"] if isinstance(record, Searchable)])


def _entry(session: Session, act: JournalAct, record: Any) -> dict[str, object]:
    state = inspect(record)
    touched = (
        [name for name in state.mapper.columns.keys() if state.attrs[name].history.has_changes()]  # noqa: SIM118 - a column collection yields columns
        if act is JournalAct.CHANGED
        else []
    )
    return {
        "at": datetime.now(UTC),
        "user_id": session.info["user"],
        "act": act,
        "record": record.__tablename__,
        "record_id": "/".join(str(part) for part in state.mapper.primary_key_from_instance(record)),
        "fields": touched,
    }
