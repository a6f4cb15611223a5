"""Full-text search over everything, behind three functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from pstdesk.db.models.base import LONGEST_TEXT
from pstdesk.db.models.search import SearchEntry
from pstdesk.db.passage import passage
from pstdesk.domain.names import LIGATURES

_MOST_WORDS = 50
"""A page pasted by mistake is looked for by its beginning: 200,000 words took SQLite six seconds."""

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
        ]
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


def search(session: Session, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return the best ``limit`` records that hold all of ``words``, the last one as a beginning.

    Accents, case and œ/oe make no difference; whatever the user types is words, never syntax.
    """
    query = _query(words)
    if not query:
        return ()
    rowids = session.scalars(
        text("SELECT rowid FROM search_index WHERE search_index MATCH :query ORDER BY rank LIMIT :limit"),
        {"query": query, "limit": limit},
    ).all()
    entries = session.execute(
        select(
            SearchEntry.id, SearchEntry.kind, SearchEntry.record_id, SearchEntry.title, SearchEntry.body
        ).where(SearchEntry.id.in_(rowids))
    )
    by_id = {row.id: Hit(row.kind, row.record_id, row.title, passage(row.body, words)) for row in entries}
    return tuple(by_id[rowid] for rowid in rowids)


def _query(words: str) -> str:
    """Return ``words`` as a query: each in quotes, and left to the index' own way of parting words."""
    storable = words.translate(_NO_WORDS).encode("utf-8", "ignore").decode("utf-8")
    quoted = [f'"{word}"' for word in storable.translate(_SPELLED_OUT).split()[:_MOST_WORDS]]
    return f"{' '.join(quoted)}*" if quoted else ""
