"""The organisations that take part, or should."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation, OrganisationCategory, Sector
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.fetch import beginning_with, fetch, required, standing_for, words_wanted
from pstdesk.services.people import PeopleFilter, PersonRow, person_rows
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


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything shown of one organisation; ``people`` have their post there today."""

    id: int
    form: OrganisationForm
    category: str
    sector: str
    people: tuple[PersonRow, ...]
    archived: bool


def organisation_rows(
    session: Session, words: str, today: date, *, archived: bool = False
) -> tuple[OrganisationRow, ...]:
    """Return the organisations whose name or acronym holds all of ``words``, by name.

    ``archived`` asks for those that were put away, instead of the others.
    """
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
        .where(_put_away() if archived else Organisation.archived_at.is_(None))
        .order_by(Organisation.search_key, Organisation.id)
    )
    for word in words_wanted(words):
        query = query.where(
            or_(Organisation.search_key.contains(word), Organisation.acronym_key.contains(word))
        )
    return tuple(OrganisationRow(*row) for row in session.execute(query))


def _put_away() -> ColumnElement[bool]:
    return and_(Organisation.archived_at.is_not(None), Organisation.merged_into_id.is_(None))


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


def organisation_page(session: Session, organisation_id: int, today: date) -> OrganisationPage:
    """Return one organisation's page; that of the one which stands for it, if it was merged into it."""
    organisation_id = standing_for(session, Organisation, organisation_id)
    found = fetch(session, Organisation, organisation_id)
    category = session.get(OrganisationCategory, found.category_id) if found.category_id else None
    sector = session.get(Sector, found.sector_id) if found.sector_id else None
    return OrganisationPage(
        organisation_id,
        organisation_form(session, organisation_id),
        category.name if category else "",
        sector.name if sector else "",
        person_rows(session, PeopleFilter(organisation_id=organisation_id), today),
        found.archived_at is not None,
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
    if organisation.archived_at is None:  # the name of one that is put away is free; its return asks again
        refuse_same_name(session, name, organisation.id)
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


def refuse_same_name(session: Session, name: str, organisation_id: int | None) -> None:
    """Raise where another organisation that is not put away bears this name, however it is spelt."""
    same = select(Organisation.id).where(
        Organisation.search_key == fold(name), Organisation.archived_at.is_(None)
    )
    if any(other != organisation_id for other in session.scalars(same)):
        raise Refused("organisation_exists", name=name)
