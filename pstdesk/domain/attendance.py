"""Who came to a meeting, and how many that makes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    def is_complete(self) -> bool:
        """Whether the attendance of everybody expected is known."""
        return self.not_recorded == 0


def headcount(rows: Iterable[tuple[AttendanceStatus, bool]]) -> Headcount:
    """Count ``rows`` of (status, is guest); only guests who attended count as guests."""
    counted = Counter(rows)
    of_expected = {status: counted[status, False] for status in AttendanceStatus}
    return Headcount(
        expected=sum(of_expected.values()),
        present=of_expected[AttendanceStatus.PRESENT],
        remote=of_expected[AttendanceStatus.REMOTE],
        represented=of_expected[AttendanceStatus.REPRESENTED],
        excused=of_expected[AttendanceStatus.EXCUSED],
        absent=of_expected[AttendanceStatus.ABSENT],
        not_recorded=of_expected[AttendanceStatus.NOT_RECORDED],
        guests=counted[AttendanceStatus.PRESENT, True] + counted[AttendanceStatus.REMOTE, True],
    )
