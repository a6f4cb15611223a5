"""The rows behind a figure of a stage review: meetings, people, actions; for the screen only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Meeting, Person, Sector
from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import AttendanceStatus, Headcount
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.names import listed_name
from pstdesk.domain.period import Period
from pstdesk.domain.review import Behind
from pstdesk.domain.review_counting import is_open_on, last_known_day
from pstdesk.domain.review_material import Material, Work
from pstdesk.domain.review_people import People, movements, people_on
from pstdesk.services import review_rows, review_stays
from pstdesk.services.turnout import CAME

_LEAST_EXPECTED = 2
"""Meetings from which on somebody's regularity is shown (docs/review.md)."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a figure was counted of: one committee, or one category; all of them where nothing is set.

    ``category`` names a column of attendances, grade, sector or organisation, and the id, None where it is
    unknown.
    """

    committee_id: int | None = None
    category: tuple[str, int | None] | None = None


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class MeetingBehind:
    """A meeting of the period, whatever became of it; ``count`` where it was held."""

    id: int
    committee: str
    day: date
    state: MeetingState
    count: Headcount | None


@dataclass(frozen=True, slots=True)
class PersonBehind:
    """Somebody who was expected in the period, sat there on its last day, or left within it."""

    id: int
    name: str
    organisation: str
    committees: tuple[str, ...]
    """Where they sit on the period's last day, by short name."""
    attended: int
    expected: int
    """Meetings at which they were expected and their attendance was recorded."""
    joined: bool
    left: bool

    @property
    def regularity(self) -> float | None:
        """Attended / expected, from two meetings on."""
        return self.attended / self.expected if self.expected >= _LEAST_EXPECTED else None


def meetings_behind(
    session: Session, period: Period, narrowed: Narrowed = EVERYTHING
) -> tuple[MeetingBehind, ...]:
    """Return the meetings of the period, in the order of their days."""
    names = {body.id: body.short_name or body.name for body in review_rows.bodies(session)}
    return tuple(
        MeetingBehind(one.id, names[one.committee_id], one.day, one.state, one.count)
        for one in review_rows.meeting_counts(session, period)
        if narrowed.committee_id in (None, one.committee_id)
    )


def people_behind(
    session: Session, period: Period, today: date, behind: Behind, narrowed: Narrowed = EVERYTHING
) -> tuple[PersonBehind, ...]:
    """Return the people of a figure, by name.

    Of PEOPLE they are those expected in the period, those who sit there on its last day, and who left; of
    the other kinds those who are counted, all of whom sit there on the last day.
    """
    material = Material(period, today, stays=review_stays.stays(session), work=review_stays.work(session))
    people = people_on(material, period.last)
    joined, left = (frozenset(ids) for ids in movements(material.stays, period))
    counts = _counts(session, period, narrowed)
    wanted = _wanted(session, period, people, behind, narrowed)
    if behind == "people":
        gone = left if narrowed == EVERYTHING else frozenset()
        wanted = wanted | counts.keys() | gone
    names = {body.id: body.short_name or body.name for body in review_rows.bodies(session)}
    return tuple(
        PersonBehind(
            id,
            name,
            organisation,
            tuple(short for body, short in names.items() if body in people.committees.get(id, ())),
            *counts.get(id, (0, 0)),
            id in joined,
            id in left,
        )
        for id, name, organisation in _named(session, wanted, people)
    )


def _wanted(
    session: Session, period: Period, people: People, behind: Behind, narrowed: Narrowed
) -> frozenset[int]:
    """Return who of those who sit there on the last day is counted."""
    sits = people.committees
    if behind == "several":
        return frozenset(id for id, bodies in sits.items() if len(bodies) > 1)
    if behind == "dormant":
        return review_rows.absentees(session, period.last) & sits.keys()
    if behind == "beyond":
        outside = frozenset(session.scalars(select(Sector.id).where(Sector.social_work.is_(False))))
        return frozenset(id for id in sits if people.work[id].sector_id in outside)
    return frozenset(
        id
        for id, bodies in sits.items()
        if narrowed.committee_id is None or narrowed.committee_id in bodies
        if narrowed.category is None or _is_of(people.work[id], *narrowed.category)
    )


def _is_of(work: Work, category: str, id: int | None) -> bool:
    return {"grade": work.grade_id, "sector": work.sector_id, "organisation": work.organisation_id}[
        category
    ] == id


def _counts(session: Session, period: Period, narrowed: Narrowed) -> Mapping[int, tuple[int, int]]:
    """Return by person how often they came, and how often they were expected and that was recorded."""
    came = func.sum(case((Attendance.status.in_(CAME), 1), else_=0))
    known = func.sum(case((Attendance.status == AttendanceStatus.NOT_RECORDED, 0), else_=1))
    query = (
        select(Attendance.person_id, came, known)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(review_rows.held_in(period), Attendance.is_guest.is_(False), _condition(narrowed))
        .group_by(Attendance.person_id)
    )
    return {id: (attended, expected) for id, attended, expected in session.execute(query)}


def _condition(narrowed: Narrowed) -> ColumnElement[bool]:
    if narrowed.committee_id is not None:
        return Meeting.committee_id == narrowed.committee_id
    if narrowed.category is None:
        return true()
    category, id = narrowed.category
    column = {
        "grade": Attendance.grade_id,
        "sector": Attendance.sector_id,
        "organisation": Attendance.organisation_id,
    }[category]
    return column.is_(None) if id is None else column == id


def _named(session: Session, ids: Collection[int], people: People) -> Iterable[tuple[int, str, str]]:
    """Yield the people of these ids by name, with the name of where they work on the last day."""
    houses = {one.id: one.name for one in review_rows.organisations(session)}
    query = select(Person.id, Person.given_name, Person.family_name).order_by(Person.search_key, Person.id)
    for id, given, family in session.execute(query):
        if id in ids:
            work = people.work.get(id)
            house = None if work is None else work.organisation_id
            yield id, listed_name(given, family), houses.get(house, "") if house is not None else ""


@dataclass(frozen=True, slots=True)
class ActionBehind:
    """An action that was open in the period, or closed in it."""

    id: int
    text: str
    state: ActionState
    due_on: date | None
    closed_on: date | None
    is_open: bool
    """On the period's last day, or today."""
    is_late: bool
    """Open that day and due before it, or closed after it was due."""


def actions_behind(session: Session, period: Period, today: date) -> tuple[ActionBehind, ...]:
    """Return the actions that were not closed before the period nor decided after it, by the day due."""
    ends = last_known_day(period, today)
    found = []
    for id, text, one in review_stays.actions_with_words(session, period):
        is_open = is_open_on(one, ends)
        until = ends if is_open else one.closed_on
        late = one.due_on is not None and until is not None and one.due_on < until
        found.append(ActionBehind(id, text, one.state, one.due_on, one.closed_on, is_open, late))
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.id)))
