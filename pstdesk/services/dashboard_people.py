"""Mandates that run out, référents still to be elected, and partners nobody has seen for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from pstdesk.db.models import (
    Attendance,
    Committee,
    CommitteeLevel,
    Mandate,
    Meeting,
    Membership,
    Organisation,
    Person,
    Post,
    Programme,
    RuleSet,
)
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import MANDATES_AHEAD, UNSEEN_MONTHS, months_before, unseen_since
from pstdesk.domain.meeting import SIGNED_IN
from pstdesk.domain.names import spoken_name
from pstdesk.domain.organisation import PartnerState
from pstdesk.services.fetch import holds_on
from pstdesk.services.turnout import CAME

_TAKES_PART = (PartnerState.REGISTERED, PartnerState.ACTIVE)
_TO_WIN = (PartnerState.TARGETED, PartnerState.APPROACHED)


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate that runs out, or the référent's post of a body that elects one and has none.

    ``id`` is the body's. A vacant post has no ``person``; ``day`` is the first day without a référent,
    None where there never was one.
    """

    id: int
    short_name: str
    committee: str
    role: MandateRole
    person: str
    day: date | None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post."""
        return not self.person


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An organisation that is expected and was not seen; ``last_seen`` None says that it never was."""

    id: int
    name: str
    acronym: str
    last_seen: date | None
    since: date
    members: int
    """People who work there today and sit in a body."""


@dataclass(frozen=True, slots=True)
class Partners:
    """The organisations unseen for long, the longest first, and how many are still to be won."""

    rows: tuple[PartnerLine, ...]
    to_win: int


def mandate_lines(session: Session, today: date, committee_id: int | None = None) -> tuple[MandateLine, ...]:
    """Return the vacant posts in the officer's order, then the mandates that run out, by their end.

    Those of one body only, where its id is given.
    """
    of = true() if committee_id is None else Committee.id == committee_id
    return (*_vacant(session, today, of), *_running_out(session, today, of))


def _vacant(session: Session, today: date, of: ColumnElement[bool]) -> list[MandateLine]:
    """Return the bodies with fewer référents than their rules have seats, each once."""
    referent = Mandate.role == MandateRole.REFERENT
    last = (
        select(Mandate.committee_id, func.max(Mandate.ends_on).label("ended_on"))
        .where(referent, Mandate.ends_on <= today)
        .group_by(Mandate.committee_id)
        .subquery()
    )
    held = (
        select(func.count())
        .select_from(Mandate)
        .where(Mandate.committee_id == Committee.id, referent, holds_on(Mandate, today))
        .scalar_subquery()
    )
    default = select(Programme.default_rule_set_id).scalar_subquery()
    query = (
        select(Committee.id, Committee.short_name, Committee.name, last.c.ended_on)
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .outerjoin(last, last.c.committee_id == Committee.id)
        .outerjoin(RuleSet, RuleSet.id == func.coalesce(Committee.rule_set_id, default))
        .where(
            Committee.archived_at.is_(None),
            Committee.elects_referent,
            held < func.coalesce(RuleSet.seats, 1),
            of,
        )
        .order_by(CommitteeLevel.position, Committee.position, Committee.search_key)
    )
    return [
        MandateLine(body_id, short_name, name, MandateRole.REFERENT, "", ended_on)
        for body_id, short_name, name, ended_on in session.execute(query)
    ]


def _running_out(session: Session, today: date, of: ColumnElement[bool]) -> list[MandateLine]:
    """Return the mandates that end within the notice and that nobody was elected to take up."""
    successor = aliased(Mandate)
    taken_up = exists().where(
        successor.committee_id == Mandate.committee_id,
        successor.role == Mandate.role,
        successor.starts_on == Mandate.ends_on,
    )
    query = (
        select(
            Committee.id,
            Committee.short_name,
            Committee.name,
            Mandate.role,
            Person.given_name,
            Person.family_name,
            Mandate.ends_on,
        )
        .join(Committee, Committee.id == Mandate.committee_id)
        .join(Person, Person.id == Mandate.person_id)
        .where(
            Committee.archived_at.is_(None),
            holds_on(Mandate, today),
            Mandate.ends_on <= today + MANDATES_AHEAD,
            ~taken_up,
            of,
        )
        .order_by(Mandate.ends_on, Committee.position, Mandate.id)
    )
    return [
        MandateLine(body_id, short_name, name, role, spoken_name(given, family), ends_on)
        for body_id, short_name, name, role, given, family, ends_on in session.execute(query)
    ]


