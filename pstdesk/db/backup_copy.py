"""A copy of a base that counts only once it has been opened, checked and is on the disk.

``VACUUM INTO`` writes what the base holds at one instant, without what was deleted from it. Writers wait
meanwhile (a second for the large base of the measurements); the checks, which take longer, are done on the
copy and keep nobody waiting.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pstdesk.db.address import file_uri
from pstdesk.db.backup_files import Seal, source_state
from pstdesk.db.disk import digest_of, sync_file
from pstdesk.db.refusals import refusals
from pstdesk.db.revision import revision_of
from pstdesk.domain.errors import Refused

_TRIES = 3
"""How often a copy is begun again because the base was written to while it was made."""
_OPCODES = 20_000
"""Instructions of SQLite between two questions whether the copy is still wanted: some milliseconds."""

Wanted = Callable[[], bool]
"""Asked now and then while a copy is made: whether it is still wanted."""


def to_the_end() -> bool:
    """Let the copy be made to its end."""
    return True


def checked_copy(path: Path, draft: Path, wanted: Wanted = to_the_end) -> Seal:
    """Write a compact copy of the base at ``path`` to ``draft``, which must not be there, and check it.

    Refused: what the base's file is refused for, "base_damaged" where the copy does not hold together,
    "backup_given_up" once it is not ``wanted`` any more. Raises sqlite3.Error or OSError for what the disk of
    ``draft`` says. The caller removes ``draft`` then.
    """
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    source = source_state(path)
    for left in reversed(range(_TRIES)):
        if _copied(path, draft, wanted, last=left == 0):
            break
        os.truncate(draft, 0)  # it takes nothing but an empty file
        source = source_state(path)
    sync_file(draft)
    return Seal(digest_of(draft), draft.stat().st_size, _check_like(path, draft, wanted), source)


def check_whole(path: Path, file: str, wanted: Wanted = to_the_end) -> None:
    """Refuse as ``file``, "base_damaged" or "base_foreign", what is at ``path`` unless it is a whole base."""
    with refusals(Path(file)), closing(open_still(path)) as connection:
        revision_of(connection, file)
        with _asked(connection, wanted):
            _check_integrity(connection, file)


def base_id_of(connection: sqlite3.Connection) -> str:
    """Return the id that tells one base from another, empty before there is a programme."""
    row = connection.execute("SELECT base_id FROM programme").fetchone()
    return "" if row is None else str(row[0])


def open_still(path: Path) -> sqlite3.Connection:
    """Open a base that nobody writes to, and touch nothing: no lock, no journal, no right to write needed."""
    return sqlite3.connect(file_uri(path, "mode=ro&immutable=1"), uri=True)


def _copied(path: Path, draft: Path, wanted: Wanted, *, last: bool) -> bool:
    """Copy, and tell whether the copy has the rows that were counted before.

    Where it has not because the base was written to in between, it is of another instant than the count, and
    the ``last`` one is taken for what it is.
    """
    with closing(_open_source(path)) as source:
        with refusals(path):
            before = _version(source)
            counted = _counts(source)
        with _asked(source, wanted):
            source.execute("VACUUM INTO ?", (file_uri(draft),))  # an address: the name need not be text
        with refusals(path):
            moved_on = _version(source) != before
    with refusals(path), closing(open_still(draft)) as copy:
        if _counts(copy) == counted:
            return True
    if not moved_on:
        raise Refused("base_damaged", file=path.name)
    return last


def _check_like(path: Path, draft: Path, wanted: Wanted) -> str:
    """Check the copy, and return the id of its base."""
    with refusals(path), closing(open_still(draft)) as copy, closing(_open_source(path)) as source:
        if revision_of(copy, path.name) != revision_of(source, path.name):
            raise Refused("base_busy", file=path.name)  # brought up to date at this very moment
        with _asked(copy, wanted):
            _check_integrity(copy, path.name)
        loose = copy.execute("PRAGMA foreign_key_check").fetchall()
        # a row that hangs in the air in the base does so in a good copy of it: better kept than nothing
        if loose and loose != source.execute("PRAGMA foreign_key_check").fetchall():
            raise Refused("base_damaged", file=path.name)
        return base_id_of(copy)


def _check_integrity(connection: sqlite3.Connection, file: str) -> None:
    connection.execute("PRAGMA cell_size_check = ON")
    if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise Refused("base_damaged", file=file)


def _open_source(path: Path) -> sqlite3.Connection:
    with refusals(path):
        connection = sqlite3.connect(file_uri(path), uri=True, isolation_level=None)
        connection.execute("PRAGMA cell_size_check = ON")
        return connection


def _version(connection: sqlite3.Connection) -> int:
    """Return what changes when another connection commits."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has, those of the search index included."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


@contextmanager
def _asked(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[None]:
    """Ask ``wanted`` while SQLite works; refused as "backup_given_up" where it says no."""
    if not wanted():
        raise Refused("backup_given_up")
    connection.set_progress_handler(lambda: not wanted(), _OPCODES)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Refused("backup_given_up") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
