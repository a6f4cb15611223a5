"""Meetings: planning one, and its steps until it was held."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Meeting, Minutes, Person
from pstdesk.db.undo import no_undo
from pstdesk.domain.calendar import quarter
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import SIGNED_IN, TO_COME, MeetingState, next_number, refuse_step
from pstdesk.domain.minutes import MinutesState, is_locked
from pstdesk.domain.names import spoken_name
from pstdesk.domain.timing import is_open
from pstdesk.domain.voting import QuorumRule
from pstdesk.services.agenda import refuse_locked_minutes
from pstdesk.services.agenda_opening import begin_agenda, complete_agenda, complete_next_agenda
from pstdesk.services.body_rules import rules_of
from pstdesk.services.expected import expected_people, write_expected
from pstdesk.services.fetch import fetch
from pstdesk.services.meeting_order import refuse_passing
from pstdesk.services.referents import referents_at


@dataclass(frozen=True, slots=True)
class MeetingBody:
    """A body that a meeting can be planned for, and where it usually meets."""

    id: int
    short_name: str
    name: str
    usual_place: str


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """A meeting as it is typed; hours are in the programme's time zone."""

    committee_id: int
    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    facilitator_id: int | None = None
    secretary_id: int | None = None
    next_meeting_note: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What a meeting's page says above its agenda; names are empty where nobody is named."""

    id: int
    form: MeetingForm
    state: MeetingState
    number: int | None
    year: int | None
    short_name: str
    committee: str
    facilitator: str
    secretary: str
    minutes_state: MinutesState | None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    asks_for_quorum: bool = False
    """Whether the rule of the body asks for one, and this is no second convocation."""
    referent: str = ""
    """The body's référents on the meeting's day."""

    @property
    def is_open(self) -> bool:
        """Whether the meeting is going on: opened in meeting mode, and not closed."""
        return is_open(self.opened_at, self.closed_at)

    @property
    def is_locked(self) -> bool:
        """Whether the minutes were approved, so that nothing they say changes any more."""
        return self.minutes_state is not None and is_locked(self.minutes_state)


def meeting_bodies(session: Session) -> tuple[MeetingBody, ...]:
    """Return the bodies that can meet, in the officer's order."""
    query = (
        select(Committee.id, Committee.short_name, Committee.name, Committee.usual_place)
        .where(Committee.archived_at.is_(None))
        .order_by(Committee.position, Committee.search_key)
    )
    return tuple(MeetingBody(*row) for row in session.execute(query))


def meeting_head(session: Session, meeting_id: int) -> MeetingHead:
    """Return what a meeting's page says above its agenda."""
    meeting = fetch(session, Meeting, meeting_id)
    committee = fetch(session, Committee, meeting.committee_id)
    form = MeetingForm(
        meeting.committee_id,
        meeting.day,
        meeting.starts_at,
        meeting.ends_at,
        meeting.place,
        meeting.facilitator_id,
        meeting.secretary_id,
        meeting.next_meeting_note,
        meeting.version,
    )
    return MeetingHead(
        meeting.id,
        form,
        meeting.state,
        meeting.number,
        meeting.year,
        committee.short_name,
        committee.name,
        person_name(session, meeting.facilitator_id),
        person_name(session, meeting.secretary_id),
        minutes_state(session, meeting_id),
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        asks_for_quorum=not meeting.second_convocation
        and rules_of(session, committee.id).quorum is not QuorumRule.NONE,
        referent=referents_at(session, (meeting_id,)).get(meeting_id, ""),
    )


def next_meeting_on(session: Session, committee_id: int, after: date) -> date | None:
    """Return the day of a body's first meeting to come later than ``after``, or None."""
    return session.scalar(
        select(func.min(Meeting.day)).where(
            Meeting.committee_id == committee_id, Meeting.day > after, Meeting.state.in_(TO_COME)
        )
    )


def person_name(session: Session, person_id: int | None) -> str:
    """Return a person's name as documents print it, or "" for nobody."""
    person = None if person_id is None else session.get(Person, person_id)
    return "" if person is None else spoken_name(person.given_name, person.family_name)


def minutes_state(session: Session, meeting_id: int) -> MinutesState | None:
    """Return where the meeting's minutes stand, or None while none were begun."""
    return session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting_id))


