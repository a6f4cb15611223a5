"""Whether all is still as a transaction left it, and what hangs on its rows: asked before it is undone."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Table, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, ElectionRound, Proposal
from pstdesk.db.models.base import UNDO
from pstdesk.db.record import Change, Key, Row, Value, current_row, recorded_tables, row_key
from pstdesk.domain.errors import Refused


def key_of(change: Change) -> Key:
    """Return the primary key of the row that changed."""
    row = change.after if change.after is not None else change.before
    assert row is not None
    return row_key(change.table, row)


def refuse_changed(connection: Connection, change: Change) -> None:
    """Refuse as "changed_meanwhile_undo" where the row is not as ``change`` left it."""
    now = current_row(connection, change.table, key_of(change))
    if (now is None) != (change.after is None):
        raise Refused("changed_meanwhile_undo")
    if now is None or change.after is None:
        return
    for place, column in enumerate(recorded_tables()[change.table].columns):
        if now[place] != change.after[place] and _counts(change, place, column):
            raise Refused("changed_meanwhile_undo")


def _counts(change: Change, place: int, column: Column[Any]) -> bool:
    """Return whether a change of this value since then stands in the way."""
    if column.name == "version" or column.info.get(UNDO) == "ignored":
        return False
    untouched = change.before is not None and change.after is not None
    untouched = untouched and change.before[place] == change.after[place]  # type: ignore[index]  # both rows are there
    return not (untouched and column.info.get(UNDO) == "typed")


def meetings_of(session: Session, changes: Iterable[Change]) -> Iterator[int]:
    """Yield the meetings whose minutes say something of these rows."""
    items: set[Value] = set()
    for change in changes:
        columns = [column.name for column in recorded_tables()[change.table].columns]
        for row in (change.before, change.after):
            values = dict(zip(columns, row, strict=True)) if row is not None else {}
            meeting = values.get("id" if change.table == "meeting" else "meeting_id")
            if isinstance(meeting, int):
                yield meeting
            # what becomes of an action is its own story; what it says belongs to the minutes
            if change.table != "action_item" or _is_reworded(change, columns):
                items.add(values.get("agenda_item_id"))
    yield from session.scalars(select(AgendaItem.meeting_id).where(AgendaItem.id.in_(items - {None})))


def elections_of(session: Session, changes: Iterable[Change]) -> Iterator[int]:
    """Yield the elections to which these rows belong."""
    rounds: set[Value] = set()
    proposals: set[Value] = set()
    for change in changes:
        columns = [column.name for column in recorded_tables()[change.table].columns]
        for row in (change.before, change.after):
            values = dict(zip(columns, row, strict=True)) if row is not None else {}
            election = values.get("id" if change.table == "election" else "election_id")
            if isinstance(election, int) and change.table != "mandate":
                yield election
            rounds.add(values.get("round_id"))
            proposals.add(values.get("proposal_id"))
    yield from session.scalars(select(ElectionRound.election_id).where(ElectionRound.id.in_(rounds - {None})))
    yield from session.scalars(select(Proposal.election_id).where(Proposal.id.in_(proposals - {None})))


def _is_reworded(change: Change, columns: list[str]) -> bool:
    if change.before is None or change.after is None:
        return True
    return any(
        change.before[columns.index(name)] != change.after[columns.index(name)] for name in ("text", "due_on")
    )


# Keys


@cache
def _references() -> tuple[tuple[Table, Column[Any], ForeignKey], ...]:
    return tuple(
        (table, column, key)
        for table in recorded_tables().values()
        for column in table.columns
        for key in column.foreign_keys
    )


def orphaned(connection: Connection, table: str, row: Row) -> bool:
    """Return whether ``row``, which is back, points to a row that is gone."""
    columns = list(recorded_tables()[table].columns)
    for _table, column, key in (entry for entry in _references() if entry[0].name == table):
        value = row[columns.index(column)]
        if value is not None and current_row(connection, key.column.table.name, (value,)) is None:
            return True
    return False


def needed(connection: Connection, table: str, row: Row) -> bool:
    """Return whether a row that is left points to ``row``, which was taken away."""
    if not any(key.column.table.name == table for _table, _column, key in _references()):
        return False
    (own,) = row_key(table, row)
    return any(
        connection.exec_driver_sql(
            f'SELECT 1 FROM "{other.name}" WHERE "{column.name}" = ? LIMIT 1',
            (own,),
        ).first()
        for other, column, key in _references()
        if key.column.table.name == table
    )
