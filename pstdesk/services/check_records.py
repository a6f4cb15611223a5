"""What a record of an election says, without names: so that it can be compared with the base for good.

People change their names after a proclamation, and two records of one person become one; so candidates are
told by their place on the ballot, and others are counted.
"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Elected, Election, ElectionCandidate, Mandate
from pstdesk.documents.election_record import RecordContent, RecordRound
from pstdesk.domain.committee import MandateRole


def nameless(content: RecordContent) -> list[object]:
    """Return what ``content`` says of rules, candidates, rounds and result, to be compared."""
    places = {candidate.name: place for place, candidate in enumerate(content.candidates)}
    elected = [
        (row.series, row.decided_by, bool(row.accepted), places.get(row.name, -1)) for row in content.elected
    ]
    return [
        (content.role, content.with_substitute, content.rules, content.rule_name, content.rule_explanation),
        [(row.statement, row.withdrawn, bool(row.substitute)) for row in content.candidates],
        [_of_round(held, places) for held in content.rounds],
        sorted((row.stage, row.reason) for row in content.nominations),
        [
            (
                (row.number, row.reason, row.state, places.get(row.nominee, -1)),
                [(each.text, each.answer, each.is_lifted) for each in row.objections],
            )
            for row in content.proposals
        ],
        sorted(elected),
        content.remarks,
    ]


def _of_round(held: RecordRound, places: Mapping[str, int]) -> tuple[object, ...]:
    through = [(bool(voter.holder), voter.stands_in) for voter in held.voters]
    tie = held.tie
    return (
        (held.series, held.number, held.is_public, held.registered, held.difference_reason),
        (held.cast, held.blank, held.spoiled, held.signatures),
        [(places.get(score.name, -1), score.votes, tuple(score.grades)) for score in held.scores],
        sorted(through),
        None if tie is None else (tie.ended_by, sorted(places.get(name, -1) for name in tie.drawn)),
    )


def are_mandates_right(session: Session, election: Election) -> bool:
    """Tell whether those who were elected and accept have the mandates of an election, and nobody else."""
    tickets = session.execute(
        select(ElectionCandidate.person_id, ElectionCandidate.substitute_id)
        .join(Elected, Elected.candidate_id == ElectionCandidate.id)
        .where(Elected.election_id == election.id, Elected.accepted.is_(True))
    ).all()
    due = {(ticket.person_id, election.role) for ticket in tickets}
    if election.with_substitute:
        due |= {
            (ticket.substitute_id, MandateRole.SUBSTITUTE_REFERENT)
            for ticket in tickets
            if ticket.substitute_id is not None
        }
    held = select(Mandate.person_id, Mandate.role).where(Mandate.election_id == election.id)
    return {(row.person_id, row.role) for row in session.execute(held)} == due
