"""Whose file this is, and of which revision: what is asked before anything else is done with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.database import APPLICATION_ID
from pstdesk.db.refusals import refusals
from pstdesk.domain.errors import Refused

HEAD = "0004"
"""The newest revision; kept here so that alembic is imported only where there is work for it."""

_SQLITE_HEADER = b"SQLite format 3\0"


def refuse_foreign(path: Path) -> None:
    """Refuse what is missing, cannot be read or does not begin like a base; SQLite is not asked yet.

    Not for a base that this program has open: to close a file that was opened past SQLite lets go of the
    locks that SQLite holds on it.
    """
    try:
        if path.is_dir():
            raise Refused("base_foreign", file=path.name)
        with path.open("rb") as file:
            header = file.read(len(_SQLITE_HEADER))
    except FileNotFoundError as error:
        raise Refused("base_missing", file=str(path)) from error
    except OSError as error:
        raise Refused("base_not_reached", file=path.name) from error
    if header != _SQLITE_HEADER:
        raise Refused("base_foreign", file=path.name)


def stored_revision(path: Path, how: str = "mode=rw") -> str:
    """Return the revision of the base at ``path``, refusing what is not a base of ours.

    Not for a base that this program has open; see :func:`refuse_foreign`.
    """
    refuse_foreign(path)
    with refusals(path), closing(sqlite3.connect(file_uri(path, how), uri=True)) as connection:
        return revision_of(connection, path.name)


def revision_of(connection: sqlite3.Connection, file: str) -> str:
    """Return the revision of the open base, refusing as ``file`` what is not one of ours."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise Refused("base_foreign", file=file)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revisions = (
        connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if "alembic_version" in tables
        else []
    )
    if len(revisions) != 1:
        raise Refused("base_damaged", file=file)
    return str(revisions[0][0])
