"""Who is on the attendance list, by number, and whom a few letters or numbers mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.names import fold, listed_name, spoken_name
from pstdesk.services.attendance import AttendanceRow
from pstdesk.services.expected import ExpectedRow

_NUMBERS = re.compile(r"[\d\s,;.\-–]*\d[\d\s,;.\-–]*")
_RANGE = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")


@dataclass(frozen=True)
class Attendee:
    """One line of the list. ``number`` counts the expected by name, as on the sheet; guests have none.

    ``status`` is None before the meeting, when people are only expected.
    """

    id: int
    number: int | None
    family_name: str
    given_name: str
    organisation: str
    status: AttendanceStatus | None
    is_guest: bool = False
    proxy_holder: str = ""

    @property
    def name(self) -> str:
        """The name as lists give it, family name first."""
        return listed_name(self.given_name, self.family_name)

    @property
    def is_recorded(self) -> bool:
        """Whether it is known how the person attended."""
        return self.status not in (None, AttendanceStatus.NOT_RECORDED)


def attendees(rows: Iterable[AttendanceRow]) -> tuple[Attendee, ...]:
    """Return everybody expected by number, then the guests."""
    all_rows = tuple(rows)
    names = {row.person_id: spoken_name(row.given_name, row.family_name) for row in all_rows}
    expected = [row for row in all_rows if not row.is_guest]
    guests = [row for row in all_rows if row.is_guest]
    numbered = [*enumerate(expected, start=1), *((None, row) for row in guests)]
    return tuple(
        Attendee(
            row.person_id,
            number,
            row.family_name,
            row.given_name,
            row.organisation,
            row.status,
            row.is_guest,
            names.get(row.proxy_holder_id or 0, ""),
        )
        for number, row in numbered
    )


def expected_attendees(rows: Iterable[ExpectedRow]) -> tuple[Attendee, ...]:
    """Return the people expected at a meeting that was not held yet."""
    return tuple(
        Attendee(row.person_id, number, row.family_name, row.given_name, row.organisation, None)
        for number, row in enumerate(rows, start=1)
    )


def meant(people: tuple[Attendee, ...], typed: str) -> tuple[Attendee, ...]:
    """Return whom ``typed`` may mean, the most likely first; everybody for nothing typed.

    Numbers ("7", "3 5 8-12") mean those lines, all of them. Letters mean people one of whose names begins
    so, spaces and apostrophes apart; those not recorded yet come first, then those whose family name it is.
    """
    if not typed.strip():
        return people
    if is_numbers(typed):
        wanted = _numbers(typed)
        return tuple(person for person in people if person.number in wanted)
    words = fold(typed).split()
    found = [person for person in people if words and _begins(person, words)]
    found.sort(key=lambda person: (person.is_recorded, not _family_begins(person, words[0])))
    return tuple(found)


def is_numbers(typed: str) -> bool:
    """Whether numbers of lines were typed, and not letters of a name."""
    return _NUMBERS.fullmatch(typed.strip()) is not None


def _numbers(typed: str) -> set[int]:
    wanted: set[int] = set()
    for match in _RANGE.finditer(typed):
        first = int(match[1])
        last = int(match[2] or first)
        wanted.update(range(first, last + 1))
    return wanted


def _begins(person: Attendee, words: list[str]) -> bool:
    beginnings = [*fold(person.name).split(), *_solid(person)]
    return all(any(name.startswith(word) for name in beginnings) for word in words)


def _family_begins(person: Attendee, word: str) -> bool:
    family = fold(person.family_name)
    return family.startswith(word) or family.replace(" ", "").startswith(word)


def _solid(person: Attendee) -> tuple[str, str]:
    """Return both names in one word each: "L'Hostis" is found as "lho"."""
    return fold(person.family_name).replace(" ", ""), fold(person.given_name).replace(" ", "")
