"""What moving, postponing or cancelling a meeting entails, said before it is done."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Committee, Meeting, Minutes, Person
from pstdesk.domain.agenda import ItemKind, PastItem, items_to_carry
from pstdesk.domain.calendar import quarter
from pstdesk.domain.committee import Rhythm
from pstdesk.domain.meeting import TAKES_A_DAY, MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.names import spoken_name
from pstdesk.services.agenda_opening import agenda_of, items_taken_up, next_to_come
from pstdesk.services.days_off import DayRemarks, day_remarks
from pstdesk.services.expected import expected_people
from pstdesk.services.fetch import fetch


class Step(StrEnum):
    """What is about to be done with a meeting."""

    MOVE = "move"
    POSTPONE = "postpone"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a step entails; whatever does not happen is empty.

    ``convened`` must be told; ``number`` is kept; ``items`` go to the meeting of ``next_day``, or wait; the
    approval of the minutes of ``approval_of`` is delayed; ``joining`` and ``leaving`` are expected on one day
    only; ``passes`` are the body's meetings that come to lie on the other side of this one;
    ``empty_quarter`` ("2026-Q4") is left without a meeting of a body that meets each quarter.
    """

    step: Step
    day: date
    new_day: date | None = None
    convened: tuple[str, ...] = ()
    number: tuple[int, int] | None = None
    items: tuple[str, ...] = ()
    next_day: date | None = None
    approval_of: date | None = None
    joining: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    remarks: DayRemarks = field(default_factory=DayRemarks)
    passes: tuple[date, ...] = ()
    empty_quarter: str = ""


def consequences(session: Session, meeting_id: int, step: Step, new_day: date | None = None) -> Consequences:
    """Return what ``step`` entails for the meeting; ``new_day`` is where it goes, if that is known."""
    meeting = fetch(session, Meeting, meeting_id)
    before = set(expected_people(session, meeting.committee_id, meeting.day))
    after = before if new_day is None else set(expected_people(session, meeting.committee_id, new_day))
    was_convened = meeting.state is MeetingState.CONVENED
    moved = new_day is not None and new_day != meeting.day
    upcoming = next_to_come(session, meeting)
    return Consequences(
        step,
        meeting.day,
        new_day,
        convened=_names(session, before) if was_convened and (moved or new_day is None) else (),
        number=None if meeting.number is None or meeting.year is None else (meeting.number, meeting.year),
        items=_items(session, meeting) if step is Step.CANCEL else (),
        next_day=None if upcoming is None else upcoming.day,
        approval_of=_approval(session, meeting) if moved or new_day is None else None,
        joining=_names(session, after - before),
        leaving=_names(session, before - after),
        remarks=DayRemarks()
        if new_day is None
        else day_remarks(session, new_day, meeting.committee_id, meeting_id),
        passes=() if new_day is None else _passed(session, meeting, new_day),
        empty_quarter=_emptied(session, meeting, new_day),
    )


def _names(session: Session, people: Collection[int]) -> tuple[str, ...]:
    if not people:
        return ()
    query = select(Person.given_name, Person.family_name).where(Person.id.in_(people))
    ordered = query.order_by(Person.search_key, Person.id)
    return tuple(spoken_name(given, family) for given, family in session.execute(ordered))


def _items(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """Return the titles of the items that leave a cancelled meeting (docs/domain.md, rule 5)."""
    taken_up, items = items_taken_up(session), agenda_of(session, meeting.id)
    gone = MeetingState.CANCELLED
    past = [
        PastItem(item.id, item.kind, item.state, gone, item.id in taken_up, item.title, meeting.id)
        for item in items
    ]
    carried = set(items_to_carry(past))
    return tuple(item.title for item in items if item.id in carried)


def _approval(session: Session, meeting: Meeting) -> date | None:
    """Return the day of the last meeting held whose minutes, sent, this meeting was to approve."""
    approves = exists().where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.kind == ItemKind.MINUTES_APPROVAL
    )
    return session.scalar(
        select(Meeting.day)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            approves,
            Meeting.committee_id == meeting.committee_id,
            Meeting.day <= meeting.day,
            Meeting.id != meeting.id,
            Meeting.state == MeetingState.HELD,
            Minutes.state == MinutesState.SENT,
        )
        .order_by(Meeting.day.desc())
        .limit(1)
    )


def _passed(session: Session, meeting: Meeting, new_day: date) -> tuple[date, ...]:
    first, last = sorted((meeting.day, new_day))
    query = select(Meeting.day).where(
        Meeting.committee_id == meeting.committee_id,
        Meeting.id != meeting.id,
        Meeting.day > first,
        Meeting.day < last,
        Meeting.state.in_(TAKES_A_DAY),
    )
    return tuple(session.scalars(query.order_by(Meeting.day)))


def _emptied(session: Session, meeting: Meeting, new_day: date | None) -> str:
    if fetch(session, Committee, meeting.committee_id).rhythm is not Rhythm.QUARTERLY:
        return ""
    if new_day is not None and quarter(new_day) == meeting.quarter:
        return ""
    others = select(Meeting.id).where(
        Meeting.committee_id == meeting.committee_id,
        Meeting.id != meeting.id,
        Meeting.quarter == meeting.quarter,
        Meeting.state.in_(TAKES_A_DAY),
    )
    return "" if session.scalar(others.limit(1)) is not None else meeting.quarter
