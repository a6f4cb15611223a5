"""Backing a base up from a script, and putting a backup back without a question."""

import hashlib
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pstdesk.db.backup import backups_of, make_backup
from pstdesk.db.closing import Standing, mark_closed, standing
from pstdesk.db.lock import DeskLock
from pstdesk.db.migrate import open_base
from pstdesk.domain.backup import BackupKind
from pstdesk.settings import Preferences
from tests.cli.said import Run, refuses
from tests.cli.test_program import pstdesk
from tests.db.basefiles import cut, files, one_more, tables


def test_a_backup_among_the_others(run: Run, base: Path) -> None:
    said = run("--base", base, "backup")
    (backup,) = backups_of(base)
    assert said.status == 0
    assert said.words == [f"Sauvegarde faite et vérifiée : {backup.path}"]
    assert backup.kind is BackupKind.MANUAL
    assert tables(backup.path) == tables(base)


def test_by_a_link_it_is_the_same_base_with_the_same_lock_and_backups(
    run: Run, base: Path, tmp_path: Path
) -> None:
    (tmp_path / "liens").mkdir()
    link = tmp_path / "liens" / "valmont.pstdesk"
    link.symlink_to(base)
    run("--base", link, "backup")
    (backup,) = backups_of(base)
    with_window = DeskLock.take(base, "Zoé", datetime.now(UTC))
    refuses(run("--base", link, "restore", backup.path), "est déjà ouverte par Zoé")
    with_window.release()
    mark_closed(base)
    (tmp_path / "liste.csv").write_text("Nom;Prénom\nHorvat;Ada\n", encoding="utf-8")
    assert run("--base", link, "import", "people", tmp_path / "liste.csv").status == 0
    assert standing(base) is not Standing.CHANGED
    assert list(link.parent.iterdir()) == [link]


def test_a_copy_in_a_folder_replaces_none(run: Run, base: Path, tmp_path: Path) -> None:
    stick = tmp_path / "clé"
    stick.mkdir()
    first = Path(run("--base", base, "backup", stick, "--json").json["backup"])
    second = run("--base", base, "backup", stick, "--json").json
    assert first.name == f"valmont_{datetime.now(UTC).astimezone():%Y-%m-%d}.pstdesk"
    assert Path(second["backup"]).name == first.name.replace(".pstdesk", "-2.pstdesk")
    assert second["size"] == first.stat().st_size
    assert tables(first) == tables(base)
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    assert f"{digest}  {first.name}\n" in first.with_name(f"{first.name}.sha256").read_text()
    assert backups_of(base) == ()


def test_a_backup_in_the_folder_of_the_users_choice(
    run: Run, base: Path, tmp_path: Path, preferences: Preferences
) -> None:
    (tmp_path / "ailleurs").mkdir()
    preferences.change(backup_folder=str(tmp_path / "ailleurs"))
    run("--base", base, "backup")
    assert [
        name.endswith("manuelle.pstdesk") for name in files(tmp_path / "ailleurs" / "valmont.sauvegardes")
    ][:1]
    assert backups_of(base) == ()


@pytest.mark.usefixtures("unchanged")
def test_a_folder_that_is_not_there(run: Run, base: Path, tmp_path: Path) -> None:
    refuses(run("--base", base, "backup", tmp_path / "absent"), "est absent ou protégé en écriture")


