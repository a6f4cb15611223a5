"""Undoing a transaction row by row: what was made goes, what was changed or deleted is as it was before.

An :class:`Inverse` holds plain values. It is applied only where every row still stands as the transaction
left it; else it is refused whole. Applying it is a transaction like any other, whose own inverse is the redo.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Dialect, UniqueConstraint, func, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from pstdesk.db.models import Base, ElectionRecord, Minutes, MinutesVersion
from pstdesk.db.record import (
    Change,
    Recorder,
    Row,
    record,
    recorded_tables,
    recorder_of,
    row_key,
)
from pstdesk.db.undo_checks import elections_of, key_of, meetings_of, needed, orphaned, refuse_changed
from pstdesk.domain.errors import Refused

__all__ = ["Inverse", "inverses_of", "no_undo"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What had gone out when a transaction began: the last version of minutes, and the last record."""

    version: int
    record: int


@dataclass(frozen=True, slots=True)
class Inverse:
    """What brings back the rows of one transaction; only plain values, so that no session outlives it."""

    changes: tuple[Change, ...]
    mark: "Mark"

    @property
    def weight(self) -> int:
        """Return about how many bytes it keeps."""
        rows = [row for change in self.changes for row in (change.before, change.after) if row is not None]
        return sum(len(value) for row in rows for value in row if isinstance(value, str | bytes))

    def values(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield what the rows of ``table`` hold in ``columns``, before or after."""
        for change in self.changes:
            if change.table == table:
                names = [column.name for column in recorded_tables()[table].columns]
                for row in (change.before, change.after):
                    if row is not None:
                        yield tuple(row[names.index(column)] for column in columns)

    def apply(self, session: Session) -> None:
        """Bring the rows back, in a transaction that is recorded.

        Refused "changed_meanwhile_undo" where a row is no longer as it was left or others hang on it,
        "minutes_out_meanwhile_undo" where the minutes that hold it went out since,
        "proclaimed_meanwhile_undo" where the election was proclaimed that it belongs to.
        """
        recorder = recorder_of(session)
        if recorder is None or recorder.changes:
            raise RuntimeError("an inverse is applied in a recorded transaction of its own")
        connection = session.connection()
        for change in self.changes:
            refuse_changed(connection, change)
        self._refuse_sent(session)
        # until the end, a row may point to one that is not back yet
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        try:
            self._bring_back(session)
        except IntegrityError as error:
            raise Refused("changed_meanwhile_undo") from error
        self._refuse_side_effects(connection, recorder)

    def followed_by(self, later: "Inverse") -> "Inverse":
        """Return what undoes both this and a ``later`` transaction of the same act."""
        merged = {(change.table, key_of(change)): change for change in self.changes}
        for change in later.changes:
            key = (change.table, key_of(change))
            first = merged[key].before if key in merged else change.before
            merged[key] = Change(change.table, first, change.after)
        changes = tuple(change for change in merged.values() if change.before != change.after)
        return Inverse(changes, self.mark)

    def _bring_back(self, session: Session) -> None:
        """Put deleted rows back, change, take away what was made: so no key is missed on the way."""
        tables = recorded_tables()
        parents_first = sorted(self.changes, key=lambda change: list(tables).index(change.table))
        _park(session.connection(), parents_first)
        for change in parents_first:
            if change.after is None and change.before is not None:
                _put_back(session, change.table, change.before)
        for change in parents_first:
            if change.after is not None and change.before is not None:
                _change_back(session, change.table, change.before, change.after)
        session.flush()
        for change in reversed(parents_first):
            if change.before is None and change.after is not None:
                _take_away(session, change.table, change.after)

    def _refuse_side_effects(self, connection: Connection, recorder: Recorder) -> None:
        """Refuse where rows beyond those meant went along by the base's own keys, or miss their parent."""
        meant = {(change.table, key_of(change)) for change in self.changes}
        if recorder.too_large or recorder.changes.keys() - meant:
            raise Refused("changed_meanwhile_undo")
        for change in self.changes:
            missed = (
                orphaned(connection, change.table, change.before)
                if change.before is not None
                else change.after is not None and needed(connection, change.table, change.after)
            )
            if missed:
                raise Refused("changed_meanwhile_undo")

    def _refuse_sent(self, session: Session) -> None:
        """Refuse to change what minutes say that have gone out, or an election that was proclaimed, since."""
        later = select(Minutes.meeting_id).join(MinutesVersion, MinutesVersion.minutes_id == Minutes.id)
        sent = set(session.scalars(later.where(MinutesVersion.id > self.mark.version)))
        if sent and sent & set(meetings_of(session, self.changes)):
            raise Refused("minutes_out_meanwhile_undo")
        proclaimed = select(ElectionRecord.election_id).where(ElectionRecord.id > self.mark.record)
        elections = set(session.scalars(proclaimed))
        if elections and elections & set(elections_of(session, self.changes)):
            raise Refused("proclaimed_meanwhile_undo")


def no_undo(session: Session) -> None:
    """Say that the transaction is irrevocable: something went out, or was given a number."""
    recorder = recorder_of(session)
    if recorder is not None:
        recorder.irrevocable = True


def begin(session: Session) -> Mark:
    """Begin to record ``session`` for its inverse, and return the mark that :func:`inverses_of` wants."""
    record(session)
    version = session.scalar(select(func.max(MinutesVersion.id)))
    return Mark(version or 0, session.scalar(select(func.max(ElectionRecord.id))) or 0)


def inverses_of(session: Session, mark: Mark) -> Iterator[Inverse | None]:
    """Yield the inverse of all that ``session`` flushed, or None where it has none; nothing for nothing."""
    recorder = recorder_of(session)
    if recorder is None:
        return
    changes = recorder.found()
    if recorder.too_large or (changes and recorder.irrevocable):
        yield None
    elif changes:
        yield Inverse(changes, mark)


# Values that only one row may have


@cache
def _unique_columns(table: str) -> tuple[Column[Any], ...]:
    """Return one column of each unique constraint besides the key."""
    found = recorded_tables()[table]
    groups = [list(each.columns) for each in found.constraints if isinstance(each, UniqueConstraint)]
    groups += [list(index.columns) for index in found.indexes if index.unique]
    # the last one: a number rather than what it is counted in
    return tuple(dict.fromkeys(group[-1] for group in groups))


def _park(connection: Connection, changes: list[Change]) -> None:
    """Move unique values out of each other's way, where rows are to exchange them."""
    for number, change in enumerate(changes, 1):
        if change.after is None:
            continue
        columns = list(recorded_tables()[change.table].columns)
        for column in _unique_columns(change.table):
            place = columns.index(column)
            value = change.after[place]
            if value is None or (change.before is not None and change.before[place] == value):
                continue
            parked = -number if isinstance(value, int) else f"\x01{number}"
            where = " AND ".join(f'"{each.name}" = ?' for each in columns if each.primary_key)
            connection.exec_driver_sql(
                f'UPDATE "{change.table}" SET "{column.name}" = ? WHERE {where}',
                (parked, *row_key(change.table, change.after)),
            )


# Rows


@cache
def _model(table: str) -> type[Any]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)  # type: ignore[attr-defined]  # every mapper here has a Table


