"""The command that counts an election again from its totals, without any base."""

import argparse
from pathlib import Path
from typing import Any

from pstdesk.cli_parts import print_json
from pstdesk.i18n import _

_MEGABYTE = 1024 * 1024


def add_tally(commands: Any) -> None:
    """Add ``tally FILE``."""
    tally = commands.add_parser("tally", help=_("recompte une élection à partir de ses totaux"))
    tally.words.add_argument(
        "file", metavar=_("FICHIER"), type=Path, help=_(".json, comme l’annexe d’un procès-verbal")
    )
    tally.set_defaults(run=_tally)


def _tally(asked: argparse.Namespace) -> None:
    from pstdesk.documents.foreign import read_file
    from pstdesk.domain.tally import read_tally, result_form

    print_json(result_form(read_tally(read_file(asked.file, _MEGABYTE)).count()))
