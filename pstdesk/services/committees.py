"""The bodies that meet: the tree, and what changes one of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    Committee,
    CommitteeLevel,
    Meeting,
    Membership,
    RuleSet,
    Seat,
    SeatHolder,
)
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.names import fold
from pstdesk.services.fetch import fetch, holds_on, in_year, required
from pstdesk.services.import_register import body_names
from pstdesk.services.referents import referents


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A body in the tree, with what is known of it today; ``referent`` is empty while none is elected."""

    id: int
    level_id: int
    level: str
    short_name: str
    name: str
    elects_referent: bool
    referent: str
    members: int
    held_this_year: int
    last_day: date | None
    next_day: date | None


@dataclass(frozen=True, slots=True)
class CommitteeForm:
    """A body as it is typed."""

    name: str = ""
    short_name: str = ""
    level_id: int = 0
    rhythm: Rhythm = Rhythm.QUARTERLY
    usual_month: int | None = None
    open_membership: bool = True
    elects_referent: bool = False
    usual_place: str = ""
    notes: str = ""
    version: int | None = None
    rule_set_id: int | None = None
    """The voting rule, with its quorum; None is that of the programme."""


def committee_rows(session: Session, today: date) -> tuple[CommitteeRow, ...]:
    """Return the bodies, level by level, in the officer's order."""
    members = _members_by_committee(session, today)
    elected = referents(session, today)
    held, last, upcoming = _meetings_by_committee(session, today)
    query = (
        select(
            Committee.id,
            CommitteeLevel.id,
            CommitteeLevel.name,
            Committee.short_name,
            Committee.name,
            Committee.elects_referent,
        )
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .where(Committee.archived_at.is_(None))
        .order_by(CommitteeLevel.position, Committee.position, Committee.search_key)
    )
    return tuple(
        CommitteeRow(
            *row,
            referent=", ".join(elected.get(row[0], ())),
            members=members.get(row[0], 0),
            held_this_year=held.get(row[0], 0),
            last_day=last.get(row[0]),
            next_day=upcoming.get(row[0]),
        )
        for row in session.execute(query)
    )


def _members_by_committee(session: Session, today: date) -> dict[int, int]:
    """Return how many people sit in each body today, by registration or by seat, each counted once."""
    registered = (
        select(Membership.committee_id, func.count(Membership.person_id.distinct()))
        .where(holds_on(Membership, today))
        .group_by(Membership.committee_id)
    )
    registered_too = exists().where(
        Membership.committee_id == Seat.committee_id,
        Membership.person_id == SeatHolder.person_id,
        holds_on(Membership, today),
    )
    seated = (
        select(Seat.committee_id, func.count(SeatHolder.person_id.distinct()))
        .join(SeatHolder, SeatHolder.seat_id == Seat.id)
        .where(holds_on(SeatHolder, today), ~registered_too)
        .group_by(Seat.committee_id)
    )
    found = dict(session.execute(registered).all())
    for committee_id, members in session.execute(seated):
        found[committee_id] = found.get(committee_id, 0) + members
    return found


def _meetings_by_committee(
    session: Session, today: date
) -> tuple[dict[int, int], dict[int, date], dict[int, date]]:
    """Return meetings held this year, the last day held and the next day to come, by committee."""
    this_year = in_year(Meeting.day, today.year)
    held_query = (
        select(Meeting.committee_id, func.max(Meeting.day), func.sum(case((this_year, 1), else_=0)))
        .where(Meeting.state == MeetingState.HELD)
        .group_by(Meeting.committee_id)
    )
    held: dict[int, int] = {}
    last: dict[int, date] = {}
    for committee_id, day, meetings in session.execute(held_query):
        held[committee_id], last[committee_id] = meetings, day
    next_query = (
        select(Meeting.committee_id, func.min(Meeting.day))
        .where(Meeting.state.in_(TO_COME), Meeting.day >= today)
        .group_by(Meeting.committee_id)
    )
    return held, last, {committee_id: day for committee_id, day in session.execute(next_query)}


def add_committee(session: Session, form: CommitteeForm) -> int:
    """Add a body at the end of its level and return its id."""
    last = session.scalar(select(func.max(Committee.position)))
    committee = Committee(position=(last or 0) + 1)
    _fill(session, committee, form)
    session.add(committee)
    session.flush()
    return committee.id


def change_committee(session: Session, committee_id: int, form: CommitteeForm) -> None:
    """Write ``form`` over the body, in the version that was read."""
    _fill(session, fetch(session, Committee, committee_id, form.version), form)


def archive_committee(session: Session, committee_id: int, version: int) -> None:
    """Put the body away; its meetings and its members' past stay."""
    fetch(session, Committee, committee_id, version).archived_at = datetime.now(UTC)


def _fill(session: Session, committee: Committee, form: CommitteeForm) -> None:
    name = required(form.name, "committee_without_name")
    short_name = required(form.short_name, "committee_without_short_name")
    keys = (fold(name), fold(short_name))
    same = select(Committee.id).where(or_(Committee.search_key.in_(keys), Committee.short_key.in_(keys)))
    if any(other != committee.id for other in session.scalars(same)):
        raise Refused("committee_exists", name=name, short_name=short_name)
    committee.name, committee.short_name = name, short_name
    committee.search_key, committee.short_key = keys
    committee.level_id = fetch(session, CommitteeLevel, form.level_id).id
    committee.rhythm = form.rhythm
    committee.usual_month = form.usual_month if form.rhythm is Rhythm.YEARLY else None
    committee.open_membership = form.open_membership
    committee.elects_referent = form.elects_referent
    committee.usual_place = form.usual_place.strip()
    committee.notes = form.notes
    committee.rule_set_id = None if form.rule_set_id is None else fetch(session, RuleSet, form.rule_set_id).id


def committee_named(session: Session, words: str) -> int:
    """Return the id of the body that ``words`` name, as a list of people would; refused where none does."""
    found = body_names(session).named(words)
    if found is None:
        raise Refused("committee_unknown", name=words)
    return found