def partners(session: Session, today: date) -> Partners:
    """Return the organisations that are expected and that nobody came from for long (docs/domain.md)."""
    found = _not_seen_lately(session, today)
    ids = [row.id for row in found]
    seen, members = _last_seen(session, ids), _members(session, ids, today)
    began = _began(session)
    lines = []
    for row in found:
        people, joined_on = members.get(row.id, (0, None))
        last_seen = seen.get(row.id)
        since = unseen_since(last_seen, joined_on or began, today)
        if since is not None:
            lines.append(PartnerLine(row.id, row.name, row.acronym, last_seen, since, people))
    lines.sort(key=lambda line: line.since)  # by name where it is the same day
    to_win = select(func.count()).where(
        Organisation.archived_at.is_(None), Organisation.partner_state.in_(_TO_WIN)
    )
    return Partners(tuple(lines), session.scalar(to_win) or 0)


def _not_seen_lately(session: Session, today: date) -> Sequence[Row[int, str, str]]:
    """Return the expected organisations from which nobody came to a meeting of the last months, by name.

    Expected is who is registered or active, and who has people in a body today.
    """
    lately = select(Meeting.id).where(
        Meeting.day > months_before(today, UNSEEN_MONTHS), Meeting.state.in_(SIGNED_IN)
    )
    came = exists().where(
        Attendance.organisation_id == Organisation.id,
        Attendance.meeting_id.in_(lately),
        Attendance.status.in_(CAME),
    )
    sits = exists().where(Post.organisation_id == Organisation.id, _sits_today(today))
    query = (
        select(Organisation.id, Organisation.name, Organisation.acronym)
        .where(
            Organisation.archived_at.is_(None),
            or_(Organisation.partner_state.in_(_TAKES_PART), sits),
            ~came,
        )
        .order_by(Organisation.search_key, Organisation.id)
    )
    return session.execute(query).all()


def _sits_today(today: date) -> ColumnElement[bool]:
    """Return the condition that a ``Post`` and a ``Membership`` are of one person, and both hold today."""
    return and_(Membership.person_id == Post.person_id, holds_on(Post, today), holds_on(Membership, today))


def _last_seen(session: Session, organisations: Sequence[int]) -> dict[int, date]:
    query = (
        select(Attendance.organisation_id, func.max(Meeting.day))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Attendance.organisation_id.in_(organisations),
            Attendance.status.in_(CAME),
            Meeting.state.in_(SIGNED_IN),
        )
        .group_by(Attendance.organisation_id)
    )
    return {organisation_id or 0: day for organisation_id, day in session.execute(query)}


def _members(
    session: Session, organisations: Sequence[int], today: date
) -> dict[int, tuple[int, date | None]]:
    """Return how many people of each sit in a body today, and when the first of them joined, if known."""
    query = (
        select(
            Post.organisation_id,
            func.count(Post.person_id.distinct()),
            func.min(Membership.starts_on),
        )
        .where(Post.organisation_id.in_(organisations), _sits_today(today))
        .group_by(Post.organisation_id)
    )
    return {row[0] or 0: (row[1], row[2]) for row in session.execute(query)}


def _began(session: Session) -> date | None:
    """Return the day of the programme's first meeting that took place."""
    began = select(func.min(Meeting.day)).where(Meeting.state.in_(SIGNED_IN))
    started = session.scalar(select(Programme.started_on))
    days = [day for day in (session.scalar(began), started) if day is not None]
    return min(days, default=None)
