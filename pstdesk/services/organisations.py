"""The organisations that take part, or should."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation, OrganisationCategory, Sector
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.fetch import beginning_with, fetch, required
from pstdesk.services.posts import main_posts
from pstdesk.services.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list; ``people`` have their post there today."""

    id: int
    name: str
    acronym: str
    category: str
    sector: str
    partner_state: PartnerState
    people: int


@dataclass(frozen=True, slots=True)
class OrganisationForm:
    """An organisation as it is typed."""

    name: str = ""
    acronym: str = ""
    category_id: int | None = None
    sector_id: int | None = None
    partner_state: PartnerState = PartnerState.REGISTERED
    email: str = ""
    phone: str = ""
    address: str = ""
    notes: str = ""
    version: int | None = None


def organisation_rows(session: Session, words: str, today: date) -> tuple[OrganisationRow, ...]:
    """Return the organisations whose name or acronym holds all of ``words``, by name."""
    post = main_posts(today)
    people = (
        select(post.c.organisation_id, func.count().label("people"))
        .group_by(post.c.organisation_id)
        .subquery()
    )
    query = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.acronym,
            func.coalesce(OrganisationCategory.name, ""),
            func.coalesce(Sector.name, ""),
            Organisation.partner_state,
            func.coalesce(people.c.people, 0),
        )
        .outerjoin(OrganisationCategory, OrganisationCategory.id == Organisation.category_id)
        .outerjoin(Sector, Sector.id == Organisation.sector_id)
        .outerjoin(people, people.c.organisation_id == Organisation.id)
        .where(Organisation.archived_at.is_(None))
        .order_by(Organisation.search_key, Organisation.id)
    )
    for word in fold(words).split():
        query = query.where(
            or_(Organisation.search_key.contains(word), Organisation.acronym_key.contains(word))
        )
    return tuple(OrganisationRow(*row) for row in session.execute(query))


def suggest_organisations(session: Session, words: str, limit: int = 8) -> tuple[Choice, ...]:
    """Return the organisations whose name or acronym begins with ``words``, by name."""
    folded = fold(words)
    query = (
        select(Organisation.id, Organisation.name, Organisation.acronym)
        .where(
            Organisation.archived_at.is_(None),
            or_(
                beginning_with(Organisation.search_key, folded),
                beginning_with(Organisation.acronym_key, folded),
            ),
        )
        .order_by(Organisation.search_key)
        .limit(limit)
    )
    return tuple(Choice(*row) for row in session.execute(query))


def organisation_form(session: Session, organisation_id: int) -> OrganisationForm:
    """Return an organisation as it can be edited."""
    found = fetch(session, Organisation, organisation_id)
    return OrganisationForm(
        found.name,
        found.acronym,
        found.category_id,
        found.sector_id,
        found.partner_state,
        found.email,
        found.phone,
        found.address,
        found.notes,
        found.version,
    )


def add_organisation(session: Session, form: OrganisationForm) -> int:
    """Add an organisation and return its id; refused where one of that name is there."""
    organisation = Organisation()
    _fill(session, organisation, form)
    session.add(organisation)
    session.flush()
    return organisation.id


def change_organisation(session: Session, organisation_id: int, form: OrganisationForm) -> None:
    """Write ``form`` over the organisation, in the version that was read."""
    _fill(session, fetch(session, Organisation, organisation_id, form.version), form)


def archive_organisation(session: Session, organisation_id: int, version: int) -> None:
    """Put the organisation away; its past and its people stay."""
    fetch(session, Organisation, organisation_id, version).archived_at = datetime.now(UTC)


def _fill(session: Session, organisation: Organisation, form: OrganisationForm) -> None:
    name = required(form.name, "organisation_without_name")
    same = select(Organisation.id).where(
        Organisation.search_key == fold(name), Organisation.archived_at.is_(None)
    )
    if any(other != organisation.id for other in session.scalars(same)):
        raise Refused("organisation_exists", name=name)
    organisation.name = name
    organisation.acronym = form.acronym.strip()
    organisation.search_key = fold(name)
    organisation.acronym_key = fold(form.acronym)
    organisation.category_id = form.category_id
    organisation.sector_id = form.sector_id
    organisation.partner_state = form.partner_state
    organisation.email = form.email.strip()
    organisation.phone = form.phone.strip()
    organisation.address = form.address.strip()
    organisation.notes = form.notes
