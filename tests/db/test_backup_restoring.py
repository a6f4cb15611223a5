"""A backup is put back to the last byte, and what it replaces is kept."""

import errno
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from pstdesk.db import backup_restoring
from pstdesk.db.backup import Restored, backup_folder, backups_of, copy_to, make_backup, restore, verify
from pstdesk.db.closing import Standing, standing
from pstdesk.db.database import Database
from pstdesk.db.lock import DeskLock
from pstdesk.db.migrate import open_base
from pstdesk.domain.backup import BackupKind
from tests import builders as make
from tests.db.basefiles import NOW, cut, filled, one_more, tables, zeroed
from tests.refusals import refusal, refused

LATER = NOW + timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path, base_id="1" * 32)


@pytest.fixture
def backup(path: Path) -> Path:
    return make_backup(path, BackupKind.CLOSING, NOW).path


def left_in_the_middle(path: Path, folder: Path) -> Path:
    """Return the base as a power cut leaves it in the middle of a change: half written, a hot journal."""
    caught = folder / path.name
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE bulk (words)")
        for _ in range(300):
            connection.execute("INSERT INTO bulk VALUES (?)", ("x" * 4000,))
            connection.execute("UPDATE person SET family_name = 'Moitié'")
        for name in (path.name, f"{path.name}-journal"):
            shutil.copyfile(path.with_name(name), folder / name)
        connection.execute("ROLLBACK")
    return caught


def test_a_backup_is_put_back_to_the_last_byte(path: Path, backup: Path) -> None:
    one_more(path)
    changed = tables(path)
    done = restore(backup, path, LATER)
    assert path.read_bytes() == backup.read_bytes()
    (kept, _first) = backups_of(path)
    assert done == Restored(path, kept.path)
    assert kept.kind is BackupKind.BEFORE_RESTORE
    assert tables(kept.path) == changed
    open_base(path).close()
    restore(kept.path, path, LATER)
    assert tables(path) == changed


def test_nothing_else_is_left(path: Path, backup: Path) -> None:
    restore(backup, path, LATER)
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, backup_folder(path).name]


def test_a_base_that_is_gone_comes_back(path: Path, backup: Path) -> None:
    path.unlink()
    assert restore(backup, path, LATER).kept is None
    assert path.read_bytes() == backup.read_bytes()


@pytest.mark.parametrize("damage", [cut, zeroed])
def test_a_damaged_base_is_kept_as_it_is(path: Path, backup: Path, damage: object) -> None:
    assert callable(damage)
    damage(path)
    damaged = path.read_bytes()
    done = restore(backup, path, LATER)
    assert done.kept is not None
    assert done.kept.name == f"valmont.endommagee-{LATER.astimezone():%Y-%m-%d}.pstdesk"
    assert done.kept.read_bytes() == damaged
    assert path.read_bytes() == backup.read_bytes()
    damage(path)
    again = restore(backup, path, LATER).kept
    assert again is not None
    assert again.name.endswith("-2.pstdesk")
    assert done.kept.read_bytes() == damaged


def test_where_no_backup_can_be_made_what_is_replaced_is_kept_as_it_is(path: Path, tmp_path: Path) -> None:
    stick = copy_to(path, tmp_path / "clé.pstdesk")
    one_more(path)
    replaced = path.read_bytes()
    backup_folder(path).write_text("no folder")
    kept = restore(stick, path, LATER).kept
    assert kept is not None
    assert kept.read_bytes() == replaced


# A journal beside the base


