"""Who is référent of which body, and was at a meeting; apart, as the first page loads nothing else for it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Mandate, Meeting, Person
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


def referents_at(session: Session, meeting_ids: Sequence[int]) -> dict[int, str]:
    """Return the names of the référents of each meeting's body on its day, by meeting; none has no entry."""
    query = (
        select(Meeting.id, Person.given_name, Person.family_name)
        .join(Mandate, Mandate.committee_id == Meeting.committee_id)
        .join(Person, Person.id == Mandate.person_id)
        .where(
            Meeting.id.in_(meeting_ids),
            Mandate.role == MandateRole.REFERENT,
            holds_on(Mandate, Meeting.day),
        )
        .order_by(Mandate.starts_on, Mandate.id)
    )
    found: dict[int, list[str]] = {}
    for meeting_id, given_name, family_name in session.execute(query):
        found.setdefault(meeting_id, []).append(spoken_name(given_name, family_name))
    return {meeting_id: ", ".join(names) for meeting_id, names in found.items()}
