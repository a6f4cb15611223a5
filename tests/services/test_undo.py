"""Whatever an officer does, in any order, can be undone to the first state and done again to the last."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import Phase, settings
from hypothesis.stateful import initialize, rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy.orm import Session

from pstdesk.db.undo import Inverse
from pstdesk.domain.errors import Refused
from pstdesk.services import check
from tests.db.undoing import content
from tests.services.deeds import Deeds

Content = dict[str, list[tuple[Any, ...]]]


class Regrets(Deeds):
    """The deeds, each with its inverse and with what the base held before."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[tuple[Inverse, Content]] = []
        self.now_there: Content = {}

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.now_there = content(self.base)

    def do(self, work: Callable[[Session], object]) -> None:
        found: list[Inverse] = []
        with suppress(Refused):
            with self.base.write(undo=found.append) as session:
                work(session)
            before, self.now_there = self.now_there, content(self.base)
            if found:
                self.done.append((found[0], before))
            elif self.now_there != before:
                self.done.clear()  # irrevocable

    def back(self, inverse: Inverse) -> Inverse:
        found: list[Inverse] = []
        with self.base.write(undo=found.append) as session:
            inverse.apply(session)
        with self.base.read() as session:
            assert check.check_base(session) == ()
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
