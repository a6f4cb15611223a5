"""A backup holds what the base holds, counts once it was checked, and never stands in the way."""

import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from pstdesk.db import backup_copy, backup_files
from pstdesk.db.backup import (
    backup_folder,
    backups_of,
    changed_since,
    last_good_backup,
    make_backup,
    verify,
)
from pstdesk.db.database import Database
from pstdesk.domain.backup import BackupKind, BackupState
from tests import builders as make
from tests.db.basefiles import NOW, files, filled, one_more, tables
from tests.refusals import refusal

CLOSING, DAILY, MANUAL = BackupKind.CLOSING, BackupKind.DAILY, BackupKind.MANUAL


# What a backup is


def test_a_backup_holds_what_the_base_holds_and_leaves_it_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = path.read_bytes()
    backup = make_backup(path, CLOSING, NOW)
    assert tables(backup.path) == tables(path)
    assert path.read_bytes() == before
    assert (backup.kind, backup.at, backup.state) == (CLOSING, NOW, BackupState.VERIFIED)
    assert backup.size == backup.path.stat().st_size
    assert backups_of(path) == (backup,)
    verify(backup)


def test_its_name_tells_when_and_why_and_nothing_else(tmp_path: Path) -> None:
    path = filled(tmp_path)
    for number, kind in enumerate(BackupKind):
        one_more(path)
        make_backup(path, kind, NOW + timedelta(days=number))
    folder = tmp_path / "valmont.sauvegardes"
    names = [name for name in files(folder) if not name.endswith(".sha256")]
    assert names[0] == "2026-11-26_172554Z_fermeture.pstdesk"
    assert [re.sub(r"^[\d_Z-]+", "", name) for name in names] == [
        f"{words}.pstdesk"
        for words in (
            *("fermeture", "quotidienne", "avant-mise-a-jour", "avant-import", "manuelle"),
            "avant-restauration",
        )
    ]
    assert [backup.kind for backup in backups_of(path)] == list(reversed(BackupKind))


