"""What the sheet says that people sign when they come, as plain frozen values."""

from dataclasses import dataclass
from datetime import date, time

from pstdesk.documents.minutes import CommitteeTitle


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One person who may sign."""

    name: str
    """As lists give it, family name first."""
    number: int | None = None
    """What is typed at the screen to record them; None for a suppléant, who may come and is not expected."""
    organisation: str = ""
    function: str = ""
    substitute_for: str = ""
    """In whose place a suppléant would sit."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """The whole of one sheet, in the order in which it is printed."""

    programme: str
    town: str
    committee: CommitteeTitle
    day: date
    number: int | None = None
    """Within the committee and the year; None before the first convocation."""
    year: int | None = None
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    facilitator: str = ""
    secretary: str = ""
    lines: tuple[SheetLine, ...] = ()
    language: str = "fr"
