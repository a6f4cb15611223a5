"""Making a base, opening one, and bringing an older one up to date without losing anything."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from pstdesk.db.backup import Backup, make_backup
from pstdesk.db.database import APPLICATION_ID, Database, OnCommit, make_engine
from pstdesk.db.refusals import refusals
from pstdesk.db.revision import HEAD, stored_revision
from pstdesk.db.schema import drop_extras, keep_last_ids, last_ids, make_extras
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.errors import Refused

MIGRATIONS = Path(__file__).parent / "migrations"


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


def open_base(
    path: Path, on_commit: OnCommit | None = None, user: str = "", *, backups: Path | None = None
) -> Database:
    """Open the base at ``path``, bringing it up to date first, with a backup made before.

    ``backups`` is the folder that the user chose for backups, if any. Refused: no file, not a base of ours,
    damaged, or made by a newer pstdesk.
    """
    stored = stored_revision(path)
    if stored != HEAD:
        bring_up_to_date(path, stored, MIGRATIONS, backups)
    return Database(path, on_commit, user)


def bring_up_to_date(path: Path, stored: str, migrations: Path, backups: Path | None = None) -> Backup:
    """Upgrade the base at ``path`` to the newest of ``migrations``; return the backup made before.

    A migration that fails leaves the old base and its backup.
    """
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(migrations)).walk_revisions()}
    if stored not in known:
        raise Refused("base_newer", file=path.name)
    made = make_backup(path, BackupKind.BEFORE_UPGRADE, datetime.now(UTC), other=backups)
    _upgrade(path, migrations)
    return made


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
