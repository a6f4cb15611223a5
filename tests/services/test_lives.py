"""Random lives of bodies, meetings, minutes and memberships, after each turn of which rules 1 to 5 hold.

The rules are those of docs/domain.md.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import (
    AgendaItem,
    Attendance,
    Decision,
    Mandate,
    Meeting,
    Membership,
    Minutes,
    MinutesVersion,
    Post,
)
from pstdesk.db.undo import Inverse
from pstdesk.domain.agenda import OPENING_KINDS, ItemKind, ItemState, comes_back, subject
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.domain.meeting import TO_COME, MeetingState
from pstdesk.domain.minutes import ApprovalMode, is_locked
from pstdesk.services import check
from pstdesk.services.expected import sittings
from pstdesk.services.undoing import take_back
from tests.services.deeds import Deeds
from tests.services.election_deeds import LONGEST, chances
from tests.services.town import BODIES, RULES

PAST = (MeetingState.HELD, MeetingState.CANCELLED, MeetingState.INQUORATE)


class Lives(Deeds):
    """The deeds, and what is remembered of them to compare with the base."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[Inverse] = []
        self.numbers: dict[tuple[str, int], tuple[int, int]] = {}
        """Numbers given to meetings and decisions."""
        self.items_held: dict[int, set[int]] = {}
        self.came: dict[int, set[int]] = {}
        self.approved: dict[int, str] = {}
        """By meeting: what its minutes said when a later meeting approved them."""

    @initialize(rules=st.sampled_from(RULES), steps=st.integers(3, LONGEST), chance=chances)
    def begin(self, rules: int, steps: int, chance: int) -> None:
        """Let both bodies have a référent, and the first have met twice: what forty turns seldom lead to.

        The minutes of its first meeting were approved in the second, whose own were sent; both decided. The
        second held an election, or began one.
        """
        self.found()
        for body in BODIES:
            self.entrust(person=1, body=body)
        latest = -1
        for _meeting in range(2):
            self.plan(body=1, ahead=0)
            self.hold(which=latest)
            self.add_item(which=latest, kind=ItemKind.DISCUSSION, place=None)
            self.decide(which=latest)
            self.send(which=latest)
            self.time_goes_by(count=30)
        self.approve_in_a_later_meeting(which=0, later=1)
        self.elect(which=1, rules=rules, steps=steps, chance=chance)

    def do(self, work: Callable[[Session], object]) -> None:
        found: list[Inverse | None] = []
        with suppress(Refused), self.base.write(undo=found.append) as session:
            work(session)
        self.acts.extend(inverse for inverse in found if inverse is not None)

    @rule(which=st.integers(0, 99))
    def take_an_act_back(self, which: int) -> None:
        """Whichever it is, and whatever has been done since; taken back again it is done again."""
        if self.acts:
            inverse = self.acts.pop(-1 - which % min(len(self.acts), 8))
            before = len(self.acts)
            self.do(lambda session: take_back(session, inverse))
            if len(self.acts) > before:
                # it is not history that the meeting was held, or who came
                self.items_held, self.came = {}, {}

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
        # One that was said to be held may still be stated to lack its quorum: it keeps its agenda.
        took_place = (MeetingState.HELD, MeetingState.INQUORATE)
        there = grouped(self.read(held.where(Meeting.state.in_(took_place))))
        known = Attendance.status != AttendanceStatus.NOT_RECORDED
        came = grouped(self.read(select(Attendance.meeting_id, Attendance.person_id).where(known)))
        for meeting, items in self.items_held.items():
            assert items <= there.get(meeting, set())
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
            assert words(last[meeting][3]) == said
        for meeting, state, approval, content in last.values():
            if is_locked(state) and approval is ApprovalMode.MEETING:
                self.approved.setdefault(meeting, words(content))

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
        """Rule 5: once, to a meeting that can still deal with it, or one of its subject answers for it."""
        items = self.read(
            select(AgendaItem, Meeting.committee_id, Meeting.day, Meeting.state)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .order_by(Meeting.day, Meeting.id)
        )
        taken_up = Counter(item.carried_from_id for item, *_rest in items)
        assert all(times == 1 for origin, times in taken_up.items() if origin is not None)
        next_of = {body: self.next_meeting(body) for body in BODIES}
        for place, (item, body, day, state) in enumerate(items):
            waits = item.state in (ItemState.OPEN, ItemState.NOT_REACHED) and state in PAST
            upcoming = next_of[body]
            if not waits or not comes_back(item.kind) or upcoming is None or upcoming.day < day:
                continue
            about = subject(item.title, item.kind)
            answers = any(
                subject(other.title, other.kind) == about and other.meeting_id != item.meeting_id
                for other, their_body, *_rest in items[place + 1 :]
                if their_body == body
            )
            assert taken_up[item.id] or answers, f"item {item.id} is forgotten"

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
        if self.has_changed():
            with self.base.read() as session:
                assert check.check_base(session) == ()


def words(content: dict[str, Any]) -> str:
    """Return what minutes say; what a later meeting rectifies stands beside it."""
    return json.dumps([content["attendees"], content["items"]])


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


@pytest.mark.no_cover  # counting lines slows it down, and other tests reach the same ones
def test_whatever_happens_rules_1_to_5_hold() -> None:
    play(Lives, settings=settings(stateful_step_count=40, phases=(Phase.explicit, Phase.generate)))
