"""Somebody who holds an election by the keyboard alone, and whose keys are counted."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Attendance, Programme, RuleSet
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod, VotingRules
from pstdesk.services import attendance
from pstdesk.services.election_page import ElectionPage
from pstdesk.ui.elections.panel import StepPanel
from pstdesk.ui.elections.view import ElectionView
from pstdesk.ui.meetings.view import MeetingView
from tests.ui.meetings.conftest import PLANNED, Seances
from tests.ui.meetings.hours import Time
from tests.ui.meetings.live import primary, set_clock

ELECTION = 4
"""The place of the item on the story's agenda, from 0."""
PRESENT = 10
"""People who are there; one more gave a proxy to the first of them."""


class Voting:
    """A meeting that was opened, at the item that is an election."""

    def __init__(self, seances: Seances, hours: Time, rules: VotingRules) -> None:
        self.seances = seances
        self.meeting: MeetingView = seances.open(PLANNED)
        set_clock(self.meeting, hours)
        primary(self.meeting, "Ouvrir la séance")
        seances.settle()
        seances.change(_sign_in)
        seances.change(vote_by(rules))
        seances.stage.window.go("meetings", PLANNED)
        seances.settle()
        self.meeting.agenda.list.choose(ELECTION)
        self.meeting.notes.take_focus()
        seances.settle()

    @property
    def view(self) -> ElectionView:
        found = self.meeting.election.view
        assert found is not None
        return found

    @property
    def page(self) -> ElectionPage:
        assert self.view.page is not None
        return self.view.page

    @property
    def panel(self) -> Any:
        found = self.view.panel
        assert isinstance(found, StepPanel)
        return found

    @property
    def step(self) -> str:
        return self.page.step.value

    def open(self) -> "Voting":
        """Open the election by the body's rule."""
        self.seances.enter()
        return self

    def stand(self, *letters: str) -> "Voting":
        """Have people stand, each found by the first letters of a name."""
        for typed in letters:
            self.seances.type(typed)
            self.seances.enter()
        return self

    def go_on(self) -> "Voting":
        """Take the primary action by Ctrl+Enter."""
        self.seances.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.seances.settle()
        return self

    def count(self, *numbers: int) -> "Voting":
        """Type numbers, each followed by Enter."""
        for number in numbers:
            self.seances.type(str(number))
            self.seances.enter()
        return self

    def enter(self) -> "Voting":
        self.seances.enter()
        return self


RULES = VotingRules(
    method=VotingMethod.MAJORITY_2,
    tie_break=TieBreak.LOT,
    quorum=QuorumRule.NONE,
    enrolled_by=EnrolledBy.MEETING,
    mandate_months=24,
    seats=1,
    proxies_per_holder=1,
    show_of_hands=True,
    sole_candidate=True,
    remote_vote=False,
)


def vote_by(rules: VotingRules) -> Callable[[Session], None]:
    """Return what makes ``rules`` those of every body."""

    def change(session: Session) -> None:
        programme = session.get(Programme, 1)
        assert programme is not None
        rule_set = RuleSet(name="Règle de Valmont", explanation="", **asdict(rules))
        session.add(rule_set)
        session.flush()
        programme.default_rule_set_id = rule_set.id

    return change


def _sign_in(session: Session) -> None:
    rows = session.scalars(select(Attendance).where(Attendance.meeting_id == PLANNED)).all()
    people = [row.person_id for row in rows]
    for person_id in people[:PRESENT]:
        attendance.record(session, PLANNED, person_id, AttendanceStatus.PRESENT)
    attendance.represent(session, PLANNED, people[PRESENT], people[0])
