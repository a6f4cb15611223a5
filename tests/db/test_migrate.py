"""A base is made whole or not at all, opened only if it is ours, and brought up to date without loss."""

import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from pstdesk.db import migrate
from pstdesk.db.backup import backup_folder, backups_of, verify
from pstdesk.db.database import APPLICATION_ID, Database
from pstdesk.db.migrate import (
    MIGRATIONS,
    bring_up_to_date,
    make_base,
    open_base,
)
from pstdesk.db.models import Membership, Person
from pstdesk.db.revision import HEAD, stored_revision
from pstdesk.db.search import search
from pstdesk.domain.backup import BackupKind
from pstdesk.domain.errors import Refused
from tests import builders as make
from tests.db.basefiles import content, filled

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"
KEPT = {{"sqlite_autoincrement": True}}


def upgrade() -> None:
    {body}
"""

NEXT = f"{int(HEAD) + 1:04}"
Next = Callable[[str], Path]


@pytest.fixture
def next_revision(tmp_path: Path) -> Next:
    """Return a maker of migrations folders: today's, and one more revision that does what it is told."""

    def folder_with(body: str) -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        script = REVISION.format(body=body, head=HEAD, next=NEXT)
        (folder / "versions" / f"{NEXT}.py").write_text(script, encoding="utf-8")
        return folder

    return folder_with


def forget_the_last_person(path: Path) -> None:
    """Make two people more and delete them, so that their ids were given and are no longer to be seen."""
    base = Database(path)
    with base.write() as session:
        for person in (make.person(session, "Léo", "Brès"), make.person(session, "Ana", "Nuñez")):
            session.delete(person)
    base.close()


def refusal(path: Path) -> Refused:
    """Return why ``path`` is not opened."""
    with pytest.raises(Refused) as refused:
        open_base(path)
    return refused.value


# Making