def test_what_is_no_base(run: Run, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Nom\n")
    refuses(run("--base", tmp_path / "liste.csv", "backup"), "n’est pas une base de pstdesk")
    refuses(run("--base", tmp_path / "absente.pstdesk", "backup"), "n’existe pas")


@pytest.mark.usefixtures("unchanged")
def test_a_base_that_is_only_read_is_neither_backed_up_beside_it_nor_replaced(
    run: Run, base: Path, tmp_path: Path
) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    copy = run("--base", base, "--read-only", "backup", other, "--json").json["backup"]
    for words in (("backup",), ("restore", copy), ("new",)):
        refuses(run("--base", base, "--read-only", *words), "est ouverte en lecture seule")
    shutil.rmtree(other)


def test_no_name_is_no_base(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("", ".", "/"):
        refuses(run("--base", name, "check"), "n’est pas une base de pstdesk")


def test_a_backup_is_put_back_and_what_it_replaces_is_kept(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    one_more(base)
    changed = tables(base)
    said = run("--base", base, "restore", backup.path)
    kept = backups_of(base)[0].path
    assert said.status == 0
    assert said.words == [
        f"Sauvegarde remise à la place de la base : {base}",
        f"Ce qu’elle remplace est gardé : {kept}",
    ]
    assert base.read_bytes() == backup.path.read_bytes()
    again = run("--base", base, "restore", kept, "--json").json
    assert again["base"] == str(base)
    assert tables(base) == changed
    assert run("--base", base, "check").status == 0


def test_a_base_that_is_lost_comes_back(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    base.unlink()
    said = run("--base", base, "restore", backup.path, "--json").json
    assert said == {"base": str(base), "restored": str(backup.path), "kept": None}


def test_a_damaged_backup_is_refused(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    cut(backup.path)
    before = base.read_bytes()
    refuses(run("--base", base, "restore", backup.path), "elle est abîmée")
    refuses(run("--base", base, "restore", base.parent / "absente.pstdesk"), "n’est plus dans")
    assert base.read_bytes() == before


def test_a_base_that_somebody_has_open_is_not_replaced(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    before = base.read_bytes()
    lock = DeskLock.take(base, "Zoé", datetime.now(UTC))
    said = run("--base", base, "restore", backup.path)
    lock.release()
    assert (said.status, said.out) == (1, "")
    assert "Zoé" in said.err
    assert base.read_bytes() == before
    assert backups_of(base) == (backup,)
    assert run("--base", base, "restore", backup.path).status == 0


def test_the_base_put_back_is_known_to_be_as_it_was_left(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    open_base(base).close()
    one_more(base)
    run("--base", base, "restore", backup.path)
    assert standing(base) is Standing.AS_LEFT
    assert run("--base", base, "meetings").err == ""


def test_check_names_a_damaged_backup(run: Run, base: Path) -> None:
    run("--base", base, "backup")
    (backup,) = backups_of(base)
    assert run("--base", base, "check", "--json").json == {"ok": True, "findings": []}
    cut(backup.path)
    said = run("--base", base, "check", "--json")
    assert said.status == 1
    assert said.json["findings"] == [{"code": "check_backup", "values": {"file": backup.path.name}}]


def test_an_import_makes_a_backup_first_and_a_trial_none(run: Run, base: Path, tmp_path: Path) -> None:
    listed = tmp_path / "liste.csv"
    listed.write_text("Nom;Prénom\nNuñez;Ana\n", encoding="utf-8")
    before = tables(base)
    assert run("--base", base, "import", "people", listed, "--dry-run").status == 0
    assert backups_of(base) == ()
    assert run("--base", base, "import", "people", listed).status == 0
    (backup,) = backups_of(base)
    assert backup.kind is BackupKind.BEFORE_IMPORT
    assert tables(backup.path) == before


def test_an_import_without_room_for_a_backup_says_so(run: Run, base: Path, tmp_path: Path) -> None:
    listed = tmp_path / "liste.csv"
    listed.write_text("Nom;Prénom\nNuñez;Ana\n", encoding="utf-8")
    base.with_name("valmont.sauvegardes").write_text("no folder")
    said = run("--base", base, "import", "people", listed, "--json")
    assert (said.status, said.json["people"]["made"]) == (0, 1)
    assert "La sauvegarde de" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text on Windows")
def test_a_base_whose_name_is_no_text(base: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pstdesk"))
    shutil.copy(base, odd)
    (tmp_path / "cl").mkdir()
    assert pstdesk("--base", odd, "backup", tmp_path / "cl", XDG_CONFIG_HOME=str(tmp_path)).returncode == 0
    assert pstdesk("--base", odd, "backup", XDG_CONFIG_HOME=str(tmp_path)).returncode == 0
    assert pstdesk("--base", odd, "check", XDG_CONFIG_HOME=str(tmp_path)).returncode == 0
    (copy,) = (tmp_path / "cl").glob("*.pstdesk")
    assert pstdesk("--base", odd, "restore", copy, XDG_CONFIG_HOME=str(tmp_path)).returncode == 0
    assert odd.read_bytes() == copy.read_bytes()
    make_backup(odd, BackupKind.DAILY, datetime(2026, 11, 26, tzinfo=UTC))
