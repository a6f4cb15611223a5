"""An election without candidates, by consent: nominations, proposals, objections that are lifted, agreement.

It is public by nature: who names whom, and why, is part of its record (docs/elections.md).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Elected,
    Election,
    ElectionCandidate,
    Nomination,
    Objection,
    Person,
    Proposal,
)
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import DecidedBy, NominationStage, ProposalState, VotingMethod
from pstdesk.services.candidacies import candidate_for, refuse_stranger
from pstdesk.services.election_standing import (
    candidate_names,
    editable_election,
    election_step,
    last_series,
    names_of,
)
from pstdesk.services.election_voters import electors_of, refuse_quorum
from pstdesk.services.fetch import fetch, required


@dataclass(frozen=True, slots=True)
class NominationRow:
    """Whom a member named, first or in the round of changes, and why."""

    person_id: int
    person: str
    stage: NominationStage
    nominee_id: int
    nominee: str
    reason: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """What was objected, by whom where they are named, and how it was lifted."""

    id: int
    version: int
    person_id: int | None
    person: str
    text: str
    answer: str
    is_lifted: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """Whom the facilitator proposed, why, and what became of it."""

    id: int
    version: int
    number: int
    candidate_id: int
    name: str
    reason: str
    state: ProposalState
    objections: tuple[ObjectionRow, ...]


def nomination_rows(session: Session, election_id: int) -> tuple[NominationRow, ...]:
    """Return the nominations: the first ones by the names of who made them, then the changes."""
    query = (
        select(Nomination)
        .join(Person, Person.id == Nomination.person_id)
        .where(Nomination.election_id == election_id)
        .order_by(Nomination.stage.desc(), Person.search_key, Person.id)
    )
    rows = session.scalars(query).all()
    names = names_of(session, [person for row in rows for person in (row.person_id, row.nominee_id)])
    return tuple(
        NominationRow(
            row.person_id,
            names[row.person_id],
            row.stage,
            row.nominee_id,
            names[row.nominee_id],
            row.reason,
        )
        for row in rows
    )


def proposal_rows(session: Session, election_id: int) -> tuple[ProposalRow, ...]:
    """Return the proposals in the order they were made, with their objections."""
    query = select(Proposal).where(Proposal.election_id == election_id).order_by(Proposal.number)
    names = candidate_names(session, election_id)
    return tuple(
        ProposalRow(
            row.id,
            row.version,
            row.number,
            row.candidate_id,
            names[row.candidate_id],
            row.reason,
            row.state,
            _objection_rows(session, row.id),
        )
        for row in session.scalars(query)
    )


def _objection_rows(session: Session, proposal_id: int) -> tuple[ObjectionRow, ...]:
    query = select(Objection).where(Objection.proposal_id == proposal_id).order_by(Objection.id)
    rows = session.scalars(query).all()
    names = names_of(session, [row.person_id for row in rows])
    return tuple(
        ObjectionRow(
            row.id,
            row.version,
            row.person_id,
            names.get(row.person_id, ""),
            row.text,
            row.answer,
            row.is_lifted,
        )
        for row in rows
    )


def nominate(
    session: Session,
    election_id: int,
    person_id: int,
    nominee_id: int,
    reason: str = "",
    stage: NominationStage = NominationStage.FIRST,
) -> None:
    """Write down whom a member names, and why; naming somebody else at the same stage replaces it.

    Only who is entitled to vote names, and only a member is named; a change comes after a first nomination.
    """
    election = _by_consent(session, election_id)
    names = names_of(session, [person_id])
    if person_id not in electors_of(session, election_id):
        raise Refused("voter_not_entitled", name=names.get(person_id, ""))
    refuse_stranger(session, election, nominee_id)
    first = session.get(Nomination, (election_id, person_id, NominationStage.FIRST))
    if stage is NominationStage.CHANGE and first is None:
        raise Refused("nomination_first", name=names[person_id])
    row = session.get(Nomination, (election_id, person_id, stage))
    if row is None:
        row = Nomination(election_id=election_id, person_id=person_id, stage=stage)
        session.add(row)
    row.nominee_id, row.reason = nominee_id, reason.strip()
    session.flush()


def remove_nomination(
    session: Session, election_id: int, person_id: int, stage: NominationStage = NominationStage.FIRST
) -> None:
    """Take back a nomination typed by mistake; with a first one goes the change of it."""
    _by_consent(session, election_id)
    stages = [stage] if stage is NominationStage.CHANGE else list(NominationStage)
    for each in stages:
        row = session.get(Nomination, (election_id, person_id, each))
        if row is not None:
            session.delete(row)
    session.flush()


def propose(session: Session, election_id: int, person_id: int, reason: str = "") -> int:
    """Have the facilitator propose a member, not necessarily the most named; return the proposal's id."""
    election = _by_consent(session, election_id)
    step = election_step(session, election)
    if step not in (ElectionStep.NOMINATIONS, ElectionStep.PROPOSAL):
        raise Refused("proposal_not_now", step=step)
    named = select(func.count()).select_from(Nomination).where(Nomination.election_id == election_id)
    if not session.scalar(named):
        raise Refused("proposal_before_nominations")
    refuse_stranger(session, election, person_id)
    candidate = candidate_for(session, election, person_id)
    elected = select(Elected.accepted).where(Elected.candidate_id == candidate.id)
    if any(accepted is not False for accepted in session.scalars(elected)):
        raise Refused("candidate_elected", name=names_of(session, [person_id])[person_id])
    last = select(func.max(Proposal.number)).where(Proposal.election_id == election_id)
    number = (session.scalar(last) or 0) + 1
    made = Proposal(election_id=election_id, number=number, candidate_id=candidate.id, reason=reason.strip())
    session.add(made)
    session.flush()
    return made.id


