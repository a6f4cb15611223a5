"""All that must be green before a change goes in, step by step: ``python -m tools.check [STEP...]``."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bootstrap import PYTEST
from tools.lock import UNREACHABLE

ROOT = Path(__file__).resolve().parent.parent


def python(*arguments: str) -> int:
    """Run Python in the project's folder, with no window on the screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.call([sys.executable, *arguments], cwd=ROOT, env=environment)


def coverage() -> int:
    """Hold what the last tests covered against the two thresholds."""
    domain = python("-m", "coverage", "report", "--include=pstdesk/domain/*", "--fail-under=100")
    return python("-m", "coverage", "report", "--fail-under=90") or domain


STEPS: dict[str, Callable[[], int]] = {
    "format": lambda: python("-m", "ruff", "format", "--check", "."),
    "lint": lambda: python("-m", "ruff", "check", "."),
    "types": lambda: python("-m", "mypy"),
    "catalogues": lambda: python("-m", "tools.catalogues", "--check"),
    # among them the architecture, and that migrations make what the models say
    "tests": lambda: python(*PYTEST),
    "coverage": coverage,
    "lock": lambda: python("-m", "tools.lock", "--check"),
}


def verdict(step: str, status: int) -> str:
    """Return in French how a step ended."""
    if step == "lock" and status == UNREACHABLE:
        return "NON FAIT : le registre des paquets ne répond pas"
    return "À REPRENDRE" if status else "bon"


def main(names: list[str]) -> int:
    """Run the steps, all of them even after a failure, and return 0 if none failed."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(
            f"Contrôle inconnu : {', '.join(unknown)}. Ceux qui existent : {', '.join(STEPS)}.",
            file=sys.stderr,
        )
        return 2
    lines = []
    worst = 0
    for name in names or STEPS:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        status = STEPS[name]()
        worst = worst or status
        lines.append(f"{name:<12}{time.monotonic() - began:6.1f} s  {verdict(name, status)}")
    print("\n== bilan", *lines, sep="\n", flush=True)
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
