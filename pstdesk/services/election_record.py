"""The papers of an election: its record as it was kept, or as it stands; ballot papers; the list to sign."""

from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, ElectionRecord
from pstdesk.documents.election_record import RecordContent, from_json
from pstdesk.documents.election_record_document import record_document
from pstdesk.documents.files import file_name
from pstdesk.documents.meeting import MeetingContent
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState
from pstdesk.services.election_record_content import record_content
from pstdesk.services.election_sheets import ballot_content, vote_list_content
from pstdesk.services.export import Order, Printout, drawing
from pstdesk.services.fetch import fetch
from pstdesk.services.programme import template

__all__ = ["BOTH", "ballots_order", "draft_order", "record_content", "record_order", "vote_list_order"]

BOTH = (".docx", ".pdf")


def record_order(record_id: int) -> Order:
    """Return the order for a record as it was kept: whatever has happened since, the same file."""
    return Order(BOTH, partial(_record, record_id=record_id))


def draft_order(election_id: int) -> Order:
    """Return the order for the record of an election still going on, which calls itself "Projet"."""
    return Order(BOTH, partial(_draft, election_id=election_id))


def ballots_order(election_id: int) -> Order:
    """Return the order for the ballot papers; they are printed, and so a PDF only."""
    return Order((".pdf",), partial(_ballots, election_id=election_id))


def vote_list_order(round_id: int) -> Order:
    """Return the order for the sign-in list of a round; it is printed and signed, and so a PDF only."""
    return Order((".pdf",), partial(_vote_list, round_id=round_id))


def _record(session: Session, suffix: str, record_id: int) -> Printout:
    content = from_json(fetch(session, ElectionRecord, record_id).content)
    return _printout(session, content, suffix, f"n{content.record}")


def _draft(session: Session, suffix: str, election_id: int) -> Printout:
    """Draw what the next record would say; a proclaimed election has its record, and no draft."""
    last = select(func.max(ElectionRecord.number)).where(ElectionRecord.election_id == election_id)
    number = session.scalar(last) or 0
    election = fetch(session, Election, election_id)
    if election.state is ElectionState.PROCLAIMED:
        raise Refused("draft_proclaimed", number=number)
    content = record_content(session, election_id, number + 1, None, election.correction_reason)
    return _printout(session, content, suffix, "projet")


def _printout(session: Session, content: RecordContent, suffix: str, end: str) -> Printout:
    drawn = drawing(record_document(content), suffix, template(session))
    return Printout(_name("PV", content, f"_{end}{suffix}"), drawn)


def _name(kind: str, content: MeetingContent, suffix: str) -> str:
    """Return a name that sorts: PV_2026-11-12_CT1-Acces-aux-droits_n1.docx."""
    subject = (content.committee.short_name, content.committee.name)
    return file_name(kind, content.day, subject, version=None, suffix=suffix)


def _ballots(session: Session, suffix: str, election_id: int) -> Printout:
    from pstdesk.documents.ballot_papers_pdf import ballot_papers_pdf

    content = ballot_content(session, election_id)
    return Printout(_name("BULLETINS", content, suffix), partial(ballot_papers_pdf, content))


def _vote_list(session: Session, suffix: str, round_id: int) -> Printout:
    from pstdesk.documents.vote_list_pdf import vote_list_pdf

    content = vote_list_content(session, round_id)
    ballot = f"scrutin{content.ballot}-" if content.ballot else ""
    end = f"_{ballot}tour{content.round}{suffix}"
    return Printout(_name("Emargement-vote", content, end), partial(vote_list_pdf, content))
