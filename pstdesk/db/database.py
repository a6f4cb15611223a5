"""The base as a file: how it is opened, read and written, and how changes are announced."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from pstdesk.db import undo as undoing
from pstdesk.db.address import file_uri
from pstdesk.db.closing import forget_closing, mark_closed
from pstdesk.db.lock import DeskLock, Holder
from pstdesk.db.models import Base
from pstdesk.db.record import follow
from pstdesk.db.refusals import refusals
from pstdesk.db.watch import watch
from pstdesk.domain.errors import Refused

OnCommit = Callable[[frozenset[str]], None]
OnUndo = Callable[[undoing.Inverse | None], object]

APPLICATION_ID = 0x70737464
"""Stands in the file's header ("pstd"), so that another program's base is not taken for ours."""

_READING = ("PRAGMA busy_timeout = 5000", "PRAGMA cell_size_check = ON")
_PRAGMAS = (
    # one file that can be copied; a WAL base loses rows when it is copied alive, and fails on shares
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    # what was erased, or was a vote's earlier total, is gone from the pages that are written anyway
    "PRAGMA secure_delete = FAST",
    *_READING,
)


def make_engine(path: Path, *, foreign_keys: bool = True, read_only: bool = False) -> Engine:
    """Return an engine on the file at ``path`` whose transactions are what they say.

    Python's own driver runs SELECT outside transactions and does not roll DDL back, so it is told
    to leave transactions alone and they are begun here; ``write=True`` among the connection's
    execution options begins one that already holds the write lock. ``read_only`` lets nothing write.
    """

    def _connect() -> sqlite3.Connection:
        # an existing file only: one that went must not come back empty
        address = file_uri(path, "mode=ro" if read_only else "mode=rw")
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    # what was to be written is no part of an error: its details go into the log, and to whoever is asked
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, creator=_connect, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _READING if read_only else _PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            forget_closing(path)  # with the lock in hand: nobody marks it as closed before this is committed

    return engine


class Database:
    """An open base.

    ``on_commit`` is called with the topics that a transaction changed, after its commit and in
    the thread that wrote; ``user`` goes into the journal. Nothing is written to a base opened ``read_only``,
    nor beside it.
    """

    def __init__(
        self, path: Path, on_commit: OnCommit | None = None, user: str = "", *, read_only: bool = False
    ) -> None:
        self.path = path
        self.on_commit = on_commit
        self.user = user
        self.read_only = read_only
        self.lock: DeskLock | None = None
        """What says that the base is ours while it is open."""
        self.holder: Holder | None = None
        """Who had the base open when it was opened to be read."""
        self.marks_closing = True
        """Whether the base, if it is ours, is marked as closed in the end."""
        self._engine = make_engine(path, read_only=read_only)
        self._writer = self._engine.execution_options(write=True)
        # apart from the others: what records costs the large writes nothing
        self._recorded = follow(make_engine(path, read_only=read_only))
        self._recorder = self._recorded.execution_options(write=True)

    def close(self) -> None:
        """Close every connection, and leave a base that was ours marked as closed, and free."""
        self._engine.dispose()
        self._recorded.dispose()
        if self.lock is not None:
            if self.marks_closing:
                mark_closed(self.path)
            self.lock.release()
            self.lock = None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the base and changes nothing."""
        with self._refusals(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, undo: OnUndo | None = None) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back when anything fails.

        With ``undo`` each row is recorded, and ``undo`` called after the commit with the inverse of all that
        was done: None where it is irrevocable (``no_undo``) or too large to be kept. Not called for nothing.
        """
        if self.read_only:
            raise Refused("base_opened_read_only", file=self.path.name)
        session = Session(self._writer if undo is None else self._recorder)
        watch(session, self.user)
        found: list[undoing.Inverse | None] = []
        with self._refusals(), session, session.begin():
            if undo is None:
                yield session
            else:
                mark = undoing.begin(session)
                yield session
                session.flush()
                found.extend(undoing.inverses_of(session, mark))
        topics = frozenset(session.info["topics"])
        if undo is not None and found:
            undo(found[0])
        if topics and self.on_commit is not None:
            self.on_commit(topics)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            with refusals(self.path):
                yield
        except Refused as refused:
            if self.read_only and refused.code == "base_read_only":
                # it is not the disk that is protected: it was asked for
                raise Refused("base_opened_read_only", file=self.path.name) from refused
            raise
        except OperationalError as error:
            # it had all its tables when it was opened: the file was emptied or replaced since
            if str(error.orig).startswith("no such table: "):
                raise Refused("base_damaged", file=self.path.name) from error
            raise


def announce(session: Session, *models: type[Base]) -> None:
    """Say that a bulk statement changed ``models``, which the session does not notice by itself."""
    session.info.get("topics", set()).update(model.topic for model in models)
