"""Who came to a meeting, and how many that makes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from pstdesk.domain.errors import Refused


class AttendanceStatus(StrEnum):
    """How a person attended one meeting."""

    NOT_RECORDED = "not_recorded"
    PRESENT = "present"
    REMOTE = "remote"
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def attended(self) -> bool:
        """Whether the person took part, on site or from afar."""
        return self in (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE)


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people of each status a meeting counts; guests stand apart from the expected."""

    expected: int
    present: int
    remote: int
    represented: int
    excused: int
    absent: int
    not_recorded: int
    guests: int
    stood_in: int = 0
    """Represented people whose suppléant sat on site in their place."""

    @property
    def attended(self) -> int:
        """Expected people who took part, on site or from afar."""
        return self.present + self.remote

    @property
    def rate(self) -> float | None:
        """Attended / (expected - not recorded), or None where nobody's attendance is known."""
        known = self.expected - self.not_recorded
        return self.attended / known if known else None

    @property
    def rate_with_represented(self) -> float | None:
        """As :attr:`rate`, those represented counted as attending."""
        known = self.expected - self.not_recorded
        return (self.attended + self.represented) / known if known else None

    @property
    def excused_rate(self) -> float | None:
        """Excused / (excused + absent), or None where nobody stayed away."""
        away = self.excused + self.absent
        return self.excused / away if away else None

    @property
    def is_complete(self) -> bool:
        """Whether the attendance of everybody expected is known."""
        return self.not_recorded == 0


def headcount(
    rows: Iterable[tuple[AttendanceStatus, bool]], standing_in: Iterable[AttendanceStatus] = ()
) -> Headcount:
    """Count ``rows`` of (status, is guest); only guests who attended count as guests.

    A titulaire and their suppléant are one seat: suppléants are not among ``rows``; ``standing_in`` says how
    those attended who fill the seat of somebody represented (docs/domain.md, "Attendus").
    """
    stood_in = sum(status is AttendanceStatus.PRESENT for status in standing_in)
    return headcount_by_status(Counter(rows), stood_in)


def headcount_by_status(counted: Mapping[tuple[AttendanceStatus, bool], int], stood_in: int = 0) -> Headcount:
    """Make a headcount of how many people there are of each (status, is guest)."""
    of_expected = {status: counted.get((status, False), 0) for status in AttendanceStatus}
    return Headcount(
        expected=sum(of_expected.values()),
        present=of_expected[AttendanceStatus.PRESENT],
        remote=of_expected[AttendanceStatus.REMOTE],
        represented=of_expected[AttendanceStatus.REPRESENTED],
        excused=of_expected[AttendanceStatus.EXCUSED],
        absent=of_expected[AttendanceStatus.ABSENT],
        not_recorded=of_expected[AttendanceStatus.NOT_RECORDED],
        guests=sum(counted.get((status, True), 0) for status in AttendanceStatus if status.attended),
        stood_in=stood_in,
    )


@dataclass(frozen=True, slots=True)
class Presence:
    """What counts of one person at one meeting.

    ``substitute_for_id`` is the titulaire of a suppléant who came without being expected.
    """

    person_id: int
    status: AttendanceStatus
    is_guest: bool = False
    proxy_holder_id: int | None = None
    substitute_for_id: int | None = None


def headcount_of(presences: Iterable[Presence]) -> Headcount:
    """Count one meeting; a suppléant has no seat of their own, but may fill that of their titulaire."""
    counted = tuple(presences)
    holders = {who.person_id: who.proxy_holder_id for who in counted}
    seated = ((who.status, who.is_guest) for who in counted if who.substitute_for_id is None)
    standing_in = (
        who.status
        for who in counted
        if who.substitute_for_id is not None and holders.get(who.substitute_for_id) == who.person_id
    )
    return headcount(seated, standing_in)


def refuse_hours(arrived_at: time | None, left_at: time | None, starts_at: time | None) -> None:
    """Raise where nobody can have come late, or left early, at these hours.

    Raises "attendance_hours" (a departure that is not after the arrival), "attendance_not_late" and
    "attendance_left_before" (hours before the meeting began), each with what was typed.
    """
    if arrived_at is not None and left_at is not None and left_at <= arrived_at:
        raise Refused("attendance_hours")
    if starts_at is None:
        return
    if arrived_at is not None and arrived_at < starts_at:
        raise Refused("attendance_not_late", arrived_at=arrived_at, starts_at=starts_at)
    if left_at is not None and left_at <= starts_at:
        raise Refused("attendance_left_before", left_at=left_at, starts_at=starts_at)


def sheet_numbers(people: Iterable[tuple[int, bool]]) -> dict[int, int]:
    """Return by person the number of their line on the sheet; guests have none.

    ``people`` are (who, is guest) in the order of names. What is printed before a meeting and what is typed
    after it are these very numbers.
    """
    expected = (person_id for person_id, is_guest in people if not is_guest)
    return {person_id: number for number, person_id in enumerate(expected, start=1)}