def test_two_in_one_second_have_two_names_in_order(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first, second, third = (make_backup(path, MANUAL, NOW + timedelta(milliseconds=n)) for n in range(3))
    assert backups_of(path) == (third, second, first)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_backups_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    backup = make_backup(path, CLOSING, NOW)
    modes = [stat.S_IMODE(file.stat().st_mode) for file in sorted(backup.path.parent.glob("2026*"))]
    assert modes == [0o600, 0o600]
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this system")
def test_sha256sum_reads_the_digest(tmp_path: Path) -> None:
    backup = make_backup(filled(tmp_path), CLOSING, NOW)
    command = ["sha256sum", "--check", "--strict", f"{backup.path.name}.sha256"]
    done = subprocess.run(command, cwd=backup.path.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert backup.path.name in done.stdout


def test_what_was_deleted_is_in_no_backup(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("UPDATE agenda_item SET notes = ?", ("Xylographe" * 900,))
        connection.commit()
        connection.execute("UPDATE agenda_item SET notes = ''")
        connection.commit()
    assert b"Xylographe" in path.read_bytes()
    assert b"Xylographe" not in make_backup(path, CLOSING, NOW).path.read_bytes()


# Only where something changed


def test_what_nobody_asked_for_is_not_made_twice(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first = make_backup(path, CLOSING, NOW)
    again = make_backup(path, DAILY, NOW + timedelta(days=1))
    assert again.path == first.path
    assert backups_of(path) == (again,)
    assert len(files(first.path.parent)) == 2
    asked = make_backup(path, MANUAL, NOW + timedelta(days=2))
    assert [backup.kind for backup in backups_of(path)] == [MANUAL, CLOSING]
    one_more(path)
    assert make_backup(path, CLOSING, NOW + timedelta(days=3)).path != asked.path


def test_a_spoiled_backup_does_not_stand_for_a_new_one(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first = make_backup(path, CLOSING, NOW)
    spoiled = bytearray(first.path.read_bytes())
    spoiled[-100] ^= 1
    first.path.write_bytes(spoiled)
    second = make_backup(path, CLOSING, NOW + timedelta(days=1))
    assert second.path != first.path
    assert last_good_backup(path) == second


def test_whether_the_base_changed_is_told_without_reading_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_files, "_UNSETTLED", 0.0)
    path = filled(tmp_path)
    assert changed_since(path, None)
    backup = make_backup(path, CLOSING, NOW)
    assert not changed_since(path, backup)
    Database(path).close()
    assert not changed_since(path, backup)
    one_more(path)
    assert changed_since(path, backup)


def test_a_base_written_to_this_instant_counts_as_changed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert changed_since(path, make_backup(path, CLOSING, NOW))


# Somebody writes meanwhile


def test_a_backup_made_while_somebody_writes_is_of_one_instant(tmp_path: Path) -> None:
    """Each transaction adds a person and a post: a copy with one and not the other is of no instant."""
    path, stop = filled(tmp_path), Event()
    written: list[bool] = []

    def write() -> None:
        base = Database(path)
        while not stop.is_set():
            with base.write() as session:
                make.post(session, make.person(session, f"Numéro {len(written)}"))
            written.append(True)
        base.close()

    writer = Thread(target=write)
    writer.start()
    try:
        backups = [make_backup(path, MANUAL, NOW + timedelta(minutes=n)) for n in range(5)]
    finally:
        stop.set()
        writer.join()
    assert written
    for backup in backups:
        verify(backup)
        rows = tables(backup.path)
        assert len(rows["person"]) == len(rows["post"])
    assert len(tables(path)["person"]) == 3 + len(written)


def test_a_copy_that_was_overtaken_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, really, names = filled(tmp_path), backup_copy._counts, iter(["Ada", "Eva"])

    def counts(connection: sqlite3.Connection) -> dict[str, int]:
        counted = really(connection)
        if (name := next(names, "")) != "":
            one_more(path, name)
        return counted

    monkeypatch.setattr(backup_copy, "_counts", counts)
    backup = make_backup(path, CLOSING, NOW)
    assert tables(backup.path) == tables(path)
    assert len(tables(backup.path)["person"]) == 5


def test_a_copy_with_other_rows_than_the_base_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, counts = filled(tmp_path), iter([{"person": 3}, {"person": 2}])
    monkeypatch.setattr(backup_copy, "_counts", lambda connection: next(counts))
    assert refusal(lambda: make_backup(path, CLOSING, NOW)).code == "base_damaged"
    assert files(backup_folder(path)) == []


def test_it_can_be_given_up(tmp_path: Path) -> None:
    path = filled(tmp_path)
    assert refusal(lambda: make_backup(path, MANUAL, NOW, wanted=lambda: False)).code == "backup_given_up"
    assert files(backup_folder(path)) == []


# Too many


def test_old_ones_make_room(tmp_path: Path) -> None:
    path = filled(tmp_path, base_id="1" * 32)
    for number in range(12):
        one_more(path)
        make_backup(path, DAILY, NOW + timedelta(days=number))
    assert [f"{backup.at:%d/%m}" for backup in backups_of(path)] == [
        *("07/12", "06/12", "05/12", "04/12", "03/12", "02/12", "01/12"),
        *("30/11", "29/11"),
    ]
    assert len(files(backup_folder(path))) == 18


def test_one_made_while_the_clock_is_wrong_stays(tmp_path: Path) -> None:
    path = filled(tmp_path, base_id="1" * 32)
    for months in range(14):
        one_more(path)
        make_backup(path, DAILY, NOW - timedelta(days=30 * months))
    one_more(path)
    made = make_backup(path, CLOSING, NOW.replace(year=2020))
    assert made.path.exists()
    verify(made)


def test_only_what_is_ours_and_of_this_base_is_removed(tmp_path: Path) -> None:
    path = filled(tmp_path, base_id="1" * 32)
    (tmp_path / "autre").mkdir()
    other = filled(tmp_path / "autre", base_id="2" * 32)
    unsealed = make_backup(path, DAILY, NOW - timedelta(days=40))
    unsealed.path.with_name(f"{unsealed.path.name}.sha256").unlink()
    foreign = make_backup(other, DAILY, NOW - timedelta(days=41))
    for file in list(foreign.path.parent.glob("2026*")):
        file.replace(backup_folder(path) / file.name)
    for number in range(12):
        one_more(path)
        make_backup(path, DAILY, NOW + timedelta(days=number))
    names = files(backup_folder(path))
    assert unsealed.path.name in names
    assert foreign.path.name in names
