"""Lists of any length: the first rows at once with how many there are, and any others by their ids.

A list that may be long is never read whole to be shown. A :class:`Listing` says which records it holds and in
which order; its rows are read for the records that somebody looks at.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from pstdesk.domain.names import fold
from pstdesk.services.fetch import beginning_with

PAGE = 60
"""Rows that are read at once to be shown: more than a screen of them."""
_AT_ONCE = 500
"""Ids in one condition: SQLite takes a limited number of parameters."""


class Identified(Protocol):
    """A row of a list: the record it shows is known by its id."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Identified)


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is sorted; by none it comes in its own order."""

    key: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Opening(Generic[R]):
    """The first rows of a list, and how many it has in all."""

    rows: tuple[R, ...]
    total: int
    ids: tuple[int, ...] | None = None
    """Those of all rows in their order, where they are known already."""


@dataclass(frozen=True, slots=True)
class Window(Generic[R]):
    """A list as it stands now, with the rows of some of its places."""

    ids: tuple[int, ...]
    rows: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """What somebody looks at in a list: ``count`` rows from ``first`` on, and the record they are at.

    With ``follow`` the record matters and not the places: the list has been sorted or filtered anew.
    """

    first: int
    count: int
    record_id: int | None = None
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """The records of a list as a statement of their ids in order, and what their order goes by.

    Letters that are typed are looked for at the beginning of ``folded``, a folded key, or of ``spoken``,
    words as they were written. ``every`` finds the same records without what their order needs, to count
    them; ``first`` the first so many, where there is a shorter way to them.
    """

    ids: Select[int]
    folded: Any = None
    spoken: Any = None
    every: Select[int] | None = None
    first: Callable[[int], Select[int]] | None = None

    def beginning(self, session: Session, most: int) -> tuple[int, ...]:
        """Return the ids of the first ``most`` records."""
        return tuple(session.scalars(self.ids.limit(most) if self.first is None else self.first(most)))

    def count(self, session: Session) -> int:
        """Return how many records there are."""
        every = self.ids.order_by(None) if self.every is None else self.every
        return session.scalar(select(func.count()).select_from(every.subquery())) or 0


class Listing(Generic[R]):
    """One list as it is asked for; nothing is read before one of its methods is called.

    ``find`` gives the records, as a statement or, where their order or the words sought take more than SQL,
    as ids; ``build`` makes the rows of some ids, in any order and without those that are gone.
    """

    def __init__(
        self,
        find: Callable[[Session], Sought | Sequence[int]],
        build: Callable[[Session, Sequence[int]], Iterable[R]],
    ) -> None:
        self._find = find
        self._build = build

    def opening(self, session: Session, most: int = PAGE) -> Opening[R]:
        """Return the first ``most`` rows, and how many there are."""
        found = self._find(session)
        if isinstance(found, Sought):
            first = found.beginning(session, most + 1)
            if len(first) > most:
                return Opening(self.rows(session, first[:most]), found.count(session))
            return Opening(self.rows(session, first), len(first), first)
        return Opening(self.rows(session, found[:most]), len(found), tuple(found))

    def ids(self, session: Session) -> tuple[int, ...]:
        """Return the ids of all rows in their order."""
        found = self._find(session)
        return tuple(session.scalars(found.ids) if isinstance(found, Sought) else found)

    def count(self, session: Session) -> int:
        """Return how many rows there are."""
        found = self._find(session)
        return found.count(session) if isinstance(found, Sought) else len(found)

    def rows(self, session: Session, ids: Sequence[int]) -> tuple[R, ...]:
        """Return the rows of ``ids`` in their order, without those that are gone by now."""
        built = {
            row.id: row
            for start in range(0, len(ids), _AT_ONCE)
            for row in self._build(session, ids[start : start + _AT_ONCE])
        }
        return tuple(built[record_id] for record_id in ids if record_id in built)

    def every(self, session: Session) -> tuple[R, ...]:
        """Return all rows in their order."""
        return self.rows(session, self.ids(session))

    def window(self, session: Session, focus: Focus) -> Window[R]:
        """Return the list as it is now, with the rows that are looked at."""
        ids = self.ids(session)
        first = max(0, min(focus.first, len(ids) - focus.count))  # the list may be shorter than it was
        if focus.record_id is not None and focus.record_id in ids:
            place = ids.index(focus.record_id)
            if focus.follow or not first <= place < first + focus.count:
                wanted = [*ids[first : first + focus.count], *ids[max(0, place - PAGE // 2) : place + PAGE]]
                return Window(ids, self.rows(session, tuple(dict.fromkeys(wanted))))
        elif focus.follow:
            first = 0
        return Window(ids, self.rows(session, ids[first : first + focus.count]))

    def beginning(self, session: Session, typed: str) -> int | None:
        """Return the id of the first row whose words in the order's column begin with ``typed``.

        None where there is none, or where the order goes by something that is no words.
        """
        found, sought = self._find(session), fold(typed)
        if not sought or not isinstance(found, Sought):
            return None
        if found.folded is not None:
            return session.scalar(found.ids.where(beginning_with(found.folded, sought)).limit(1))
        if found.spoken is None:
            return None
        rows = session.execute(found.ids.add_columns(found.spoken))
        return next((record_id for record_id, words in rows if fold(words).startswith(sought)), None)


# How a column is sorted


@dataclass(frozen=True, slots=True)
class By:
    """What a column is sorted by; records that are ``lacking`` come last whichever way it goes.

    ``folded`` and ``spoken`` as in :class:`Sought`.
    """

    keys: tuple[Any, ...]
    lacking: ColumnElement[bool] | None = None
    folded: Any = None
    spoken: Any = None

    def clauses(self, *, descending: bool) -> list[Any]:
        """Return what to order a statement by."""
        ordered = [key.desc() if descending else key.asc() for key in self.keys]
        if self.lacking is None:
            return ordered
        return [case((self.lacking, 1), else_=0), *ordered]


def by_name(key: Any) -> By:
    """Sort by a folded key; without a name comes last."""
    return By((key,), lacking=func.coalesce(key, "") == "", folded=key)


def by_word(column: Any, words: type[Enum]) -> By:
    """Sort by the order in which an enum has its words, and not by their letters."""
    places: Mapping[Any, int] = {word: place for place, word in enumerate(words)}
    return By((case(places, value=column, else_=len(places)),), lacking=column.is_(None))
