"""Whether the rounds and answers of an election follow one another, when an act amid them was taken back."""

from sqlalchemy.orm import Session

from pstdesk.db.models import Election
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState
from pstdesk.services.election_standing import elected_rows, rounds_in


def refuse_disorder(session: Session, election_id: int) -> None:
    """Raise "changed_meanwhile_undo" where a round is open before another, or was held for no free seat."""
    election = session.get(Election, election_id)
    if election is None or election.state is not ElectionState.OPEN:
        return
    rounds = rounds_in(session, election_id)
    rows = elected_rows(session, election_id)
    for series in {held.series for held in rounds} | {row.series for row in rows}:
        taken = sum(row.accepted is not False for row in rows if row.series < series)
        if taken >= election.seats:
            raise Refused("changed_meanwhile_undo")
    if any(not held.is_closed for held in rounds[:-1]):
        raise Refused("changed_meanwhile_undo")
