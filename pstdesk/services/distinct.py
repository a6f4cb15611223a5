"""Pairs of records of which the officer said that they are two: nobody is asked about them again."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from pstdesk.db.models import Setting
from pstdesk.domain.doubles import RecordKind

Twins = frozenset[tuple[int, int]]
"""Pairs of ids, the lower one first."""


def distinct_pairs(session: Session, kind: RecordKind) -> Twins:
    """Return the pairs of records that are two."""
    kept = session.get(Setting, _key(kind))
    return frozenset() if kept is None else frozenset(_pair(*pair) for pair in kept.value)


def say_distinct(session: Session, kind: RecordKind, one: int, other: int) -> None:
    """Remember that the two records are two."""
    _keep(session, kind, distinct_pairs(session, kind) | {_pair(one, other)})


def pass_distinct(session: Session, kind: RecordKind, kept: int, gone: int) -> None:
    """Have what was said of the record that goes be said of the one it goes into."""
    before = distinct_pairs(session, kind)
    if not any(gone in pair for pair in before):
        return
    named = (tuple(kept if each == gone else each for each in pair) for pair in before)
    _keep(session, kind, {_pair(*pair) for pair in named if pair[0] != pair[1]})


def _keep(session: Session, kind: RecordKind, pairs: Iterable[tuple[int, int]]) -> None:
    value = [list(pair) for pair in sorted(pairs)]
    kept = session.get(Setting, _key(kind))
    if kept is None:
        session.add(Setting(key=_key(kind), value=value))
    else:
        kept.value = value


def _pair(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))


def _key(kind: RecordKind) -> str:
    return f"two_{kind}s"
