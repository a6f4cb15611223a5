"""The records of the base that may be one, and what tells them apart."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Organisation, Person
from pstdesk.domain.doubles import Likely, Likeness, RecordKind, doubles_among
from pstdesk.domain.names import listed_name
from pstdesk.services.distinct import distinct_pairs
from pstdesk.services.posts import main_posts

_MOST = 200
"""Pairs shown at once: whoever has gone through them is shown the next ones."""


@dataclass(frozen=True, slots=True)
class DoubleRow:
    """Two records that look like one, the older one first, each with what tells it apart."""

    one_id: int
    one: str
    one_detail: str
    other_id: int
    other: str
    other_detail: str
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class FoundDoubles:
    """The likeliest pairs first, and how many there are in all."""

    rows: tuple[DoubleRow, ...]
    total: int


def possible_doubles(session: Session, kind: RecordKind, today: date) -> FoundDoubles:
    """Return the pairs of records in use that may be one, but for those said to be two."""
    records = _people(session) if kind is RecordKind.PERSON else _organisations(session)
    found = doubles_among(records, distinct_pairs(session, kind))
    shown = found[:_MOST]
    named = {each.id: each for each in records}
    ids = {each for pair in shown for each in (pair.one, pair.other)}
    workplaces = _workplaces(session, ids, today) if kind is RecordKind.PERSON else {}

    def detail(record_id: int) -> str:
        record = named[record_id]
        return ", ".join(
            filter(None, (workplaces.get(record_id, record.acronym), record.email, record.phone))
        )

    rows = (
        DoubleRow(
            pair.one,
            listed_name(named[pair.one].given_name, named[pair.one].name),
            detail(pair.one),
            pair.other,
            listed_name(named[pair.other].given_name, named[pair.other].name),
            detail(pair.other),
            pair.why,
        )
        for pair in shown
    )
    return FoundDoubles(tuple(rows), len(found))


def _people(session: Session) -> tuple[Likely, ...]:
    query = select(Person.id, Person.family_name, Person.given_name, Person.email, Person.phone).where(
        Person.archived_at.is_(None)
    )
    return tuple(
        Likely(row.id, row.family_name, row.given_name, email=row.email, phone=row.phone)
        for row in session.execute(query.order_by(Person.id))
    )


def _organisations(session: Session) -> tuple[Likely, ...]:
    query = select(
        Organisation.id, Organisation.name, Organisation.acronym, Organisation.email, Organisation.phone
    ).where(Organisation.archived_at.is_(None))
    return tuple(
        Likely(row.id, row.name, acronym=row.acronym, email=row.email, phone=row.phone)
        for row in session.execute(query.order_by(Organisation.id))
    )


def _workplaces(session: Session, ids: Collection[int], today: date) -> dict[int, str]:
    post = main_posts(today, ids)
    query = select(post.c.person_id, post.c.organisation, post.c.job_title)
    return {
        person_id: organisation or job_title or ""
        for person_id, organisation, job_title in session.execute(query)
    }
