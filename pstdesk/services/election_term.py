"""From when to when an election's mandate holds."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Elected, Election, ElectionCandidate, ElectionRecord, Mandate, Meeting
from pstdesk.domain.mandate import term_end
from pstdesk.services.fetch import fetch
from pstdesk.services.mandates import remaining_term, would_end


@dataclass(frozen=True, slots=True)
class TermPreview:
    """The term that a proclamation opens; ``ends_on`` is the first day after it, None the next election.

    ``remaining_of`` names whose term it ends, where they went before its end; else it is empty. ``closes``
    names those whose mandate ends with it.
    """

    starts_on: date
    ends_on: date | None
    remaining_of: str = ""
    closes: tuple[str, ...] = ()


def term_preview(session: Session, election: Election) -> TermPreview:
    """Return the term of whoever is elected, and whose mandates end as it stands now."""
    term = term_of(session, election)
    elected = select(ElectionCandidate.person_id).join(Elected, Elected.candidate_id == ElectionCandidate.id)
    accepted = elected.where(Elected.election_id == election.id, Elected.accepted.is_(True))
    found: dict[str, None] = {}
    for person_id in session.scalars(accepted.order_by(ElectionCandidate.id)):
        names = would_end(
            session, election.committee_id, person_id, election.role, term.starts_on, election.id
        )
        found |= dict.fromkeys(names)
    return replace(term, closes=tuple(found))


def term_of(session: Session, election: Election) -> TermPreview:
    """Return the term of whoever is elected: as the rules say, or what remains of one that was cut short.

    An election that was proclaimed keeps the term it gave, whoever a correction gives it to.
    """
    day = fetch(session, Meeting, election.meeting_id).day
    given = session.scalar(select(Mandate).where(Mandate.election_id == election.id).order_by(Mandate.id))
    if given is not None:
        return TermPreview(day, given.term_ends_on, _said_of(session, election.id))
    left = remaining_term(session, election.committee_id, election.role, day)
    if left is not None:
        return TermPreview(day, left.ends_on, left.person)
    months = election.mandate_months
    return TermPreview(day, None if months is None else term_end(day, months))


def _said_of(session: Session, election_id: int) -> str:
    """Return whose term the last record with a mandate said that it ends."""
    query = select(ElectionRecord.content).where(ElectionRecord.election_id == election_id)
    for content in session.scalars(query.order_by(ElectionRecord.number.desc())):
        for mandate in content.get("mandates", ()):
            return str(mandate.get("remaining_of", ""))
    return ""
