"""A disk without room: each write is refused in one sentence, nothing is lost, and the next one works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from pstdesk.db.backup import backup_folder, backups_of, copy_to, make_backup, restore, verify
from pstdesk.db.migrate import open_base
from pstdesk.db.revision import HEAD, stored_revision
from pstdesk.domain.backup import BackupKind
from pstdesk.services.backups import back_up_before_import
from pstdesk.services.check import check_base
from pstdesk.services.import_people import import_people
from pstdesk.services.people import PersonForm, add_person
from tests.db.basefiles import NOW, filled, one_more, tables
from tests.db.test_migrations import step
from tests.refusals import refusal

ROOM = 3_000_000
"""Bytes of the disk: for a base, its journal and a backup or two."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a small disk of its own."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted in this container")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, *, but: int = 0) -> Path:
    """Take all the room there is, ``but`` so many bytes; return the file that takes it."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096):
            try:
                while shutil.disk_usage(disk).free > but + size:
                    file.write(bytes(size))
            except OSError:
                pass
    return ballast


def nothing_half(path: Path) -> list[str]:
    """Return the names of what was begun and not taken away again."""
    places = [path.parent, backup_folder(path)]
    files = [file.name for place in places if place.is_dir() for file in place.iterdir()]
    return [name for name in files if ".en-cours" in name or name.endswith(".restauration")]


@pytest.mark.parametrize("room", [0, 8192, 65536, 300_000])
def test_an_edit(disk: Path, room: int) -> None:
    path = filled(disk)
    before = tables(path)
    ballast = fill(disk, but=room)

    def write() -> None:
        with closing(open_base(path)) as base, base.write() as session:
            for number in range(400):
                add_person(session, PersonForm(f"Numéro {number}", "Ada", notes="x" * 2000))

    assert refusal(write).code == "base_disk_full"
    assert tables(path) == before
    ballast.unlink()
    with closing(open_base(path)) as base, base.write() as session:
        add_person(session, PersonForm("Lévy", "Ada"))
    assert len(tables(path)["person"]) == len(before["person"]) + 1


@pytest.mark.parametrize("room", [0, 8192, 200_000, 505_000])
def test_a_backup(disk: Path, room: int) -> None:
    path = filled(disk)
    earlier = make_backup(path, BackupKind.CLOSING, NOW)
    one_more(path)
    ballast = fill(disk, but=room)
    for make in (
        partial(make_backup, path, BackupKind.DAILY, NOW + timedelta(days=1)),
        partial(copy_to, path, disk / "copie.pstdesk"),
    ):
        assert refusal(make).code in ("backup_disk_full", "backup_failed")
    assert backups_of(path) == (earlier,)
    assert nothing_half(path) == []
    verify(earlier)
    ballast.unlink()
    assert len(tables(make_backup(path, BackupKind.DAILY, NOW + timedelta(days=1)).path)["person"]) == 4


def test_where_the_folder_of_ones_choice_is_full_the_base_has_it_beside_it(
    disk: Path, tmp_path: Path
) -> None:
    path = filled(tmp_path)
    fill(disk)
    made = make_backup(path, BackupKind.CLOSING, NOW, other=disk)
    assert made.path.parent == backup_folder(path)
    verify(made)


@pytest.mark.parametrize("room", [0, 8192, 200_000])
def test_a_restore(disk: Path, room: int) -> None:
    path = filled(disk)
    backup = make_backup(path, BackupKind.MANUAL, NOW)
    one_more(path)
    changed = path.read_bytes()
    ballast = fill(disk, but=room)
    assert refusal(lambda: restore(backup.path, path, NOW)).code in ("base_disk_full", "base_not_reached")
    assert path.read_bytes() == changed
    assert nothing_half(path) == []
    ballast.unlink()
    restore(backup.path, path, NOW)
    assert path.read_bytes() == backup.path.read_bytes()


def test_a_restore_with_room_for_one_copy_keeps_what_it_replaces_as_it_is(disk: Path) -> None:
    path = filled(disk)
    backup = make_backup(path, BackupKind.MANUAL, NOW)
    one_more(path)
    changed = path.read_bytes()
    fill(disk, but=len(changed) + 100_000)
    kept = restore(backup.path, path, NOW).kept
    assert path.read_bytes() == backup.path.read_bytes()
    assert kept is not None
    assert kept.read_bytes() == changed


@pytest.mark.parametrize(("room", "elsewhere"), [(0, False), (200_000, False), (0, True), (8192, True)])
def test_a_migration(disk: Path, tmp_path: Path, room: int, elsewhere: bool) -> None:
    """Without room for its backup, or, with the backup on another disk, without room for itself."""
    made = filled(tmp_path)
    step(made, "0001")
    path = Path(shutil.copy(made, disk))
    before = tables(path)
    ballast = fill(disk, but=room)
    backups = tmp_path if elsewhere else None
    code = refusal(lambda: open_base(path, backups=backups)).code
    assert code == ("base_disk_full" if elsewhere else "backup_disk_full")
    assert tables(path) == before
    assert stored_revision(path) == "0001"
    ballast.unlink()
    open_base(path).close()
    assert stored_revision(path) == HEAD
    assert len(tables(path)["person"]) == len(before["person"])


@pytest.mark.parametrize("room", [0, 65536, 600_000])
def test_an_import(disk: Path, tmp_path: Path, room: int) -> None:
    path = filled(disk)
    listed = tmp_path / "liste.csv"
    rows = [f"Liste;Personne {number};{'Rue des Écluses ' * 5}{number}" for number in range(1500)]
    listed.write_text("\n".join(["Nom;Prénom;Structure", *rows]), encoding="utf-8")
    before = tables(path)
    ballast = fill(disk, but=room)

    def bring_in() -> None:
        with closing(open_base(path)) as base:
            import_people(base, listed, NOW.date(), beforehand=partial(back_up_before_import, path, NOW))

    assert refusal(bring_in).code == "base_disk_full"
    assert tables(path) == before
    ballast.unlink()
    with closing(open_base(path)) as base, base.read() as session:
        assert check_base(session) == ()
