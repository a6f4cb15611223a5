"""What random lives of bodies, meetings, minutes and memberships are made of: each deed an officer can do.

What the program refuses is refused whole; all else may happen in any order, as it does in a town hall.
"""

from dataclasses import replace
from datetime import time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    ActionItem,
    AgendaItem,
    Decision,
    Meeting,
    Membership,
    StandingItem,
)
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity, MandateRole
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.minutes import ApprovalMode
from pstdesk.services import (
    agenda,
    attendance,
    inquorate,
    mandates,
    meeting_mode,
    meetings,
    memberships,
    minutes_life,
    posts,
    rectifications,
    results,
    standing_items,
    walk_ins,
)
from pstdesk.services.agenda import ItemForm
from pstdesk.services.mandates import MandateForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.posts import PostForm
from pstdesk.services.results import ActionForm
from pstdesk.services.standing_items import StandingItemForm
from tests.services.election_deeds import ElectionDeeds
from tests.services.town import HOUSES, bodies, people, some

TYPED_KINDS = [kind for kind in ItemKind if kind not in OPENING_KINDS]
STATUSES = [status for status in AttendanceStatus if status is not AttendanceStatus.REPRESENTED]

days = st.integers(0, 120)
spans = st.tuples(st.none() | days, st.none() | days)


class Deeds(ElectionDeeds):
    """What an officer does with two bodies of four people, besides elections."""

    @rule(body=bodies, ahead=st.integers(0, 90))
    def plan(self, body: int, ahead: int) -> None:
        form = MeetingForm(body, self.today + timedelta(days=ahead), time(14), time(16))
        self.do(lambda session: meetings.plan_meeting(session, form))

    @rule(which=some)
    def convene(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.PLANNED, MeetingState.POSTPONED):
            self.do(lambda session: meetings.convene(session, meeting, self.today))

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
        """Make somebody référent by hand who sits in the body today, until the next election."""
        form = MandateForm(person, MandateRole.REFERENT, self.today)
        self.do(lambda session: mandates.add_mandate(session, body, form))

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

    @rule(which=some, ahead=st.integers(-1, 20))
    def ask_corrections(self, which: int, ahead: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            due_on = self.today + timedelta(days=ahead)
            where = "ccas@valmont.example"
            self.do(
                lambda session: minutes_life.ask_corrections(session, meeting, due_on, where, "Zoé", self.now)
            )

    @rule(which=some)
    def take_the_draft_back(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: minutes_life.back_to_draft(session, meeting))

    @rule(which=some)
    def reopen(self, which: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: minutes_life.reopen(session, meeting, "Un nom est faux.", self.now))

    @rule(which=some, back=st.booleans())
    def archive(self, which: int, back: bool) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            move = minutes_life.restore if back else minutes_life.archive
            self.do(lambda session: move(session, meeting))

    @rule(which=some, later=some)
    def rectify(self, which: int, later: int) -> None:
        meeting, place = self.meeting(which, MeetingState.HELD), self.meeting(later, MeetingState.HELD)
        if meeting and place:
            words = "Lire « vingt » et non « douze »."
            self.do(lambda session: rectifications.rectify(session, meeting, place, None, words, self.now))

    @rule(which=some)
    def open_the_meeting(self, which: int) -> None:
        if meeting := self.meeting(which, *TO_COME, MeetingState.HELD):
            (day,) = self.read(select(Meeting.day).where(Meeting.id == meeting))[0]
            self.today = max(self.today, day)
            self.do(lambda session: meeting_mode.open_meeting(session, meeting, self.now, self.today))

    @rule(which=some, back=st.booleans())
    def close_the_meeting(self, which: int, back: bool) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):

            def work(session: Session) -> None:
                if back:
                    meeting_mode.reopen_meeting(session, meeting)
                    return
                left = [item.id for item in meeting_mode.untouched_items(session, meeting)]
                meeting_mode.close_meeting(session, meeting, self.now, time(16), left[::2])

            self.do(work)

    @rule(which=some)
    def lack_a_quorum(self, which: int) -> None:
        """Only CT2 asks for one."""
        if meeting := self.meeting(which, MeetingState.CONVENED, MeetingState.HELD):
            self.do(lambda session: inquorate.declare_inquorate(session, meeting, self.now, self.today))

    @rule(which=some, ahead=st.integers(1, 30))
    def call_again(self, which: int, ahead: int) -> None:
        if meeting := self.meeting(which, MeetingState.INQUORATE):

            def work(session: Session) -> None:
                form = inquorate.second_convocation(session, meeting).form
                day = self.today + timedelta(days=ahead)
                inquorate.call_again(session, meeting, replace(form, day=day))

            self.do(work)

    @rule(which=some, person=people)
    def stand_in(self, which: int, person: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: attendance.stand_in(session, meeting, person))

    @rule(which=some, person=people)
    def welcome_as_member(self, which: int, person: int) -> None:
        if meeting := self.meeting(which, MeetingState.HELD):
            self.do(lambda session: walk_ins.welcome(session, meeting, person, as_member=True))

    @rule(body=bodies, kind=st.sampled_from([ItemKind.INFORMATION, ItemKind.ANY_OTHER_BUSINESS]), n=some)
    def make_an_item_stand(self, body: int, kind: ItemKind, n: int) -> None:
        form = StandingItemForm(f"Point {n % 3}", kind)
        self.do(lambda session: standing_items.add_standing_item(session, body, form))

    @rule(which=some)
    def let_an_item_stand_no_more(self, which: int) -> None:
        if item := self.one_of(select(StandingItem.id).order_by(StandingItem.id), which):
            self.do(lambda session: standing_items.remove_standing_item(session, item))
