"""Who stands in an election: candidacies, statements, withdrawals, and the one who stands alone."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Committee,
    Elected,
    Election,
    ElectionCandidate,
    Person,
    Proposal,
    RoundScore,
)
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import DecidedBy, ElectionState, VotingMethod
from pstdesk.services.election_standing import (
    all_standings,
    candidates_of,
    editable_election,
    last_series,
    names_of,
    rounds_in,
    seats_left,
    standing_now,
)
from pstdesk.services.election_voters import eligible, refuse_quorum
from pstdesk.services.fetch import fetch


def add_candidate(
    session: Session, election_id: int, person_id: int, substitute_id: int | None = None
) -> int:
    """Have a member stand, with a suppléant on one ticket where the election asks for one; return the id.

    Who had withdrawn stands again. Candidates come in before a round or between two.
    """
    election = _open_to_candidates(session, election_id)
    if election.method is VotingMethod.WITHOUT_CANDIDATES:
        raise Refused("candidacy_without_candidates")
    _refuse_ticket(session, election, person_id, substitute_id)
    candidate = candidate_for(session, election, person_id)
    if (candidate.substitute_id, candidate.withdrawn) != (substitute_id, False):
        candidate.substitute_id, candidate.withdrawn = substitute_id, False
        session.flush()
    return candidate.id


def candidate_for(session: Session, election: Election, person_id: int) -> ElectionCandidate:
    """Return the candidacy of a member, made where there is none yet, the last in order."""
    rows = candidates_of(session, election.id)
    for row in rows:
        if row.person_id == person_id:
            return row
    position = max((row.position for row in rows), default=0) + 1
    made = ElectionCandidate(election_id=election.id, person_id=person_id, position=position)
    session.add(made)
    session.flush()
    return made


def _open_to_candidates(session: Session, election_id: int) -> Election:
    """Return an election of which no round is open."""
    election = editable_election(session, election_id)
    for held in rounds_in(session, election_id):
        if not held.is_closed:
            raise Refused("candidacy_round_open", number=held.number)
    return election


def _refuse_ticket(
    session: Session,
    election: Election,
    person_id: int,
    substitute_id: int | None,
    but: int | None = None,
) -> None:
    """Raise where somebody of a ticket is no member, or stands on another one than ``but`` already."""
    people = [person_id] if substitute_id is None else [person_id, substitute_id]
    for each in people:
        refuse_stranger(session, election, each)
    names = names_of(session, people)
    if substitute_id is not None and not election.with_substitute:
        raise Refused("ticket_not_asked", name=names[substitute_id])
    if person_id == substitute_id:
        raise Refused("ticket_of_one", name=names[person_id])
    for row in candidates_of(session, election.id):
        if row.withdrawn or row.id == but:
            continue
        if row.person_id == person_id:
            raise Refused("candidate_stands", name=names[person_id])
        taken = {row.person_id, row.substitute_id} & set(people)
        if taken:
            raise Refused("ticket_taken", name=names[taken.pop()])


def refuse_stranger(session: Session, election: Election, person_id: int) -> None:
    """Raise where somebody is no member of the body on the day of the meeting: only members are elected."""
    if person_id not in eligible(session, election):
        fetch(session, Person, person_id)
        committee = fetch(session, Committee, election.committee_id).short_name
        raise Refused(
            "candidate_not_member", name=names_of(session, [person_id])[person_id], committee=committee
        )


def change_substitute(
    session: Session, candidate_id: int, substitute_id: int | None, version: int | None = None
) -> None:
    """Name another suppléant on a ticket nobody voted on yet, in the version that was read."""
    candidate = fetch(session, ElectionCandidate, candidate_id, version)
    election = _open_to_candidates(session, candidate.election_id)
    if election.state is not ElectionState.CORRECTING:
        _refuse_voted_on(session, candidate)
    _refuse_ticket(session, election, candidate.person_id, substitute_id, but=candidate_id)
    candidate.substitute_id = substitute_id


def _refuse_voted_on(session: Session, candidate: ElectionCandidate) -> None:
    """Raise where votes were counted for a candidate, or they were elected or proposed."""
    used = (RoundScore, Elected, Proposal)
    if any(session.scalar(select(exists().where(model.candidate_id == candidate.id))) for model in used):
        names = names_of(session, [candidate.person_id])
        raise Refused("candidate_voted_on", name=names[candidate.person_id])


def write_statement(session: Session, candidate_id: int, statement: str, version: int | None = None) -> int:
    """Keep what a candidate says for themselves, in the version that was read; return the new version."""
    candidate = fetch(session, ElectionCandidate, candidate_id, version)
    editable_election(session, candidate.election_id)
    candidate.statement = statement.strip()
    session.flush()
    return candidate.version


def withdraw_candidate(session: Session, candidate_id: int) -> None:
    """Say that a candidate stands no more; what was voted for them stays."""
    candidate = fetch(session, ElectionCandidate, candidate_id)
    _open_to_candidates(session, candidate.election_id)
    elected = select(exists().where(Elected.candidate_id == candidate_id, Elected.accepted.is_not(False)))
    if session.scalar(elected):
        names = names_of(session, [candidate.person_id])
        raise Refused("candidate_elected", name=names[candidate.person_id])
    candidate.withdrawn = True


def remove_candidate(session: Session, candidate_id: int) -> None:
    """Take back a candidacy typed by mistake; refused once anybody voted on it."""
    candidate = fetch(session, ElectionCandidate, candidate_id)
    _open_to_candidates(session, candidate.election_id)
    _refuse_voted_on(session, candidate)
    session.delete(candidate)
    session.flush()


def declare_sole_candidate(session: Session, election_id: int, now: datetime) -> None:
    """Declare elected, without a vote, who stands alone; or as many as there are seats, or fewer.

    Where the rules allow it [CGCT L2121-21], with the quorum they ask for, before any round of these seats.
    """
    election = _open_to_candidates(session, election_id)
    standing = standing_now(session, election_id)
    left = seats_left(session, election)
    if not election.sole_candidate:
        raise Refused("sole_candidate_not_allowed", rule=election.rule_name)
    standings = all_standings(session, election)
    if standings and standings[-1].goes_on:
        raise Refused("sole_candidate_after_vote")
    if not standing or len(standing) > left:
        raise Refused("sole_candidate_several", candidates=len(standing), seats=left)
    for row in standing:
        refuse_stranger(session, election, row.person_id)
    refuse_tickets(session, election)
    refuse_quorum(session, election, now)
    series = last_series(session, election_id) + 1
    session.add_all(
        Elected(
            election_id=election_id,
            candidate_id=row.id,
            series=series,
            decided_by=DecidedBy.SOLE_CANDIDATE,
        )
        for row in standing
    )
    session.flush()


def refuse_tickets(session: Session, election: Election) -> None:
    """Raise where a ticket that asks for a suppléant has none, or one who is no member any more."""
    if not election.with_substitute:
        return
    for row in standing_now(session, election.id):
        if row.substitute_id is None:
            names = names_of(session, [row.person_id])
            raise Refused("ticket_incomplete", name=names[row.person_id])
        refuse_stranger(session, election, row.substitute_id)
