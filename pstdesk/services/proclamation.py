"""Proclaiming an election: its record, locked for good, and its mandates; or correcting one by another."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Election, ElectionCandidate, ElectionRecord, Mandate
from pstdesk.db.undo import no_undo
from pstdesk.documents.kept import as_json, digest
from pstdesk.domain.agenda import ItemState
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState
from pstdesk.services.agenda import take_back
from pstdesk.services.election_record import record_content
from pstdesk.services.election_standing import (
    editable_election,
    elected_rows,
    election_step,
    seats_left,
    standing_now,
)
from pstdesk.services.election_term import TermPreview, term_of
from pstdesk.services.fetch import fetch, required
from pstdesk.services.mandates import drop_mandates, open_mandate

_GIVING_UP = (
    ElectionStep.CANDIDACIES,
    ElectionStep.NEXT_ROUND,
    ElectionStep.NOBODY,
    ElectionStep.NOMINATIONS,
    ElectionStep.PROPOSAL,
)
"""What an election may be waiting for when the seats that are left are given up."""


def proclaim(session: Session, election_id: int, now: datetime, *, give_up: bool = False) -> int:
    """Proclaim an election at ``now`` and return the id of its record: for good, which cannot be undone.

    Every seat is filled by somebody who accepts; or nobody could be elected, every vote being void or nobody
    standing; or with ``give_up`` the seats that are left are given up: a record of failure (carence).
    Mandates open on the day of the meeting, and those before them close.
    """
    election = editable_election(session, election_id)
    _refuse_unfinished(session, election, give_up=give_up)
    no_undo(session)
    last = select(func.max(ElectionRecord.number)).where(ElectionRecord.election_id == election_id)
    number = (session.scalar(last) or 0) + 1
    election.closed_at = election.closed_at or now
    session.flush()
    content = record_content(session, election_id, number, now, election.correction_reason)
    record = ElectionRecord(
        election_id=election_id,
        number=number,
        made_at=now,
        reason=election.correction_reason,
        content=as_json(content),
        sha256=digest(content),
    )
    session.add(record)
    _entrust(session, election)
    election.state, election.correction_reason = ElectionState.PROCLAIMED, ""
    session.flush()
    _deal_with(session, election)
    return record.id


def _refuse_unfinished(session: Session, election: Election, *, give_up: bool) -> None:
    step = election_step(session, election)
    left = seats_left(session, election)
    nobody = step is ElectionStep.NOBODY or (
        step is ElectionStep.CANDIDACIES and not standing_now(session, election.id)
    )
    if step is ElectionStep.PROCLAIM or nobody or (give_up and step in _GIVING_UP):
        return
    if step in _GIVING_UP:
        raise Refused("proclaim_seats_left", seats=left, step=step)
    raise Refused("proclaim_not_now", step=step)


def _entrust(session: Session, election: Election) -> None:
    """Open the mandates of those elected, from the day of the meeting; a correction takes back the others."""
    term = term_of(session, election)
    due = _due(session, election)
    drop_mandates(session, election.id, keep=due)
    query = select(Mandate.person_id, Mandate.role).where(Mandate.election_id == election.id)
    held = {(row.person_id, row.role) for row in session.execute(query)}
    for person_id, role in due:
        if (person_id, role) not in held:
            _open(session, election, person_id, role, term)


def _due(session: Session, election: Election) -> tuple[tuple[int, MandateRole], ...]:
    """Return who is to be given a mandate, and in what role: those who accept, then their suppléants."""
    tickets = [
        fetch(session, ElectionCandidate, row.candidate_id)
        for row in elected_rows(session, election.id)
        if row.accepted
    ]
    found = [(ticket.person_id, election.role) for ticket in tickets]
    if election.with_substitute:
        found += [
            (ticket.substitute_id, MandateRole.SUBSTITUTE_REFERENT)
            for ticket in tickets
            if ticket.substitute_id is not None
        ]
    return tuple(found)


def _open(session: Session, election: Election, person_id: int, role: MandateRole, term: TermPreview) -> None:
    open_mandate(
        session,
        election.committee_id,
        person_id,
        role,
        term.starts_on,
        term.ends_on,
        term.ends_on,
        election.id,
    )


def _deal_with(session: Session, election: Election) -> None:
    """Say that the item was dealt with, whatever it was said to be: it need not come back."""
    item = session.get(AgendaItem, election.agenda_item_id or 0)
    if item is not None and item.state in (ItemState.OPEN, ItemState.NOT_REACHED):
        item.state = ItemState.DEALT_WITH
        session.flush()
        take_back(session, item.id)


def begin_correction(session: Session, election_id: int, reason: str, now: datetime) -> None:
    """Open a proclaimed election again, to make a new record that cites the last one and says ``reason``.

    ``now`` is not before the last record was made.
    """
    election = fetch(session, Election, election_id)
    if election.state is not ElectionState.PROCLAIMED:
        raise Refused("correction_not_proclaimed")
    last = select(func.max(ElectionRecord.made_at)).where(ElectionRecord.election_id == election_id)
    made_at = session.scalar(last)
    if made_at is not None and now < made_at:
        raise Refused("correction_before", day=made_at.astimezone().date())
    election.correction_reason = required(reason, "correction_without_reason")
    election.state = ElectionState.CORRECTING
    session.flush()
