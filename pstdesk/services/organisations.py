"""The organisations that take part, or should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation, OrganisationCategory, Post, Sector
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.fetch import beginning_with, fetch, required, standing_for, words_wanted
from pstdesk.services.listing import By, Listing, Order, Sought, by_name, by_word
from pstdesk.services.people import PeopleFilter, PersonRow, person_rows
from pstdesk.services.posts import main_posts
from pstdesk.services.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class OrganisationsFilter:
    """Which organisations to list: those whose name or acronym holds all of ``words``."""

    words: str = ""
    archived: bool = False
    """Those that were put away, instead of the others."""


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


def organisation_listing(
    chosen: OrganisationsFilter,
    today: date,
    order: Order = Order(),  # noqa: B008 - frozen
) -> Listing[OrganisationRow]:
    """Return the list of the organisations that ``chosen`` lets through, by name unless told otherwise."""
    return Listing(
        lambda _session: _sought(chosen, today, order), lambda session, ids: _built(session, ids, today)
    )


def _sought(chosen: OrganisationsFilter, today: date, order: Order) -> Sought:
    query = select(Organisation.id).where(
        _put_away() if chosen.archived else Organisation.archived_at.is_(None)
    )
    for word in words_wanted(chosen.words):
        query = query.where(
            or_(Organisation.search_key.contains(word), Organisation.acronym_key.contains(word))
        )
    query, by = _sorted(query, order.key, today)
    clauses = by.clauses(descending=order.descending)
    return Sought(query.order_by(*clauses, Organisation.search_key, Organisation.id), by.folded)


def _sorted(query: Select[int], key: str, today: date) -> tuple[Select[int], By]:
    """Return ``query`` with what its order needs, and that order."""
    if key == "acronym":
        return query, by_name(Organisation.acronym_key)
    if key == "category":
        joined = query.outerjoin(OrganisationCategory, OrganisationCategory.id == Organisation.category_id)
        return joined, by_name(OrganisationCategory.search_key)
    if key == "sector":
        joined = query.outerjoin(Sector, Sector.id == Organisation.sector_id)
        return joined, by_name(Sector.search_key)
    if key == "state":
        return query, by_word(Organisation.partner_state, PartnerState)
    if key == "people":
        people = _people_by_organisation(today)
        joined = query.outerjoin(people, people.c.organisation_id == Organisation.id)
        return joined, By((func.coalesce(people.c.people, 0),))
    return query, By((Organisation.search_key,), folded=Organisation.search_key)


def _built(session: Session, ids: Sequence[int], today: date) -> Iterator[OrganisationRow]:
    people = _people_by_organisation(today, ids)
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
        .where(Organisation.id.in_(ids))
    )
    return (OrganisationRow(*row) for row in session.execute(query))


def _people_by_organisation(today: date, ids: Sequence[int] | None = None) -> Subquery:
    """Return a subquery of how many ``people`` have their post in an organisation today."""
    working = None
    if ids is not None:
        working = select(Post.person_id).where(Post.organisation_id.in_(ids))
    post = main_posts(today, working)
    return (
        select(post.c.organisation_id, func.count().label("people"))
        .group_by(post.c.organisation_id)
        .subquery("people")
    )


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
