"""The rounds of an election: opened with those who are there, typed, closed once they add up, answered."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from pstdesk.db.database import announce
from pstdesk.db.models import Elected, Election, ElectionRound, RoundScore, RoundVoter
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.electorate import Voter
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import DecidedBy, ElectionState, VotingMethod
from pstdesk.services.candidacies import refuse_stranger, refuse_tickets
from pstdesk.services.election_rounds_page import ScoreRow, TypedTotals
from pstdesk.services.election_standing import (
    candidate_names,
    editable_election,
    elected_rows,
    election_step,
    last_series,
    names_of,
    rounds_in,
    series_standing,
    settle_after,
    standing_now,
)
from pstdesk.services.election_ties import break_by_age, break_by_lot
from pstdesk.services.election_voters import (
    electors_of,
    refuse_proxies,
    refuse_quorum,
    refuse_stand_ins,
    voters_now,
    write_voters,
)
from pstdesk.services.fetch import fetch
from pstdesk.services.round_closing import close_round

__all__ = [
    "ScoreRow",
    "TypedTotals",
    "answer",
    "break_by_age",
    "break_by_lot",
    "close_round",
    "correct_voters",
    "drop_round",
    "new_series",
    "open_round",
    "reopen_round",
    "save_totals",
    "voters_now",
]


def open_round(session: Session, election_id: int, now: datetime, *, is_public: bool = False) -> int:
    """Open the round that comes next, with those who are there ``now``, and return its id.

    It is the first one for a seat that is free, or the next one of its series. By show of hands
    (``is_public``) only where the rules allow it and nobody objects. Refused without candidates or quorum.
    """
    election = editable_election(session, election_id)
    step = election_step(session, election)
    if election.method is VotingMethod.WITHOUT_CANDIDATES:
        raise Refused("round_without_candidates")
    if step not in (ElectionStep.CANDIDACIES, ElectionStep.NEXT_ROUND):
        raise Refused("round_not_now", step=step)
    return _open(session, election, now, begins=step is ElectionStep.CANDIDACIES, is_public=is_public)


def new_series(session: Session, election_id: int, now: datetime, *, is_public: bool = False) -> int:
    """Begin again after rounds that elected nobody: open the first round of a new series; return its id."""
    election = editable_election(session, election_id)
    step = election_step(session, election)
    if step is not ElectionStep.NOBODY:
        raise Refused("round_not_now", step=step)
    return _open(session, election, now, begins=True, is_public=is_public)


def _open(session: Session, election: Election, now: datetime, *, begins: bool, is_public: bool) -> int:
    if is_public and not election.show_of_hands:
        raise Refused("show_of_hands_not_allowed", rule=election.rule_name)
    last = last_series(session, election.id)
    series = last + 1 if begins else last
    number = 1 + sum(held.series == series for held in rounds_in(session, election.id))
    candidates = _candidates_of_round(session, election, series)
    refuse_quorum(session, election, now)
    voters = voters_now(session, election.id, now, is_public=is_public)
    if not voters:
        raise Refused("round_without_voters")
    refuse_proxies(session, election, voters)
    held = ElectionRound(
        election_id=election.id,
        series=series,
        number=number,
        is_public=is_public,
        registered=len(electors_of(session, election.id)),
    )
    session.add(held)
    session.flush()
    write_voters(session, held.id, voters)
    rows = [{"round_id": held.id, "candidate_id": candidate_id} for candidate_id in sorted(candidates)]
    session.execute(insert(RoundScore), rows)
    announce(session, RoundScore)
    return held.id


def _candidates_of_round(session: Session, election: Election, series: int) -> list[int]:
    """Return the ids of those who stand in a round; refused where one is no member any more."""
    found = series_standing(session, election, series).count
    seated = () if found is None else found.elected
    rows = [row for row in standing_now(session, election.id) if row.id not in seated]
    if not rows:
        raise Refused("round_without_candidate")
    for row in rows:
        refuse_stranger(session, election, row.person_id)
    refuse_tickets(session, election)
    return [row.id for row in rows]


def correct_voters(session: Session, round_id: int, voters: Iterable[Voter]) -> None:
    """Say whose vote an open round receives, instead of those who were there when it was opened.

    Each is entitled and votes once; a proxy is held by somebody who votes in person, and a suppléant sits
    for one titulaire.
    """
    held, election = _open_one(session, round_id)
    chosen = tuple(voters)
    _refuse_voters(session, election, chosen)
    refuse_stand_ins(session, election, round_id, chosen)
    refuse_proxies(session, election, chosen)
    session.execute(delete(RoundVoter).where(RoundVoter.round_id == held.id))
    write_voters(session, held.id, chosen)


def _refuse_voters(session: Session, election: Election, voters: tuple[Voter, ...]) -> None:
    entitled = set(electors_of(session, election.id))
    names = names_of(session, [voter.person_id for voter in voters])
    in_person = {voter.person_id for voter in voters if voter.holder_id is None}
    seen: set[int] = set()
    for voter in voters:
        name = names.get(voter.person_id, "")
        if voter.person_id not in entitled:
            raise Refused("voter_not_entitled", name=name)
        if voter.person_id in seen:
            raise Refused("voter_twice", name=name)
        seen.add(voter.person_id)
        if voter.holder_id is not None and not voter.stands_in and voter.holder_id not in in_person:
            holder = names_of(session, [voter.holder_id]).get(voter.holder_id, "")
            raise Refused("voter_holder_away", name=name, holder=holder)


def _open_one(session: Session, round_id: int) -> tuple[ElectionRound, Election]:
    """Return a round that is open, and its election."""
    held = fetch(session, ElectionRound, round_id)
    election = editable_election(session, held.election_id)
    if held.is_closed:
        raise Refused("round_closed", number=held.number)
    return held, election


def save_totals(session: Session, round_id: int, totals: TypedTotals, scores: Iterable[ScoreRow]) -> None:
    """Keep the totals of an open round as they are typed, whether they add up or not.

    Like notes they are saved while one types: the round keeps its version, and neither it nor its scores
    leave a line in the journal, which would tell when each paper was counted.
    """
    held, _election = _open_one(session, round_id)
    _refuse_absurd(totals, scores := tuple(scores))
    typing = update(ElectionRound).where(ElectionRound.id == held.id)
    session.execute(
        typing.values(
            cast=totals.cast,
            blank=totals.blank,
            spoiled=totals.spoiled,
            signatures=totals.signatures,
            difference_reason=totals.difference_reason.strip(),
        ),
        execution_options={"synchronize_session": False},
    )
    for score in sorted(scores, key=lambda score: score.candidate_id):
        session.execute(
            update(RoundScore)
            .where(RoundScore.round_id == held.id, RoundScore.candidate_id == score.candidate_id)
            .values(votes=score.votes, grades=None if score.grades is None else list(score.grades)),
            execution_options={"synchronize_session": False},
        )
    session.expire(held)
    announce(session, ElectionRound)


MOST_PAPERS = 1_000_000
"""More is a slip of the hand, and too much for a column."""


def _refuse_absurd(totals: TypedTotals, scores: tuple[ScoreRow, ...]) -> None:
    typed = [totals.cast, totals.blank, totals.spoiled, totals.signatures]
    for score in scores:
        typed += [score.votes, *(score.grades or ())]
    for number in typed:
        if number is not None and abs(number) > MOST_PAPERS:
            raise Refused("totals_absurd", number=number, limit=MOST_PAPERS)


def drop_round(session: Session, round_id: int) -> None:
    """Take back an open round that was opened by mistake; of several only the last one."""
    held, election = _open_one(session, round_id)
    if held.id != rounds_in(session, election.id)[-1].id or election.state is ElectionState.CORRECTING:
        raise Refused("round_not_last", number=held.number)
    session.delete(held)
    session.flush()


def reopen_round(session: Session, round_id: int) -> None:
    """Open a closed round again to correct its totals, while nothing came after it.

    Nothing is: no further round, and nobody whom it elected was asked. A correction reopens any round.
    """
    held = fetch(session, ElectionRound, round_id)
    election = editable_election(session, held.election_id)
    if not held.is_closed:
        return
    if election.state is ElectionState.OPEN:
        _refuse_followed(session, election, held)
    held.is_closed = False
    held.tie_break = held.seniority = held.drawn_id = None
    held.first_witness_id = held.second_witness_id = None
    for row in elected_rows(session, election.id):
        is_kept = election.state is ElectionState.CORRECTING and row.decided_by is not DecidedBy.LOT
        if row.series == held.series and not is_kept:
            session.delete(row)
    session.flush()


def _refuse_followed(session: Session, election: Election, held: ElectionRound) -> None:
    later = [
        each
        for each in rounds_in(session, election.id)
        if (each.series, each.number) > (held.series, held.number)
    ]
    if later:
        raise Refused("round_followed", number=held.number, later=later[0].number)
    names = candidate_names(session, election.id)
    for row in elected_rows(session, election.id):
        if row.series > held.series or (row.series == held.series and row.accepted is not None):
            raise Refused("round_answered", number=held.number, name=names[row.candidate_id])


def answer(session: Session, election_id: int, candidate_id: int, series: int, accepted: bool | None) -> None:
    """Say whether somebody elected accepts; who declines leaves the seat free, for which a series begins.

    None takes an answer back. Refused once rounds for the seats that are left have begun.
    """
    election = editable_election(session, election_id)
    row = session.get(Elected, (election_id, candidate_id, series))
    if row is None:
        raise Refused("record_missing")
    later = last_series(session, election_id) > series
    if later and election.state is ElectionState.OPEN and row.accepted is not accepted:
        name = candidate_names(session, election_id)[candidate_id]
        raise Refused("answer_followed", name=name)
    row.accepted = accepted
    session.flush()
    settle_after(session, election, series)
