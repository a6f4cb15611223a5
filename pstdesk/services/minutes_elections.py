"""What the minutes of a meeting say of the elections held at its items."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, ElectionRecord
from pstdesk.documents.election_lines import ElectionLine, OutcomeLine, RoundLine, VotesLine
from pstdesk.documents.election_record import (
    RecordContent,
    RecordElected,
    RecordMandate,
    RecordRound,
    from_json,
)
from pstdesk.domain.voting import ElectionState


def election_lines(session: Session, meeting_id: int) -> dict[int, tuple[ElectionLine, ...]]:
    """Return the elections of a meeting by the id of their item, each item's in the order they were opened.

    What was proclaimed is told as its last record keeps it, whatever becomes of people and mandates.
    """
    held = select(Election).where(Election.meeting_id == meeting_id, Election.agenda_item_id.is_not(None))
    found: dict[int, tuple[ElectionLine, ...]] = {}
    for election in session.scalars(held.order_by(Election.id)):
        item = election.agenda_item_id or 0
        found[item] = (*found.get(item, ()), _line(session, election))
    return found


def _line(session: Session, election: Election) -> ElectionLine:
    record = session.scalar(
        select(ElectionRecord)
        .where(ElectionRecord.election_id == election.id)
        .order_by(ElectionRecord.number.desc())
        .limit(1)
    )
    if record is None:
        return ElectionLine(election.role, election.rule_name, election.state)
    if election.state is not ElectionState.PROCLAIMED:
        return ElectionLine(election.role, election.rule_name, election.state, record.number)
    return _told(from_json(record.content))


def _told(content: RecordContent) -> ElectionLine:
    terms = {each.name: each for each in content.mandates if each.role is content.role}
    return ElectionLine(
        content.role,
        content.rule_name,
        ElectionState.PROCLAIMED,
        content.record,
        tuple(map(_round, content.rounds)),
        tuple(_outcome(each, terms.get(each.name)) for each in content.elected),
    )


def _round(kept: RecordRound) -> RoundLine:
    votes = tuple(VotesLine(score.name, score.votes, score.grades) for score in kept.scores)
    return RoundLine(kept.series, kept.number, kept.is_public, kept.cast, kept.blank, kept.spoiled, votes)


def _outcome(kept: RecordElected, mandate: RecordMandate | None) -> OutcomeLine:
    accepted = bool(kept.accepted)
    if mandate is None or not accepted:
        return OutcomeLine(kept.name, kept.decided_by, accepted, kept.substitute)
    term = (mandate.starts_on, mandate.ends_on)
    return OutcomeLine(kept.name, kept.decided_by, accepted, kept.substitute, *term)
