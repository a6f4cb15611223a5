"""The base as a file: how it is opened, read and written, and how changes are announced."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from pstdesk.db import undo as undoing
from pstdesk.db.models import Base
from pstdesk.db.record import follow
from pstdesk.db.refusals import refusals
from pstdesk.db.watch import watch

OnCommit = Callable[[frozenset[str]], None]
OnUndo = Callable[[undoing.Inverse], object]

APPLICATION_ID = 0x70737464
"""Stands in the file's header ("pstd"), so that another program's base is not taken for ours."""

_PRAGMAS = (
    # one file that can be copied; a WAL base loses rows when it is copied alive, and fails on shares
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cell_size_check = ON",
)


def file_uri(path: Path, how: str = "mode=rw") -> str:
    """Return the address at which SQLite opens the existing file at ``path``, on a share as well."""
    absolute = path.absolute().as_posix()
    # SQLite knows no host: //server/share keeps its own two slashes after the address' empty one
    root = "" if absolute.startswith("/") else "/"
    name = os.fsencode(absolute)  # on Linux a name need not be text
    return f"file://{root}{quote(name, safe='/:')}?{how}"


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on the file at ``path`` whose transactions are what they say.

    Python's own driver runs SELECT outside transactions and does not roll DDL back, so it is told
    to leave transactions alone and they are begun here; ``write=True`` among the connection's
    execution options begins one that already holds the write lock.
    """

    def _connect() -> sqlite3.Connection:
        # an existing file only: one that went must not come back empty
        return sqlite3.connect(file_uri(path), uri=True, check_same_thread=False)

    # what was to be written is no part of an error: its details go into the log, and to whoever is asked
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, creator=_connect, hide_parameters=True)

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
        # apart from the others: what records costs the large writes nothing
        self._recorded = follow(make_engine(path))
        self._recorder = self._recorded.execution_options(write=True)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
        self._recorded.dispose()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the base and changes nothing."""
        with refusals(self.path), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, undo: OnUndo | None = None) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back when anything fails.

        With ``undo`` each row is recorded, and ``undo`` called after the commit with the inverse of all that
        was done; not where nothing was, or it is irrevocable (``no_undo``) or too large to be kept.
        """
        session = Session(self._writer if undo is None else self._recorder)
        watch(session, self.user)
        inverse = None
        with refusals(self.path), session, session.begin():
            if undo is None:
                yield session
            else:
                mark = undoing.begin(session)
                yield session
                session.flush()
                inverse = undoing.inverse_of(session, mark)
        topics = frozenset(session.info["topics"])
        if undo is not None and inverse is not None:
            undo(inverse)
        if topics and self.on_commit is not None:
            self.on_commit(topics)


def announce(session: Session, *models: type[Base]) -> None:
    """Say that a bulk statement changed ``models``, which the session does not notice by itself."""
    session.info.get("topics", set()).update(model.topic for model in models)
