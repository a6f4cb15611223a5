"""Giving up a correction that was begun by mistake: an election is again as its last record says."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, ElectionRecord
from pstdesk.documents.election_record import RecordContent, from_json
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState
from pstdesk.i18n import N_, _
from pstdesk.services.election_record_content import record_content
from pstdesk.services.election_standing import rounds_in
from pstdesk.services.fetch import fetch

_PARTS = {
    "chair": N_("le bureau de vote"),
    "election_secretary": N_("le bureau de vote"),
    "tellers": N_("le bureau de vote"),
    "candidates": N_("les candidatures"),
    "rounds": N_("les votants ou les totaux"),
    "nominations": N_("les désignations"),
    "proposals": N_("les propositions"),
    "elected": N_("les réponses"),
    "remarks": N_("les observations"),
}
"""What a correction may change, by the field of the record that says it."""


def abandon_correction(session: Session, election_id: int) -> None:
    """Make an election proclaimed again as its last record says; refused once anything of it was changed.

    Mandates were not touched: only another proclamation does that.
    """
    election = fetch(session, Election, election_id)
    if election.state is not ElectionState.CORRECTING:
        raise Refused("correction_not_begun")
    query = select(ElectionRecord).where(ElectionRecord.election_id == election_id)
    last = session.scalars(query.order_by(ElectionRecord.number.desc()).limit(1)).one()
    now = record_content(session, election_id, last.number, last.made_at, last.reason)
    changed = _changed(from_json(last.content), now)
    if any(not held.is_closed for held in rounds_in(session, election_id)):
        counts = _PARTS["rounds"]
        changed.setdefault(_(counts))
    if changed:
        raise Refused("correction_changed", what=", ".join(changed))
    election.state, election.correction_reason = ElectionState.PROCLAIMED, ""
    session.flush()


def _changed(before: RecordContent, now: RecordContent) -> dict[str, None]:
    """Return in words what differs, each once, in their order."""
    return {_(words): None for part, words in _PARTS.items() if getattr(before, part) != getattr(now, part)}