def test_a_new_base_is_ours_and_opens(tmp_path: Path) -> None:
    path = tmp_path / "neuf" / "valmont.pstdesk"
    make_base(path)
    assert stored_revision(path) == HEAD
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    open_base(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_base_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "valmont.pstdesk"
    make_base(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_base_is_never_made_over_something(tmp_path: Path) -> None:
    path = tmp_path / "valmont.pstdesk"
    path.write_text("une liste de courses", encoding="utf-8")
    for there in (path, tmp_path):
        with pytest.raises(Refused) as refused:
            make_base(there)
        assert refused.value.code == "base_exists"
    assert path.read_text(encoding="utf-8") == "une liste de courses"


@pytest.mark.parametrize("name", ["fichier/valmont.pstdesk", "x" * 300 + ".pstdesk"])
def test_a_place_where_no_base_can_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "fichier").touch()
    with pytest.raises(Refused) as refused:
        make_base(tmp_path / name)
    assert refused.value.code == "base_folder_refused"


def test_a_folder_where_one_may_not_write(plain_folder: Path) -> None:
    plain_folder.chmod(0o500)
    with pytest.raises(Refused) as refused:
        make_base(plain_folder / "neuf.pstdesk")
    assert refused.value.code == "base_folder_refused"
    assert refused.value.values == {"folder": str(plain_folder)}


def test_nothing_is_left_of_a_base_that_could_not_be_made(
    tmp_path: Path, next_revision: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "MIGRATIONS", next_revision('op.execute("INSERT INTO nowhere VALUES (1)")'))
    with pytest.raises(Refused) as refused:
        make_base(tmp_path / "valmont.pstdesk")
    assert refused.value.code == "base_migration_failed"
    assert not (tmp_path / "valmont.pstdesk").exists()


# Opening what is not a base of ours


def text_file(path: Path) -> None:
    path.write_text("Nom;Prénom\nIbarra;Zoé\n" * 40, encoding="utf-8")


def empty(path: Path) -> None:
    path.touch()


def folder(path: Path) -> None:
    path.mkdir()


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()


@pytest.mark.parametrize("write", [text_file, empty, folder, of_another_program])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / "valmont.pstdesk"
    write(path)
    before = path.read_bytes() if path.is_file() else None
    refused = refusal(path)
    assert (refused.code, refused.values) == ("base_foreign", {"file": "valmont.pstdesk"})
    assert (path.read_bytes() if path.is_file() else None) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_base_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "valmont.pstdesk"
    refused = refusal(path)
    assert (refused.code, refused.values) == ("base_missing", {"file": str(path)})
    assert not path.exists()


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_base_that_one_may_not_read(plain_folder: Path, what: str) -> None:
    path = plain_folder / "valmont.pstdesk"
    (path if what == "file" else plain_folder).chmod(0o000)
    assert refusal(path).code == "base_not_reached"


@pytest.mark.parametrize("kept", [20, 100, 2000, 4096, 50_000, -1, -4096])
def test_a_cut_base_is_noticed(tmp_path: Path, kept: int) -> None:
    path = filled(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    before = path.read_bytes()
    assert refusal(path).code == "base_damaged"
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_a_base_without_its_revision_is_damaged(tmp_path: Path, change: str) -> None:
    path = make.empty_file(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    assert refusal(path).code == "base_damaged"


def test_a_base_that_another_program_holds_is_busy_and_not_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make.empty_file(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0.01))
        assert refusal(path).code == "base_busy"


def test_a_base_made_by_a_newer_pstdesk_is_refused(tmp_path: Path) -> None:
    path = make.empty_file(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    assert refusal(path).code == "base_newer"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


# Bringing up to date


def test_an_older_base_is_brought_up_to_date_and_its_copy_kept(
    tmp_path: Path, next_revision: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    before = content(path)
    body = 'op.add_column("person", sa.Column("pet", sa.String(20), server_default="chat", nullable=False))'
    monkeypatch.setattr(migrate, "MIGRATIONS", next_revision(body))
    monkeypatch.setattr(migrate, "HEAD", NEXT)
    base = open_base(path)
    with base.read() as session:
        assert session.scalars(text("SELECT DISTINCT pet FROM person")).all() == ["chat"]
        assert len(session.scalars(select(Membership)).all()) == 3
    base.close()
    assert stored_revision(path) == NEXT
    (backup,) = backups_of(path)
    verify(backup)
    assert backup.kind is BackupKind.BEFORE_UPGRADE
    assert stored_revision(backup.path) == HEAD
    assert content(backup.path) == before


def test_a_rebuilt_table_keeps_its_rows_those_that_hang_on_it_and_the_index(
    tmp_path: Path, next_revision: Next
) -> None:
    """Alembic's rebuilding of a table deletes children, triggers and index where it is left to itself."""
    path = filled(tmp_path)
    forget_the_last_person(path)
    before = content(path)
    rebuild = "\n    ".join(
        f'with op.batch_alter_table("{table}", recreate="always", table_kwargs=KEPT) as batch:\n'
        f'        batch.add_column(sa.Column("added", sa.Integer()))'
        for table in ("person", "committee", "meeting", "agenda_item", "search_entry", "journal_entry")
    )
    bring_up_to_date(path, HEAD, next_revision(rebuild))
    after = content(path)
    assert len([line for line in after if line.startswith("INSERT")]) == len(
        [line for line in before if line.startswith("INSERT")]
    )
    base = Database(path)
    with base.write() as session:
        assert len(session.scalars(select(Membership)).all()) == 3
        assert {hit.title for hit in search(session, "oeuvre")} == {"Semaine de la parentalité"}
        session.get_one(Person, 1).family_name = "Jardin"
        session.flush()
        assert [hit.record_id for hit in search(session, "jardin")] == [1]
        assert search(session, "ibarra") == ()
        session.execute(text("INSERT INTO search_index(search_index) VALUES ('integrity-check')"))
        triggers = session.scalars(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")).one()
        assert triggers == 6
        assert make.person(session).id == 6
    base.close()


HALF_DONE = 'op.execute("DELETE FROM membership")\n    op.drop_table("proxy")\n    '


@pytest.mark.parametrize(
    "failure",
    [
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        "op.execute(\"UPDATE committee SET rhythm = 'weekly'\")",
        'op.execute("UPDATE mandate SET person_id = 99")',
        'op.drop_column("person", "colour")',
    ],
)
def test_a_migration_that_fails_leaves_the_base_and_its_copy(
    tmp_path: Path, next_revision: Next, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    path = filled(tmp_path)
    before, rows = path.read_bytes(), content(path)
    monkeypatch.setattr(migrate, "MIGRATIONS", next_revision(HALF_DONE + failure))
    monkeypatch.setattr(migrate, "HEAD", NEXT)
    refused = refusal(path)
    assert (refused.code, refused.values) == ("base_migration_failed", {"file": "valmont.pstdesk"})
    assert path.read_bytes() == before
    (backup,) = backups_of(path)
    assert content(backup.path) == rows


def test_even_a_mistake_in_a_migration_leaves_the_base(tmp_path: Path, next_revision: Next) -> None:
    path = filled(tmp_path)
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        bring_up_to_date(path, HEAD, next_revision(HALF_DONE + "1 / 0"))
    assert path.read_bytes() == before


def test_no_base_is_touched_without_its_copy(tmp_path: Path, next_revision: Next) -> None:
    path = filled(tmp_path)
    before = path.read_bytes()
    backup_folder(path).write_text("no folder")
    with pytest.raises(Refused) as refused:
        bring_up_to_date(path, HEAD, next_revision("pass"))
    assert refused.value.code == "backup_folder_refused"
    assert path.read_bytes() == before


def test_a_base_up_to_date_is_opened_as_it_is(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = path.read_bytes()
    open_base(path).close()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
