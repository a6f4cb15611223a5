"""Everything that hangs on one record passes to another: each foreign key has its way here.

All through the session, row by row, so that each change is journalled, announced and can be undone.
"""

import operator
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionOwner,
    AgendaItem,
    Attendance,
    Base,
    Election,
    ElectionCandidate,
    ElectionRound,
    Mandate,
    Meeting,
    Membership,
    Nomination,
    Objection,
    Organisation,
    Person,
    Post,
    RoundVoter,
    Seat,
    SeatHolder,
)
from pstdesk.domain.committee import MandateEnd
from pstdesk.domain.interval import Interval
from pstdesk.domain.merging import (
    Agree,
    Moved,
    PostTerms,
    SittingTerms,
    Stretch,
    Yields,
    agreed_post,
    began_earlier,
    laid_together,
    same,
    sits_less,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that stays and the one that goes into it."""

    kept: int
    gone: int

    def __contains__(self, record_id: int | None) -> bool:
        return record_id in (self.kept, self.gone)


@dataclass(frozen=True, slots=True)
class Passed:
    """How many rows of a kind pass, and how many of these become one with a row of the record that stays."""

    what: Moved
    count: int
    united: int = 0


@dataclass(frozen=True, slots=True)
class SeatTerms:
    """Whether somebody only stands in at a seat."""

    is_substitute: bool


@dataclass(frozen=True, slots=True)
class MandateTerms:
    """Why a mandate ended, None while it runs; when its term does, and which election opened it."""

    end_reason: MandateEnd | None
    term_ends_on: date | None = None
    election_id: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A kind of dated row that may not overlap among those with the same ``key`` (rule 1).

    ``column`` says whose a row is; the terms are fields of the row.
    """

    what: Moved
    model: Any
    column: str
    key: tuple[str, ...]
    terms: type[Any]
    agree: Agree[Any] = same
    yields: Yields[Any] = lambda _kept, _gone: False


def _ended_last(kept: Stretch[MandateTerms], gone: Stretch[MandateTerms]) -> MandateTerms:
    """Return how the mandate ended that both tell of: as the one that lasted longer did."""
    lasts = (stretch.during.ends_on or date.max for stretch in (kept, gone))
    longer, other = (kept, gone) if operator.ge(*lasts) else (gone, kept)
    return replace(longer.terms, election_id=longer.terms.election_id or other.terms.election_id)


def _stands_in(kept: Stretch[SeatTerms], gone: Stretch[SeatTerms]) -> bool:
    """Say whether the kept row gives way: nobody stands in for themselves at a seat they hold."""
    return kept.terms.is_substitute and not gone.terms.is_substitute


DATED_OF_PEOPLE = (
    Dated(Moved.POSTS, Post, "person_id", ("organisation_id",), PostTerms, agreed_post, began_earlier),
    Dated(
        Moved.MEMBERSHIPS,
        Membership,
        "person_id",
        ("committee_id", "capacity"),
        SittingTerms,
        yields=sits_less,
    ),
    Dated(Moved.SEATS, SeatHolder, "person_id", ("seat_id",), SeatTerms, yields=_stands_in),
    Dated(Moved.MANDATES, Mandate, "person_id", ("committee_id", "role"), MandateTerms, _ended_last),
)
DATED_OF_ORGANISATIONS = (
    Dated(Moved.POSTS, Post, "organisation_id", ("person_id",), PostTerms, agreed_post, began_earlier),
)

NAMED_OF_PEOPLE: tuple[tuple[Moved, Any, str], ...] = (
    (Moved.SUBSTITUTES, Membership, "substitute_for_id"),
    (Moved.MEETINGS, Meeting, "facilitator_id"),
    (Moved.MEETINGS, Meeting, "secretary_id"),
    (Moved.ITEMS, AgendaItem, "proposed_by_id"),
    (Moved.ELECTIONS, Election, "chair_id"),
    (Moved.ELECTIONS, Election, "secretary_id"),
    (Moved.ELECTIONS, Election, "first_teller_id"),
    (Moved.ELECTIONS, Election, "second_teller_id"),
    (Moved.ELECTIONS, ElectionCandidate, "substitute_id"),
    (Moved.ELECTIONS, ElectionRound, "first_witness_id"),
    (Moved.ELECTIONS, ElectionRound, "second_witness_id"),
    (Moved.ELECTIONS, RoundVoter, "holder_id"),
    (Moved.ELECTIONS, Nomination, "nominee_id"),
    (Moved.ELECTIONS, Objection, "person_id"),
    (Moved.RECORDS, Person, "merged_into_id"),
)
"""Where a person is only named: the name is replaced, and nothing can clash."""
NAMED_OF_ORGANISATIONS: tuple[tuple[Moved, Any, str], ...] = (
    (Moved.SEATS, Seat, "organisation_id"),
    (Moved.ATTENDANCES, Attendance, "organisation_id"),
    (Moved.RECORDS, Organisation, "merged_into_id"),
)


def rows_of(session: Session, model: Any, column: str, *ids: int) -> list[Any]:
    """Return the rows of ``model`` whose ``column`` is one of ``ids``, in the order of their keys."""
    keys = model.__mapper__.primary_key
    return list(session.scalars(select(model).where(getattr(model, column).in_(ids)).order_by(*keys)))


def lay(session: Session, kind: Dated, pair: Pair) -> list[tuple[tuple[Any, ...], list[Stretch[Any]]]]:
    """Return by key what the rows of both records come to."""
    groups: dict[tuple[Any, ...], tuple[list[Stretch[Any]], list[Stretch[Any]]]] = {}
    for row in rows_of(session, kind.model, kind.column, pair.kept, pair.gone):
        key = tuple(getattr(row, name) for name in kind.key)
        side = int(getattr(row, kind.column) == pair.gone)
        groups.setdefault(key, ([], []))[side].append(_stretch(row, kind, pair))
    return [
        (key, list(laid_together(kept, gone, kind.agree, kind.yields)))
        for key, (kept, gone) in groups.items()
    ]


def _stretch(row: Any, kind: Dated, pair: Pair) -> Stretch[Any]:
    said = {each.name: getattr(row, each.name) for each in fields(kind.terms)}
    if said.get("substitute_for_id") in pair:
        said["substitute_for_id"] = None  # nobody is their own suppléant: they sit there themselves
    return Stretch(row.id, Interval(row.starts_on, row.ends_on), kind.terms(**said))


def passed_dated(session: Session, kind: Dated, pair: Pair) -> Passed:
    """Say what :func:`pass_dated` would do."""
    gone = {row.id for row in rows_of(session, kind.model, kind.column, pair.gone)}
    kept = {row.id for row in rows_of(session, kind.model, kind.column, pair.kept)}
    left = {stretch.row for _key, laid in lay(session, kind, pair) for stretch in laid}
    return Passed(kind.what, len(gone), len(gone | kept) - len((gone | kept) & left))


def pass_dated(session: Session, kind: Dated, pair: Pair) -> None:
    """Give the record that stays the dated rows of both, laid over one another."""
    rows = {row.id: row for row in rows_of(session, kind.model, kind.column, pair.kept, pair.gone)}
    for key, laid in lay(session, kind, pair):
        for stretch in laid:
            row = rows.pop(stretch.row, None)
            if row is None:
                row = kind.model()
                session.add(row)
            said = {
                **dict(zip(kind.key, key, strict=True)),
                **asdict(stretch.terms),
                kind.column: pair.kept,
                "starts_on": stretch.during.starts_on,
                "ends_on": stretch.during.ends_on,
            }
            for name, value in said.items():
                setattr(row, name, value)
    for row in rows.values():
        session.delete(row)


def passed_named(session: Session, kinds: Iterable[tuple[Moved, Any, str]], pair: Pair) -> tuple[Passed, ...]:
    """Say what :func:`pass_named` would do; who is one's own suppléant is no suppléant to pass."""
    found = []
    for what, model, column in kinds:
        rows = rows_of(session, model, column, pair.gone)
        own = column == "person_id"
        found.append(Passed(what, sum(own or getattr(row, "person_id", None) not in pair for row in rows)))
    return tuple(found)


def pass_named(session: Session, kinds: Iterable[tuple[Moved, Any, str]], pair: Pair) -> None:
    """Name the record that stays wherever the other is named."""
    for _what, model, column in kinds:
        for row in rows_of(session, model, column, pair.gone):
            setattr(row, column, pair.kept)


def passed_owners(session: Session, column: str, pair: Pair) -> Passed:
    """Say what :func:`pass_owners` would do."""
    ours = {row.action_id for row in rows_of(session, ActionOwner, column, pair.kept)}
    theirs = [row.action_id for row in rows_of(session, ActionOwner, column, pair.gone)]
    return Passed(Moved.ACTIONS, len(theirs), sum(action_id in ours for action_id in theirs))


def pass_owners(session: Session, column: str, pair: Pair) -> None:
    """Have the record that stays do the actions of both, each once, where the first of them stood."""
    doing: set[int] = set()
    for row in rows_of(session, ActionOwner, column, pair.kept, pair.gone):
        if row.action_id in doing:
            session.delete(row)
            continue
        doing.add(row.action_id)
        setattr(row, column, pair.kept)


def columns_of(row: Base) -> dict[str, Any]:
    """Return what a row holds, by the names of its fields."""
    return {name: getattr(row, name) for name in row.__mapper__.columns.keys()}  # noqa: SIM118 - yields columns
