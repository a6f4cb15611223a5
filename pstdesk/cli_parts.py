"""What all commands share: how they end, which base is meant, JSON."""

import argparse
import json
import os
from datetime import date
from pathlib import Path

from pstdesk.domain.errors import Refused

DONE, REFUSED, MISUSED = 0, 1, 2


def named_base(asked: argparse.Namespace) -> Path:
    """Return the base that was named, or the one last opened; refused where there is neither.

    The file itself and not a link to it: its lock, its backups and the mark of its closing stand beside it.
    """
    if asked.base is None:
        raise Refused("base_not_named")
    base: Path = asked.base
    is_link = os.path.islink(base)  # noqa: PTH114 - Path.is_symlink() fails at a name that no disk takes
    if is_link or not base.name:  # "." is a folder, with a name
        base = Path(os.path.realpath(base))
    if not base.name:
        raise Refused("base_foreign", file=str(base))
    return base


def writable_base(asked: argparse.Namespace) -> Path:
    """Return the base as :func:`named_base` does; refused where the user said that it is only read."""
    base = named_base(asked)
    if asked.read_only:
        raise Refused("base_opened_read_only", file=base.name)
    return base


def print_json(value: object) -> None:
    """Print one line of JSON."""
    print(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
