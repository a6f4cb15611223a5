"""A backup that cannot be made says so, and leaves the base and the earlier backups alone."""

import hashlib
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from pstdesk.db import backup_making
from pstdesk.db.backup import (
    backup_folder,
    backups_of,
    copy_to,
    last_good_backup,
    make_backup,
)
from pstdesk.domain.backup import BackupKind, BackupState
from tests.db.basefiles import (
    NOW,
    content,
    cut,
    files,
    filled,
    not_as_its_schema_says,
    one_more,
    tables,
    zeroed,
)
from tests.refusals import refusal

CLOSING, DAILY, MANUAL = BackupKind.CLOSING, BackupKind.DAILY, BackupKind.MANUAL


@pytest.mark.parametrize("damage", [cut, zeroed, not_as_its_schema_says])
def test_a_damaged_base_is_noticed_and_its_earlier_backup_kept(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = filled(tmp_path)
    earlier = make_backup(path, CLOSING, NOW)
    damage(path)
    before = path.read_bytes()
    assert refusal(lambda: make_backup(path, DAILY, NOW + timedelta(days=1))).code == "base_damaged"
    assert backups_of(path) == (earlier,)
    assert path.read_bytes() == before
    assert last_good_backup(path) == earlier
    assert len(files(earlier.path.parent)) == 2


def test_a_row_that_hangs_in_the_air_is_better_kept_than_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE mandate SET person_id = 99")
        connection.commit()
    assert tables(make_backup(path, CLOSING, NOW).path) == tables(path)


def test_a_base_that_is_gone(tmp_path: Path) -> None:
    assert refusal(lambda: make_backup(tmp_path / "valmont.pstdesk", CLOSING, NOW)).code == "base_not_reached"


def test_a_folder_where_one_may_not_write(plain_folder: Path) -> None:
    plain_folder.chmod(0o500)
    path = plain_folder / "valmont.pstdesk"
    refused = refusal(lambda: make_backup(path, CLOSING, NOW))
    assert (refused.code, refused.values["folder"]) == ("backup_folder_refused", str(backup_folder(path)))


def test_a_folder_of_backups_where_one_may_not_write(plain_folder: Path) -> None:
    path = plain_folder / "valmont.pstdesk"
    backup_folder(path).mkdir(mode=0o500)
    assert refusal(lambda: make_backup(path, CLOSING, NOW)).code == "backup_folder_refused"
    assert list(backup_folder(path).iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limits to files")
@pytest.mark.parametrize("limit", [0, 100, 4096, 50_000, 200_000])
def test_a_disk_without_room(tmp_path: Path, limit: int) -> None:
    path = filled(tmp_path)
    earlier = make_backup(path, CLOSING, NOW)
    one_more(path)
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        code = refusal(lambda: make_backup(path, DAILY, NOW)).code
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert code in ("backup_disk_full", "backup_failed")
    assert backups_of(path) == (earlier,)
    assert len(files(earlier.path.parent)) == 2
    make_backup(path, DAILY, NOW + timedelta(days=1))
    assert len(backups_of(path)) == 2


def test_another_program_that_makes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_making, "_LOCK_PATIENCE", 0.01)
    path = filled(tmp_path)
    folder = backup_folder(path)
    folder.mkdir()
    (folder / ".0123456789abcdef.en-cours").write_bytes(b"half of theirs")
    with closing(sqlite3.connect(folder / ".verrou", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(lambda: make_backup(path, CLOSING, NOW)).code == "backup_busy"
    assert (folder / ".0123456789abcdef.en-cours").exists()


def test_something_written_into_its_lock_is_not_taken_for_a_damaged_base(tmp_path: Path) -> None:
    path = filled(tmp_path)
    folder = backup_folder(path)
    folder.mkdir()
    (folder / ".verrou").write_bytes(b"anything" * 1000)
    assert make_backup(path, CLOSING, NOW).state is BackupState.VERIFIED


def test_what_a_power_cut_left_is_swept_away(tmp_path: Path) -> None:
    path = filled(tmp_path)
    folder = backup_folder(path)
    folder.mkdir()
    for name in (
        *(".0123456789abcdef.en-cours", ".0123456789abcdef.en-cours-journal"),
        "2026-11-25_172554Z_fermeture.pstdesk.sha256",
    ):
        (folder / name).write_bytes(b"half")
    (folder / "notes de l’agent.txt").write_text("not ours")
    assert backups_of(path) == ()
    make_backup(path, CLOSING, NOW)
    assert files(folder) == [
        "2026-11-26_172554Z_fermeture.pstdesk",
        "2026-11-26_172554Z_fermeture.pstdesk.sha256",
        "notes de l’agent.txt",
    ]


# Where


def test_a_folder_of_the_users_choice_takes_them(tmp_path: Path) -> None:
    path, other = filled(tmp_path), tmp_path / "clé"
    other.mkdir()
    beside = make_backup(path, CLOSING, NOW)
    there = make_backup(path, MANUAL, NOW + timedelta(hours=1), other=other)
    assert there.path.parent == other / "valmont.sauvegardes"
    assert backups_of(path, other) == (there, beside)
    assert backups_of(path) == (beside,)


@pytest.mark.parametrize("kind", BackupKind)
def test_where_that_folder_is_away_the_base_has_it_beside_it(tmp_path: Path, kind: BackupKind) -> None:
    path, other = filled(tmp_path), tmp_path / "clé débranchée"
    made = make_backup(path, kind, NOW, other=other)
    assert made.path.parent == tmp_path / "valmont.sauvegardes"
    assert backups_of(path, other) == (made,)
    assert not other.exists()


def test_a_copy_for_a_memory_stick(tmp_path: Path) -> None:
    path, target = filled(tmp_path), tmp_path / "copie 1?%.pstdesk"
    target.write_bytes(b"an older copy")
    assert copy_to(path, target) == target
    assert content(target) == content(path)
    line = (tmp_path / "copie 1?%.pstdesk.sha256").read_text(encoding="utf-8").splitlines()[1]
    assert line == f"{hashlib.sha256(target.read_bytes()).hexdigest()}  {target.name}"
    assert files(tmp_path) == [target.name, f"{target.name}.sha256", path.name]


def test_a_copy_that_cannot_be_made_leaves_the_older_one(tmp_path: Path) -> None:
    path, target = filled(tmp_path), tmp_path / "copie.pstdesk"
    target.write_bytes(b"an older copy")
    zeroed(path)
    assert refusal(lambda: copy_to(path, target)).code == "base_damaged"
    assert target.read_bytes() == b"an older copy"
    assert files(tmp_path) == [target.name, path.name]


@pytest.mark.parametrize("target", ["absent/copie.pstdesk", "x" * 300])
def test_a_copy_where_none_can_be(tmp_path: Path, target: str) -> None:
    path = filled(tmp_path)
    code = refusal(lambda: copy_to(path, tmp_path / target)).code
    assert code in ("backup_folder_refused", "backup_failed")
    assert files(tmp_path) == [path.name]
