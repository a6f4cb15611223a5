"""Reads the whole of a base for anything that joins a voter to a vote (docs/elections.md, "Secrecy").

Two ways, and each must be able to find something: what the tables are made of (:func:`leaks`), and what is
left of two elections that differ only in who voted what, or in which order (:func:`differences`,
:func:`different_pages`, :func:`remnants`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

VOTES = {"votes", "grades", "vote", "grade", "ballot", "choice", "cast", "blank", "spoiled"}
"""What columns that say how somebody voted, or how many did, are called."""
VOTERS = ("election_voter", "round_voter")
SILENT = (*VOTERS, "round_score")
"""Tables of which the journal says nothing: each line of it has a moment and a place."""
WITNESSES = {("election_round", "first_witness_id"), ("election_round", "second_witness_id")}
"""Who saw a lot drawn, beside the totals of its round: they are named in public, and are nobody's vote."""

Rows = list[tuple[Any, ...]]


def everything(path: Path) -> dict[str, Rows]:
    """Return the rows of every table, SQLite's own among them, each in the order of the file."""
    with closing(_opened(path)) as base:
        return {name: _rows(base, name, keyed=keyed) for name, keyed in _tables(base)}


def leaks(path: Path) -> list[str]:
    """Return what could tell how somebody voted, by the tables and rows of a base; it must be nothing."""
    with closing(_opened(path)) as base:
        return [*_joined(base), *_ordered(base), *_journalled(base)]


def differences(one: Path, other: Path) -> list[str]:
    """Return the tables in which two bases differ in a row."""
    first, second = everything(one), everything(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def different_pages(one: Path, other: Path) -> list[str]:
    """Return the tables and indexes in which two bases differ in a byte.

    Where the rows of a table lie within a page says in what order they were last written, and no more, as
    long as nothing of what they were before is left (:func:`remnants`).
    """
    owners = _owners(one)
    pages = enumerate(zip_longest(_pages(one), _pages(other)), 1)
    return sorted({owners.get(number, f"page {number}") for number, (page, same) in pages if page != same})


def remnants(path: Path, *tables: str) -> list[str]:
    """Return in which of ``tables`` something is left of a row as it was before, where no row is any more."""
    pages, owners = _pages(path), _owners(path)
    return sorted(
        {owners[number] for number in owners if owners[number] in tables and _left(pages[number - 1], number)}
    )


def _pages(path: Path) -> list[bytes]:
    content = path.read_bytes()
    size = int.from_bytes(content[16:18]) or 512
    size = 65536 if size == 1 else size
    return [content[start : start + size] for start in range(0, len(content), size)]


def _owners(path: Path) -> dict[int, str]:
    """Return by the number of each page in which table or index it lies (SQLite's file format, 1.6)."""
    pages = _pages(path)
    with closing(_opened(path)) as base:
        roots = base.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage > 0").fetchall()
    found = {1: "sqlite_master"}
    waiting = [(root, name) for root, name in roots]
    while waiting:
        number, name = waiting.pop()
        found[number] = name
        page, start = pages[number - 1], 100 if number == 1 else 0
        if page[start] in (2, 5):  # the inner pages of an index or a table
            cells = int.from_bytes(page[start + 3 : start + 5])
            places = [int.from_bytes(page[start + 12 + 2 * n : start + 14 + 2 * n]) for n in range(cells)]
            children = [int.from_bytes(page[place : place + 4]) for place in places]
            children.append(int.from_bytes(page[start + 8 : start + 12]))
            waiting += [(child, name) for child in children]
    return found


def _left(page: bytes, number: int) -> bool:
    """Return whether the room of a page that no row takes holds anything but zeros."""
    start = 100 if number == 1 else 0
    header = 12 if page[start] in (2, 5) else 8
    cells = int.from_bytes(page[start + 3 : start + 5])
    begins = int.from_bytes(page[start + 5 : start + 7]) or 65536
    free = [page[start + header + 2 * cells : begins]]
    place = int.from_bytes(page[start + 1 : start + 3])
    while place:
        size = int.from_bytes(page[place + 2 : place + 4])
        free.append(page[place + 4 : place + size])
        place = int.from_bytes(page[place : place + 2])
    return any(any(room) for room in free)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _tables(base: sqlite3.Connection) -> list[tuple[str, bool]]:
    """Return every table, the shadow ones too, and whether its rows have no number but their key."""
    found = base.execute("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'")
    return [(name, bool(wr)) for name, kind, wr in found.fetchall() if kind in ("table", "shadow")]


def _rows(base: sqlite3.Connection, name: str, *, keyed: bool) -> Rows:
    wanted = "*" if keyed else "rowid, *"
    return base.execute(f'SELECT {wanted} FROM "{name}"').fetchall()


def _references(base: sqlite3.Connection, name: str) -> dict[str, str]:
    """Return the table that each column of ``name`` refers to."""
    return {row[3]: row[2] for row in base.execute(f'PRAGMA foreign_key_list("{name}")')}


def _columns(base: sqlite3.Connection, name: str) -> dict[str, str]:
    return {row[1]: row[2].upper() for row in base.execute(f'PRAGMA table_info("{name}")')}


def _joined(base: sqlite3.Connection) -> Iterator[str]:
    """Yield each table with a row that holds somebody and a vote."""
    for name, _keyed in _tables(base):
        refers = _references(base, name)
        people = [
            column
            for column, target in refers.items()
            if target == "person" and (name, column) not in WITNESSES
        ]
        columns = _columns(base, name)
        votes = [
            column for column in columns if column in VOTES or refers.get(column) == "election_candidate"
        ]
        if people and votes:
            either = [" OR ".join(f'"{column}" IS NOT NULL' for column in each) for each in (people, votes)]
            if base.execute(f'SELECT 1 FROM "{name}" WHERE ({either[0]}) AND ({either[1]})').fetchone():
                yield f"{name} holds {', '.join(sorted(people))} beside {', '.join(votes)}"


def _ordered(base: sqlite3.Connection) -> Iterator[str]:
    """Yield each table of voters that keeps the order or the moment in which they came.

    A table of voters refers to a person by its key and, however many steps away, to an election's round.
    """
    keyed = dict(_tables(base))
    for name in keyed:
        targets = set(_references(base, name).values())
        if "person" in targets and ("election_round" in targets or name in VOTERS):
            if not keyed[name]:
                yield f"{name} numbers its rows"
            for column, kind in _columns(base, name).items():
                if kind in ("DATETIME", "DATE", "TIME", "TIMESTAMP"):
                    yield f"{name}.{column} is a moment"


def _journalled(base: sqlite3.Connection) -> Iterator[str]:
    marks = ", ".join("?" * len(SILENT))
    lines = base.execute(f"SELECT id, record FROM journal_entry WHERE record IN ({marks})", SILENT)
    for number, record in lines:
        yield f"line {number} of the journal tells of {record}"
    found = base.execute("SELECT id, fields FROM journal_entry WHERE record = 'election_round'")
    for number, fields in found:
        if any(f'"{name}"' in fields for name in VOTES):
            yield f"line {number} of the journal tells when totals changed: {fields}"