def test_a_journal_is_never_played_back_into_the_restored_base(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    before = tables(path)
    folder = tmp_path / "panne"
    folder.mkdir()
    caught = left_in_the_middle(path, folder)
    assert Path(f"{caught}-journal").stat().st_size > 0
    done = restore(backup, caught, LATER)
    assert caught.read_bytes() == backup.read_bytes()
    assert not Path(f"{caught}-journal").exists()
    open_base(caught).close()
    assert caught.read_bytes() == backup.read_bytes()
    assert done.kept is not None
    assert tables(done.kept) == before


@pytest.mark.parametrize("is_killed", [False, True])
def test_where_no_backup_can_be_made_the_journal_is_played_back_first(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_killed: bool
) -> None:
    """Nobody else opens the base then: left beside it, the journal would spoil whatever stands there next."""
    before = tables(path)
    folder = tmp_path / "panne"
    folder.mkdir()
    caught = left_in_the_middle(path, folder)
    backup_folder(caught).write_text("no folder")
    if is_killed:

        def killed(draft: Path, target: Path) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(backup_restoring, "put_in_place", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(backup, caught, LATER)
        assert tables(caught) == before
        return
    kept = restore(backup, caught, LATER).kept
    assert tables(caught) == before
    assert caught.read_bytes() == backup.read_bytes()
    assert kept is not None
    assert tables(kept) == before


def test_a_damaged_base_keeps_its_journal(path: Path, backup: Path) -> None:
    cut(path)
    journal = Path(f"{path}-journal")
    journal.write_bytes(b"what a power cut left" * 100)
    damaged = path.read_bytes()
    kept = restore(backup, path, LATER).kept
    assert kept is not None
    assert path.read_bytes() == backup.read_bytes()
    assert not journal.exists()
    assert kept.read_bytes() == damaged
    open_base(path).close()
    assert path.read_bytes() == backup.read_bytes()


def test_a_power_cut_before_the_last_step_leaves_the_old_base(
    path: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(path)
    folder = tmp_path / "panne"
    folder.mkdir()
    caught = left_in_the_middle(path, folder)

    def killed(draft: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup_restoring, "put_in_place", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, caught, LATER)
    assert tables(caught) == before


# What is refused changes nothing


def unchanged_after_refusal(backup: Path, path: Path, code: str) -> None:
    before = path.read_bytes()
    listed = backups_of(path)
    assert refusal(lambda: restore(backup, path, LATER)).code == code
    assert path.read_bytes() == before
    assert backups_of(path) == listed
    assert not [file for file in path.parent.iterdir() if file.name.startswith(".")]


def test_a_damaged_backup(path: Path, backup: Path) -> None:
    spoiled = bytearray(backup.read_bytes())
    spoiled[200_000] ^= 1
    backup.write_bytes(spoiled)
    unchanged_after_refusal(backup, path, "backup_damaged")


def test_a_file_without_digest_that_is_no_base(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "liste.csv"
    foreign.write_text("Nom;Prénom\n" * 1000)
    unchanged_after_refusal(foreign, path, "backup_damaged")


def test_a_base_of_another_program(path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "autre.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE person (name)")
        connection.commit()
    unchanged_after_refusal(foreign, path, "base_foreign")


def test_a_backup_that_is_not_there(path: Path, tmp_path: Path) -> None:
    unchanged_after_refusal(tmp_path / "absente.pstdesk", path, "backup_missing")


def test_the_backup_of_another_base(path: Path, tmp_path: Path) -> None:
    other = filled(tmp_path, "lormont.pstdesk", base_id="2" * 32)
    backup = make_backup(other, BackupKind.CLOSING, NOW)
    unchanged_after_refusal(backup.path, path, "restore_other_base")


def test_what_a_newer_pstdesk_made(path: Path, tmp_path: Path) -> None:
    newer = filled(tmp_path, "plus-recente.pstdesk", base_id="1" * 32)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    unchanged_after_refusal(newer, path, "base_newer")


def test_a_copy_left_in_the_middle_of_a_change(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "panne"
    folder.mkdir()
    unchanged_after_refusal(left_in_the_middle(path, folder), path, "restore_unfinished")


def test_a_base_that_somebody_writes_to(path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **how: patient(*given, timeout=0.01, **how))
    with closing(patient(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refusal(lambda: restore(backup, path, LATER)).code == "base_busy"


def test_a_folder_where_one_may_not_write(plain_folder: Path) -> None:
    path = plain_folder / "valmont.pstdesk"
    backup = make_backup(path, BackupKind.CLOSING, NOW)
    plain_folder.chmod(0o500)
    before = path.read_bytes()
    assert refusal(lambda: restore(backup.path, path, LATER)).code == "base_read_only"
    assert path.read_bytes() == before


def test_a_disk_that_only_lets_itself_be_read(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def protected(*_asked: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(DeskLock, "take", protected)
    assert refusal(lambda: restore(backup, path, LATER)).code == "base_read_only"


# What is spared


def test_the_one_that_is_put_back_is_not_removed_meanwhile(path: Path) -> None:
    first = make_backup(path, BackupKind.MANUAL, NOW)
    for number in range(1, 20):
        one_more(path)
        make_backup(path, BackupKind.CLOSING, NOW + timedelta(days=number))
    oldest = backups_of(path)[-1]
    assert first.path.exists()
    restore(oldest.path, path, NOW + timedelta(days=30))
    verify(oldest)


def test_an_older_revision_is_brought_up_to_date_when_it_is_opened_next(path: Path, backup: Path) -> None:
    restore(backup, path, LATER)
    base = open_base(path)
    with base.write() as session:
        make.person(session, "Nina", "Sow")
    base.close()
    assert len(tables(path)["person"]) == 4
    Database(path).close()


def test_a_base_that_somebody_has_open_is_not_replaced(path: Path, backup: Path) -> None:
    before = path.read_bytes()
    held = DeskLock.take(path, "e.morel", LATER)
    with refused("base_in_use", user="e.morel"):
        restore(backup, path, LATER)
    held.release()
    assert path.read_bytes() == before
    assert restore(backup, path, LATER).path == path
    assert standing(path) is Standing.AS_LEFT
