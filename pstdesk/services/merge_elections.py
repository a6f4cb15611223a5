"""Elections, when two records of one person become one: one voter, one candidate, or else two people."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Committee,
    Election,
    ElectionCandidate,
    ElectionRound,
    ElectionVoter,
    Meeting,
    Nomination,
    RoundVoter,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.merging import Moved
from pstdesk.services.fetch import fetch
from pstdesk.services.merge_rows import Pair, Passed, columns_of, rows_of


def refuse_two_in_elections(session: Session, pair: Pair) -> None:
    """Raise where one election tells of two people, because that stays said.

    "merge_both_voted" where the votes of both were received in one round, or both named somebody;
    "merge_both_stood" where both stand, on one ticket or on two; "merge_both_witnessed" where they are its
    two tellers, or saw one lot drawn.
    """
    for election_id in _voted(session, pair):
        raise _refused(session, "merge_both_voted", election_id)
    for election_id in _stood(session, pair):
        raise _refused(session, "merge_both_stood", election_id)
    for election_id in _witnessed(session, pair):
        raise _refused(session, "merge_both_witnessed", election_id)


def _refused(session: Session, code: str, election_id: int) -> Refused:
    election = fetch(session, Election, election_id)
    committee = fetch(session, Committee, election.committee_id).short_name
    return Refused(code, committee=committee, day=fetch(session, Meeting, election.meeting_id).day)


def _voted(session: Session, pair: Pair) -> Iterator[int]:
    """Yield the elections in which the vote, or the word, of both was received."""
    for round_id in _shared(session, RoundVoter, pair, "round_id"):
        yield fetch(session, ElectionRound, round_id[0]).election_id
    for election_id, _stage in _shared(session, Nomination, pair, "election_id", "stage"):
        yield election_id


def _stood(session: Session, pair: Pair) -> Iterator[int]:
    """Yield the elections that both stand in, be it as the suppléant of somebody."""
    ids = (pair.kept, pair.gone)
    query = select(ElectionCandidate).where(
        or_(ElectionCandidate.person_id.in_(ids), ElectionCandidate.substitute_id.in_(ids))
    )
    standing: dict[int, set[int]] = {}
    for row in session.scalars(query.order_by(ElectionCandidate.election_id)):
        names = {row.person_id, row.substitute_id} & set(ids)
        standing.setdefault(row.election_id, set()).update(name for name in names if name is not None)
    yield from (election_id for election_id, names in standing.items() if len(names) == len(ids))


def _witnessed(session: Session, pair: Pair) -> Iterator[int]:
    both = {pair.kept, pair.gone}
    for row in rows_of(session, Election, "first_teller_id", *both):
        if {row.first_teller_id, row.second_teller_id} == both:
            yield row.id
    for row in rows_of(session, ElectionRound, "first_witness_id", *both):
        if {row.first_witness_id, row.second_witness_id} == both:
            yield row.election_id


def passed_elections(session: Session, pair: Pair) -> Passed:
    """Say what :func:`pass_elections` would do; who was entitled twice is entitled once."""
    theirs = sum(len(rows_of(session, model, "person_id", pair.gone)) for model in _OWN)
    return Passed(Moved.ELECTIONS, theirs, len(_shared(session, ElectionVoter, pair, "election_id")))


def pass_elections(session: Session, pair: Pair) -> None:
    """Give the record that stays the candidacies and votes received of both; who went is named nowhere.

    What was proclaimed keeps its words: the content of a record is no row of these.
    """
    for row in rows_of(session, ElectionCandidate, "person_id", pair.gone):
        row.person_id = pair.kept
    entitled = _shared(session, ElectionVoter, pair, "election_id")
    for model in _LISTED:
        for row in rows_of(session, model, "person_id", pair.gone):
            if not (model is ElectionVoter and (row.election_id,) in entitled):
                session.add(model(**{**columns_of(row), "person_id": pair.kept}))
            session.delete(row)
    session.flush()
    # Nobody votes through themselves: they were there.
    for row in rows_of(session, RoundVoter, "person_id", pair.kept):
        if row.holder_id in pair:
            row.holder_id, row.stands_in = None, False


_LISTED: tuple[Any, ...] = (ElectionVoter, RoundVoter, Nomination)
"""Lists in which somebody stands once, so that a row cannot take another name: it is made anew."""
_OWN: tuple[Any, ...] = (ElectionCandidate, *_LISTED)


def _shared(session: Session, model: Any, pair: Pair, *of: str) -> set[tuple[Any, ...]]:
    """Return in which elections or rounds both have a row, named by the columns ``of``."""
    ours, theirs = (
        {tuple(getattr(row, name) for name in of) for row in rows_of(session, model, "person_id", side)}
        for side in (pair.kept, pair.gone)
    )
    return ours & theirs
