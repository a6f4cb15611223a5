"""What SQLite says of the file, turned into a refusal that can be put into words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from pstdesk.domain.errors import Refused

_CODES = {
    sqlite3.SQLITE_BUSY: "base_busy",
    sqlite3.SQLITE_LOCKED: "base_busy",
    sqlite3.SQLITE_FULL: "base_disk_full",
    sqlite3.SQLITE_READONLY: "base_read_only",
    sqlite3.SQLITE_READONLY_DBMOVED: "base_not_reached",
    sqlite3.SQLITE_PERM: "base_not_reached",
    sqlite3.SQLITE_CANTOPEN: "base_not_reached",
    sqlite3.SQLITE_IOERR: "base_not_reached",
    sqlite3.SQLITE_CORRUPT: "base_damaged",
    sqlite3.SQLITE_NOTADB: "base_damaged",
}


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Raise what SQLite says of the file at ``path`` as a Refused; other errors pass.

    "base_busy", "base_disk_full", "base_read_only", "base_not_reached", "base_damaged", each with
    ``file``; "changed_meanwhile" where a record was changed since it was read.
    """
    try:
        yield
    except StaleDataError as error:
        raise Refused("changed_meanwhile") from error
    except (DBAPIError, sqlite3.Error) as error:
        code = refusal_code(error)
        if code is None:
            raise
        raise Refused(code, file=path.name) from error


def refusal_code(error: DBAPIError | sqlite3.Error) -> str | None:
    """Return the code of the refusal that ``error`` comes to, or None where it is no matter of the file.

    SQLite's number decides, not its words: those stand beside what the user typed.
    """
    driver = error.orig if isinstance(error, DBAPIError) else error
    number = getattr(driver, "sqlite_errorcode", 0)
    return _CODES.get(number) or _CODES.get(number & 0xFF)
