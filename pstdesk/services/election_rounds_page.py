"""The rounds of an election as they are shown: who voted, what was typed, what it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, ElectionRound, Person
from pstdesk.domain.election import RoundCount, count_round
from pstdesk.domain.voting import TieBreak
from pstdesk.services.election_standing import (
    names_of,
    rounds_in,
    scores_of,
    totals_of,
)
from pstdesk.services.election_voters import voters_of


@dataclass(frozen=True, slots=True)
class VoterRow:
    """Somebody whose vote a round received: their own, or through ``holder``; with ``stands_in`` no proxy."""

    person_id: int
    name: str
    holder_id: int | None = None
    holder: str = ""
    stands_in: bool = False


@dataclass(frozen=True, slots=True)
class TypedTotals:
    """The totals of a round as they were typed; ``signatures`` None is as many as voters."""

    cast: int | None = None
    blank: int | None = None
    spoiled: int | None = None
    signatures: int | None = None
    difference_reason: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What a candidate got, as it was typed; ``grades`` go from the worst to the best, None is not typed."""

    candidate_id: int
    name: str = ""
    votes: int | None = None
    grades: tuple[int | None, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    """One round; ``count`` is what it says once it is closed.

    ``seniority`` are ids of tied candidates, the oldest first, those born on one day together; None where age
    was not asked for. ``tie_break`` is what ended its tie.
    """

    id: int
    version: int
    series: int
    number: int
    is_public: bool
    is_closed: bool
    registered: int
    voters: tuple[VoterRow, ...]
    typed: TypedTotals
    scores: tuple[ScoreRow, ...]
    count: RoundCount[int] | None
    tie_break: TieBreak | None
    drawn_id: int | None
    first_witness: str
    second_witness: str
    seniority: tuple[tuple[int, ...], ...] | None


def round_pages(session: Session, election: Election, names: Mapping[int, str]) -> tuple[RoundPage, ...]:
    """Return the rounds of an election, in their order; ``names`` are those of candidates, by their ids."""
    return tuple(_round_page(session, election, held, names) for held in rounds_in(session, election.id))


def _round_page(
    session: Session, election: Election, held: ElectionRound, names: Mapping[int, str]
) -> RoundPage:
    scores = scores_of(session, held.id)
    standing = [score.candidate_id for score in scores]
    witnesses = names_of(session, (held.first_witness_id, held.second_witness_id))
    totals = totals_of(held, scores) if held.is_closed else None
    return RoundPage(
        id=held.id,
        version=held.version,
        series=held.series,
        number=held.number,
        is_public=held.is_public,
        is_closed=held.is_closed,
        registered=held.registered,
        voters=_voter_rows(session, held.id),
        typed=TypedTotals(held.cast, held.blank, held.spoiled, held.signatures, held.difference_reason),
        scores=tuple(
            ScoreRow(
                score.candidate_id,
                names[score.candidate_id],
                score.votes,
                None if score.grades is None else tuple(score.grades),
            )
            for score in scores
        ),
        count=None if totals is None else count_round(election.method, totals, standing),
        tie_break=held.tie_break,
        drawn_id=held.drawn_id,
        first_witness=witnesses.get(held.first_witness_id, ""),
        second_witness=witnesses.get(held.second_witness_id, ""),
        seniority=None if held.seniority is None else tuple(tuple(group) for group in held.seniority),
    )


def _voter_rows(session: Session, round_id: int) -> tuple[VoterRow, ...]:
    """Return whose vote a round received, in the order of names."""
    voters = {voter.person_id: voter for voter in voters_of(session, round_id)}
    names = names_of(session, {*voters, *(voter.holder_id for voter in voters.values())})
    in_order = session.scalars(
        select(Person.id).where(Person.id.in_(voters)).order_by(Person.search_key, Person.id)
    )
    return tuple(
        VoterRow(
            person_id,
            names[person_id],
            voters[person_id].holder_id,
            names.get(voters[person_id].holder_id, ""),
            voters[person_id].stands_in,
        )
        for person_id in in_order
    )
