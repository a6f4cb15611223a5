"""The base as a file: how it is opened, read and written, and how changes are announced."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Column, Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from pstdesk.db.models import Base, JournalAct, JournalEntry
from pstdesk.db.models.base import longest
from pstdesk.db.refusals import refusals
from pstdesk.db.search import Searchable, forget_records, index_records
from pstdesk.domain.errors import Refused

OnCommit = Callable[[frozenset[str]], None]

APPLICATION_ID = 0x70737464
"""Stands in the file's header ("pstd"), so that another program's base is not taken for ours."""

_PRAGMAS = (
    # one file that can be copied; a WAL base loses rows when it is copied alive, and fails on shares
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cell_size_check = ON",
)


def file_uri(path: Path) -> str:
    """Return the address at which SQLite opens the existing file at ``path``, on a share as well."""
    absolute = path.absolute().as_posix()
    # SQLite knows no host: //server/share keeps its own two slashes after the address' empty one
    root = "" if absolute.startswith("/") else "/"
    return f"file://{root}{quote(absolute, safe='/:')}?mode=rw"


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on the file at ``path`` whose transactions are what they say.

    Python's own driver runs SELECT outside transactions and does not roll DDL back, so it is told
    to leave transactions alone and they are begun here; ``write=True`` among the connection's
    execution options begins one that already holds the write lock.
    """

    def _connect() -> sqlite3.Connection:
        # an existing file only: one that went must not come back empty
        return sqlite3.connect(file_uri(path), uri=True, check_same_thread=False)

    engine = create_engine(URL.create("sqlite", database=str(path)), creator=_connect)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class Database:
    """An open base.

    ``on_commit`` is called with the topics that a transaction changed, after its commit and in
    the thread that wrote; ``user`` goes into the journal.
    """

    def __init__(self, path: Path, on_commit: OnCommit | None = None, user: str = "") -> None:
        self.path = path
        self.on_commit = on_commit
        self.user = user
        self._engine = make_engine(path)
        self._writer = self._engine.execution_options(write=True)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the base and changes nothing."""
        with refusals(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back when anything fails."""
        session = Session(self._writer)
        session.info["topics"] = set()
        session.info["user"] = self.user
        _watch(session)
        with refusals(self.path), session, session.begin():
            yield session
        topics = frozenset(session.info["topics"])
        if topics and self.on_commit is not None:
            self.on_commit(topics)


def announce(session: Session, *models: type[Base]) -> None:
    """Say that a bulk statement changed ``models``, which the session does not notice by itself."""
    session.info.get("topics", set()).update(model.topic for model in models)


def _watch(session: Session) -> None:
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "after_flush", _after_flush)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for record in [*session.new, *session.dirty]:
        _refuse_long_text(record)
    for record in list(session.deleted):
        _delete_dependents(session, record)


def _delete_dependents(session: Session, record: Any) -> None:
    """Delete what the base would delete along with ``record``, so that it too is journalled and announced."""
    for mapper, key in _dependents(inspect(record).mapper):
        for dependent in session.scalars(select(mapper).where(key == record.id)):
            session.delete(dependent)
            _delete_dependents(session, dependent)


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
        *((JournalAct.DELETED, record) for record in session.deleted),
    ]
    session.info["topics"].update(record.topic for _, record in acts if record.topic)
    entries = [_entry(session, act, record) for act, record in acts if record.journalled]
    if entries:
        session.execute(JournalEntry.__table__.insert(), entries)  # type: ignore[attr-defined]  # stubs say FromClause
    index_records(session, [record for record in [*session.new, *changed] if isinstance(record, Searchable)])
    forget_records(session, [record for record in session.deleted if isinstance(record, Searchable)])


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
