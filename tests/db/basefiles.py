"""Bases for the tests of files: with something in every kind of table, and what they hold to be compared."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from pstdesk.db.database import Database
from tests import builders as make

NOW = datetime(2026, 11, 26, 17, 25, 54, tzinfo=UTC)
"""When the first backup of a test is made."""


def filled(folder: Path, name: str = "valmont.pstdesk", **programme: str) -> Path:
    """Return a base with people who sit in a committee, and something in every kind of table."""
    base = make.make_base(folder, name)
    with base.write() as session:
        if programme:
            make.programme(session, **programme)
        body = make.committee(session)
        people = [
            make.person(session, given, family)
            for given, family in (("Zoé", "Ibarra"), ("Noa", "Weiß"), ("Anouk", "L’Hœst"))
        ]
        for year, somebody in enumerate(people, 2024):
            make.post(session, somebody, make.organisation(session, f"Atelier de {somebody.given_name}"))
            make.membership(session, somebody, body)
            until = date(year + 1, 1, 1)  # one after the other
            make.mandate(session, somebody, body, starts_on=date(year, 1, 1), ends_on=until)
        meeting = make.meeting(session, body)
        make.attendance(session, meeting, people[0])
        make.decision(session, make.agenda_item(session, meeting, notes="Une œuvre commune"))
        make.minutes(session, meeting)
        make.action(session, owners=(people[0],), committees=(body,))
    base.close()
    return base.path


def content(path: Path) -> list[str]:
    """Return everything a base holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return [line for line in connection.iterdump() if "search_index" not in line]


def tables(path: Path) -> dict[str, list[object]]:
    """Return every row of every table, whatever the shape of the file."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def one_more(path: Path, name: str = "Ada") -> None:
    """Change the base."""
    base = Database(path)
    with base.write() as session:
        make.person(session, name, "Lévy")
    base.close()


def files(folder: Path) -> list[str]:
    """Return the names of what lies in a folder of backups, without its lock and the mark of a closing."""
    return sorted(file.name for file in folder.iterdir() if file.name not in (".verrou", "fermeture.sha256"))


def cut(path: Path) -> None:
    """Leave the base two pages."""
    path.write_bytes(path.read_bytes()[:8192])


def zeroed(path: Path) -> None:
    """Leave the base its first page, and zeroes."""
    path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096))


def not_as_its_schema_says(path: Path) -> None:
    """Leave the base readable, with a row that its own schema forbids."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'number INTEGER', 'number INTEGER NOT NULL') "
            "WHERE name = 'meeting'"
        )
        connection.commit()
