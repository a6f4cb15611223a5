"""Build the frozen programme with build.spec and run its own test: ``python -m tools.freeze``."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "pstdesk"
SELF_TEST_SECONDS = 120


def build() -> int:
    """Build dist/pstdesk and return PyInstaller's exit status."""
    options = ("--noconfirm", "--log-level=WARN", "--distpath=dist", "--workpath=build/pyinstaller")
    return subprocess.call([sys.executable, "-m", "PyInstaller", *options, "build.spec"], cwd=ROOT)


def self_test() -> int:
    """Run the programme's self-test, without waiting for ever, and return its exit status."""
    program = FOLDER / ("pstdesk-cli.exe" if os.name == "nt" else "pstdesk")
    try:
        return subprocess.call([str(program), "--self-test"], cwd=FOLDER, timeout=SELF_TEST_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"L’autocontrôle n’a pas fini en {SELF_TEST_SECONDS} s.", file=sys.stderr)
        return 1


def weight() -> str:
    """Return how big the programme is."""
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    return f"{FOLDER.relative_to(ROOT)} : {size / 1e6:.0f} Mo, {len(files)} fichiers"


def main() -> int:
    """Build, weigh, test."""
    if status := build():
        return status
    print(weight(), flush=True)
    return self_test()


if __name__ == "__main__":
    sys.exit(main())
