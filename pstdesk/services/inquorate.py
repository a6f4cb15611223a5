"""A meeting that could not decide for want of a quorum, and the one that is called again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Meeting, Minutes, Rectification
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TO_COME, MeetingState, refuse_inquorate, refuse_step
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.timing import is_open
from pstdesk.domain.voting import QuorumRule
from pstdesk.services.agenda import nothing_typed, remove_item, take_back
from pstdesk.services.agenda_opening import approval_title, complete_next_agenda, repeat_agenda
from pstdesk.services.body_rules import meeting_quorum, rules_of
from pstdesk.services.expected import expected_people, write_expected
from pstdesk.services.fetch import fetch
from pstdesk.services.meetings import MeetingForm, give_number, plan_meeting

CLEAR_DAYS = 3
"""So many whole days lie at least between the two meetings, by the strict rule.

[CGCT L2121-17; clear days by the Conseil d’État, 16 June 1997, n° 142691]
"""


@dataclass(frozen=True, slots=True)
class SecondConvocation:
    """What a meeting called again begins with; ``earliest`` is None where the rule asks for no delay."""

    first_id: int
    form: MeetingForm
    earliest: date | None


def declare_inquorate(session: Session, meeting_id: int, now: datetime, today: date) -> None:
    """State that a meeting lacked its quorum: who came stays known, the whole agenda goes to the next one.

    Refused before its day, where no quorum was asked or it was reached, and once anything was noted or
    decided: the meeting deliberated then. A meeting that was only convened gets its attendance rows now, and
    one that is open is closed at ``now``.
    """
    meeting = fetch(session, Meeting, meeting_id)
    refuse_step(meeting.state, MeetingState.INQUORATE)
    if meeting.day > today:
        raise Refused("meeting_to_come", day=meeting.day)
    if meeting.state is not MeetingState.HELD:
        write_expected(session, meeting, expected_people(session, meeting.committee_id, meeting.day))
    refuse_inquorate(meeting_quorum(session, meeting_id), has_results=_has_results(session, meeting_id))
    meeting.state = MeetingState.INQUORATE
    if is_open(meeting.opened_at, meeting.closed_at):
        meeting.closed_at = now
    give_number(session, meeting)
    session.flush()
    _drop_minutes(session, meeting_id)
    _reopen_items(session, meeting_id)
    for item_id in tuple(_approvals_to_come(session, meeting)):
        remove_item(session, item_id)
    complete_next_agenda(session, meeting)


def _has_results(session: Session, meeting_id: int) -> bool:
    """Whether anything was noted, decided, approved or given to do at a meeting, or its minutes went out."""
    typed = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id, ~nothing_typed())
    approved = select(Minutes.id).where(Minutes.approved_in_id == meeting_id)
    corrected = select(Rectification.id).where(Rectification.decided_in_id == meeting_id)
    sent = select(Minutes.id).where(Minutes.meeting_id == meeting_id, Minutes.state != MinutesState.DRAFT)
    found = (typed, approved, corrected, sent)
    return any(session.scalar(query.limit(1)) is not None for query in found)


def _drop_minutes(session: Session, meeting_id: int) -> None:
    """Take away the minutes that were begun when the meeting was said to be held: it has none."""
    minutes = session.scalar(select(Minutes).where(Minutes.meeting_id == meeting_id))
    if minutes is not None:
        session.delete(minutes)
        session.flush()


def _reopen_items(session: Session, meeting_id: int) -> None:
    """Say of the items that were ticked off that nobody dealt with them."""
    done = (AgendaItem.meeting_id == meeting_id, AgendaItem.state == ItemState.DEALT_WITH)
    for item in session.scalars(select(AgendaItem).where(*done)).all():
        item.state = ItemState.OPEN


def _approvals_to_come(session: Session, meeting: Meeting) -> Iterator[int]:
    """Yield the items that would approve the minutes of a meeting that has none now."""
    yield from session.scalars(
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.state.in_(TO_COME),
            AgendaItem.kind == ItemKind.MINUTES_APPROVAL,
            AgendaItem.title == approval_title(session, meeting.day),
        )
    )


def second_convocation(session: Session, meeting_id: int) -> SecondConvocation:
    """Return what calling a meeting again begins with: the same hours, place and people, a week later."""
    first = fetch(session, Meeting, meeting_id)
    form = MeetingForm(
        first.committee_id,
        first.day + timedelta(days=7),
        first.starts_at,
        first.ends_at,
        first.place,
        first.facilitator_id,
        first.secretary_id,
    )
    strict = rules_of(session, first.committee_id).quorum is QuorumRule.MORE_THAN_HALF_PRESENT
    earliest = first.day + timedelta(days=CLEAR_DAYS + 1) if strict else None
    return SecondConvocation(first.id, form, earliest)


def call_again(session: Session, first_id: int, form: MeetingForm) -> int:
    """Plan the meeting that takes up the agenda of one that lacked its quorum; none is asked of it.

    Its items come to this meeting, and no more to a later one that was planned before.
    """
    first = fetch(session, Meeting, first_id)
    if first.state is not MeetingState.INQUORATE:
        raise Refused("second_convocation_of", now=first.state)
    if form.day <= first.day:
        raise Refused("second_convocation_day", day=first.day)
    _refuse_called_already(session, first)
    for item_id in session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == first_id)).all():
        take_back(session, item_id)
    meeting_id = plan_meeting(session, form)
    again = fetch(session, Meeting, meeting_id)
    again.second_convocation = True
    repeat_agenda(session, again, first_id)
    return meeting_id


def _refuse_called_already(session: Session, first: Meeting) -> None:
    """Raise where a meeting was called again already: from here, or from another workstation meanwhile.

    A second convocation is that of the last meeting before it which lacked its quorum.
    """
    of_body = (Meeting.committee_id == first.committee_id, Meeting.day > first.day)
    lacking_again = session.scalar(
        select(func.min(Meeting.day)).where(*of_body, Meeting.state == MeetingState.INQUORATE)
    )
    called = session.scalar(
        select(func.min(Meeting.day)).where(
            *of_body,
            Meeting.second_convocation,
            Meeting.state.in_((*TO_COME, MeetingState.HELD)),
        )
    )
    if called is not None and (lacking_again is None or called <= lacking_again):
        raise Refused("second_convocation_called", day=called)
