"""What is typed to sign people in from the sheet: numbers or letters, a status, hours."""

import re
from dataclasses import dataclass
from datetime import time

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.calendar import parse_time

STATUS_LETTERS = {
    "p": AttendanceStatus.PRESENT,
    "d": AttendanceStatus.REMOTE,
    "e": AttendanceStatus.EXCUSED,
    "a": AttendanceStatus.ABSENT,
}
"""After numbers, the letters of the keys that record a status in the list."""

_HOUR = r"\d{1,2}\s*[h:]\s*(?:\d{2}(?!\d))?"
_UNTIL = r"(?:[-–>→à]|jusqu\s*['’]?\s*[àa])"
_TAIL = re.compile(
    rf"(?P<who>.*?)\s*(?P<arrived>(?<!\d){_HOUR})?(?:(?:\s*{_UNTIL}\s*|\s+)(?P<left>{_HOUR}))?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = re.compile(r"(?=\D*\d)[\d\s,;.\-–]+")
_LETTERED = re.compile(r"(?P<numbers>[\d\s,;.\-–]*\d)\s*(?P<letter>[pdea])", re.IGNORECASE)
_RANGE = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom an entry means, and what it says of them.

    ``numbers`` are lines of the sheet; where they are None ``letters`` begin a name.
    """

    letters: str = ""
    numbers: frozenset[int] | None = None
    status: AttendanceStatus = AttendanceStatus.PRESENT
    arrived_at: time | None = None
    left_at: time | None = None

    @property
    def is_numbers(self) -> bool:
        """Whether numbers of lines were typed, and not letters of a name."""
        return self.numbers is not None

    @property
    def has_hours(self) -> bool:
        """Whether an arrival or a departure was typed."""
        return self.arrived_at is not None or self.left_at is not None


def read_entry(typed: str) -> SignIn:
    """Return what was typed to sign people in.

    "7", "3 5 8-12" are lines; "fau" begins a name; "3 e" excuses line 3 (p, d, e, a as in the list);
    "7 14h20" came at 14:20, "7 -15h30" left at 15:30, "fau 14h20-15h30" both.

    Raises Refused("time_unreadable") for an hour that no day has.
    """
    # One space says as much as a thousand, among which the pattern would look for its parts for seconds.
    match = _TAIL.fullmatch(" ".join(typed.split()))
    assert match is not None, "every part may be empty"
    who = match["who"]
    arrived_at, left_at = (
        None if hour is None else parse_time(hour) for hour in (match["arrived"], match["left"])
    )
    status = AttendanceStatus.PRESENT
    lettered = _LETTERED.fullmatch(who)
    if lettered is not None:
        who, status = lettered["numbers"], STATUS_LETTERS[lettered["letter"].lower()]
    if _NUMBERS.fullmatch(who) is None:
        return SignIn(who, None, status, arrived_at, left_at)
    return SignIn("", _lines(who), status, arrived_at, left_at)


def _lines(typed: str) -> frozenset[int]:
    wanted: set[int] = set()
    for match in _RANGE.finditer(typed):
        first = int(match[1])
        wanted.update(range(first, int(match[2] or first) + 1))
    return frozenset(wanted)
