"""The rows that a stage review is counted from: grouped by the base, never attendances as objects.

Each statement goes once through the attendances of the period's meetings; what follows is counted of its few
rows (``domain/review_counting.py``).
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from pstdesk.db.models import (
    Attendance,
    Committee,
    CommitteeLevel,
    Grade,
    Meeting,
    Minutes,
    Organisation,
    Sector,
)
from pstdesk.domain.attendance import AttendanceStatus, Headcount
from pstdesk.domain.dashboard import months_before
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.period import Period
from pstdesk.domain.review_material import (
    Body,
    Category,
    ExpectedIn,
    GroupCount,
    House,
    HouseCount,
    MeetingCount,
)
from pstdesk.services.expected import came_as_substitute
from pstdesk.services.minutes_life import local_day
from pstdesk.services.turnout import CAME

_MONTHS_OF_DORMANCY = 12
_LEAST_EXPECTED = 2
_RECENT_MEETINGS = 2

_IS_EXPECTED = Attendance.is_guest.is_(False)
_CAME = Attendance.status.in_(CAME)


def held_in(period: Period) -> ColumnElement[bool]:
    """Return the condition that a meeting counts: held, on a day of the period."""
    return (Meeting.state == MeetingState.HELD) & Meeting.day.between(period.first, period.last)


def bodies(session: Session) -> tuple[Body, ...]:
    """Return every committee in the officer's order."""
    query = (
        select(Committee.id, Committee.name, Committee.short_name, Committee.archived_at.is_not(None))
        .join(CommitteeLevel, CommitteeLevel.id == Committee.level_id)
        .order_by(CommitteeLevel.position, Committee.position, Committee.search_key)
    )
    return tuple(Body(*row) for row in session.execute(query))


def grades(session: Session) -> tuple[Category, ...]:
    """Return every grade in the officer's order."""
    query = select(Grade.id, Grade.name).order_by(Grade.position, Grade.search_key)
    return tuple(Category(*row) for row in session.execute(query))


def sectors(session: Session) -> tuple[Category, ...]:
    """Return every sector in the officer's order."""
    query = select(Sector.id, Sector.name, Sector.social_work).order_by(Sector.position, Sector.search_key)
    return tuple(Category(*row) for row in session.execute(query))


def organisations(session: Session) -> tuple[Category, ...]:
    """Return every organisation by name, archived ones too: their past counts."""
    query = select(Organisation.id, Organisation.name).order_by(Organisation.search_key, Organisation.id)
    return tuple(Category(*row) for row in session.execute(query))


def houses(session: Session) -> tuple[House, ...]:
    """Return the organisations that are neither archived nor merged into another, by name."""
    query = (
        select(Organisation.id, Organisation.name, Organisation.partner_state)
        .where(Organisation.archived_at.is_(None), Organisation.merged_into_id.is_(None))
        .order_by(Organisation.search_key, Organisation.id)
    )
    return tuple(House(*row) for row in session.execute(query))


def meeting_counts(session: Session, period: Period) -> tuple[MeetingCount, ...]:
    """Return the meetings of the period, whatever became of them, with who came where they were held."""
    counts = _headcounts(session, period)
    query = (
        select(
            Meeting.id,
            Meeting.committee_id,
            Meeting.day,
            Meeting.state,
            Minutes.sent_at,
            Minutes.approved_on,
        )
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.day.between(period.first, period.last))
        .order_by(Meeting.day, Meeting.id)
    )
    nobody = Headcount(0, 0, 0, 0, 0, 0, 0, 0)
    return tuple(
        MeetingCount(
            id=row.id,
            committee_id=row.committee_id,
            day=row.day,
            state=row.state,
            count=counts.get(row.id, nobody) if row.state == MeetingState.HELD else None,
            days_to_sending=None if row.sent_at is None else (local_day(row.sent_at) - row.day).days,
            days_to_approval=None if row.approved_on is None else (row.approved_on - row.day).days,
        )
        for row in session.execute(query)
    )


def _headcounts(session: Session, period: Period) -> dict[int, Headcount]:
    """Return the headcount of each meeting held; suppléants are no guests."""
    query = (
        select(
            Attendance.meeting_id,
            func.sum(case((_IS_EXPECTED, 1), else_=0)).label("expected"),
            func.sum(case((_IS_EXPECTED, 0), (_CAME, 1), else_=0)).label("guests"),
            *_statuses(),
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(period))
        .group_by(Attendance.meeting_id)
    )
    substitutes: dict[int, int] = {row[0]: row[1] for row in session.execute(_substitutes(period))}
    return {
        row.meeting_id: Headcount(
            expected=row.expected,
            present=row.present,
            remote=row.remote,
            represented=row.represented,
            excused=row.excused,
            absent=row.absent,
            not_recorded=row.not_recorded,
            guests=row.guests - substitutes.get(row.meeting_id, 0),
        )
        for row in session.execute(query)
    }


