"""A year planned in one go: proposals, and the meetings made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, CommitteeLevel, Meeting
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.days_off import ALL_KINDS, DayOff, OffKind
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import TAKES_A_DAY, MeetingState
from pstdesk.domain.planning import (
    PlanBody,
    Proposal,
    Remark,
    Taken,
    Wish,
    calendar_year,
    propose,
    school_year,
)
from pstdesk.services.days_off import days_off
from pstdesk.services.meetings import MeetingForm, plan_meeting
from pstdesk.services.school_holidays import school_breaks

_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class BodyToPlan:
    """A body with its rhythm, as the dialog offers it."""

    id: int
    level: str
    short_name: str
    name: str
    rhythm: Rhythm
    usual_month: int | None
    usual_place: str


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What is wished for: a calendar year, or the school year that begins in ``year``; see ``Wish``."""

    year: int
    is_school_year: bool = False
    weekday: int = 3
    week: int | None = None
    avoid_school_holidays: bool = True
    bodies: tuple[int, ...] = ()

    @property
    def during(self) -> Interval:
        """The days of the year."""
        return school_year(self.year) if self.is_school_year else calendar_year(self.year)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal as it is shown; ``taken_by`` names the bodies that have the wished day, or share the day."""

    body_id: int
    short_name: str
    name: str
    rhythm: Rhythm
    period: Interval
    remark: Remark
    day: date | None
    wished: date | None
    obstacle: tuple[DayOff, ...]
    taken_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedYear:
    """The proposals, and whether school holidays are known for that year at all."""

    rows: tuple[ProposalRow, ...]
    school_holidays_known: bool


@dataclass(frozen=True, slots=True)
class ChosenDay:
    """A meeting to make, and the period that it is for."""

    form: MeetingForm
    period: Interval


@dataclass(frozen=True, slots=True)
class PlannedYear:
    """The meetings made, with their days, and how many of those chosen were there already."""

    meetings: tuple[int, ...]
    days: tuple[date, ...]
    left_out: int


def bodies_to_plan(session: Session) -> tuple[BodyToPlan, ...]:
    """Return the bodies that meet in a rhythm, level by level, in the officer's order."""
    query = (
        select(
            Committee.id,
            CommitteeLevel.name,
            Committee.short_name,
            Committee.name,
            Committee.rhythm,
            Committee.usual_month,
            Committee.usual_place,
        )
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .where(Committee.archived_at.is_(None), Committee.rhythm != Rhythm.ON_DEMAND)
        .order_by(CommitteeLevel.position, CommitteeLevel.id, Committee.position, Committee.search_key)
    )
    return tuple(BodyToPlan(*row) for row in session.execute(query))


def proposed_year(session: Session, wish: PlanWish, today: date) -> ProposedYear:
    """Return a proposal for each body chosen and each quarter, month or year of the period."""
    bodies = {body.id: body for body in bodies_to_plan(session) if body.id in wish.bodies}
    names = {row.id: row.short_name for row in session.execute(select(Committee.id, Committee.short_name))}
    years = (wish.year, wish.year + 1)
    avoid = ALL_KINDS if wish.avoid_school_holidays else ALL_KINDS - {OffKind.SCHOOL_HOLIDAY}
    found = propose(
        [PlanBody(body.id, body.rhythm, body.usual_month) for body in bodies.values()],
        wish.during,
        Wish(wish.weekday, wish.week, avoid),
        days_off(session, years),
        _meetings(session),
        today,
    )
    known = any(wish.during.overlaps(one.during) for one in school_breaks(session))
    return ProposedYear(tuple(_row(proposal, bodies, names) for proposal in found), known)


def _row(proposal: Proposal, bodies: dict[int, BodyToPlan], names: dict[int, str]) -> ProposalRow:
    body = bodies[proposal.body_id]
    return ProposalRow(
        body.id,
        body.short_name,
        body.name,
        body.rhythm,
        proposal.period,
        proposal.remark,
        proposal.day,
        proposal.wished,
        proposal.obstacle,
        tuple(dict.fromkeys(names[body_id] for body_id in proposal.taken_by)),
    )


def _meetings(session: Session) -> list[Taken]:
    query = select(Meeting.committee_id, Meeting.day, Meeting.state).where(
        Meeting.state.in_((*TAKES_A_DAY, MeetingState.POSTPONED))
    )
    rows = session.execute(query.order_by(Meeting.day, Meeting.id))
    return [Taken(body_id, day, state is MeetingState.POSTPONED) for body_id, day, state in rows]


def plan_year(session: Session, chosen: Sequence[ChosenDay]) -> PlannedYear:
    """Make the meetings chosen, in the order of their days, so that each agenda begins as it must.

    A body that meets already in the period, or waits for another day in it, gets no second meeting.
    """
    there = _meetings(session)
    wanted = [
        one
        for one in chosen
        if not any(other.body_id == one.form.committee_id and other.day in one.period for other in there)
    ]
    forms = sorted((one.form for one in wanted), key=lambda form: form.day)
    made = tuple(plan_meeting(session, form) for form in forms)
    return PlannedYear(made, tuple(form.day for form in forms), len(chosen) - len(wanted))


def likely_meeting(session: Session, committee_id: int, month: date, today: date) -> MeetingForm:
    """Return a meeting of the body in ``month`` as is likely: on its usual weekday, at its usual hour.

    ``month`` is its first day. Where no day of it is free, the day is the one that would have been best.
    """
    last = session.scalar(
        select(Meeting)
        .where(Meeting.committee_id == committee_id, Meeting.state.in_(TAKES_A_DAY))
        .order_by(Meeting.day.desc(), Meeting.id.desc())
        .limit(1)
    )
    weekday = _THURSDAY if last is None else last.day.weekday()
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    # What the body has itself in that month takes its days, and not the whole month.
    there = [Taken(0 if one.body_id == committee_id else one.body_id, one.day) for one in _meetings(session)]
    found = propose(
        [PlanBody(committee_id, Rhythm.MONTHLY)],
        Interval(month, after),
        Wish(weekday),
        days_off(session, (month.year,)),
        there,
        min(today, month - timedelta(days=1)) if after <= today else today,
    )
    day = found[0].day or found[0].wished if found else None
    if last is None:
        return MeetingForm(committee_id, day or month)
    return MeetingForm(committee_id, day or month, last.starts_at, last.ends_at)
