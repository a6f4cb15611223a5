"""Full-text search over everything, behind a few functions."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from pstdesk.db.models.base import LONGEST_TEXT
from pstdesk.db.models.search import SearchEntry
from pstdesk.domain.names import LIGATURES
from pstdesk.domain.passage import passage

_MOST_WORDS = 50
"""A page pasted by mistake is looked for by its beginning: 200,000 words took SQLite six seconds."""

_MOST_LOOKED_AT = 2000

_LATEST = (
    "SELECT search_entry.id, search_entry.kind, search_entry.record_id FROM "
    "(SELECT rowid AS entry_id FROM search_index WHERE search_index MATCH :query "
    "ORDER BY rowid DESC LIMIT :most) AS latest "
    "JOIN search_entry ON search_entry.id = latest.entry_id ORDER BY search_entry.id DESC"
)
"""The index gives its rows backwards without ranking them, and stops at the limit."""

_ALL_IDS = (
    "SELECT json_group_array(rowid) FROM search_index WHERE search_index MATCH :query AND rowid >= :since"
)
_LATEST_OF_KIND = (
    "SELECT json_group_array(json_array(record_id, id)) FROM (SELECT record_id, id FROM search_entry "
    "WHERE kind = :kind ORDER BY record_id DESC LIMIT :most)"
)

_SPELLED_OUT = str.maketrans(LIGATURES)
_NO_WORDS = str.maketrans({'"': " ", "\0": ""})


@runtime_checkable
class Searchable(Protocol):
    """A model whose words can be searched for."""

    __tablename__: str

    @property
    def id(self) -> Any:
        """Return the record's number."""

    def search_words(self) -> tuple[str, str]:
        """Return the record's title and its other words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that holds what was searched for, ``in_title`` or among its other words."""

    id: int
    kind: str
    record_id: int
    in_title: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: ``kind`` is its table, ``passage`` its words around the first match."""

    kind: str
    record_id: int
    title: str
    passage: str


def index_records(session: Session, records: Iterable[Searchable]) -> None:
    """Put the words of ``records``, all with their ids, into the index in place of the old ones."""
    found: dict[str, dict[int, tuple[str, str]]] = {}
    for record in records:
        found.setdefault(record.__tablename__, {})[_id(record)] = record.search_words()
    for kind, words in found.items():
        _forget(session, kind, list(words))
        rows = [
            {"kind": kind, "record_id": record_id, "title": title[:500], "body": body[:LONGEST_TEXT]}
            for record_id, (title, body) in words.items()
            if title or body
        ]
        if rows:
            session.execute(insert(SearchEntry), rows)


def forget_records(session: Session, records: Iterable[Searchable]) -> None:
    """Take the words of ``records`` out of the index."""
    for record in records:
        _forget(session, record.__tablename__, [_id(record)])


def _id(record: Searchable) -> int:
    if not isinstance(record.id, int):
        raise TypeError("a record is indexed once it has its id")
    return record.id


def _forget(session: Session, kind: str, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), 500):  # SQLite takes a limited number of parameters
        these = SearchEntry.record_id.in_(ids[start : start + 500])
        # no session holds entries: looking through all its records for them would take longer than the rest
        session.execute(
            delete(SearchEntry).where(SearchEntry.kind == kind, these),
            execution_options={"synchronize_session": False},
        )


def entries(session: Session, words: str, most: int) -> tuple[Entry, ...]:
    """Return the records that hold all of ``words``, the last one as a beginning, without their words.

    First up to ``most`` of those that hold them in their title, then as many others; of each the last
    written come first. To rank tens of thousands by how well they fit would take longer than a keystroke.
    Accents, case and œ/oe make no difference; whatever the user types is words, never syntax.
    """
    query = _query(words)
    if not query:
        return ()
    found: dict[int, Entry] = {}
    for wanted, in_title in ((f"title : ({query})", True), (query, False)):
        for entry_id, kind, record_id in session.execute(text(_LATEST), {"query": wanted, "most": most}):
            if entry_id not in found:
                found[entry_id] = Entry(entry_id, kind, record_id, in_title)
    return tuple(found.values())


def all_entry_ids(session: Session, words: str, since: int = 0) -> frozenset[int]:
    """Return the ids of all entries from ``since`` on that hold ``words``, to be cut down by other means."""
    query = _query(words)
    if not query:
        return frozenset()
    # one row of text instead of tens of thousands of rows takes a third of the time
    packed = session.scalars(text(_ALL_IDS), {"query": query, "since": since}).one()
    return frozenset(json.loads(packed))


def among(session: Session, kinds: Iterable[str], words: str, most: int) -> tuple[Entry, ...]:
    """Return up to ``most`` entries of each of ``kinds`` that hold ``words``, of its latest records."""
    latest = {kind: _latest_of(session, kind) for kind in kinds}
    first = min((entry for records in latest.values() for _record, entry in records), default=None)
    if first is None:
        return ()
    held = all_entry_ids(session, words, first)
    found: list[Entry] = []
    for kind, records in latest.items():
        of_kind = sorted(((record, entry) for record, entry in records if entry in held), reverse=True)
        found += (Entry(entry, kind, record, False) for record, entry in of_kind[:most])
    return tuple(found)


def _latest_of(session: Session, kind: str) -> list[tuple[int, int]]:
    """Return the record and entry ids of the latest records of ``kind``."""
    packed = session.scalars(text(_LATEST_OF_KIND), {"kind": kind, "most": _MOST_LOOKED_AT}).one()
    return [(record, entry) for record, entry in json.loads(packed)]


def entry_words(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the title and the other words of the entries of ``ids``."""
    if not ids:
        return {}
    query = select(SearchEntry.id, SearchEntry.title, SearchEntry.body).where(SearchEntry.id.in_(ids))
    return {entry_id: (title, body) for entry_id, title, body in session.execute(query)}


def search(session: Session, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return ``limit`` of the records that :func:`entries` finds, each with its passage."""
    found = entries(session, words, limit)[:limit]
    said = entry_words(session, [entry.id for entry in found])
    return tuple(
        Hit(entry.kind, entry.record_id, said[entry.id][0], passage(said[entry.id][1], words))
        for entry in found
    )


def _query(words: str) -> str:
    """Return ``words`` as a query: each in quotes, and left to the index' own way of parting words."""
    storable = words.translate(_NO_WORDS).encode("utf-8", "ignore").decode("utf-8")
    quoted = [f'"{word}"' for word in storable.translate(_SPELLED_OUT).split()[:_MOST_WORDS]]
    return f"{' '.join(quoted)}*" if quoted else ""
