"""The commands that list meetings and write their minutes."""

import argparse
import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pstdesk.cli_parts import opened, print_json
from pstdesk.domain.errors import Refused
from pstdesk.i18n import _, format_date
from pstdesk.labels import label


def add_meetings(commands: Any) -> None:
    """Add ``meetings``."""
    meetings = commands.add_parser("meetings", help=_("liste les séances"))
    meetings.options.add_argument("--committee", metavar=_("NOM"), help=_("d’une seule instance"))
    meetings.options.add_argument("--json", action="store_true", help=_("en JSON"))
    meetings.set_defaults(run=_meetings)


def add_minutes(commands: Any) -> None:
    """Add ``minutes MEETING``."""
    minutes = commands.add_parser("minutes", help=_("écrit le compte rendu d’une séance"))
    minutes.words.add_argument(
        "meeting", metavar=_("SÉANCE"), type=_meeting_id, help=_("son numéro dans « meetings »")
    )
    minutes.options.add_argument(
        "-o", "--output", metavar=_("FICHIER"), type=Path, required=True, help=_(".docx ou .pdf")
    )
    minutes.set_defaults(run=_minutes)


def _meeting_id(words: str) -> int:
    """Return the id that ``words`` are; raise ValueError for what the base could not even hold."""
    found = int(words)
    if not 0 < found < 2**63:
        raise ValueError(words)
    return found


def _meetings(asked: argparse.Namespace) -> None:
    from pstdesk.services.committees import committee_named
    from pstdesk.services.meeting_list import MeetingsFilter, meeting_rows

    with closing(opened(asked)) as database, database.read() as session:
        committee_id = None if asked.committee is None else committee_named(session, asked.committee)
        rows = sorted(
            meeting_rows(session, MeetingsFilter(committee_id=committee_id)),
            key=lambda row: (row.day, row.id),
        )
    if asked.json:
        print_json(
            [
                {
                    "id": row.id,
                    "committee": row.committee,
                    "number": row.number,
                    "date": row.day,
                    "state": row.state,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        number = f"{row.number}/{row.year}" if row.number else "–"
        day = format_date(row.day, "short")
        print(f"{row.id:>5}  {day}  {row.short_name:<6} {number:>8}  {label(row.state)}")


def _minutes(asked: argparse.Namespace) -> None:
    from pstdesk.documents.files import is_folder
    from pstdesk.services.minutes_export import export_minutes, file_minutes

    now = datetime.now(UTC)
    # A file named on the command line is the user's word; that it was replaced is said.
    into_folder = is_folder(asked.output)
    replaced = not into_folder and os.path.lexists(asked.output)
    with closing(opened(asked)) as database:
        try:
            if into_folder:
                written = file_minutes(database, asked.meeting, asked.output, ".docx", now)
            else:
                written = export_minutes(database, asked.meeting, asked.output, now, overwrite=True)
        except Refused as refused:
            if refused.code == "record_missing":
                raise Refused("meeting_unknown", meeting=str(asked.meeting)) from refused
            raise
    words = _("Compte rendu remplacé : {file}") if replaced else _("Compte rendu écrit : {file}")
    print(words.format(file=written))
