"""What all commands share: how they end, which base is meant, JSON."""

import argparse
import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pstdesk.domain.errors import Refused
from pstdesk.domain.opening import Wish
from pstdesk.sentences import sentence
from pstdesk.settings import user_name

if TYPE_CHECKING:
    from pstdesk.db.database import Database

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


def opened(asked: argparse.Namespace) -> "Database":
    """Open the base that is meant, to be read only where the user said so; the caller closes it."""
    from pstdesk.services.opening import Opening, open_for_command

    if asked.read_only:
        return Opening(named_base(asked), datetime.now(UTC), Wish(read_only=True)).open()

    def warn(refused: Refused) -> None:
        print(sentence(refused), file=sys.stderr)

    return open_for_command(named_base(asked), datetime.now(UTC), user_name(), warn, backups=asked.backups)


def print_json(value: object) -> None:
    """Print one line of JSON."""
    print(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
