"""What a base holds of people before a list is imported, and what it will hold after."""

from dataclasses import dataclass, field
from datetime import date

from pstdesk.domain.committee import Capacity
from pstdesk.domain.identity import Reference
from pstdesk.domain.interval import Interval


@dataclass(frozen=True, slots=True)
class PostState:
    """A post; ``post_id`` None: to be made. ``sector`` None: the organisation's."""

    post_id: int | None = None
    organisation: Reference | None = None
    job_title: str = ""
    service: str = ""
    grade: Reference | None = None
    sector: Reference | None = None
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def during(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class MembershipState:
    """A membership; ``membership_id`` None: to be made."""

    membership_id: int | None
    committee_id: int
    capacity: Capacity = Capacity.MEMBER
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def during(self) -> Interval:
        """The days on which it holds."""
        return Interval(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class PersonState:
    """A person with their posts and memberships, past ones too."""

    family_name: str
    given_name: str
    civility: str = ""
    email: str = ""
    phone: str = ""
    posts: tuple[PostState, ...] = ()
    memberships: tuple[MembershipState, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A record of the base. ``merged_into`` is the record it was merged into, which speaks for it."""

    id: int
    state: PersonState
    is_archived: bool = False
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class RegisteredOrganisation:
    """An organisation that can be named; ``keys`` are its folded name, its acronym and former names."""

    id: int
    name: str
    keys: tuple[str, ...]
    sector_id: int | None


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A sector, a grade or a committee by its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that an import compares a list with."""

    people: tuple[RegisteredPerson, ...] = ()
    organisations: tuple[RegisteredOrganisation, ...] = ()
    sectors: tuple[NamedRecord, ...] = ()
    grades: tuple[NamedRecord, ...] = ()
    committees: tuple[NamedRecord, ...] = field(default=())
