"""What is being done when the power goes: each deed goes on and on in a process of its own, and tells of it.

A line of the log is written after what it speaks of is in the base, so that it may be held to it. The first,
``begun``, says that the work itself has started.
"""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from pstdesk.db.backup import make_backup
from pstdesk.db.migrate import open_base
from pstdesk.domain.backup import BackupKind
from pstdesk.services.agenda import write_notes
from pstdesk.services.backups import back_up_before_import, restore
from pstdesk.services.import_people import import_people
from pstdesk.services.people import PersonForm, add_person

START = datetime(2026, 11, 26, 17, 25, 54, tzinfo=UTC)
LISTED = 60
"""People in each list that is imported."""
OLD_BASES = 12
"""Bases of the first revision that are brought up to date, one after the other."""

Say = Callable[[str], None]
Deed = Callable[[Path, Say], None]


def edit(base: Path, say: Say) -> None:
    """Add people and write notes, one transaction each."""
    with closing(open_base(base)) as opened:
        say("begun")
        version = 1
        for number in count():
            with opened.write() as session:
                add_person(session, PersonForm(f"Numéro {number}", "Édité"))
            say(f"person {number}")
            with opened.write() as session:
                version = write_notes(session, 1, notes_of(number), version)
            say(f"notes {number}")


def hasty(base: Path, say: Say) -> None:
    """Say that people were added who were not: what a test that sees nothing would let pass."""
    with closing(open_base(base)):
        say("begun")
        for number in count():
            say(f"person {number}")


def bring_in(base: Path, say: Say) -> None:
    """Import one list after the other, each with its backup."""
    with closing(open_base(base)) as opened:
        say("begun")
        for number in count():
            listed = base.with_name(f"liste-{number}.csv")
            lines = [f"Liste {number};Personne {place}" for place in range(LISTED)]
            listed.write_text("\n".join(["Nom;Prénom", *lines]), encoding="utf-8")
            backing_up = partial(back_up_before_import, base, START + timedelta(days=number))
            import_people(opened, listed, START.date(), beforehand=backing_up)
            say(f"list {number}")


def back_up(base: Path, say: Say) -> None:
    """Add somebody and make a backup, every day anew."""
    with closing(open_base(base)) as opened:
        say("begun")
        for number in count():
            with opened.write() as session:
                add_person(session, PersonForm(f"Numéro {number}", "Édité"))
            made = make_backup(base, BackupKind.DAILY, START + timedelta(days=number))
            say(f"backup {made.path.name} {number}")


def migrate(base: Path, say: Say) -> None:
    """Open old bases, which brings them up to date."""
    say("begun")
    for number in range(OLD_BASES):
        open_base(old_base(base, number)).close()
        say(f"migrated {number}")
    say("all")


def put_back(base: Path, say: Say) -> None:
    """Put one of two backups in the place of the base, and the other, and so on."""
    say("begun")
    for number in count():
        which = "ab"[number % 2]
        restore(base.with_name(f"{which}.pstdesk"), base, START + timedelta(days=1, minutes=number))
        say(f"restored {which}")


def notes_of(number: int) -> str:
    """Return what the notes of the item say once they were written that often."""
    return f"Note {number}. " * 200


def old_base(base: Path, number: int) -> Path:
    """Return where the old base of that number is."""
    return base.with_name(f"ancienne-{number}.pstdesk")


DEEDS: dict[str, Deed] = {deed.__name__: deed for deed in (edit, hasty, bring_in, back_up, migrate, put_back)}


def do(name: str, base: str, log: str) -> None:
    """Do the deed of that ``name`` until the process is killed; what a process of its own runs."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    DEEDS[name](Path(base), lambda words: _say(handle, words))


def _say(handle: int, words: str) -> None:
    os.write(handle, f"{words}\n".encode())