def _statuses() -> Iterator[ColumnElement[int]]:
    """Yield how many of those expected have each status, under its name."""
    for status in AttendanceStatus:
        is_so = _IS_EXPECTED & (Attendance.status == status)
        yield func.sum(case((is_so, 1), else_=0)).label(status.value)


def _substitutes(period: Period) -> Select[int, int]:
    return (
        select(Attendance.meeting_id, func.count())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(period), Attendance.is_guest, _CAME, came_as_substitute())
        .group_by(Attendance.meeting_id)
    )


def grade_counts(session: Session, period: Period) -> tuple[GroupCount, ...]:
    """Return the attendances of those expected, by quarter and grade of the day."""
    return _group_counts(session, period, Attendance.grade_id)


def sector_counts(session: Session, period: Period) -> tuple[GroupCount, ...]:
    """Return the attendances of those expected, by quarter and sector of the day."""
    return _group_counts(session, period, Attendance.sector_id)


def organisation_counts(session: Session, period: Period) -> tuple[GroupCount, ...]:
    """Return the attendances of those expected, by quarter and organisation of the day."""
    return _group_counts(session, period, Attendance.organisation_id)


def _group_counts(
    session: Session, period: Period, category: InstrumentedAttribute[int | None]
) -> tuple[GroupCount, ...]:
    # One statement for each kind of category: all kinds at once would make nearly as many groups as rows.
    query = (
        select(Meeting.quarter, category.label("category_id"), *_statuses())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(period), _IS_EXPECTED)
        .group_by(Meeting.quarter, category)
    )
    return tuple(GroupCount(**row) for row in session.execute(query).mappings())


def expected_in(session: Session, period: Period) -> tuple[ExpectedIn, ...]:
    """Return who was expected where, and what they were then; once for each of these."""
    query = (
        select(
            Attendance.person_id,
            Meeting.committee_id,
            Attendance.grade_id,
            Attendance.sector_id,
            Attendance.organisation_id,
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(period), _IS_EXPECTED)
        .distinct()
    )
    return tuple(ExpectedIn(*row) for row in session.execute(query))


def house_counts(session: Session, period: Period) -> tuple[HouseCount, ...]:
    """Return at how many meetings of each quarter somebody of an organisation was awaited or came."""
    met = (
        select(
            Meeting.quarter,
            Attendance.organisation_id,
            func.max(case((_CAME, 1), else_=0)).label("came"),
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(period), Attendance.organisation_id.is_not(None))
        .where(_IS_EXPECTED | _CAME)
        .group_by(Meeting.id, Meeting.quarter, Attendance.organisation_id)
        .subquery()
    )
    query = select(met.c.quarter, met.c.organisation_id, func.count(), func.sum(met.c.came)).group_by(
        met.c.quarter, met.c.organisation_id
    )
    return tuple(HouseCount(*row) for row in session.execute(query))


def absentees(session: Session, day: date) -> frozenset[int]:
    """Return who was expected twice or more in the twelve months up to ``day`` and did not come once.

    What was not recorded is no absence; whoever came as a guest or as a suppléant came.
    """
    year = Period(months_before(day, _MONTHS_OF_DORMANCY), day)
    known = (Attendance.status != AttendanceStatus.NOT_RECORDED) & _IS_EXPECTED
    query = (
        select(Attendance.person_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held_in(year), Meeting.day > year.first)
        .group_by(Attendance.person_id)
        .having(func.sum(case((_CAME, 1), else_=0)) == 0)
        .having(func.sum(case((known, 1), else_=0)) >= _LEAST_EXPECTED)
    )
    return frozenset(session.scalars(query))


def recent_houses(session: Session, day: date) -> frozenset[int]:
    """Return the organisations that came to one of the last two meetings of a committee, up to ``day``."""
    newest_first = (Meeting.day.desc(), Meeting.id.desc())
    ranked = (
        select(
            Meeting.id,
            func.row_number().over(partition_by=Meeting.committee_id, order_by=newest_first).label("rank"),
        )
        .where(Meeting.state == MeetingState.HELD, Meeting.day <= day)
        .subquery()
    )
    query = select(Attendance.organisation_id).where(
        Attendance.meeting_id.in_(select(ranked.c.id).where(ranked.c.rank <= _RECENT_MEETINGS)),
        Attendance.organisation_id.is_not(None),
        _CAME,
    )
    return frozenset(session.scalars(query.distinct()))
