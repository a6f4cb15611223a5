"""One body as a page shows it: its head, its members, its mandates and its meetings."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import Committee, CommitteeLevel, Meeting, Membership, Person
from pstdesk.domain.committee import Capacity, LevelKind
from pstdesk.domain.interval import is_over
from pstdesk.domain.meeting import MeetingState
from pstdesk.services.committees import CommitteeForm
from pstdesk.services.fetch import fetch
from pstdesk.services.mandate_history import MandateRow, mandate_history
from pstdesk.services.posts import main_posts


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One registration in a body; ``ends_on`` is the first day it no longer holds.

    ``substitute_for`` is the name of the titulaire whose suppléant this person is, or empty.
    """

    id: int
    person_id: int
    family_name: str
    given_name: str
    organisation: str
    job_title: str
    grade: str
    capacity: Capacity
    voting: bool
    substitute_for: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingOfCommittee:
    """One meeting of a body."""

    id: int
    day: date
    number: int | None
    year: int | None
    state: MeetingState


@dataclass(frozen=True, slots=True)
class CommitteePage:
    """Everything shown of one body; ``members`` are today's and, after them, those who left."""

    id: int
    level: str
    level_kind: LevelKind
    body_name: str
    form: CommitteeForm
    members: tuple[MemberRow, ...]
    former: tuple[MemberRow, ...]
    mandates: tuple[MandateRow, ...]
    meetings: tuple[MeetingOfCommittee, ...]
    archived: bool = False


def committee_page(session: Session, committee_id: int, today: date) -> CommitteePage:
    """Return one body's page."""
    committee = fetch(session, Committee, committee_id)
    level = fetch(session, CommitteeLevel, committee.level_id)
    form = CommitteeForm(
        committee.name,
        committee.short_name,
        committee.level_id,
        committee.rhythm,
        committee.usual_month,
        committee.open_membership,
        committee.elects_referent,
        committee.usual_place,
        committee.notes,
        committee.version,
        committee.rule_set_id,
    )
    members = _member_rows(session, committee_id, today)
    return CommitteePage(
        committee_id,
        level.name,
        level.kind,
        level.body_name,
        form,
        tuple(row for row in members if not is_over(row.ends_on, today)),
        tuple(row for row in members if is_over(row.ends_on, today)),
        mandate_history(session, committee_id=committee_id),
        _meeting_rows(session, committee_id),
        committee.archived_at is not None,
    )


def _member_rows(session: Session, committee_id: int, today: date) -> tuple[MemberRow, ...]:
    post = main_posts(today)
    titulaire = aliased(Person)
    query = (
        select(
            Membership.id,
            Person.id,
            Person.family_name,
            Person.given_name,
            func.coalesce(post.c.organisation, ""),
            func.coalesce(post.c.job_title, ""),
            func.coalesce(post.c.grade, ""),
            Membership.capacity,
            Membership.voting,
            func.trim(func.coalesce(titulaire.given_name + " " + titulaire.family_name, "")),
            Membership.starts_on,
            Membership.ends_on,
        )
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(post, post.c.person_id == Person.id)
        .outerjoin(titulaire, titulaire.id == Membership.substitute_for_id)
        .where(Membership.committee_id == committee_id)
        .order_by(Person.search_key, Person.id, Membership.starts_on)
    )
    return tuple(MemberRow(*row) for row in session.execute(query))


def _meeting_rows(session: Session, committee_id: int) -> tuple[MeetingOfCommittee, ...]:
    query = (
        select(Meeting.id, Meeting.day, Meeting.number, Meeting.year, Meeting.state)
        .where(Meeting.committee_id == committee_id)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
    )
    return tuple(MeetingOfCommittee(*row) for row in session.execute(query))
