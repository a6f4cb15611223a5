"""What an agenda sent with an invitation says, as plain frozen values."""

from dataclasses import dataclass
from datetime import date, time

from pstdesk.documents.minutes import ActionLine, CommitteeTitle
from pstdesk.domain.agenda import ItemKind


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One item to come: what, of which kind, who presents it, for how many minutes."""

    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: str = ""
    planned_minutes: int | None = None
    """None: nobody has planned it."""
    proposed_by: str = ""
    returns_from: date | None = None
    """The day of the meeting that did not deal with it."""
    papers: tuple[str, ...] = ()
    """Names of the files attached to it."""


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """The whole of one agenda, in the order in which it is printed."""

    programme: str
    town: str
    committee: CommitteeTitle
    day: date
    number: int | None = None
    """Within the committee and the year; None before the first convocation."""
    year: int | None = None
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    convened_on: date | None = None
    """The date of the letter; it has none where None."""
    second_convocation: bool = False
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    facilitator: str = ""
    secretary: str = ""
    entries: tuple[AgendaEntry, ...] = ()
    papers: tuple[str, ...] = ()
    """Names of the files attached to the meeting as a whole."""
    actions: tuple[ActionLine, ...] = ()
    """The open actions that the follow-up goes through."""
    apologies_to: str = ""
    """Whom to tell when one cannot come, and how: "Zoé Fauré, 01 99 00 00 00"."""
    language: str = "fr"
