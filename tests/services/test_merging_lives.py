"""Random lives in which two records turn out to be one person: who came came, and the rules go on holding."""

from typing import Any

from hypothesis import Phase, settings
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test as play
from sqlalchemy import func, select

from pstdesk.db.models import Attendance, Membership, Person, Proxy
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.doubles import RecordKind
from pstdesk.domain.errors import Refused
from pstdesk.domain.interval import Interval
from pstdesk.services import merging
from pstdesk.services.merging import Merging
from tests.services.deeds import people
from tests.services.test_lives import Lives

NOT_ONE_PERSON = ("merge_one_record", "merge_done", "merge_both_came")
ATTENDED = [status for status in AttendanceStatus if status.attended]


class MergedLives(Lives):
    """The lives of two bodies of which some members are there twice."""

    @rule(kept=people, gone=people)
    def make_one_of_two(self, kept: int, gone: int) -> None:
        came, sat = self.meetings_of(kept, gone), self.days_of(kept, gone)
        others = self.meetings_but_of(kept, gone)
        try:
            with self.base.write() as session:
                merging.merge(session, Merging(RecordKind.PERSON, kept, gone), self.now)
        except Refused as refused:
            if refused.code in NOT_ONE_PERSON:
                return
            raise
        assert self.meetings_of(kept) == came
        assert self.days_of(kept) == sat
        assert self.meetings_of(gone) == set()
        assert self.meetings_but_of(kept, gone) == others
        assert self.read(select(func.count()).where(Proxy.grantor_id == kept, Proxy.holder_id == gone)) == [
            (0,)
        ]
        self.came = {
            meeting: {kept if person == gone else person for person in persons}
            for meeting, persons in self.came.items()
        }
        assert self.read(select(Person.merged_into_id).where(Person.id == gone)) == [(kept,)]

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


def test_whoever_is_there_twice_has_lived_once_all_that_both_did() -> None:
    play(MergedLives, settings=settings(stateful_step_count=25, phases=(Phase.explicit, Phase.generate)))
