"""Nothing leaves the machine: the whole program runs where opening a connection is forbidden."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = """
import socket, sys
sys.path.insert(0, {root!r})

class Forbidden(socket.socket):
    def __init__(self, *arguments, **how):
        raise AssertionError("a connection was asked for")

socket.socket = socket.create_connection = Forbidden
from pstdesk import cli
sys.exit(cli.main(["--self-test"]))
"""


def test_the_program_works_where_no_connection_can_be_opened() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN.format(root=str(ROOT))], capture_output=True, text=True, timeout=180
    )
    assert (done.returncode, done.stdout.strip()) == (0, "ok"), done.stderr
