"""Whether the file of a base is sound, read from end to end, and the journal of a crash."""

import sqlite3
from contextlib import closing
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.database import APPLICATION_ID
from pstdesk.db.refusals import refusal_code

FOREIGN = "another program's file"
"""What :func:`damage` says of a file that SQLite reads, and that is no base of ours."""

_INDEXED = (
    "SELECT (SELECT count(*) FROM search_index_docsize) = (SELECT count(*) FROM search_entry) "
    "FROM sqlite_master WHERE name = 'search_index'"
)


def journal_path(path: Path) -> Path:
    """Return the file in which SQLite keeps what a transaction changes until it is whole."""
    return path.with_name(f"{path.name}-journal")


def has_journal(path: Path) -> bool:
    """Return whether a transaction of the base at ``path`` was cut off, or is under way."""
    try:
        return journal_path(path).stat().st_size > 0
    except OSError:
        return False


def damage(path: Path) -> str:
    """Return what is wrong with the base at ``path``, in SQLite's words, or nothing where all is well.

    Reads all of it: some five seconds for 150 megabytes. Nothing is written, unless a transaction was cut off
    and is to be undone first. Raises sqlite3.Error where the file cannot be reached.
    """
    how = "mode=rw" if has_journal(path) else "mode=ro"
    try:
        with closing(sqlite3.connect(file_uri(path, how), uri=True)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            return _file(connection, path) or _content(connection)
    except UnicodeDecodeError:  # SQLite's complaint quotes what it could not read
        return "the names of the tables are unreadable"
    except sqlite3.Error as error:
        # a plain error: the tables are not those of a base, or a text of the schema makes no sense
        if refusal_code(error) == "base_damaged" or error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            return str(error)
        raise


def _file(connection: sqlite3.Connection, path: Path) -> str:
    (pages,), (size,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return FOREIGN
    if path.stat().st_size < pages * size:
        return "the file is cut"
    (words,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if words == "ok" else str(words)


def _content(connection: sqlite3.Connection) -> str:
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        return f"a row of {orphan[0]} points nowhere"
    if connection.execute(_INDEXED).fetchone() == (0,):
        return "the search index is incomplete"
    return ""
