"""Everything that may happen to a base, ten times as often as in CI: ``make torture``, some twenty minutes.

The program is killed in the middle of what it does, five hundred times; three hundred bases are damaged. An
argument is how many times as often as in CI: ``make torture ARGS=2``; what follows it goes to pytest.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = {"PSTDESK_PULLED_PLUGS": 5, "PSTDESK_KILLS": 45, "PSTDESK_DAMAGED_BASES": 30}
"""What CI does of each; the tests that read these say what they count."""
TESTS = (
    "tests/journeys/test_pulled_plug.py",
    "tests/torture",
    "tests/services/test_damaged_bases.py",
)


def main(words: list[str]) -> int:
    """Run the tests that read ROUNDS, so many times as often; return pytest's status."""
    times, rest = (int(words[0]), words[1:]) if words and words[0].isdecimal() else (10, words)
    counts = {name: str(count * times) for name, count in ROUNDS.items()}
    there = [test for test in TESTS if (ROOT / test).exists()]
    # single tests go to the processes as these come free: the rounds of one file are its length
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *there, *rest]
    return subprocess.call(command, cwd=ROOT, env=os.environ | counts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
