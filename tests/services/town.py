"""Two bodies of four people: where random lives take place (deeds.py, election_deeds.py)."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import AgendaItem, Committee, Meeting, Person
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.voting import QuorumRule, TieBreak, VotingMethod
from tests import builders

BODIES, PEOPLE, HOUSES = (1, 2), (1, 2, 3, 4), (1, 2)
QUORUMS = {1: QuorumRule.NONE, 2: QuorumRule.HALF_WITH_PROXIES}
FIRST_DAY = date(2026, 1, 5)
RULES = range(len(BODIES) + 1, len(BODIES) + 1 + len(VotingMethod))
"""The voting rules that no body has as its own: one for each method."""

bodies, people = st.sampled_from(BODIES), st.sampled_from(PEOPLE)
some = st.integers(0, 99)
"""Which of those there are: the remainder by their number."""


class Town(RuleBasedStateMachine):
    """Two bodies of four people, before anybody does anything."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.base = builders.make_base(Path(self.folder.name))
        self.today = FIRST_DAY
        self._written = b""
        """How often the file was written, as its header counts."""

    def teardown(self) -> None:
        self.base.close()
        self.folder.cleanup()

    def found(self) -> None:
        """Make the town; each machine begins with it."""
        with self.base.write() as session:
            builders.programme(session)
            for house in HOUSES:
                builders.organisation(session, f"Maison {house}")
            for person in PEOPLE:
                builders.person(session, f"Prénom{person}", f"Nom{person}")
            for body in BODIES:
                rules = builders.rule_set(session, quorum=QUORUMS[body])
                builders.committee(session, f"CT{body}", f"Comité {body}", rule_set_id=rules.id)
                for person in PEOPLE[:3]:
                    builders.membership(
                        session, session.get_one(Person, person), session.get_one(Committee, body)
                    )
            for place, method in enumerate(VotingMethod):
                tie_break = tuple(TieBreak)[place % len(TieBreak)]
                fields = {"mandate_months": 2, "show_of_hands": True, "sole_candidate": True}
                builders.rule_set(session, method, method=method, tie_break=tie_break, **fields)

    def do(self, work: Callable[[Session], object]) -> None:
        """Do ``work``, or have it refused with nothing changed."""
        with suppress(Refused), self.base.write() as session:
            work(session)

    def has_changed(self) -> bool:
        """Whether anything was written since this was asked last; a refusal writes nothing."""
        before, self._written = self._written, self.base.path.read_bytes()[24:28]
        return before != self._written

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

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), UTC)

    def between(self, span: tuple[int | None, int | None]) -> tuple[date | None, date | None]:
        first, last = (None if place is None else FIRST_DAY + timedelta(days=place) for place in span)
        return first, last
