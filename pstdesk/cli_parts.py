"""What all commands share: how they end, which base is meant, JSON."""

import argparse
import json
from datetime import date
from pathlib import Path

from pstdesk.domain.errors import Refused

DONE, REFUSED, MISUSED = 0, 1, 2


def named_base(asked: argparse.Namespace) -> Path:
    """Return the base that was named, or the one last opened; refused where there is neither."""
    if asked.base is None:
        raise Refused("base_not_named")
    base: Path = asked.base
    return base


def print_json(value: object) -> None:
    """Print one line of JSON."""
    print(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
