"""What a stage review says on paper: its figures, what was written of them and on what that rests."""

from dataclasses import dataclass
from datetime import date

from pstdesk.domain.period import PeriodKind
from pstdesk.domain.review import Review, SectionKind


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """An action, a decision or words that a section rests on; ``note`` says whence and how far."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """What the officer wrote of one finding, objective or principle."""

    kind: SectionKind
    title: str
    text: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """All that a review says, as of the day it was made; frozen reviews keep it (``documents/kept.py``)."""

    programme: str
    town: str
    name: str
    kind: PeriodKind
    made_on: date
    review: Review
    narrative: str = ""
    sections: tuple[SectionEntry, ...] = ()
    compared_with: str = ""
    """The name of the frozen review whose figures stand beside; empty: the period before, counted anew."""
    is_frozen: bool = False
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    language: str = "fr"
