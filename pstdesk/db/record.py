"""What a transaction did to each row, noted by the base itself, so that nothing escapes.

Triggers that live in the connection and not in the file hand every row that is made, changed or deleted to
a :class:`Recorder`: what a flush writes as well as bulk statements, and what the base deletes along by its
keys. The journal and the words of the search are no part of it: they follow from the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.orm import Session, SessionTransaction

from pstdesk.db.models import Base, JournalEntry, SearchEntry

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
Key = tuple[Value, ...]

MOST_ROWS = 5_000
"""A transaction that touches more is a job of its own, for which there are backups."""
MOST_BYTES = 32 * 1024 * 1024

_FUNCTION = "pstdesk_note"
_RECORDER = "recorder"


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after, each value as SQLite holds it; None where there was no row."""

    table: str
    before: Row | None
    after: Row | None


@dataclass
class Recorder:
    """Gathers the rows that one transaction touches, each once: as it was first, as it is last."""

    changes: dict[tuple[str, Key], Change] = field(default_factory=dict)
    irrevocable: bool = False
    """What was done is not to be undone: it was sent, or a number was given."""
    too_large: bool = False
    _bytes: int = 0

    def note(self, table: str, act: str, *values: Value) -> None:
        """Take note of a row: its values after ``act``, before it, or both."""
        if self.too_large:
            return
        width = len(values) // 2 if act == "UPDATE" else len(values)
        before = None if act == "INSERT" else values[:width]
        after = None if act == "DELETE" else values[-width:]
        for row in (before, after):
            if row is not None:
                key = (table, row_key(table, row))
                known = self.changes.get(key)
                was = known.before if known is not None else (before if row is before else None)
                self.changes[key] = Change(table, was, None)
        if after is not None:
            key = (table, row_key(table, after))
            self.changes[key] = Change(table, self.changes[key].before, after)
        self._bytes += sum(len(value) for value in values if isinstance(value, str | bytes))
        if len(self.changes) > MOST_ROWS or self._bytes > MOST_BYTES:
            self.too_large = True
            self.changes.clear()

    def found(self) -> tuple[Change, ...]:
        """Return the rows that are not as they were."""
        return tuple(change for change in self.changes.values() if change.before != change.after)


def follow(engine: Engine) -> Engine:
    """Have every connection of ``engine`` able to record; return it."""

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: Any) -> None:
        info = record.info

        def note(table: str, act: str, *values: Value) -> None:
            recorder = info.get(_RECORDER)
            if recorder is not None:
                recorder.note(table, act, *values)

        connection.create_function(_FUNCTION, -1, note)
        for statement in _triggers():
            connection.execute(statement)

    return engine


def record(session: Session) -> Recorder:
    """Begin to record what ``session`` does, on a connection that :func:`follow` prepared."""
    recorder = Recorder()
    info = session.connection().info
    info[_RECORDER] = session.info[_RECORDER] = recorder

    @event.listens_for(session, "after_transaction_end")
    def _stop(_session: Session, ended: SessionTransaction) -> None:
        if ended.parent is None:  # a flush is a transaction within
            info.pop(_RECORDER, None)

    return recorder


def recorder_of(session: Session) -> Recorder | None:
    """Return what records ``session``, if anything does."""
    recorder = session.info.get(_RECORDER)
    return recorder if isinstance(recorder, Recorder) else None


@cache
def recorded_tables() -> dict[str, Table]:
    """Return the tables whose rows are recorded, by name, parents before children."""
    follows = {JournalEntry.__tablename__, SearchEntry.__tablename__}
    return {table.name: table for table in Base.metadata.sorted_tables if table.name not in follows}


@cache
def _key_places(table: str) -> tuple[int, ...]:
    columns = list(recorded_tables()[table].columns)
    return tuple(place for place, column in enumerate(columns) if column.primary_key)


def row_key(table: str, row: Sequence[Value]) -> Key:
    """Return the primary key within ``row``."""
    return tuple(row[place] for place in _key_places(table))


def current_row(connection: Connection, table: str, key: Key) -> Row | None:
    """Return the row of ``key`` as it stands now, or None."""
    columns = recorded_tables()[table].columns
    names = ", ".join(f'"{column.name}"' for column in columns)
    where = " AND ".join(f'"{column.name}" = ?' for column in columns if column.primary_key)
    found = connection.exec_driver_sql(f'SELECT {names} FROM "{table}" WHERE {where}', key).first()
    return None if found is None else tuple(found)


@cache
def _triggers() -> tuple[str, ...]:
    statements = []
    for name, table in recorded_tables().items():
        for act, sides in (("INSERT", ("new",)), ("UPDATE", ("old", "new")), ("DELETE", ("old",))):
            values = ", ".join(f'{side}."{column.name}"' for side in sides for column in table.columns)
            statements.append(
                f'CREATE TEMP TRIGGER "note_{act.lower()}_{name}" AFTER {act} ON main."{name}" '
                f"BEGIN SELECT {_FUNCTION}('{name}', '{act}', {values}); END"
            )
    return tuple(statements)
