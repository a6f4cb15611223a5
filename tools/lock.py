"""Make the locks of the dependencies with uv, or check that they agree with pyproject.toml and have wheels.

``python -m tools.lock`` makes them, keeping the versions that still fit; ``--upgrade`` takes the newest.
``python -m tools.lock --check`` needs the network and ends with 0 if all is well, 1 if the locks are
wrong, 3 if the package registry cannot be reached, in which case nothing was checked.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
GROUPS = {RUNTIME: [], DEVELOPMENT: ["--group", "dev", "--constraints", RUNTIME]}
# Where the programme must install from wheels alone: no compiler in a town hall.
PLATFORMS = ("x86_64-pc-windows-msvc", "x86_64-manylinux_2_36")
PYTHONS = ("3.11", "3.14")
UNREACHABLE = 3
HEADER = "# {name}: made by `make lock` from pyproject.toml; do not edit.\n"


class Unreachable(Exception):
    """The package registry did not answer."""


class Wrong(Exception):
    """A lock cannot be made, or is not what it should be; the message says why."""


def uv(*arguments: str) -> str:
    """Run uv in the project's folder and return what it says; Unreachable or Wrong if it fails."""
    command = [sys.executable, "-m", "uv", "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return done.stdout
    said = (done.stderr or done.stdout).strip()
    if any(sign in said for sign in ("Request failed", "Failed to fetch", "error sending request")):
        raise Unreachable(said)
    raise Wrong(said)


def compile_lock(name: str, target: Path, *options: str) -> None:
    """Write the lock ``name`` to ``target``, keeping the versions that ``target`` already pins."""
    uv(
        *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"),
        *(*GROUPS[name], *options, "--output-file", str(target)),
    )


def make(upgrade: bool) -> None:
    """Write both locks in place."""
    for name in GROUPS:
        path = ROOT / name
        compile_lock(name, path, *(["--upgrade"] if upgrade else []))
        body = path.read_text(encoding="utf-8").removeprefix(HEADER.format(name=name))
        path.write_text(HEADER.format(name=name) + body, encoding="utf-8", newline="\n")
        print(f"{name} : {len(pins(path))} paquets")


def pins(path: Path) -> dict[str, set[str]]:
    """Return the hashes of each pinned requirement, markers included, of the lock at ``path``."""
    found: dict[str, set[str]] = {}
    requirement = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.strip().removesuffix("\\").strip()
        if words.startswith("--hash="):
            found[requirement].add(words)
        elif words and not words.startswith("#"):
            requirement = words
            found[requirement] = set()
    return found


def check_agrees(name: str) -> None:
    """Raise Wrong unless making the lock again would pin the same, from files that still exist."""
    with tempfile.TemporaryDirectory() as folder:
        locked = pins(ROOT / name)
        again = Path(folder, name)
        # Without their hashes, or uv would repeat them instead of asking the registry.
        again.write_text("\n".join(locked), encoding="utf-8")
        compile_lock(name, again)
        fresh = pins(again)
    if differing := sorted(fresh.keys() ^ locked.keys()):
        raise Wrong(f"{name} ne suit plus pyproject.toml (make lock) : " + ", ".join(differing))
    if gone := sorted(key for key, hashes in locked.items() if not hashes <= fresh[key]):
        raise Wrong(f"{name} : le registre n’a pas ces fichiers : " + ", ".join(gone))


def check_wheels(name: str, platform: str, python: str) -> None:
    """Raise Wrong unless every package of the lock has a wheel, of a locked hash, for ``platform``."""
    with tempfile.TemporaryDirectory() as folder:
        uv(
            *("pip", "install", "--dry-run", "--require-hashes", "--only-binary", ":all:"),
            *("--python-platform", platform, "--python-version", python, "--target", folder),
            *("--requirements", name),
        )


def check() -> None:
    """Check both locks and print one line for each thing that holds."""
    for name in GROUPS:
        check_agrees(name)
        print(f"{name} : conforme à pyproject.toml")
        for platform in PLATFORMS:
            for python in PYTHONS:
                check_wheels(name, platform, python)
                print(f"{name} : paquets binaires pour {platform}, Python {python}")


def main() -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(description="Verrous des dépendances")
    parser.add_argument("--check", action="store_true", help="contrôler sans rien changer")
    parser.add_argument("--upgrade", action="store_true", help="prendre les versions les plus récentes")
    options = parser.parse_args()
    try:
        if options.check:
            check()
        else:
            make(options.upgrade)
    except Unreachable as error:
        print(f"{error}\nLe registre des paquets ne répond pas : verrous non contrôlés.", file=sys.stderr)
        return UNREACHABLE
    except Wrong as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
