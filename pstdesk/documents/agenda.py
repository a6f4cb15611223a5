"""What an agenda sent with an invitation says, as plain frozen values."""

from dataclasses import dataclass
from datetime import date

from pstdesk.documents.meeting import MeetingContent
from pstdesk.documents.minutes import ActionLine
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaContent(MeetingContent):
    """The whole of one agenda."""

    convened_on: date | None = None
    """The date of the letter; it has none where None."""
    second_convocation: bool = False
    entries: tuple[AgendaEntry, ...] = ()
    papers: tuple[str, ...] = ()
    """Names of the files attached to the meeting as a whole."""
    actions: tuple[ActionLine, ...] = ()
    """The open actions that the follow-up goes through."""
    referent: str = ""
    """The body's référents on the day of the meeting."""
    apologies_to: str = ""
    """Whom to tell when one cannot come, and how: "Zoé Fauré, 01 99 00 00 00"."""
