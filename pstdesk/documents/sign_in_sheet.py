"""What the sheet says that people sign when they come, as plain frozen values."""

from dataclasses import dataclass

from pstdesk.documents.meeting import MeetingContent


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent(MeetingContent):
    """The whole of one sheet."""

    lines: tuple[SheetLine, ...] = ()
