"""What was put away comes back as it was."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Organisation, Person
from pstdesk.services.fetch import fetch
from pstdesk.services.organisations import refuse_same_name
from pstdesk.services.vocabulary import Choice


def archived_committees(session: Session) -> tuple[Choice, ...]:
    """Return the bodies that were put away, by name; their short names as detail."""
    query = (
        select(Committee.id, Committee.name, Committee.short_name)
        .where(Committee.archived_at.is_not(None))
        .order_by(Committee.search_key)
    )
    return tuple(Choice(*row) for row in session.execute(query))


def restore_committee(session: Session, committee_id: int) -> None:
    """Bring a body back from the archives; nothing happens where it is not there."""
    _restore(session, Committee, committee_id)


def restore_person(session: Session, person_id: int) -> None:
    """Bring a person back from the archives; nothing happens where they are not there."""
    _restore(session, Person, person_id)


def restore_organisation(session: Session, organisation_id: int) -> None:
    """Bring an organisation back from the archives; refused where another has taken its name."""
    refuse_same_name(session, fetch(session, Organisation, organisation_id).name, organisation_id)
    _restore(session, Organisation, organisation_id)


def _restore(
    session: Session, model: type[Committee] | type[Person] | type[Organisation], record_id: int
) -> None:
    fetch(session, model, record_id).archived_at = None