def _values(dialect: Dialect, table: str, row: Row) -> dict[str, Any]:
    """Return the attributes of a model from a row as SQLite holds it."""
    mapper = inspect(_model(table))
    values = {}
    for column, value in zip(recorded_tables()[table].columns, row, strict=True):
        read = column.type.dialect_impl(dialect).result_processor(dialect, None)
        values[mapper.get_property_by_column(column).key] = read(value) if read is not None else value
    return values


def _put_back(session: Session, table: str, row: Row) -> None:
    values = _values(session.connection().dialect, table, row)
    made = _model(table)(**values)
    session.add(made)
    session.flush()
    if "version" in values:
        # forms that were opened before the deletion have not seen the row that is back
        connection = session.connection()
        version = (values["version"] + 1, made.id)
        connection.exec_driver_sql(f'UPDATE "{table}" SET version = ? WHERE id = ?', version)
        session.expire(made, ["version"])


def _change_back(session: Session, table: str, before: Row, after: Row) -> None:
    dialect = session.connection().dialect
    there = session.get_one(_model(table), row_key(table, after), populate_existing=True)
    was, left = _values(dialect, table, before), _values(dialect, table, after)
    names = [name for name in was if name != "version" and was[name] != left[name]]
    for name in names:
        setattr(there, name, was[name])
    if not names:
        # only its count of changes went up, for what belongs to it: let those who have it open know again
        flag_modified(there, next(iter(inspect(there).mapper.column_attrs.keys() - {"id", "version"})))


def _take_away(session: Session, table: str, row: Row) -> None:
    there = session.get_one(_model(table), row_key(table, row), populate_existing=True)
    session.delete(there)
    session.flush()
