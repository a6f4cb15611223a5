"""Who is référent of which body; apart, so that the first page loads nothing else for it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Mandate, Person
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.names import spoken_name
from pstdesk.services.fetch import holds_on


def referents(session: Session, today: date) -> dict[int, list[str]]:
    """Return the names of each body's référents today."""
    query = (
        select(Mandate.committee_id, Person.given_name, Person.family_name)
        .join(Person, Person.id == Mandate.person_id)
        .where(Mandate.role == MandateRole.REFERENT, holds_on(Mandate, today))
        .order_by(Mandate.starts_on, Mandate.id)
    )
    found: dict[int, list[str]] = {}
    for committee_id, given_name, family_name in session.execute(query):
        found.setdefault(committee_id, []).append(spoken_name(given_name, family_name))
    return found
