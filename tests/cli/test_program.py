"""The program run as IT staff run it: no screen, nobody's settings, any console."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pstdesk import __version__, cli
from tests.cli.said import NBSP

ROOT = Path(__file__).resolve().parent.parent.parent


def pstdesk(*words: object, timeout: int = 60, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program as IT staff do, without a screen and without anybody's settings."""
    given = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "pstdesk", *map(os.fspath, words)]
    return subprocess.run(
        command, cwd=ROOT, env=given | environment, capture_output=True, timeout=timeout, check=False
    )


def test_the_program_says_its_version(tmp_path: Path) -> None:
    ended = pstdesk("--version", XDG_CONFIG_HOME=str(tmp_path))
    assert (ended.returncode, ended.stdout.decode().strip(), ended.stderr) == (0, __version__, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_console_that_knows_no_accents_gets_them_all_the_same(demo_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "œuvre"
    shutil.copytree(demo_folder, folder)
    ended = pstdesk("demo", folder, "--open", PYTHONIOENCODING="ascii", XDG_CONFIG_HOME=str(tmp_path))
    first, second, third = ended.stdout.decode("utf-8").splitlines()
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert first == f"Base de démonstration{NBSP}: {folder / 'demo.pstdesk'}"
    assert second.endswith(f" documents dans {folder / 'documents'}")
    assert third.startswith("Aucun écran ici")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text on Windows")
def test_a_file_whose_name_is_no_text_is_named_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pstdesk")
    ended = pstdesk("--base", name, "check", XDG_CONFIG_HOME=str(tmp_path))
    assert ended.returncode == cli.REFUSED
    assert "caf\\udce9.pstdesk" in ended.stderr.decode("utf-8")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Windows closes no stream")
def test_a_command_that_nobody_listens_to_does_its_work(tmp_path: Path) -> None:
    path = tmp_path / "hay.pstdesk"
    command = f'"{sys.executable}" -m pstdesk --base "{path}" new >&-'
    ended = subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (cli.DONE, b"")
    assert path.exists()


def test_what_nobody_foresaw_is_one_line_on_the_console_and_whole_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import sys; from pstdesk import __main__, cli_meetings; cli_meetings.opened = lambda asked: 1 // 0; "
    )
    code += "sys.argv[1:] = ['meetings']; sys.exit(__main__.main())"
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout) == (cli.REFUSED, b"")
    (sentence,) = ended.stderr.decode().splitlines()
    (kept,) = tmp_path.rglob("*.log")
    assert str(kept) in sentence
    assert "ZeroDivisionError: integer" in kept.read_text(encoding="utf-8")


def test_the_program_tests_itself(tmp_path: Path) -> None:
    ended = pstdesk("--self-test", timeout=120, XDG_CONFIG_HOME=str(tmp_path))
    assert (ended.returncode, ended.stdout.decode().strip()) == (0, "ok"), ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []
