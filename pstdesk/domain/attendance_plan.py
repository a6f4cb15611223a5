"""What importing a list of past attendance changes: worked out first, then done whole or not at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.attendance_list import AttendanceList, ListedPresence
from pstdesk.domain.errors import Refused
from pstdesk.domain.meeting import TAKES_A_DAY, TO_COME, MeetingState
from pstdesk.domain.membership import Sitting, expected_on
from pstdesk.domain.names import name_keys, spoken_name
from pstdesk.domain.people_list import Remark
from pstdesk.domain.people_plan import Fate


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting of the base; nobody changes who came once its minutes are approved."""

    id: int
    state: MeetingState
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Who is found under a name; of records that were merged, the one that stands for both."""

    id: int
    is_archived: bool = False


@dataclass(frozen=True)
class AttendanceRegister:
    """What the base holds of the meetings and people that a list names."""

    meetings: Mapping[tuple[int, date], tuple[KnownMeeting, ...]] = field(default_factory=dict)
    """By committee and day."""
    people: Mapping[str, tuple[KnownPerson, ...]] = field(default_factory=dict)
    """By folded name, family name first."""
    sittings: Mapping[int, tuple[Sitting, ...]] = field(default_factory=dict)
    """By committee, everybody's registrations and seats there."""
    recorded: Mapping[tuple[int, int], tuple[AttendanceStatus, bool]] = field(default_factory=dict)
    """By meeting and person, how they attended and whether as a guest."""


@dataclass(frozen=True, slots=True)
class PlannedPresence:
    """How somebody attended the meeting of a committee on a day, and what becomes of that in the base."""

    row: int
    committee_id: int
    day: date
    person_id: int
    status: AttendanceStatus
    is_guest: bool
    fate: Fate


@dataclass(frozen=True, slots=True)
class AttendancePlan:
    """What is to be done: with any error nothing is."""

    rows: int
    meetings_made: tuple[tuple[int, date], ...]
    """Committee and day, by day."""
    meetings_held: tuple[int, ...]
    """Meetings of the base that were to come, and turn out to have been held."""
    presences: tuple[PlannedPresence, ...]
    skipped: tuple[Remark, ...]
    errors: tuple[Remark, ...]


def plan_attendance(listed: AttendanceList, register: AttendanceRegister, today: date) -> AttendancePlan:
    """Return what importing ``listed`` into a base that holds ``register`` does.

    People are found by folded name, first among those expected that day, then among all who are not put
    away; who was not expected is a guest. A meeting that is not there is made as held. What the list does
    not say stays: whoever was expected and is not named is not recorded. The first row of a person and
    meeting wins, so that importing the same list twice changes nothing.
    """
    planner = _Planner(register, today)
    for presence in listed.presences:
        planner.take(presence)
    found = planner.presences.values()
    return AttendancePlan(
        rows=listed.rows,
        meetings_made=tuple(sorted(planner.made, key=lambda pair: (pair[1], pair[0]))),
        meetings_held=tuple(sorted(planner.held)),
        presences=tuple(found),
        skipped=(*listed.skipped, *planner.skipped),
        errors=(*listed.errors, *planner.errors),
    )


class _Planner:
    def __init__(self, register: AttendanceRegister, today: date) -> None:
        self.presences: dict[tuple[int, date, int], PlannedPresence] = {}
        self.made: set[tuple[int, date]] = set()
        self.held: set[int] = set()
        self.skipped: list[Remark] = []
        self.errors: list[Remark] = []
        self._register = register
        self._today = today
        self._expected: dict[tuple[int, date], frozenset[int]] = {}

    def take(self, presence: ListedPresence) -> None:
        """Plan one row, or say why not."""
        try:
            meeting = self._meeting(presence)
            person_id = self._person(presence)
        except Refused as refused:
            self.errors.append(Remark(presence.row, "", refused.code, refused.values))
            return
        key = (presence.committee_id, presence.day, person_id)
        earlier = self.presences.get(key)
        if earlier is not None:
            self._skip(presence, "presence_again", first=earlier.row)
            return
        is_expected = person_id in self._expected_at(presence)
        if not is_expected and not presence.status.attended:
            self._skip(presence, "presence_not_expected")
            return
        before = None if meeting is None else self._register.recorded.get((meeting.id, person_id))
        after = (presence.status, not is_expected if before is None else before[1])
        if before is not None and presence.status is AttendanceStatus.NOT_RECORDED:
            after = before  # what a list does not say erases nothing
        if meeting is not None and meeting.is_closed and before != after:
            values = {"name": _name(presence), "day": presence.day}
            self.errors.append(Remark(presence.row, "", "presence_closed", values))
            return
        self._note_meeting(presence, meeting)
        self.presences[key] = PlannedPresence(
            presence.row,
            presence.committee_id,
            presence.day,
            person_id,
            *after,
            _fate(before, after),
        )

    def _skip(self, presence: ListedPresence, code: str, **values: object) -> None:
        self.skipped.append(Remark(presence.row, "", code, {"name": _name(presence), **values}))

    def _meeting(self, presence: ListedPresence) -> KnownMeeting | None:
        """Return the meeting of that committee and day, None where there is none yet."""
        if presence.day > self._today:
            raise Refused("presence_to_come", day=presence.day)
        there = self._register.meetings.get((presence.committee_id, presence.day), ())
        usable = [meeting for meeting in there if meeting.state in TAKES_A_DAY]
        if len(usable) > 1:
            raise Refused("presence_two_meetings", day=presence.day)
        if there and not usable:
            raise Refused("presence_not_held", day=presence.day)
        return usable[0] if usable else None

    def _note_meeting(self, presence: ListedPresence, meeting: KnownMeeting | None) -> None:
        if meeting is None:
            self.made.add((presence.committee_id, presence.day))
        elif meeting.state in TO_COME:
            self.held.add(meeting.id)

    def _expected_at(self, presence: ListedPresence) -> frozenset[int]:
        key = (presence.committee_id, presence.day)
        if key not in self._expected:
            sittings = self._register.sittings.get(presence.committee_id, ())
            self._expected[key] = frozenset(expected_on(sittings, presence.day))
        return self._expected[key]

    def _person(self, presence: ListedPresence) -> int:
        found = self._named(presence)
        expected = self._expected_at(presence)
        sitting = {
            sitting.person_id
            for sitting in self._register.sittings.get(presence.committee_id, ())
            if presence.day in sitting.during
        }
        for among in (expected, sitting):
            near = {person.id for person in found if person.id in among}
            if len(near) == 1:
                return near.pop()
            if near:
                raise Refused("presence_several_people", name=_name(presence))
        there = {person.id for person in found if not person.is_archived}
        if len(there) > 1:
            raise Refused("presence_several_people", name=_name(presence))
        if not there:
            raise Refused("presence_nobody", name=_name(presence))
        return there.pop()

    def _named(self, presence: ListedPresence) -> Sequence[KnownPerson]:
        by_family, by_given = name_keys(presence.given_name, presence.family_name)
        return self._register.people.get(by_family) or self._register.people.get(by_given) or ()


def _name(presence: ListedPresence) -> str:
    return spoken_name(presence.given_name, presence.family_name)


def _fate(before: tuple[AttendanceStatus, bool] | None, after: tuple[AttendanceStatus, bool]) -> Fate:
    """Return what becomes of one attendance: one that was not recorded yet is made."""
    if before == after:
        return "unchanged"
    unknown = before is None or before[0] is AttendanceStatus.NOT_RECORDED
    return "made" if unknown else "changed"


def fates(presences: Iterable[PlannedPresence]) -> Counter[Fate]:
    """Return how many attendances are made, changed and left as they are."""
    return Counter(presence.fate for presence in presences)
