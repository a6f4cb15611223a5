"""A backup that is not what was made is told from one that is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.db.backup import (
    Backup,
    backups_of,
    last_good_backup,
    make_backup,
    verify,
)
from pstdesk.domain.backup import BackupKind, BackupState
from tests.db.basefiles import NOW, cut, filled, not_as_its_schema_says, zeroed
from tests.refusals import refusal

CLOSING, MANUAL = BackupKind.CLOSING, BackupKind.MANUAL


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return make_backup(filled(tmp_path_factory.mktemp("sealed")), CLOSING, NOW)


@given(st.data())
def test_any_changed_bit_is_noticed(sealed: Backup, data: st.DataObject) -> None:
    whole = sealed.path.read_bytes()
    position = data.draw(st.integers(0, len(whole) - 1))
    spoiled = bytearray(whole)
    spoiled[position] ^= 1 << data.draw(st.integers(0, 7))
    try:
        sealed.path.write_bytes(spoiled)
        assert refusal(lambda: verify(sealed)).code == "backup_damaged"
    finally:
        sealed.path.write_bytes(whole)
    verify(sealed)


def test_a_cut_backup_is_told_at_a_glance(tmp_path: Path) -> None:
    path = filled(tmp_path)
    backup = make_backup(path, CLOSING, NOW)
    cut(backup.path)
    assert [found.state for found in backups_of(path)] == [BackupState.DAMAGED]


@pytest.mark.parametrize("damage", [None, cut, zeroed, not_as_its_schema_says])
def test_without_its_digest_a_whole_base_will_do(
    tmp_path: Path, damage: Callable[[Path], None] | None
) -> None:
    path = filled(tmp_path)
    backup = make_backup(path, CLOSING, NOW)
    backup.path.with_name(f"{backup.path.name}.sha256").unlink()
    (found,) = backups_of(path)
    assert found.state is BackupState.UNVERIFIED
    if damage is None:
        verify(found)
        return
    damage(backup.path)
    assert refusal(lambda: verify(found)).code == "backup_damaged"


def test_the_digest_of_another_file_is_none(tmp_path: Path) -> None:
    backup = make_backup(filled(tmp_path), CLOSING, NOW)
    seal = backup.path.with_name(f"{backup.path.name}.sha256")
    seal.write_text(seal.read_text().replace("fermeture", "quotidienne"))
    assert backups_of(tmp_path / "valmont.pstdesk")[0].state is BackupState.UNVERIFIED


def test_a_backup_that_went(tmp_path: Path) -> None:
    backup = make_backup(filled(tmp_path), CLOSING, NOW)
    backup.path.unlink()
    assert refusal(lambda: verify(backup)).code == "backup_missing"


def test_the_last_good_one_is_found_behind_spoiled_ones(tmp_path: Path) -> None:
    path = filled(tmp_path)
    good, *spoiled = (make_backup(path, MANUAL, NOW + timedelta(days=n)) for n in range(4))
    for backup in spoiled:
        zeroed(backup.path)
    cut(path)
    assert last_good_backup(path) == good
    good.path.unlink()
    assert last_good_backup(path) is None
