"""Who has a base open: known by a lock where there are locks, by words where there are none."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pstdesk.db import lock as lock_module
from pstdesk.db.lock import DeskLock, holder_of, lock_path, this_machine
from tests.refusals import refused

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 26, 8, 12, tzinfo=UTC)
ELSEWHERE = {"user": "e.morel", "machine": "ccas-12", "pid": 4711, "since": NOW.isoformat()}

HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pstdesk.db.lock import DeskLock
held = DeskLock.take(Path(sys.argv[1]), "e.morel", datetime.now(UTC))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valmont.pstdesk"


def leave(path: Path, words: object) -> None:
    """Leave a file behind as a crash does."""
    lock_path(path).write_text(json.dumps(words), encoding="utf-8")


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_module, "_try_lock", lambda _handle: None)


def test_it_says_who_has_the_base_since_when_and_goes_with_them(path: Path) -> None:
    assert holder_of(path) is None
    held = DeskLock.take(path, "zoé.œillardin", NOW)
    found = holder_of(path)
    assert found is not None
    assert (found.user, found.machine, found.since) == ("zoé.œillardin", this_machine(), NOW)
    assert (found.is_here, found.may_be_gone) == (True, False)
    with refused("base_in_use", user="zoé.œillardin", machine=this_machine()):
        DeskLock.take(path, "other", NOW, despite=True)
    held.release()
    assert holder_of(path) is None
    assert list(path.parent.iterdir()) == []


def test_another_program_holds_it_until_it_is_killed(path: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(path)]
    other = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with refused("base_in_use", user="e.morel"):
            DeskLock.take(path, "me", NOW)
    finally:
        other.kill()
        other.communicate()
    assert lock_path(path).exists()
    assert holder_of(path) is None
    held = DeskLock.take(path, "me", NOW)
    found = holder_of(path)
    assert found is not None
    assert (found.user, found.pid) == ("me", os.getpid())
    held.release()


def test_what_another_machine_left_is_asked_about_and_taken_over_when_wished(path: Path) -> None:
    leave(path, ELSEWHERE)
    found = holder_of(path)
    assert found is not None
    assert (found.user, found.machine, found.may_be_gone) == ("e.morel", "ccas-12", True)
    with refused("base_in_use", user="e.morel", machine="ccas-12"):
        DeskLock.take(path, "me", NOW)
    assert json.loads(lock_path(path).read_text(encoding="utf-8")) == ELSEWHERE
    held = DeskLock.take(path, "me", NOW, despite=True)
    assert holder_of(path).user == "me"
    held.release()
    assert not lock_path(path).exists()


def test_a_file_that_was_replaced_is_not_removed(path: Path) -> None:
    held = DeskLock.take(path, "me", NOW)
    lock_path(path).unlink()
    leave(path, ELSEWHERE)
    held.release()
    assert json.loads(lock_path(path).read_text(encoding="utf-8")) == ELSEWHERE


@pytest.mark.parametrize(
    "words", [b"", b"{", b"\xff\xfe", b"[1]", b'{"since": "2026"}', b"0" * 10_000, b"[" * 4096]
)
def test_a_file_that_says_nothing_is_in_nobodys_way(path: Path, words: bytes) -> None:
    lock_path(path).write_bytes(words)
    held = DeskLock.take(path, "me", NOW)
    assert holder_of(path).user == "me"
    held.release()


def test_where_a_disk_knows_no_locks_a_program_that_is_gone_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    leave(path, {**ELSEWHERE, "machine": this_machine(), "pid": gone.pid})
    assert holder_of(path) is None
    DeskLock.take(path, "me", NOW).release()


@pytest.mark.skipif(sys.platform == "win32", reason="there the system's locks always work")
def test_where_a_disk_knows_no_locks_a_program_that_lives_has_the_base(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch)
    leave(path, {**ELSEWHERE, "machine": this_machine(), "pid": os.getppid()})
    with refused("base_in_use", user="e.morel"):
        DeskLock.take(path, "me", NOW)


def test_a_folder_that_takes_nothing_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        DeskLock.take(tmp_path / "gone" / "valmont.pstdesk", "me", NOW)
