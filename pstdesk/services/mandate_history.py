"""The mandates of a body or of a person, those that are over too, and the elections that opened them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Election, Mandate, Meeting, Person
from pstdesk.domain.committee import MandateEnd, MandateRole
from pstdesk.domain.mandate import planned_end, why_ended
from pstdesk.domain.names import spoken_name


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One mandate of a body.

    ``ends_on`` is the first day it does not hold, ``planned_end`` the first day after its term, None until
    the next election. ``end_reason`` says why it ended, or is to end early; None where its term ends it.
    ``elected_on`` is the day of the election that opened it, None where it was typed by hand.
    """

    id: int
    version: int
    committee_id: int
    committee: str
    short_name: str
    person_id: int
    person: str
    role: MandateRole
    starts_on: date
    ends_on: date | None
    planned_end: date | None
    end_reason: MandateEnd | None
    election_id: int | None
    meeting_id: int | None
    elected_on: date | None

    def why_ended(self, today: date) -> MandateEnd | None:
        """Return why it ended, or is to end early; None while it runs its term."""
        return why_ended(self.ends_on, self.end_reason, today)


def mandate_history(
    session: Session, *, committee_id: int | None = None, person_id: int | None = None
) -> tuple[MandateRow, ...]:
    """Return the mandates of a body, or of a person, the latest first."""
    query = (
        select(Mandate, Committee, Person, Election.meeting_id, Meeting.day)
        .join(Committee, Committee.id == Mandate.committee_id)
        .join(Person, Person.id == Mandate.person_id)
        .outerjoin(Election, Election.id == Mandate.election_id)
        .outerjoin(Meeting, Meeting.id == Election.meeting_id)
        .order_by(Mandate.starts_on.desc(), Mandate.role, Mandate.id.desc())
    )
    if committee_id is not None:
        query = query.where(Mandate.committee_id == committee_id)
    if person_id is not None:
        query = query.where(Mandate.person_id == person_id)
    return tuple(
        MandateRow(
            row.id,
            row.version,
            body.id,
            body.name,
            body.short_name,
            person.id,
            spoken_name(person.given_name, person.family_name),
            row.role,
            row.starts_on,
            row.ends_on,
            planned_end(row.ends_on, row.term_ends_on, row.end_reason),
            row.end_reason,
            row.election_id,
            meeting_id,
            day,
        )
        for row, body, person, meeting_id, day in session.execute(query)
    )
