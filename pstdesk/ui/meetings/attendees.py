"""Who is on the attendance list, by number, and whom a few letters or numbers mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from pstdesk.domain.attendance import AttendanceStatus, Presence, sheet_numbers
from pstdesk.domain.names import fold, listed_name, spoken_name
from pstdesk.domain.sign_in import SignIn
from pstdesk.services.attendance import AttendanceRow
from pstdesk.services.expected import ExpectedRow
from pstdesk.services.sign_in import SubstituteRow


@dataclass(frozen=True)
class Attendee:
    """One line of the list. ``number`` counts the expected by name, as on the sheet; the others have none.

    ``status`` is None before the meeting, when people are only expected, and of a suppléant who may come.
    """

    id: int
    number: int | None
    family_name: str
    given_name: str
    organisation: str
    status: AttendanceStatus | None
    is_guest: bool = False
    arrived_at: time | None = None
    left_at: time | None = None
    proxy_holder_id: int | None = None
    proxy_holder: str = ""
    proxy_number: int | None = None
    """The line of who holds the proxy, where they have one."""
    by_substitute: bool = False
    """Whether who represents this person is their suppléant."""
    substitute_for_id: int | None = None
    substitute_for: str = ""

    @property
    def name(self) -> str:
        """The name as lists give it, family name first."""
        return listed_name(self.given_name, self.family_name)

    @property
    def is_recorded(self) -> bool:
        """Whether it is known how the person attended."""
        return self.status not in (None, AttendanceStatus.NOT_RECORDED)

    @property
    def stands_by(self) -> bool:
        """Whether this is a suppléant who is not on the list, but may come."""
        return self.status is None and self.substitute_for_id is not None

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without sitting in the body that day."""
        return self.is_guest and self.substitute_for_id is None

    @property
    def presence(self) -> Presence:
        """What counts of the person."""
        status = self.status or AttendanceStatus.NOT_RECORDED
        return Presence(self.id, status, self.is_guest, self.proxy_holder_id, self.substitute_for_id)


def attendees(rows: Iterable[AttendanceRow]) -> tuple[Attendee, ...]:
    """Return everybody expected by number, then the suppléants and the guests who came."""
    all_rows = tuple(rows)
    names = {row.person_id: spoken_name(row.given_name, row.family_name) for row in all_rows}
    sits_for = {row.person_id: row.substitute_for_id for row in all_rows}
    expected = [row for row in all_rows if not row.is_guest]
    guests = sorted((row for row in all_rows if row.is_guest), key=lambda row: row.is_walk_in)
    numbers = sheet_numbers((row.person_id, row.is_guest) for row in all_rows)
    return tuple(
        Attendee(
            id=row.person_id,
            number=numbers.get(row.person_id),
            family_name=row.family_name,
            given_name=row.given_name,
            organisation=row.organisation,
            status=row.status,
            is_guest=row.is_guest,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            proxy_holder_id=row.proxy_holder_id,
            proxy_holder=names.get(row.proxy_holder_id or 0, ""),
            proxy_number=numbers.get(row.proxy_holder_id or 0),
            by_substitute=sits_for.get(row.proxy_holder_id or 0) == row.person_id,
            substitute_for_id=row.substitute_for_id,
            substitute_for=names.get(row.substitute_for_id or 0, ""),
        )
        for row in (*expected, *guests)
    )


def expected_attendees(rows: Iterable[ExpectedRow]) -> tuple[Attendee, ...]:
    """Return the people expected at a meeting that was not held yet."""
    all_rows = tuple(rows)
    numbers = sheet_numbers((row.person_id, False) for row in all_rows)
    return tuple(
        Attendee(
            row.person_id, numbers[row.person_id], row.family_name, row.given_name, row.organisation, None
        )
        for row in all_rows
    )


def standing_by(rows: Iterable[SubstituteRow], present: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """Return the suppléants who are not on the list ``present`` yet; of two titulaires, for the first."""
    names = {who.id: spoken_name(who.given_name, who.family_name) for who in present}
    found: dict[int, Attendee] = {}
    for row in rows:
        if row.person_id not in names:
            found.setdefault(row.person_id, _standing_by(row, names.get(row.titulaire_id, "")))
    return tuple(found.values())


def _standing_by(row: SubstituteRow, titulaire: str) -> Attendee:
    return Attendee(
        row.person_id,
        None,
        row.family_name,
        row.given_name,
        row.organisation,
        None,
        substitute_for_id=row.titulaire_id,
        substitute_for=titulaire,
    )


def meant(
    people: tuple[Attendee, ...], entry: SignIn, substitutes: tuple[Attendee, ...] = ()
) -> tuple[Attendee, ...]:
    """Return whom ``entry`` may mean, the most likely first; everybody on the list for nothing typed.

    Numbers mean those lines, all of them. Letters mean people one of whose names begins so, spaces and
    apostrophes apart, suppléants who may come among them; those not recorded yet come first, then those
    whose family name it is.
    """
    if entry.numbers is not None:
        return tuple(person for person in people if person.number in entry.numbers)
    if not entry.letters.strip():
        return people
    words = fold(entry.letters).split()
    found = [person for person in (*people, *substitutes) if words and _begins(person, words)]
    found.sort(key=lambda person: (person.is_recorded, not _family_begins(person, words[0])))
    return tuple(found)


def _begins(person: Attendee, words: list[str]) -> bool:
    beginnings = [*fold(person.name).split(), *_solid(person)]
    return all(any(name.startswith(word) for name in beginnings) for word in words)


def _family_begins(person: Attendee, word: str) -> bool:
    family = fold(person.family_name)
    return family.startswith(word) or family.replace(" ", "").startswith(word)


def _solid(person: Attendee) -> tuple[str, str]:
    """Return both names in one word each: "L'Hostis" is found as "lho"."""
    return fold(person.family_name).replace(" ", ""), fold(person.given_name).replace(" ", "")
