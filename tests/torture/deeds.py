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

from sqlalchemy.orm import Session

from pstdesk.db.backup import make_backup
from pstdesk.db.migrate import open_base
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.backup import BackupKind
from pstdesk.services.agenda import ItemForm, add_item, write_notes
from pstdesk.services.attendance import record
from pstdesk.services.backups import back_up_before_import, restore
from pstdesk.services.candidacies import add_candidate
from pstdesk.services.elections import ElectionForm, open_election
from pstdesk.services.import_people import import_people
from pstdesk.services.meetings import MeetingForm, hold, plan_meeting
from pstdesk.services.people import PersonForm, add_person
from pstdesk.services.proclamation import proclaim
from pstdesk.services.rounds import ScoreRow, TypedTotals, answer, close_round, open_round, save_totals
from tests import builders

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


def elect(base: Path, say: Say) -> None:
    """Hold an election every day: close its round, then proclaim it, with record and mandate."""
    with closing(open_base(base)) as opened:
        with opened.write() as session:
            rules = builders.rule_set(session).id
        say("begun")
        for number in count():
            now = START + timedelta(days=number)
            with opened.write() as session:
                election, held = begin_election(session, now, rules)
            scores = [ScoreRow(2 * number + place, votes=votes) for place, votes in ((1, 2), (2, 1))]
            with opened.write() as session:
                save_totals(session, held, TypedTotals(3, 0, 0), scores)
                close_round(session, held)
            say(f"closed {number}")
            with opened.write() as session:
                answer(session, election, 2 * number + 1, 1, True)
                proclaim(session, election, now)
            say(f"proclaimed {number}")


def begin_election(session: Session, now: datetime, rules: int) -> tuple[int, int]:
    """Hold a meeting of the first body at which three people elect one of two; return election and round."""
    meeting = plan_meeting(session, MeetingForm(1, now.date()))
    hold(session, meeting, now.date())
    for person in (1, 2, 3):
        record(session, meeting, person, AttendanceStatus.PRESENT)
    item = add_item(session, meeting, ItemForm("Élection du référent", ItemKind.ELECTION))
    election = open_election(session, item, ElectionForm(rule_set_id=rules), now)
    for person in (1, 2):
        add_candidate(session, election, person)
    return election, open_round(session, election, now)


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


DEEDS: dict[str, Deed] = {
    deed.__name__: deed for deed in (edit, hasty, bring_in, back_up, elect, migrate, put_back)
}


def do(name: str, base: str, log: str) -> None:
    """Do the deed of that ``name`` until the process is killed; what a process of its own runs."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    DEEDS[name](Path(base), lambda words: _say(handle, words))


def _say(handle: int, words: str) -> None:
    os.write(handle, f"{words}\n".encode())
