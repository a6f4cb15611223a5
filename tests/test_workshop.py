"""The workshop itself: locks, set-up, the wheel, and the files that say how they are used."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bootstrap
import pstdesk
from tools import check, lock

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pinned(name: str) -> dict[str, Requirement]:
    """Return what the lock pins, by package."""
    requirements = (Requirement(line) for line in lock.pins(ROOT / name))
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


# The locks


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
    ids=["runtime", "runtime in dev", "dev"],
)
def test_the_lock_pins_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    locked = pinned(name)
    for text in wanted:
        requirement = Requirement(text)
        (pin,) = locked[canonicalize_name(requirement.name)].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version), text


def test_the_development_lock_holds_the_runtime_lock() -> None:
    runtime, development = lock.pins(ROOT / "requirements.lock"), lock.pins(ROOT / "requirements-dev.lock")
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    assert all(lock.pins(ROOT / name).values())
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    strange = re.compile(r"://|@|^\s*-(?!-hash=sha256:)|localhost")
    assert [line for line in lines if strange.search(line)] == []


# bootstrap.py


def test_bootstrap_is_readable_by_an_old_python_so_that_it_can_say_what_is_missing() -> None:
    ast.parse((ROOT / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (9, 0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    assert bootstrap.main(["test"]) == 1
    assert "Python 3.11 ou plus récent" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["dance"], ["clean", "more"]])
def test_an_unknown_command_gets_the_list(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == 2
    said = capsys.readouterr().out
    assert all(name in said for name in ("run", "test", "check"))


def test_an_unknown_check_gets_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["dance"]) == 2
    assert "format, lint, types" in capsys.readouterr().err


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """Give bootstrap a project folder of its own and record what it would have run."""
    ran: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        ran.append([str(word) for word in command])
        return 0

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess(command, 0, f"{tmp_path}\n".encode())

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(bootstrap, "venv_python", lambda: "3.11")
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text("one==1\n", encoding="utf-8")
    return ran


def test_a_second_start_installs_nothing(machine: list[list[str]]) -> None:
    bootstrap.prepare("requirements-dev.lock")
    assert machine[-1][-2:] == ["-r", "requirements-dev.lock"]
    machine.clear()
    bootstrap.prepare("requirements-dev.lock")
    bootstrap.prepare("requirements.lock")
    assert machine == []


def test_a_changed_lock_is_installed(machine: list[list[str]]) -> None:
    bootstrap.prepare("requirements.lock")
    (bootstrap.ROOT / "requirements.lock").write_text("one==2\n", encoding="utf-8")
    machine.clear()
    bootstrap.prepare("requirements.lock")
    assert "--require-hashes" in machine[0]


def test_an_installation_that_failed_is_done_again(
    machine: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(bootstrap.subprocess, "call", lambda command, **_: 1)
        with pytest.raises(bootstrap.Stop, match="n’ont pas pu être installées"):
            bootstrap.prepare("requirements.lock")
    bootstrap.prepare("requirements.lock")
    assert len(machine) == 1


def test_another_python_gets_a_new_environment(
    machine: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.prepare("requirements.lock")
    machine.clear()
    monkeypatch.setattr(bootstrap, "venv_python", lambda: "3.13")
    bootstrap.prepare("requirements.lock")
    assert "venv" in machine[0]


def test_root_installs_missing_packages(machine: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: True)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name)
    bootstrap.install_packages(["libgl1"])
    assert [command[-1] for command in machine] == ["update", "libgl1"]


def test_somebody_else_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name)
    with pytest.raises(bootstrap.Stop, match="sudo apt-get install --no-install-recommends libgl1 libegl1"):
        bootstrap.install_packages(["libgl1", "libegl1"])


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_missing_libraries_are_named_by_package() -> None:
    found = {"libc6": "libc.so.6", "libnothing1": "libnothing-of-the-kind.so.1"}
    assert bootstrap.missing_libraries(found) == ["libnothing1"]


# What ships


def test_the_wheel_finds_its_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    assert metadata["Version"] == pstdesk.__version__
    assert metadata["License-Expression"] == "Apache-2.0"
    code = (
        "from pstdesk.resources import resource; print(resource('presets', 'bondy.json').read_text('utf-8'))"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, 'site'); {code}"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert done.stdout.decode().strip() == (ROOT / "resources/presets/bondy.json").read_text("utf-8").strip()


# The files around


def test_the_readme_and_ci_name_the_same_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_page_can_be_reached_and_no_link_leads_nowhere() -> None:
    pages = {ROOT / name for name in ("README.md", "CONTRIBUTING.md")} | set((ROOT / "docs").rglob("*.md"))
    links = {
        (page.parent / target).resolve()
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    }
    assert sorted(str(link) for link in links if not link.exists()) == []
    assert sorted(page.name for page in pages - links) == ["README.md"]


def test_make_has_a_target_for_each_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in makefile.splitlines() if line.startswith("run ")).rstrip(":").split()
    assert {*bootstrap.COMMANDS, "help"} == set(targets)
