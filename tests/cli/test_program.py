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
    assert second.endswith(f"comptes rendus dans {folder / 'documents'}")
    assert third.startswith("Aucun écran ici")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are text on Windows")
def test_a_file_whose_name_is_no_text_is_named_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pstdesk")
    ended = pstdesk("--base", name, "check", XDG_CONFIG_HOME=str(tmp_path))
    assert ended.returncode == cli.REFUSED
    assert "caf\\udce9.pstdesk" in ended.stderr.decode("utf-8")
    assert ended.stderr.count(b"\n") == 1


def test_the_program_tests_itself(tmp_path: Path) -> None:
    ended = pstdesk("--self-test", timeout=120, XDG_CONFIG_HOME=str(tmp_path))
    assert (ended.returncode, ended.stdout.decode().strip()) == (0, "ok"), ended.stderr.decode()
    assert list(tmp_path.iterdir()) == []
