"""Random lives in which two records turn out to be one: who came came, rules hold, there is a way back."""

from typing import Any, cast

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import initialize
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy import func, select

from pstdesk.db.models import Attendance, Membership, Person, Proxy
from pstdesk.db.undo import Inverse
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.services import merging
from pstdesk.services.merging import Merging
from tests.services.deeds import Deeds
from tests.services.doubles import content
from tests.services.election_deeds import LONGEST
from tests.services.test_lives import Lives
from tests.services.town import BODIES, RULES

NOT_ONE_PERSON = (
    "merge_both_came",
    "merge_both_stood",
    "merge_both_voted",
    "merge_both_witnessed",
    "merge_two_mandates",
)
ATTENDED = [status for status in AttendanceStatus if status.attended]


class MergedLives(Deeds):
    """Lives of two bodies in which, at the end, two of the people turn out to be one."""

    @initialize()
    def begin(self) -> None:
        """Let both bodies have met, each with two of three members there twice."""
        self.found()
        for body in BODIES:
            self.entrust(person=1, body=body)
            self.plan(body=body, ahead=0)
            self.hold(which=-1)
        self.elect(which=-1, rules=RULES[0], steps=LONGEST, chance=1)
        self.numbers: dict[tuple[str, int], tuple[int, int]] = {}

    def teardown(self) -> None:
        try:
            for kept, gone in ((2, 1), (4, 3), (4, 2)):
                if self.make_one_of_two(kept, gone):
                    for holds in (
                        Lives.dated_things_do_not_overlap,
                        Lives.nobody_holds_a_mandate_in_a_body_they_have_left,
                        Lives.numbers_have_no_gaps_and_are_never_reused,
                        Lives.nothing_is_found_wrong,
                    ):
                        holds(cast("Lives", self))
        finally:
            super().teardown()

    def make_one_of_two(self, kept: int, gone: int) -> bool:
        """Merge, take it back, do it again, and say whether it could be."""
        inverse: list[Inverse] = []
        before, others = content(self.base), self.meetings_but_of(kept, gone)
        came, sat = self.meetings_of(kept, gone), self.days_of(kept, gone)
        try:
            with self.base.write(inverse.append) as session:
                merging.merge(session, Merging(RecordKind.PERSON, kept, gone), self.now)
        except Refused as refused:
            if refused.code not in NOT_ONE_PERSON:
                raise
            assert content(self.base) == before
            return False
        after = content(self.base)
        for there in (before, after):
            with self.base.write(inverse.append) as session:
                inverse[-1].apply(session)
            assert content(self.base) == there
        assert self.meetings_of(kept) == came
        assert self.days_of(kept) == sat
        assert self.meetings_of(gone) == set()
        assert self.meetings_but_of(kept, gone) == others
        with_oneself = Proxy.grantor_id == kept, Proxy.holder_id == gone
        assert self.read(select(func.count()).where(*with_oneself)) == [(0,)]
        assert self.read(select(Person.merged_into_id).where(Person.id == gone)) == [(kept,)]
        return True

    def meetings_of(self, *persons: int) -> set[int]:
        """Return the meetings that one at least of ``persons`` attended."""
        query = select(Attendance.meeting_id).where(Attendance.person_id.in_(persons))
        return {row[0] for row in self.read(query.where(Attendance.status.in_(ATTENDED)))}

    def meetings_but_of(self, *persons: int) -> list[Any]:
        """Return what is known of how everybody else attended."""
        query = select(Attendance.meeting_id, Attendance.person_id, Attendance.status)
        known = Attendance.status != AttendanceStatus.NOT_RECORDED
        return self.read(
            query.where(Attendance.person_id.not_in(persons), known).order_by(
                Attendance.meeting_id, Attendance.person_id
            )
        )

    def days_of(self, *persons: int) -> dict[Any, list[Interval]]:
        """Return the days on which one of ``persons`` was registered, by body and capacity, run together."""
        rows = self.read(
            select(
                Membership.committee_id, Membership.capacity, Membership.starts_on, Membership.ends_on
            ).where(Membership.person_id.in_(persons))
        )
        days: dict[Any, list[Interval]] = {}
        for body, capacity, *between in rows:
            during = Interval(*between)
            there = days.setdefault((body, capacity), [])
            while touching := next((each for each in there if touches(each, during)), None):
                there.remove(touching)
                during = during.joined(touching)
            there.append(during)
        return {key: sorted(spans, key=str) for key, spans in days.items()}


def touches(one: Interval, other: Interval) -> bool:
    """Say whether no day lies between the two."""
    meets = {one.ends_on, other.ends_on} & {one.starts_on, other.starts_on} - {None}
    return one.overlaps(other) or bool(meets)


@pytest.mark.no_cover  # counting lines slows it down, and other tests reach the same ones
def test_whoever_is_there_twice_has_lived_once_all_that_both_did() -> None:
    play(MergedLives, settings=settings(stateful_step_count=25, phases=(Phase.explicit, Phase.generate)))
