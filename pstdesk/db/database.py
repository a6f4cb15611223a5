"""The base as a file: how it is opened, read and written, and how changes are announced."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from pstdesk.db.models import Base, JournalAct, JournalEntry
from pstdesk.db.models.base import longest
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


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on the file at ``path`` whose transactions are what they say.

    Python's own driver runs SELECT outside transactions and does not roll DDL back, so it is told
    to leave transactions alone and they are begun here; ``write=True`` among the connection's
    execution options begins one that already holds the write lock.
    """
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

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
        with _refusals(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back when anything fails."""
        session = Session(self._writer)
        session.info["topics"] = set()
        session.info["user"] = self.user
        _watch(session)
        with _refusals(self.path), session, session.begin():
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


def _refuse_long_text(record: Any) -> None:
    for column in inspect(type(record)).columns:
        limit = longest(column)
        value = getattr(record, column.key, None) if limit is not None else None
        if isinstance(value, str) and limit is not None and len(value) > limit:
            raise Refused("text_too_long", field=column.key, length=len(value), limit=limit)


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


_DRIVER_REFUSALS = (
    ("locked", "base_busy"),
    ("disk is full", "base_disk_full"),
    ("readonly", "base_read_only"),
    ("read-only", "base_read_only"),
    ("unable to open", "base_not_reached"),
    ("disk I/O error", "base_not_reached"),
    ("malformed", "base_damaged"),
    ("not a database", "base_damaged"),
)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn what the driver says of the file into a refusal that can be put into words."""
    try:
        yield
    except StaleDataError as error:
        raise Refused("changed_meanwhile") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        for words, code in _DRIVER_REFUSALS:
            if words in str(error):
                raise Refused(code, file=path.name) from error
        raise