def plan_meeting(session: Session, form: MeetingForm) -> int:
    """Plan a meeting, its agenda begun as it must be, and return its id; an archived body meets no more."""
    committee = fetch(session, Committee, form.committee_id)
    if committee.archived_at is not None:
        raise Refused("committee_archived", name=committee.name)
    meeting = Meeting(committee_id=committee.id)
    _fill(meeting, replace(form, place=form.place or committee.usual_place))
    session.add(meeting)
    session.flush()
    begin_agenda(session, meeting)
    return meeting.id


def change_meeting(session: Session, meeting_id: int, form: MeetingForm) -> None:
    """Write ``form`` over the meeting, in the version that was read; its committee stays what it is.

    A postponed meeting that gets another day is planned again, to be convened anew under its number.
    """
    refuse_locked_minutes(session, meeting_id)
    meeting = fetch(session, Meeting, meeting_id, form.version)
    moved = meeting.day != form.day
    if moved and meeting.state in SIGNED_IN:
        raise Refused("meeting_day_kept", day=meeting.day)
    _fill(meeting, form)
    refuse_passing(session, meeting)
    if moved and meeting.state is MeetingState.POSTPONED:
        refuse_step(meeting.state, MeetingState.PLANNED)
        meeting.state, meeting.convened_on = MeetingState.PLANNED, None
    session.flush()
    if moved and meeting.state in TO_COME:
        complete_agenda(session, meeting)


def _fill(meeting: Meeting, form: MeetingForm) -> None:
    if form.starts_at is not None and form.ends_at is not None and form.ends_at <= form.starts_at:
        raise Refused("meeting_ends_before_it_starts")
    meeting.day = form.day
    meeting.quarter = quarter(form.day)
    meeting.starts_at, meeting.ends_at = form.starts_at, form.ends_at
    meeting.place = form.place.strip()
    meeting.facilitator_id, meeting.secretary_id = form.facilitator_id, form.secretary_id
    meeting.next_meeting_note = form.next_meeting_note.strip()


def convene(session: Session, meeting_id: int, today: date) -> None:
    """Say that the meeting was convened today; it takes its number now (docs/domain.md, rule 4)."""
    meeting = _step(session, meeting_id, MeetingState.CONVENED)
    meeting.convened_on = today
    no_undo(session)
    give_number(session, meeting)


def cancel(session: Session, meeting_id: int) -> None:
    """Say that the meeting will not take place; it keeps its number, and its agenda goes to the next one."""
    meeting = _step(session, meeting_id, MeetingState.CANCELLED)
    session.flush()
    complete_next_agenda(session, meeting)


def postpone(session: Session, meeting_id: int, day: date | None = None) -> None:
    """Say that the meeting is put off: to ``day``, when it is planned again, or to a day not known yet."""
    meeting = _step(session, meeting_id, MeetingState.POSTPONED)
    if day is None:
        return
    if day == meeting.day:
        raise Refused("meeting_same_day", day=day)
    session.flush()
    change_meeting(session, meeting_id, replace(meeting_head(session, meeting_id).form, day=day))


def _step(session: Session, meeting_id: int, then: MeetingState) -> Meeting:
    meeting = fetch(session, Meeting, meeting_id)
    refuse_step(meeting.state, then)
    meeting.state = then
    return meeting


def hold(session: Session, meeting_id: int, today: date) -> None:
    """Say that the meeting was held; everybody expected gets an attendance row, not recorded yet.

    Refused before its day.
    """
    meeting = fetch(session, Meeting, meeting_id)
    refuse_step(meeting.state, MeetingState.HELD)
    if meeting.day > today:
        raise Refused("meeting_to_come", day=meeting.day)
    meeting.state = MeetingState.HELD
    give_number(session, meeting)
    session.add(Minutes(meeting_id=meeting.id))
    session.flush()
    write_expected(session, meeting, expected_people(session, meeting.committee_id, meeting.day))
    complete_next_agenda(session, meeting)


def give_number(session: Session, meeting: Meeting) -> None:
    """Give a meeting the next number of its committee and year, unless it has one (rule 4): for good."""
    if meeting.number is not None:
        return
    no_undo(session)
    taken = session.scalars(
        select(Meeting.number).where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.year == meeting.day.year,
            Meeting.number.is_not(None),
        )
    )
    meeting.year = meeting.day.year
    meeting.number = next_number(number for number in taken if number is not None)