def object_to(session: Session, proposal_id: int, text: str, person_id: int | None = None) -> int:
    """Write down an objection to the proposal that is made, by whom if they are named; return its id."""
    proposal = _open_proposal(session, proposal_id)
    required(text, "text_missing")
    if person_id is not None:
        fetch(session, Person, person_id)
    made = Objection(proposal_id=proposal.id, person_id=person_id, text=text.strip())
    session.add(made)
    session.flush()
    return made.id


def lift(
    session: Session,
    objection_id: int,
    answer: str,
    *,
    is_lifted: bool = True,
    version: int | None = None,
) -> None:
    """Say how an objection was answered, and whether that lifts it, in the version that was read."""
    objection = fetch(session, Objection, objection_id, version)
    _open_proposal(session, objection.proposal_id)
    objection.answer, objection.is_lifted = answer.strip(), is_lifted
    session.flush()


def remove_objection(session: Session, objection_id: int) -> None:
    """Take back an objection typed by mistake; one that was withdrawn is lifted instead."""
    objection = fetch(session, Objection, objection_id)
    _open_proposal(session, objection.proposal_id)
    session.delete(objection)
    session.flush()


def withdraw_proposal(session: Session, proposal_id: int) -> None:
    """Say that a proposal was not kept, its objections standing; another one may follow."""
    proposal = _open_proposal(session, proposal_id)
    proposal.state = ProposalState.WITHDRAWN
    session.flush()


def agree(session: Session, proposal_id: int, now: datetime) -> None:
    """Say that nobody objects any more: whoever was proposed is elected, if they accept.

    Refused while an objection stands, naming who made it, and without the quorum the rules ask for.
    """
    proposal = _open_proposal(session, proposal_id)
    election = editable_election(session, proposal.election_id)
    standing = [row for row in _objection_rows(session, proposal_id) if not row.is_lifted]
    if standing:
        raise Refused("objections_standing", count=len(standing), text=standing[0].text[:80])
    candidate = fetch(session, ElectionCandidate, proposal.candidate_id)
    refuse_stranger(session, election, candidate.person_id)
    refuse_quorum(session, election, now)
    proposal.state = ProposalState.AGREED
    session.add(
        Elected(
            election_id=election.id,
            candidate_id=proposal.candidate_id,
            series=last_series(session, election.id) + 1,
            decided_by=DecidedBy.CONSENT,
        )
    )
    session.flush()


def _by_consent(session: Session, election_id: int) -> Election:
    """Return an election without candidates that may change."""
    election = editable_election(session, election_id)
    if election.method is not VotingMethod.WITHOUT_CANDIDATES:
        raise Refused("consent_by_vote", rule=election.rule_name)
    return election


def _open_proposal(session: Session, proposal_id: int) -> Proposal:
    """Return a proposal on which nothing was decided yet."""
    proposal = fetch(session, Proposal, proposal_id)
    _by_consent(session, proposal.election_id)
    if proposal.state is not ProposalState.OPEN:
        raise Refused("proposal_over", number=proposal.number, state=proposal.state)
    return proposal
