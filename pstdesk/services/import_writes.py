"""What an import plans, written to the base in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from pstdesk.db.database import announce
from pstdesk.db.models import (
    Base,
    Grade,
    JournalAct,
    JournalEntry,
    Mandate,
    Membership,
    Organisation,
    Person,
    Post,
    Sector,
)
from pstdesk.db.search import index_records
from pstdesk.domain.identity import Reference
from pstdesk.domain.names import name_keys, phone_key
from pstdesk.domain.people_plan import PeoplePlan, PlannedPerson
from pstdesk.domain.people_records import NewRecord
from pstdesk.domain.people_register import MembershipState, PersonState, PostState
from pstdesk.services.expected import reconcile
from pstdesk.services.fetch import fetch
from pstdesk.services.memberships import end_mandates

Record = TypeVar("Record", Sector, Grade, Organisation, Person, Post, Membership)
Word = TypeVar("Word", Sector, Grade)
Row = dict[str, Any]

_AT_ONCE = 500
"""Records read by one statement: SQLite takes a limited number of parameters."""


@dataclass(slots=True)
class _Ids:
    """The ids of what was made, by the folded names that the plan calls them by."""

    organisations: dict[str, int] = field(default_factory=dict)
    sectors: dict[str, int] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)


def write_plan(session: Session, plan: PeoplePlan) -> None:
    """Do what ``plan`` says, which was made from the base as it is now and has no errors.

    Who was expected at meetings held already follows from the memberships, and a departure ends mandates.
    """
    ids = _Ids()
    ids.sectors = _add_words(session, Sector, plan.sectors)
    ids.grades = _add_words(session, Grade, plan.grades)
    ids.organisations = _add_organisations(session, plan.organisations, ids.sectors)
    for organisation_id, sector in plan.sectors_given:
        fetch(session, Organisation, organisation_id).sector_id = _id(sector, ids.sectors)
    new = [person for person in plan.people if person.person_id is None]
    known = [person for person in plan.people if person.person_id is not None]
    person_ids = {id(person): made for person, made in zip(new, _add_people(session, new), strict=True)}
    person_ids |= {id(person): person.person_id for person in known if person.person_id is not None}
    _change_people(session, known)
    _write_posts(session, [(person_ids[id(person)], person) for person in plan.people], ids)
    _write_memberships(session, [(person_ids[id(person)], person) for person in plan.people])


def _id(reference: Reference | None, made: Mapping[str, int]) -> int | None:
    return made[reference] if isinstance(reference, str) else reference


def _insert(session: Session, model: type[Record], rows: Sequence[Row]) -> Sequence[int]:
    """Insert ``rows`` in bulk and return their ids in the same order."""
    if not rows:
        return ()
    announce(session, model)
    table = _table(model)
    return session.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows).all()


def _table(model: type[Base]) -> Table:
    """Return the table itself: thousands of rows go in without the mapper looking at each of them."""
    return cast("Table", model.__table__)


def _add_words(session: Session, model: type[Word], records: Sequence[NewRecord]) -> dict[str, int]:
    last = session.scalar(select(func.max(model.position)))
    first = 0 if last is None else last + 1
    rows = [
        {"name": record.name, "search_key": record.key, "position": first + place}
        for place, record in enumerate(records)
    ]
    made = _insert(session, model, rows)
    return {record.key: word_id for record, word_id in zip(records, made, strict=True)}


def _add_organisations(
    session: Session, records: Sequence[NewRecord], sectors: Mapping[str, int]
) -> dict[str, int]:
    rows = [
        {"name": record.name, "search_key": record.key, "sector_id": _id(record.sector, sectors)}
        for record in records
    ]
    made = _insert(session, Organisation, rows)
    blank = {"acronym": "", "email": "", "address": "", "notes": ""}
    index_records(
        session, [Organisation(id=new, **blank, **row) for new, row in zip(made, rows, strict=True)]
    )
    return {record.key: new for record, new in zip(records, made, strict=True)}


def _add_people(session: Session, people: Iterable[PlannedPerson]) -> Sequence[int]:
    rows = [_person_columns(person.after) for person in people]
    made = _insert(session, Person, rows)
    index_records(session, [Person(id=new, notes="", **row) for new, row in zip(made, rows, strict=True)])
    return made


def _person_columns(state: PersonState) -> Row:
    search_key, given_key = name_keys(state.given_name, state.family_name)
    return {
        "family_name": state.family_name,
        "given_name": state.given_name,
        "search_key": search_key,
        "given_key": given_key,
        "civility": state.civility,
        "email": state.email,
        "phone": state.phone,
        "phone_key": phone_key(state.phone),
    }


def _change_people(session: Session, people: Iterable[PlannedPerson]) -> None:
    changes = {
        planned.person_id: _person_columns(planned.after)
        for planned in people
        if planned.person_id is not None
        and planned.before is not None
        and _person_columns(planned.before) != _person_columns(planned.after)
    }
    _change(session, Person, changes)


def _change(session: Session, model: type[Record], changes: Mapping[int, Row]) -> None:
    """Set the columns of records by id; they are read together, and each keeps count of its versions."""
    ids = list(changes)
    for start in range(0, len(ids), _AT_ONCE):
        for record in session.scalars(select(model).where(model.id.in_(ids[start : start + _AT_ONCE]))):
            for name, value in changes[record.id].items():
                setattr(record, name, value)
    session.flush()


def _write_posts(session: Session, people: Iterable[tuple[int, PlannedPerson]], ids: _Ids) -> None:
    new: list[Row] = []
    changes: dict[int, Row] = {}
    for person_id, planned in people:
        before = planned.before.posts if planned.before else ()
        for post in planned.after.posts:
            if post.post_id is None:
                new.append({"person_id": person_id, **_post_columns(post, ids)})
            elif post not in before:
                changes[post.post_id] = _post_columns(post, ids)
    _change(session, Post, changes)
    if new:
        made = _insert(session, Post, new)
        index_records(session, [Post(id=id_, **row) for id_, row in zip(made, new, strict=True)])


def _post_columns(post: PostState, ids: _Ids) -> Row:
    return {
        "organisation_id": _id(post.organisation, ids.organisations),
        "job_title": post.job_title,
        "service": post.service,
        "grade_id": _id(post.grade, ids.grades),
        "sector_id": _id(post.sector, ids.sectors),
        "starts_on": post.starts_on,
        "ends_on": post.ends_on,
    }


def _write_memberships(session: Session, people: Iterable[tuple[int, PlannedPerson]]) -> None:
    new: list[Row] = []
    changes: dict[int, Row] = {}
    left: dict[tuple[int, int], date] = {}
    touched: set[int] = set()
    for person_id, planned in people:
        for membership, fate in planned.memberships:
            if fate == "unchanged":
                continue
            touched.add(membership.committee_id)
            if membership.ends_on is not None:
                left[membership.committee_id, person_id] = membership.ends_on
            columns = _membership_columns(person_id, membership)
            if membership.membership_id is None:
                new.append(columns)
            else:
                changes[membership.membership_id] = columns
    _change(session, Membership, changes)
    if new:
        table = _table(Membership)
        made = session.scalars(insert(table).returning(table.c.id), new).all()
        announce(session, Membership)
        _journal(session, Membership, made)
    for committee_id, person_id in session.execute(
        select(Mandate.committee_id, Mandate.person_id).distinct()
    ):
        if (committee_id, person_id) in left:
            end_mandates(session, committee_id, person_id, left[committee_id, person_id])
    session.flush()
    for committee_id in sorted(touched):
        reconcile(session, committee_id)


def _membership_columns(person_id: int, membership: MembershipState) -> Row:
    return {
        "person_id": person_id,
        "committee_id": membership.committee_id,
        "capacity": membership.capacity,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }


def _journal(session: Session, model: type[Base], ids: Iterable[int]) -> None:
    """Note in the journal what a bulk statement made, which the session does not notice by itself."""
    made = {
        "at": datetime.now(UTC),
        "user_id": session.info.get("user", ""),
        "act": JournalAct.MADE,
        "record": model.__tablename__,
        "fields": [],
    }
    rows = [{**made, "record_id": str(record_id)} for record_id in ids]
    session.execute(insert(_table(JournalEntry)), rows)
