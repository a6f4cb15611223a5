"""What models cannot say: the full-text index, and the triggers that keep it and guard the journal.

A migration drops these first and makes them anew at its end, because SQLite loses triggers
silently when a table is rebuilt. It also forgets then which ids were given.
"""

from sqlalchemy import Connection, text

from pstdesk.domain.names import LIGATURES


def _spelled_out(column: str) -> str:
    """Return the SQL for ``column`` with its ligatures spelled out, as db/search.py does with the query."""
    for ligature, letters in LIGATURES.items():
        column = f"replace({column}, '{ligature}', '{letters}')"
    return column


_FOLDED = f"{_spelled_out('{row}.title')}, {_spelled_out('{row}.body')}"
_INTO_INDEX = f"INSERT INTO search_index(rowid, title, body) VALUES (new.id, {_FOLDED.format(row='new')});"
_OUT_OF_INDEX = (
    "INSERT INTO search_index(search_index, rowid, title, body) "
    f"VALUES ('delete', old.id, {_FOLDED.format(row='old')});"
)

_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5("
    "title, body, content='search_entry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)

_TRIGGERS = {
    "search_entry_added": f"AFTER INSERT ON search_entry BEGIN {_INTO_INDEX} END",
    "search_entry_removed": f"AFTER DELETE ON search_entry BEGIN {_OUT_OF_INDEX} END",
    "search_entry_changed": f"AFTER UPDATE ON search_entry BEGIN {_OUT_OF_INDEX} {_INTO_INDEX} END",
    # INSERT OR REPLACE deletes without the trigger on deletion
    "journal_entry_is_not_replaced": (
        "BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = new.id) "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    "journal_entry_is_kept": (
        "BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    "journal_entry_is_final": (
        "BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
}


def drop_extras(connection: Connection) -> None:
    """Drop the triggers and the index, so that tables can be rebuilt beneath them."""
    # all there are, since an older pstdesk may have named its triggers otherwise
    names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text("DROP TABLE IF EXISTS search_index"))


def make_extras(connection: Connection) -> None:
    """Make the index from what ``search_entry`` holds, and the triggers."""
    connection.execute(text(_INDEX))
    for name, body in _TRIGGERS.items():
        connection.execute(text(f"CREATE TRIGGER {name} {body}"))
    rows = _FOLDED.format(row="search_entry")
    connection.execute(
        text(f"INSERT INTO search_index(rowid, title, body) SELECT id, {rows} FROM search_entry")
    )


def last_ids(connection: Connection) -> dict[str, int]:
    """Return the last id that each table has given, which a rebuilt table forgets."""
    if not connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")):
        return {}
    rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
    return {row.name: row.seq for row in rows}


def keep_last_ids(connection: Connection, given: dict[str, int]) -> None:
    """Have no table give an id again that it had ``given`` before."""
    now = last_ids(connection)
    tables = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    for name in given.keys() & set(tables):
        last = {"name": name, "seq": max(given[name], now.get(name, 0))}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), last)
        connection.execute(text("INSERT INTO sqlite_sequence(name, seq) VALUES (:name, :seq)"), last)
