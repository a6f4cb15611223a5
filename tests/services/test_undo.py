"""Whatever an officer does, in any order, can be undone to the first state and done again to the last."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import initialize, rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy.orm import Session

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Membership, Organisation, Person, Post
from pstdesk.db.undo import Inverse
from pstdesk.domain.errors import Refused
from pstdesk.services import agenda, check, memberships
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm, convene, plan_meeting
from pstdesk.services.memberships import MembershipForm
from pstdesk.services.minutes_life import send
from pstdesk.services.undoing import take_back
from tests import builders
from tests.builders import A_DAY, AN_INSTANT
from tests.db.undoing import act, content, done, undone
from tests.services.deeds import Deeds
from tests.services.stories import hold_meeting

Content = dict[str, list[tuple[Any, ...]]]


class Regrets(Deeds):
    """The deeds, each with its inverse and with what the base held before."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[tuple[Inverse, Content]] = []
        self.now_there: Content = {}

    @initialize()
    def begin(self) -> None:
        self.found()
        self.now_there = content(self.base)

    def do(self, work: Callable[[Session], object]) -> None:
        found: list[Inverse | None] = []
        with suppress(Refused):
            with self.base.write(undo=found.append) as session:
                work(session)
            before, self.now_there = self.now_there, content(self.base)
            if found and found[0] is not None:
                self.done.append((found[0], before))
            elif self.now_there != before:
                self.done.clear()  # irrevocable

    def back(self, inverse: Inverse) -> Inverse:
        found: list[Inverse | None] = []
        with self.base.write(undo=found.append) as session:
            take_back(session, inverse)
        with self.base.read() as session:
            assert check.check_base(session) == ()
        assert found[0] is not None
        return found[0]

    @rule()
    def regret_everything_and_do_it_again(self) -> None:
        again = self.back_and_back(self.done)
        self.done = self.back_and_back(again)

    def back_and_back(self, done: list[tuple[Inverse, Content]]) -> list[tuple[Inverse, Content]]:
        """Apply all inverses, the last one first; return theirs."""
        theirs = []
        for inverse, before in reversed(done):
            theirs.append((self.back(inverse), self.now_there))
            self.now_there = content(self.base)
            assert self.now_there == before
        return theirs

    def teardown(self) -> None:
        self.regret_everything_and_do_it_again()
        super().teardown()


def test_whatever_was_done_can_be_undone_and_done_again() -> None:
    play(Regrets, settings=settings(stateful_step_count=20, phases=(Phase.explicit, Phase.generate)))


def test_what_minutes_say_is_not_undone_once_they_went_out(base: Database) -> None:
    with base.write() as session:
        builders.programme(session)
        meeting_id = hold_meeting(session, builders.committee(session).id)
        agenda.add_item(session, meeting_id, ItemForm("Le jardin"))
    adding = done(base, lambda session: agenda.add_item(session, meeting_id, ItemForm("Le verger")))
    elsewhere = done(base, lambda session: builders.person(session))
    with base.write() as session:
        send(session, meeting_id, AN_INSTANT)
    before = content(base)
    with pytest.raises(Refused, match="minutes_out_meanwhile_undo"):
        act(base, lambda session: take_back(session, adding))
    assert content(base) == before
    undone(base, elsewhere)


@pytest.mark.parametrize("work", [send, lambda session, meeting, now: convene(session, meeting, now.date())])
def test_what_went_out_or_took_a_number_has_no_inverse(base: Database, work: Callable[..., object]) -> None:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        held, planned = hold_meeting(session, body.id), plan_meeting(session, MeetingForm(body.id, A_DAY))
    meeting_id = held if work is send else planned
    assert act(base, lambda session: work(session, meeting_id, AN_INSTANT)) is None


def overlapping(session: Session) -> None:
    builders.membership(session, session.get_one(Person, 1), session.get_one(Committee, 1))


def a_second_post(session: Session) -> None:
    builders.post(session, session.get_one(Person, 1), session.get_one(Organisation, 1))


def a_mandate(session: Session) -> None:
    builders.mandate(session, session.get_one(Person, 2), session.get_one(Committee, 1))


@pytest.mark.parametrize(
    ("deed", "since", "code"),
    [
        (lambda s: memberships.leave(s, 1, A_DAY), None, ""),
        (lambda s: s.delete(s.get_one(Membership, 1)), overlapping, "changed_meanwhile_undo"),
        (lambda s: s.delete(s.get_one(Post, 1)), a_second_post, "changed_meanwhile_undo"),
        (
            lambda s: memberships.enrol(s, 1, 2, MembershipForm()),
            a_mandate,
            "changed_meanwhile_undo",
        ),
    ],
)
def test_no_rule_is_broken_by_what_came_since(
    base: Database, deed: Callable[[Session], object], since: Callable[[Session], None] | None, code: str
) -> None:
    with base.write() as session:
        builders.programme(session)
        body = builders.committee(session)
        zoe, _noa = builders.person(session), builders.person(session, "Noa", "Weiß")
        builders.membership(session, zoe, body)
        builders.post(session, zoe, builders.organisation(session))
    inverse = done(base, deed)
    if since is not None:
        with base.write() as session:
            since(session)
    before = content(base)
    if code:
        with pytest.raises(Refused, match=code):
            act(base, lambda session: take_back(session, inverse))
        assert content(base) == before
    else:
        act(base, lambda session: take_back(session, inverse))
        assert content(base) != before
