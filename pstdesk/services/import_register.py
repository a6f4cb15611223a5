"""What the base holds of people and of what lists name, read at once for an import to compare with."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Committee,
    CommitteeLevel,
    Grade,
    Membership,
    Organisation,
    Person,
    Post,
    Sector,
)
from pstdesk.domain.body_names import Body, BodyNames
from pstdesk.domain.people_register import (
    MembershipState,
    NamedRecord,
    PersonState,
    PostState,
    Register,
    RegisteredOrganisation,
    RegisteredPerson,
)


def body_names(session: Session) -> BodyNames:
    """Return the committees that are not put away, by every name of theirs."""
    query = (
        select(Committee.id, Committee.name, Committee.short_name, CommitteeLevel.body_name)
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .where(Committee.archived_at.is_(None))
    )
    return BodyNames(Body(*row) for row in session.execute(query))


def load_register(session: Session) -> Register:
    """Return the people with their posts and memberships, the organisations, sectors, grades and committees.

    Organisations that were put away are left out, so that one of the same name is made anew, unless they were
    merged into one that still answers to their names; sectors and grades are kept, because no other may bear
    their name.
    """
    return Register(
        people=_people(session),
        organisations=_organisations(session),
        sectors=_named(session, Sector),
        grades=_named(session, Grade),
        committees=tuple(
            NamedRecord(*row) for row in session.execute(select(Committee.id, Committee.short_name))
        ),
    )


def _organisations(session: Session) -> tuple[RegisteredOrganisation, ...]:
    keys = (Organisation.search_key, Organisation.acronym_key)
    former: dict[int | None, list[str]] = defaultdict(list)
    merged = select(Organisation.merged_into_id, *keys).where(Organisation.merged_into_id.is_not(None))
    for kept_id, *names in session.execute(merged.order_by(Organisation.id)):
        former[kept_id] += names
    query = (
        select(Organisation.id, Organisation.name, *keys, Organisation.sector_id)
        .where(Organisation.archived_at.is_(None))
        .order_by(Organisation.id)
    )
    return tuple(
        RegisteredOrganisation(
            row.id,
            row.name,
            (row.search_key, *dict.fromkeys((row.acronym_key, *former.get(row.id, ())))),
            row.sector_id,
        )
        for row in session.execute(query)
    )


def _named(session: Session, model: type[Sector] | type[Grade]) -> tuple[NamedRecord, ...]:
    return tuple(NamedRecord(*row) for row in session.execute(select(model.id, model.name)))


def _people(session: Session) -> tuple[RegisteredPerson, ...]:
    posts = _posts(session)
    memberships = _memberships(session)
    query = select(
        Person.id,
        Person.family_name,
        Person.given_name,
        Person.civility,
        Person.email,
        Person.phone,
        Person.archived_at,
        Person.merged_into_id,
    ).order_by(Person.id)
    rows = session.execute(query).all()
    targets = {row.id: row.merged_into_id for row in rows}
    return tuple(
        RegisteredPerson(
            row.id,
            PersonState(*row[1:6], tuple(posts.get(row.id, ())), tuple(memberships.get(row.id, ()))),
            is_archived=row.archived_at is not None,
            merged_into=_last_target(row.merged_into_id, targets),
        )
        for row in rows
    )


def _last_target(person_id: int | None, targets: dict[int, int | None]) -> int | None:
    """Follow merges of merged records to the one that stands for all."""
    seen = set()
    while person_id is not None and person_id not in seen and targets.get(person_id) is not None:
        seen.add(person_id)
        person_id = targets[person_id]
    return person_id


def _posts(session: Session) -> dict[int, list[PostState]]:
    query = select(
        Post.person_id,
        Post.id,
        Post.organisation_id,
        Post.job_title,
        Post.service,
        Post.grade_id,
        Post.sector_id,
        Post.starts_on,
        Post.ends_on,
    ).order_by(Post.id)
    found: dict[int, list[PostState]] = defaultdict(list)
    for row in session.execute(query):
        found[row.person_id].append(PostState(*row[1:]))
    return found


def _memberships(session: Session) -> dict[int, list[MembershipState]]:
    query = select(
        Membership.person_id,
        Membership.id,
        Membership.committee_id,
        Membership.capacity,
        Membership.starts_on,
        Membership.ends_on,
    ).order_by(Membership.id)
    found: dict[int, list[MembershipState]] = defaultdict(list)
    for row in session.execute(query):
        found[row.person_id].append(MembershipState(*row[1:]))
    return found
