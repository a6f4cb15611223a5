"""Random lives of bodies, meetings, minutes and memberships, after each turn of which rules 1 to 5 hold.

The rules are those of docs/domain.md. What the program refuses is refused whole; all else may happen in any
order, as it does in a town hall.
"""

import json
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Attendance,
    Committee,
    Decision,
    Mandate,
    Meeting,
    Membership,
    Minutes,
    MinutesVersion,
    Person,
    Post,
)
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.membership import sitting_on
from pstdesk.domain.minutes import ApprovalMode, is_locked
from pstdesk.services import (
    agenda,
    attendance,
    check,
    meetings,
    memberships,
    minutes_life,
    posts,
    results,
)
from pstdesk.services.agenda import ItemForm
from pstdesk.services.expected import sittings
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.posts import PostForm
from pstdesk.services.results import ActionForm
from tests import builders

BODIES, PEOPLE, HOUSES = (1, 2), (1, 2, 3, 4), (1, 2)
FIRST_DAY = date(2026, 1, 5)
PAST = (MeetingState.HELD, MeetingState.CANCELLED, MeetingState.INQUORATE)
TYPED_KINDS = [kind for kind in ItemKind if kind not in OPENING_KINDS]
STATUSES = [status for status in AttendanceStatus if status is not AttendanceStatus.REPRESENTED]

bodies, people = st.sampled_from(BODIES), st.sampled_from(PEOPLE)
some = st.integers(0, 99)
"""Which of those there are: the remainder by their number."""
days = st.integers(0, 120)
spans = st.tuples(st.none() | days, st.none() | days)


