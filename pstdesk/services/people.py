"""People: the list, the type-ahead, and what changes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Grade, Membership, Organisation, Person, Seat, SeatHolder
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold, listed_name, name_keys, phone_key, spoken_name
from pstdesk.services.fetch import (
    beginning_with,
    fetch,
    holds_on,
    not_over_on,
    required,
    words_wanted,
)
from pstdesk.services.listing import By, Listing, Order, Sought, by_name
from pstdesk.services.posts import main_posts
from pstdesk.services.vocabulary import Choice

_BODIES = 1_000_000
"""More than there are bodies: makes one number of the place of a body and its id."""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people to list: those who match every id given, and all of ``words``.

    A word is looked for in the names, the mail address, and the name and acronym of the organisation.
    """

    words: str = ""
    committee_id: int | None = None
    grade_id: int | None = None
    sector_id: int | None = None
    organisation_id: int | None = None
    archived: bool = False
    """Those who were put away, instead of the others."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list, with today's post and committees (short names)."""

    id: int
    family_name: str
    given_name: str
    organisation: str
    job_title: str
    grade: str
    sector: str
    committees: tuple[str, ...]
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as they are typed."""

    family_name: str = ""
    given_name: str = ""
    civility: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""
    version: int | None = None


def person_listing(chosen: PeopleFilter, today: date, order: Order = Order()) -> Listing[PersonRow]:  # noqa: B008 - frozen
    """Return the list of the people that ``chosen`` lets through, by name unless ``order`` says otherwise."""
    return Listing(
        lambda _session: _sought(chosen, today, order), lambda session, ids: _built(session, ids, today)
    )


def person_rows(session: Session, chosen: PeopleFilter, today: date) -> tuple[PersonRow, ...]:
    """Return the people of the base that ``chosen`` lets through, by name."""
    return person_listing(chosen, today).every(session)


def _sought(chosen: PeopleFilter, today: date, order: Order) -> Sought:
    query = select(Person.id).where(_put_away() if chosen.archived else Person.archived_at.is_(None))
    of_post = (chosen.words, chosen.grade_id, chosen.sector_id, chosen.organisation_id)
    post = main_posts(today) if any(of_post) or order.key in ("organisation", "grade") else None
    if post is not None:
        query = query.outerjoin(post, post.c.person_id == Person.id).where(*_conditions(chosen, post))
    if chosen.committee_id is not None:
        query = query.where(Person.id.in_(_members_of(chosen.committee_id, today)))
    query, by = _sorted(query, order.key, today, post)
    clauses = by.clauses(descending=order.descending)
    return Sought(query.order_by(*clauses, Person.search_key, Person.id), by.folded)


def _sorted(query: Select[int], key: str, today: date, post: Subquery | None) -> tuple[Select[int], By]:
    """Return ``query`` with what its order needs, and that order; ``post`` is joined where it is needed."""
    if key == "organisation" and post is not None:
        joined = query.outerjoin(Organisation, Organisation.id == post.c.organisation_id)
        return joined, by_name(Organisation.search_key)
    if key == "grade" and post is not None:
        return query.outerjoin(Grade, Grade.id == post.c.grade_id), by_name(Grade.search_key)
    if key == "committees":
        bodies = _first_bodies(today)
        by = By((bodies.c.place, bodies.c.many), lacking=bodies.c.place.is_(None))
        return query.outerjoin(bodies, bodies.c.person_id == Person.id), by
    if key == "contact":
        return query, by_name(func.lower(Person.email))
    return query, By((Person.search_key,), folded=Person.search_key)


def _conditions(chosen: PeopleFilter, post: Subquery) -> Iterator[ColumnElement[bool]]:
    for word in words_wanted(chosen.words):
        yield or_(
            Person.search_key.contains(word),
            Person.email.icontains(word, autoescape=True),
            post.c.organisation_id.in_(_organisations_called(word)),
        )
    for column, wanted in (
        (post.c.grade_id, chosen.grade_id),
        (post.c.sector_id, chosen.sector_id),
        (post.c.organisation_id, chosen.organisation_id),
    ):
        if wanted is not None:
            yield column == wanted


def _built(session: Session, ids: Sequence[int], today: date) -> Iterator[PersonRow]:
    post = main_posts(today, ids)
    query = (
        select(
            Person.id,
            Person.family_name,
            Person.given_name,
            post.c.organisation,
            post.c.job_title,
            post.c.grade,
            post.c.sector,
            Person.email,
            Person.phone,
        )
        .outerjoin(post, post.c.person_id == Person.id)
        .where(Person.id.in_(ids))
    )
    committees = _committees_by_person(session, ids, today)
    for row in session.execute(query):
        yield PersonRow(
            row.id,
            row.family_name,
            row.given_name,
            row.organisation or "",
            row.job_title or "",
            row.grade or "",
            row.sector or "",
            tuple(committees.get(row.id, ())),
            row.email,
            row.phone,
        )


def _put_away() -> ColumnElement[bool]:
    return and_(Person.archived_at.is_not(None), Person.merged_into_id.is_(None))


def _organisations_called(word: str) -> Select[int]:
    return select(Organisation.id).where(
        or_(Organisation.search_key.contains(word), Organisation.acronym_key.contains(word))
    )


def _members_of(committee_id: int, today: date) -> Select[int]:
    sitting = _sitting(today)
    return select(sitting.c.person_id).where(sitting.c.committee_id == committee_id)


def _first_bodies(today: date) -> Subquery:
    """Return a subquery of who sits today: in how ``many`` bodies, and the ``place`` of the first of them."""
    sitting = _sitting(today)
    place = Committee.position * _BODIES + Committee.id
    return (
        select(sitting.c.person_id, func.min(place).label("place"), func.count().label("many"))
        .join(Committee, Committee.id == sitting.c.committee_id)
        .where(Committee.archived_at.is_(None))
        .group_by(sitting.c.person_id)
        .subquery("bodies")
    )


def _committees_by_person(session: Session, ids: Sequence[int], today: date) -> dict[int, list[str]]:
    sitting = _sitting(today, ids)
    query = (
        select(sitting.c.person_id, Committee.short_name)
        .join(Committee, Committee.id == sitting.c.committee_id)
        .where(Committee.archived_at.is_(None))
        .order_by(Committee.position, Committee.id)
    )
    found: dict[int, list[str]] = {}
    for person_id, short_name in session.execute(query):
        found.setdefault(person_id, []).append(short_name)
    return found


def _sitting(today: date, people: Sequence[int] | None = None) -> Subquery:
    """Return a subquery of who sits where today, by registration or by seat, each pair once."""
    registered = select(Membership.person_id, Membership.committee_id).where(holds_on(Membership, today))
    seated = (
        select(SeatHolder.person_id, Seat.committee_id)
        .join(Seat, Seat.id == SeatHolder.seat_id)
        .where(holds_on(SeatHolder, today))
    )
    if people is not None:
        registered = registered.where(Membership.person_id.in_(people))
        seated = seated.where(SeatHolder.person_id.in_(people))
    return registered.union(seated).subquery("sitting")


def suggest_people(session: Session, words: str, today: date, limit: int = 8) -> tuple[Choice, ...]:
    """Return the people whose family name, then those whose given name begins with ``words``.

    Their organisation is the detail. Each key is read along its own index: one query over both
    would sort everybody whose name begins with a letter before it gives the first eight.
    """
    folded = fold(words)
    found: dict[int, str] = {}
    for key in (Person.search_key, Person.given_key):
        query = (
            select(Person.id, Person.family_name, Person.given_name)
            .where(Person.archived_at.is_(None), beginning_with(key, folded))
            .order_by(key)
            .limit(limit)
        )
        for person_id, family_name, given_name in session.execute(query):
            found.setdefault(person_id, listed_name(given_name, family_name))
    found = dict(list(found.items())[:limit])
    post = main_posts(today)
    organisations = dict(
        session.execute(
            select(post.c.person_id, post.c.organisation).where(post.c.person_id.in_(list(found)))
        ).all()
    )
    return tuple(
        Choice(person_id, name, organisations.get(person_id) or "") for person_id, name in found.items()
    )


def namesakes(session: Session, family_name: str, given_name: str, today: date) -> tuple[Choice, ...]:
    """Return the people who bear this very name, however it is spelt, so that nobody is made twice.

    What tells them apart is the detail: where they work today, else how they are written to.
    """
    key, _given_key = name_keys(given_name, family_name)
    post = main_posts(today)
    query = (
        select(Person.id, Person.family_name, Person.given_name, Person.email, post.c.organisation)
        .outerjoin(post, post.c.person_id == Person.id)
        .where(Person.search_key == key, Person.archived_at.is_(None))
        .order_by(Person.id)
    )
    return tuple(
        Choice(person_id, listed_name(given, family), organisation or email)
        for person_id, family, given, email, organisation in session.execute(query)
    )


def person_form(session: Session, person_id: int) -> PersonForm:
    """Return a person as they can be edited."""
    found = fetch(session, Person, person_id)
    return PersonForm(
        found.family_name,
        found.given_name,
        found.civility,
        found.email,
        found.phone,
        found.notes,
        found.version,
    )


def add_person(session: Session, form: PersonForm) -> int:
    """Add a person and return their id; ask :func:`namesakes` first."""
    person = Person()
    _fill(person, form)
    session.add(person)
    session.flush()
    return person.id


def change_person(session: Session, person_id: int, form: PersonForm) -> None:
    """Write ``form`` over the person, in the version that was read."""
    _fill(fetch(session, Person, person_id, form.version), form)


def archive_person(session: Session, person_id: int, version: int, today: date) -> None:
    """Put the person away; what they did stays. Refused while a body still counts on them."""
    person = fetch(session, Person, person_id, version)
    bodies = bodies_of(session, person_id, today)
    if bodies:
        name = spoken_name(person.given_name, person.family_name)
        raise Refused("person_still_enrolled", name=name, committees=", ".join(bodies))
    person.archived_at = datetime.now(UTC)


def bodies_of(session: Session, person_id: int, today: date) -> tuple[str, ...]:
    """Return the short names of the bodies where the person sits today or will, by registration or seat."""
    registered = select(Membership.committee_id).where(
        Membership.person_id == person_id, not_over_on(Membership, today)
    )
    seated = (
        select(Seat.committee_id)
        .join(SeatHolder, SeatHolder.seat_id == Seat.id)
        .where(SeatHolder.person_id == person_id, not_over_on(SeatHolder, today))
    )
    query = (
        select(Committee.short_name)
        .where(Committee.archived_at.is_(None), Committee.id.in_(registered.union(seated)))
        .order_by(Committee.position, Committee.id)
    )
    return tuple(session.scalars(query))


def _fill(person: Person, form: PersonForm) -> None:
    person.family_name = required(form.family_name, "person_without_name")
    person.given_name = " ".join(form.given_name.split())
    person.search_key, person.given_key = name_keys(person.given_name, person.family_name)
    person.civility = form.civility.strip()
    person.email = form.email.strip()
    person.phone = form.phone.strip()
    person.phone_key = phone_key(form.phone)
    person.notes = form.notes
