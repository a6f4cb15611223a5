"""What every document of a meeting says of it, as plain frozen values."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class CommitteeTitle:
    """How the body is called: "comité technique" + its theme, or the whole name where ``kind`` is empty."""

    name: str
    kind: str = ""
    """What one such body is called, in lower case; empty where ``name`` says it all (cellule de veille)."""
    short_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContent:
    """Whose meeting it is, when and where; the content of each document adds what is its own."""

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
    language: str = "fr"
