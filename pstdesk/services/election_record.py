"""The record of an election, from the base to what the document says, and back out of what was kept."""

from datetime import datetime

from sqlalchemy.orm import Session

from pstdesk.documents.election_record import RecordContent
from pstdesk.services.export import Order

BOTH = (".docx", ".pdf")


def record_content(
    session: Session, election_id: int, number: int, now: datetime | None, reason: str = ""
) -> RecordContent:
    """Return what the record ``number`` of an election says when it is proclaimed ``now``.

    ``now`` None is a draft. A record after the first corrects the one before it, and says why: ``reason``.
    """
    raise NotImplementedError


def record_order(record_id: int) -> Order:
    """Return the order for a record as it was kept."""
    raise NotImplementedError


def draft_order(election_id: int) -> Order:
    """Return the order for the record of an election still going on, which calls itself "Projet"."""
    raise NotImplementedError


def ballots_order(election_id: int) -> Order:
    """Return the order for the ballot papers; they are printed, and so a PDF only."""
    raise NotImplementedError


def vote_list_order(round_id: int) -> Order:
    """Return the order for the sign-in list of a round; it is printed and signed, and so a PDF only."""
    raise NotImplementedError
