"""Closing a round: everything was counted, and it adds up."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, ElectionRound, RoundVoter
from pstdesk.domain.election import refuse_totals
from pstdesk.domain.errors import Refused
from pstdesk.domain.judgment import GRADES
from pstdesk.domain.voting import VotingMethod
from pstdesk.services.election_standing import (
    candidate_names,
    editable_election,
    scores_of,
    settle,
    totals_of,
)
from pstdesk.services.fetch import fetch


def close_round(session: Session, round_id: int, version: int | None = None) -> None:
    """Close a round whose totals add up, and write down whom it elects.

    ``version`` is the round's as it was read. Refused where something is missing or does not add up, in words
    that name the numbers; what was typed stays. As many signatures as voters are taken for granted; another
    number, or papers that are more or fewer than signatures, need a reason (docs/elections.md).
    """
    held = fetch(session, ElectionRound, round_id, version)
    election = editable_election(session, held.election_id)
    if held.is_closed:
        raise Refused("round_closed", number=held.number)
    _refuse_missing(session, election, held)
    scores = scores_of(session, round_id)
    totals = totals_of(held, scores)
    candidates = [score.candidate_id for score in scores]
    named = candidate_names(session, election.id).__getitem__
    refuse_totals(election.method, totals, candidates, number=held.number, named=named)
    _sign(session, held)
    held.is_closed = True
    session.flush()
    settle(session, election, held.series)


def _refuse_missing(session: Session, election: Election, held: ElectionRound) -> None:
    if held.cast is None or held.blank is None or held.spoiled is None:
        raise Refused("totals_missing", number=held.number)
    names = candidate_names(session, election.id)
    judged = election.method is VotingMethod.MAJORITY_JUDGMENT
    for score in scores_of(session, held.id):
        grades = score.grades or ()
        complete = len(grades) == len(GRADES) and None not in grades if judged else score.votes is not None
        if not complete:
            raise Refused("score_missing", number=held.number, name=names[score.candidate_id])


def _sign(session: Session, held: ElectionRound) -> None:
    """Keep how many signed, which is how many voted unless it was said; another number has its reason."""
    query = select(func.count()).select_from(RoundVoter).where(RoundVoter.round_id == held.id)
    voters = session.scalar(query) or 0
    signatures = voters if held.signatures is None else held.signatures
    if not held.difference_reason:
        if signatures != voters:
            raise Refused("signatures_voters", number=held.number, signatures=signatures, voters=voters)
        if held.cast != signatures:
            raise Refused("signatures_papers", number=held.number, cast=held.cast, signatures=signatures)
    if signatures < 0 or signatures > held.registered:
        raise Refused(
            "signatures_registered",
            number=held.number,
            signatures=signatures,
            registered=held.registered,
        )
    held.signatures = signatures
