"""However an election was left, some way leads on: it can be proclaimed, with somebody elected or nobody."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Election, Membership
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.election_steps import ElectionStep
from pstdesk.domain.errors import Refused
from pstdesk.domain.voting import ElectionState
from pstdesk.services import attendance, meetings, memberships, proclamation
from pstdesk.services.election_standing import election_step
from pstdesk.services.meetings import MeetingForm
from tests.services.election_deeds import LONGEST, ElectionDeeds, chances
from tests.services.town import PEOPLE, RULES, people, some

_WAYS = 30
"""Steps within which an election is over when everybody is there and accepts what comes."""


class _Over(Exception):
    """The way was found; what was tried on it is not to be kept."""


class Ways(ElectionDeeds):
    """Elections that are left, mistyped, reopened and corrected in every order."""

    @initialize(rules=st.sampled_from(RULES), steps=st.integers(1, LONGEST), chance=chances)
    def begin(self, rules: int, steps: int, chance: int) -> None:
        """Let a meeting be held, its election begun."""
        self.found()
        self.do(lambda session: meetings.plan_meeting(session, MeetingForm(1, self.today)))
        self.do(lambda session: meetings.hold(session, 1, self.today))
        self.elect(which=0, rules=rules, steps=steps, chance=chance)

    @rule(which=some, ahead=st.integers(0, 1))
    def leave(self, which: int, ahead: int) -> None:
        """Have somebody leave a body, on this day or the next, candidate, elected or not."""
        if membership := self.one_of(select(Membership.id).order_by(Membership.id), which):
            day = self.today + timedelta(days=ahead)
            self.do(lambda session: memberships.leave(session, membership, day))

    @rule(person=people, status=st.sampled_from(AttendanceStatus))
    def come_or_go(self, person: int, status: AttendanceStatus) -> None:
        self.do(lambda session: attendance.record(session, 1, person, status))

    @invariant()
    def some_way_leads_on(self) -> None:
        if not self.has_changed():
            return
        unfinished = select(Election.id).where(Election.state != ElectionState.PROCLAIMED)
        for (election_id,) in self.read(unfinished):
            with suppress(_Over), self.base.write() as session:
                self._finish(session, election_id)
                raise _Over

    def _finish(self, session: Session, election_id: int) -> None:
        """Do what the election waits for until it is proclaimed, as an officer would whom nobody disturbs."""
        self._have_all_there(session, session.get_one(Election, election_id))
        for turn in range(_WAYS):
            step = election_step(session, session.get_one(Election, election_id))
            if step is ElectionStep.PROCLAIMED:
                return
            try:
                with session.begin_nested():
                    self._go_on(session, election_id, Random(turn))
            except Refused as refused:
                self._give_up(session, election_id, refused)
        self._give_up(session, election_id, None)

    def _have_all_there(self, session: Session, election: Election) -> None:
        for person in PEOPLE:
            with suppress(Refused), session.begin_nested():
                attendance.record(session, election.meeting_id, person, AttendanceStatus.PRESENT)

    def _give_up(self, session: Session, election_id: int, refused: Refused | None) -> None:
        """Proclaim that nobody was elected; whatever refuses that too is a dead end."""
        try:
            proclamation.proclaim(session, election_id, self.now, give_up=True)
        except Refused as last:
            step = election_step(session, session.get_one(Election, election_id))
            raise AssertionError(f"no way leads on from {step}: {refused!r}, then {last!r}") from last


@pytest.mark.no_cover  # counting lines slows it down, and other tests reach the same ones
def test_no_election_is_ever_a_dead_end() -> None:
    play(Ways, settings=settings(stateful_step_count=12, phases=(Phase.explicit, Phase.generate)))
