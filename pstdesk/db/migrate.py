"""Making a base, opening one, and bringing an older one up to date without losing anything."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pstdesk.db.database import APPLICATION_ID, Database, OnCommit, file_uri, make_engine
from pstdesk.db.refusals import refusals
from pstdesk.db.schema import drop_extras, keep_last_ids, last_ids, make_extras
from pstdesk.domain.errors import Refused

HEAD = "0002"
"""The newest revision; kept here so that alembic is imported only where there is work for it."""

MIGRATIONS = Path(__file__).parent / "migrations"

_SQLITE_HEADER = b"SQLite format 3\0"


def make_base(path: Path) -> None:
    """Make an empty base at ``path``; refused where something is there, and nothing is left half made."""
    try:
        if path.exists():
            raise Refused("base_exists", file=path.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # the user's rights only: a base holds addresses and telephone numbers
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise Refused("base_folder_refused", folder=str(path.parent)) from error
    try:
        _upgrade(path, MIGRATIONS)
    except BaseException:
        with suppress(OSError):  # gone already, or with its whole disk; the first error says more
            path.unlink()
        raise


def open_base(path: Path, on_commit: OnCommit | None = None, user: str = "") -> Database:
    """Open the base at ``path``, bringing it up to date first, with a checked copy kept beside it.

    Refused: no file, not a base of ours, damaged, or made by a newer pstdesk.
    """
    stored = stored_revision(path)
    if stored != HEAD:
        bring_up_to_date(path, stored, MIGRATIONS)
    return Database(path, on_commit, user)


def stored_revision(path: Path) -> str:
    """Return the revision of the base at ``path``, refusing what is not a base of ours."""
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
    with refusals(path), closing(sqlite3.connect(file_uri(path), uri=True)) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID:
            raise Refused("base_foreign", file=path.name)
        return _revision(connection, path)


def _revision(connection: sqlite3.Connection, path: Path) -> str:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    revisions = (
        connection.execute("SELECT version_num FROM alembic_version").fetchall()
        if "alembic_version" in tables
        else []
    )
    if len(revisions) != 1:
        raise Refused("base_damaged", file=path.name)
    return str(revisions[0][0])


def bring_up_to_date(path: Path, stored: str, migrations: Path) -> Path:
    """Upgrade the base at ``path`` to the newest of ``migrations``; return the copy made before.

    A migration that fails leaves the old base and its copy.
    """
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(migrations)).walk_revisions()}
    if stored not in known:
        raise Refused("base_newer", file=path.name)
    copy = copy_base(path, path.with_name(f"{path.stem}.avant-{stored}{path.suffix}"))
    _upgrade(path, migrations)
    return copy


def copy_base(path: Path, target: Path) -> Path:
    """Write a compact, checked copy of the base to ``target``, replacing an older one."""
    fresh = target.with_name(target.name + ".tmp")
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        with closing(sqlite3.connect(file_uri(path), uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(fresh.absolute()),))
        with closing(sqlite3.connect(fresh)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise Refused("base_damaged", file=path.name)
        fresh.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise Refused("base_copy_failed", file=path.name, target=str(target)) from error
    finally:
        with suppress(OSError):  # in its place by now, or as above
            fresh.unlink()
    return target


def _upgrade(path: Path, migrations: Path) -> None:
    """Run the missing ``migrations`` in one transaction, foreign keys off until it is checked.

    With foreign keys on, alembic's rebuilding of a table deletes the rows that point to it.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = make_engine(path, foreign_keys=False)
    try:
        with refusals(path), engine.execution_options(write=True).begin() as connection:
            given = last_ids(connection)
            drop_extras(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            make_extras(connection)
            keep_last_ids(connection, given)
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise Refused("base_migration_failed", file=path.name)
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    except (SQLAlchemyError, CommandError) as error:
        raise Refused("base_migration_failed", file=path.name) from error
    finally:
        engine.dispose()