class Lives(RuleBasedStateMachine):
    """Two bodies of four people, and what is remembered of them to compare with the base."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.base = builders.make_base(Path(self.folder.name))
        self.today = FIRST_DAY
        self.numbers: dict[tuple[str, int], tuple[int, int]] = {}
        """Numbers given to meetings and decisions."""
        self.items_held: dict[int, set[int]] = {}
        self.came: dict[int, set[int]] = {}
        self.approved: dict[int, str] = {}
        """By meeting: what its minutes said when a later meeting approved them."""

    def teardown(self) -> None:
        self.base.close()
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        with self.base.write() as session:
            builders.programme(session)
            for house in HOUSES:
                builders.organisation(session, f"Maison {house}")
            for person in PEOPLE:
                builders.person(session, f"Prénom{person}", f"Nom{person}")
            for body in BODIES:
                builders.committee(session, f"CT{body}", f"Comité {body}")
                for person in PEOPLE[:3]:
                    builders.membership(
                        session, session.get_one(Person, person), session.get_one(Committee, body)
                    )

    # What is done

    def do(self, work: Callable[[Session], object]) -> None:
        """Do ``work``, or have it refused with nothing changed."""
        with suppress(Refused), self.base.write() as session:
            work(session)

    def read(self, query: Any) -> list[Any]:
        with self.base.read() as session:
            return list(session.execute(query).all())

    def one_of(self, query: Any, which: int) -> int | None:
        """Return one of the ids that ``query`` finds."""
        found = [row[0] for row in self.read(query)]
        return found[which % len(found)] if found else None

    def meeting(self, which: int, *states: MeetingState) -> int | None:
        query = select(Meeting.id).order_by(Meeting.id)
        return self.one_of(query.where(Meeting.state.in_(states)) if states else query, which)

    def item(self, which: int) -> int | None:
        return self.one_of(select(AgendaItem.id).order_by(AgendaItem.id), which)

    @rule(count=st.integers(1, 60))
    def time_goes_by(self, count: int) -> None:
        self.today += timedelta(days=count)

    @rule(body=bodies, ahead=st.integers(0, 90))
    def plan(self, body: int, ahead: int) -> None:
        form = MeetingForm(body, self.today + timedelta(days=ahead), time(14), time(16))
        self.do(lambda session: meetings.plan_meeting(session, form))

    @rule(which=some)
    def convene(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.PLANNED, MeetingState.POSTPONED):
            self.do(lambda session: meetings.convene(session, meeting))

    @rule(which=some)
    def hold(self, which: int) -> None:
        if meeting := self.meeting(which, *TO_COME):
            (day,) = self.read(select(Meeting.day).where(Meeting.id == meeting))[0]
            self.today = max(self.today, day)
            self.do(lambda session: meetings.hold(session, meeting, self.today))

    @rule(which=some)
    def cancel(self, which: int) -> None:
        if meeting := self.meeting(which):
            self.do(lambda session: meetings.cancel(session, meeting))

    @rule(which=some)
    def postpone(self, which: int) -> None:
        if meeting := self.meeting(which):
            self.do(lambda session: meetings.postpone(session, meeting))

    @rule(which=some, by=st.integers(-60, 60))
    def move(self, which: int, by: int) -> None:
        if meeting := self.meeting(which):

            def work(session: Session) -> None:
                form = meetings.meeting_head(session, meeting).form
                moved = MeetingForm(form.committee_id, form.day + timedelta(days=by), version=form.version)
                meetings.change_meeting(session, meeting, moved)

            self.do(work)

    @rule(which=some, kind=st.sampled_from(TYPED_KINDS), place=st.none() | st.integers(1, 6))
    def add_item(self, which: int, kind: ItemKind, place: int | None) -> None:
        if meeting := self.meeting(which):
            form = ItemForm(f"Point {which}", kind)
            self.do(lambda session: agenda.add_item(session, meeting, form, place))

    @rule(which=some, steps=st.integers(-3, 3))
    def move_item(self, which: int, steps: int) -> None:
        if item := self.item(which):
            self.do(lambda session: agenda.move_item(session, item, steps))

    @rule(which=some, state=st.sampled_from(ItemState))
    def set_item_state(self, which: int, state: ItemState) -> None:
        if item := self.item(which):
            self.do(lambda session: agenda.set_item_state(session, item, state))

    @rule(which=some)
    def remove_item(self, which: int) -> None:
        """Take off an item that the agenda did not bring by itself: those would only come again."""
        mine = select(AgendaItem.id).where(
            AgendaItem.carried_from_id.is_(None), AgendaItem.kind.not_in(OPENING_KINDS)
        )
        if item := self.one_of(mine.order_by(AgendaItem.id), which):
            self.do(lambda session: agenda.remove_item(session, item))

    @rule(which=some, notes=st.sampled_from(["", "Échange sur l’œuvre commune."]))
    def write_notes(self, which: int, notes: str) -> None:
        if item := self.item(which):

            def work(session: Session) -> None:
                agenda.write_notes(session, item, notes, session.get_one(AgendaItem, item).version)

            self.do(work)

    @rule(which=some)
    def decide(self, which: int) -> None:
        if item := self.item(which):
            self.do(lambda session: results.add_decision(session, item, "Le calendrier est adopté."))

    @rule(which=some)
    def take_a_decision_back(self, which: int) -> None:
        if decision := self.one_of(select(Decision.id).order_by(Decision.id), which):
            self.do(lambda session: results.remove_decision(session, decision))

    @rule(which=some)
    def give_something_to_do(self, which: int) -> None:
        if item := self.item(which):
            self.do(lambda session: results.add_action(session, item, ActionForm("Réserver la salle")))

    @rule(which=some)
    def drop_an_action(self, which: int) -> None:
        if action := self.one_of(select(ActionItem.id).order_by(ActionItem.id), which):
            self.do(lambda session: results.remove_action(session, action))

    @rule(which=some, person=people, status=st.sampled_from(STATUSES))
    def record(self, which: int, person: int, status: AttendanceStatus) -> None:
        if meeting := self.meeting(which):
            self.do(lambda session: attendance.record(session, meeting, person, status))

    @rule(which=some, grantor=people, holder=people)
    def represent(self, which: int, grantor: int, holder: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: attendance.represent(session, meeting, grantor, holder))

    @rule(which=some, person=people)
    def welcome(self, which: int, person: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: attendance.add_guest(session, meeting, person))

    @rule(person=people, body=bodies, capacity=st.sampled_from(list(Capacity)[:2]), span=spans)
    def enrol(self, person: int, body: int, capacity: Capacity, span: tuple[int | None, int | None]) -> None:
        def work(session: Session) -> None:
            starts_on, ends_on = self.between(span)
            form = MembershipForm(capacity, starts_on=starts_on, ends_on=ends_on)
            memberships.enrol(session, body, person, form)

        self.do(work)

    @rule(which=some, back=st.integers(-30, 30))
    def leave(self, which: int, back: int) -> None:
        if membership := self.one_of(select(Membership.id).order_by(Membership.id), which):
            day = self.today + timedelta(days=back)
            self.do(lambda session: memberships.leave(session, membership, day))

    @rule(person=people, body=bodies)
    def entrust(self, person: int, body: int) -> None:
        """Make somebody référent who sits in the body today, as long as they are known to sit there."""

        def work(session: Session) -> None:
            here = [
                each for each in sitting_on(sittings(session, body), self.today) if each.person_id == person
            ]
            if here:
                last = max(sitting.during.ends_on or date.max for sitting in here)
                ends_on = None if last == date.max else last
                mandate = Mandate(committee_id=body, person_id=person, starts_on=self.today, ends_on=ends_on)
                session.add(mandate)

        self.do(work)

    @rule(person=people, house=st.sampled_from(HOUSES), span=spans)
    def take_a_post(self, person: int, house: int, span: tuple[int | None, int | None]) -> None:
        def work(session: Session) -> None:
            starts_on, ends_on = self.between(span)
            posts.add_post(session, person, PostForm(house, starts_on=starts_on, ends_on=ends_on))

        self.do(work)

    @rule(which=some)
    def send(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: minutes_life.send(session, meeting, self.now))

    @rule(which=some)
    def approve_alone(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            mode = ApprovalMode.REFERENT
            self.do(lambda session: minutes_life.approve(session, meeting, mode, self.today, self.now))

    @rule(which=some, later=some)
    def approve_in_a_later_meeting(self, which: int, later: int) -> None:
        meeting, place = self.meeting(which, MeetingState.HELD), self.meeting(later, MeetingState.HELD)
        if meeting and place:

            def work(session: Session) -> None:
                day = session.get_one(Meeting, place).day
                minutes_life.approve(session, meeting, ApprovalMode.MEETING, day, self.now, place)

            self.do(work)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), UTC)

    def between(self, span: tuple[int | None, int | None]) -> tuple[date | None, date | None]:
        first, last = (None if place is None else FIRST_DAY + timedelta(days=place) for place in span)
        return first, last

    # What is always true

    @invariant()
    def dated_things_do_not_overlap(self) -> None:
        """Rule 1."""
        of_body = (Membership.person_id, Membership.committee_id, Membership.capacity)
        of_house = (Post.person_id, Post.organisation_id)
        apart(self.read(select(*of_body, Membership.starts_on, Membership.ends_on)))
        apart(self.read(select(*of_house, Post.starts_on, Post.ends_on)))

    @invariant()
    def nobody_holds_a_mandate_in_a_body_they_have_left(self) -> None:
        """Rule 2."""
        with self.base.read() as session:
            for mandate in session.scalars(select(Mandate)):
                here = [
                    sitting.during
                    for sitting in sittings(session, mandate.committee_id)
                    if sitting.person_id == mandate.person_id
                ]
                last = max((during.ends_on or date.max for during in here), default=date.min)
                assert (mandate.ends_on or date.max) <= last

    @invariant()
    def what_happened_stays(self) -> None:
        """Rule 3: a meeting that was held loses neither items nor anybody whose attendance is known."""
        held = select(AgendaItem.meeting_id, AgendaItem.id).join(Meeting, Meeting.id == AgendaItem.meeting_id)
        there = grouped(self.read(held.where(Meeting.state == MeetingState.HELD)))
        known = Attendance.status != AttendanceStatus.NOT_RECORDED
        came = grouped(self.read(select(Attendance.meeting_id, Attendance.person_id).where(known)))
        for meeting, items in self.items_held.items():
            assert items <= there[meeting]
        for meeting, persons in self.came.items():
            everybody = select(Attendance.person_id).where(Attendance.meeting_id == meeting)
            assert persons <= {person for (person,) in self.read(everybody)}
        self.items_held, self.came = there, came

    @invariant()
    def approved_minutes_say_what_they_said(self) -> None:
        """Rule 3: those that a later meeting approved are never opened again, nor worded otherwise."""
        query = (
            select(Minutes.meeting_id, Minutes.state, Minutes.approval, MinutesVersion.content)
            .join(MinutesVersion, MinutesVersion.minutes_id == Minutes.id)
            .order_by(Minutes.id, MinutesVersion.number)
        )
        last = {row[0]: row for row in self.read(query)}
        for meeting, said in self.approved.items():
            assert is_locked(last[meeting][1])
            assert json.dumps(last[meeting][3]) == said
        for meeting, state, approval, content in last.values():
            if is_locked(state) and approval is ApprovalMode.MEETING:
                self.approved.setdefault(meeting, json.dumps(content))

    @invariant()
    def numbers_have_no_gaps_and_are_never_reused(self) -> None:
        """Rule 4."""
        of_meetings = select(Meeting.id, Meeting.committee_id, Meeting.year, Meeting.number)
        of_decisions = select(Decision.id, 0, Decision.year, Decision.number)
        for kind, query, column in (
            ("meeting", of_meetings, Meeting.number),
            ("decision", of_decisions, Decision.number),
        ):
            rows = self.read(query.where(column.is_not(None)))
            series: dict[tuple[int, int], list[int]] = {}
            for record, body, year, number in rows:
                series.setdefault((body, year), []).append(number)
                assert self.numbers.setdefault((kind, record), (year, number)) == (year, number)
            for given in series.values():
                assert sorted(given) == list(range(1, len(given) + 1))
            here = {(kind, row[0]) for row in rows}
            assert {key for key in self.numbers if key[0] == kind} == here

    @invariant()
    def agendas_begin_as_they_must(self) -> None:
        """Rule 5: with the approval, then the follow-up, once a body has met; each once."""
        agendas: dict[int, list[ItemKind]] = {}
        order = (AgendaItem.meeting_id, AgendaItem.position, AgendaItem.id)
        for meeting, kind in self.read(select(AgendaItem.meeting_id, AgendaItem.kind).order_by(*order)):
            agendas.setdefault(meeting, []).append(kind)
        for kinds in agendas.values():
            opening = [kind for kind in kinds if kind in OPENING_KINDS]
            assert kinds[: len(opening)] == opening == sorted(opening, key=OPENING_KINDS.index)
            assert len(set(opening)) == len(opening)
        for body in BODIES:
            upcoming = self.next_meeting(body)
            if upcoming is not None and self.held_before(body, upcoming):
                assert agendas[upcoming.id][: len(OPENING_KINDS)] == list(OPENING_KINDS)

    @invariant()
    def what_was_not_dealt_with_comes_back(self) -> None:
        """Rule 5: once, to a meeting that can still deal with it."""
        waiting = self.read(
            select(AgendaItem.id, Meeting.committee_id, Meeting.day)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(
                Meeting.state.in_(PAST),
                AgendaItem.state.in_((ItemState.OPEN, ItemState.NOT_REACHED)),
                AgendaItem.kind.not_in((*OPENING_KINDS, ItemKind.ANY_OTHER_BUSINESS)),
            )
        )
        taken_up = select(AgendaItem.carried_from_id, func.count()).group_by(AgendaItem.carried_from_id)
        times = dict(self.read(taken_up.where(AgendaItem.carried_from_id.is_not(None))))
        assert all(count == 1 for count in times.values())
        for item, body, day in waiting:
            upcoming = self.next_meeting(body)
            if upcoming is not None and upcoming.day >= day:
                assert times.get(item) == 1, f"item {item} is forgotten"

    def next_meeting(self, body: int) -> Any | None:
        """Return the body's next meeting after the last one that took place, or did not."""
        to_come = (Meeting.committee_id == body, Meeting.state.in_(TO_COME))
        query = select(Meeting.id, Meeting.day).where(*to_come).order_by(Meeting.day, Meeting.id).limit(1)
        return next(iter(self.read(query)), None)

    def held_before(self, body: int, upcoming: Any) -> bool:
        held = select(Meeting.id).where(
            Meeting.committee_id == body, Meeting.state == MeetingState.HELD, Meeting.day <= upcoming.day
        )
        return bool(self.read(held))

    @invariant()
    def nothing_is_found_wrong(self) -> None:
        with self.base.read() as session:
            assert check.check_base(session) == ()


def apart(rows: Iterable[Any]) -> None:
    """Assert that the intervals at the end of rows with the same beginning share no day."""
    spans: dict[tuple[object, ...], list[Interval]] = {}
    for *key, starts_on, ends_on in rows:
        spans.setdefault(tuple(key), []).append(Interval(starts_on, ends_on))
    for during in spans.values():
        for one, other in pairwise(sorted(during, key=lambda span: span.starts_on or date.min)):
            assert not one.overlaps(other)


def grouped(rows: Iterable[Any]) -> dict[int, set[int]]:
    """Return the second values of rows by their first."""
    found: dict[int, set[int]] = {}
    for key, value in rows:
        found.setdefault(key, set()).add(value)
    return found


def test_whatever_happens_rules_1_to_5_hold() -> None:
    play(Lives, settings=settings(stateful_step_count=40, phases=(Phase.explicit, Phase.generate)))
