"""What minutes say, as plain frozen values: the one thing every writer of minutes is handed.

Services fill a :class:`MinutesContent`, store it with the version that went out
(:mod:`pstdesk.documents.kept`) and hand it to a writer. Writers format dates and words in
``content.language``; nothing here is formatted.
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from pstdesk.documents.election_lines import ElectionLine
from pstdesk.documents.kept import LATER, revived
from pstdesk.documents.meeting import MeetingContent
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus, Headcount, headcount
from pstdesk.domain.voting import QuorumRule


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person, with what they were on that day."""

    name: str
    status: AttendanceStatus
    organisation: str = ""
    function: str = ""
    grade: str = ""
    """Printed only where ``MinutesContent.with_grades`` asks for it."""
    is_guest: bool = False
    proxy_holder: str = ""
    """To whom a represented person gave their proxy."""
    arrived_at: time | None = None
    """Only where somebody came late."""
    left_at: time | None = None
    """Only where somebody left early."""
    substitute_for: str = field(default="", metadata=LATER)
    """Whose registered suppléant this is, who came without being expected: no walk-in."""
    by_substitute: bool = field(default=False, metadata=LATER)
    """Whether ``proxy_holder`` is the represented person's own suppléant."""


@dataclass(frozen=True, slots=True)
class QuorumLine:
    """How the meeting stood with the quorum of its body; 0 are needed on a second convocation."""

    rule: QuorumRule
    counted: int
    needed: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision; ``label`` is D1, D2 ... in drafts and "2026-014" once it has its number."""

    label: str
    text: str
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: what, who (already one text), by when, and where it stands."""

    text: str
    owners: str = ""
    due_on: date | None = None
    state: ActionState = ActionState.TO_DO


@dataclass(frozen=True, slots=True)
class OtherMeeting:
    """Another meeting of the same body, as minutes name it."""

    day: date
    number: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class RectificationLine:
    """A correction of approved minutes, and the meeting that decided it, or whose minutes it corrects."""

    text: str
    meeting: OtherMeeting


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """One agenda item: what was said, decided and given to do."""

    item_id: int
    number: int
    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    state: ItemState = ItemState.DEALT_WITH
    presenter: str = ""
    account: str = ""
    """As typed: lines, blank lines between paragraphs, lists by "-", "•" or "1."."""
    decisions: tuple[DecisionLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    followed: tuple[ActionLine, ...] = field(default=(), metadata=LATER)
    """Under the follow-up of actions: those of earlier meetings, as they stood."""
    approved: tuple[OtherMeeting, ...] = field(default=(), metadata=LATER)
    """Under the approval of minutes: the meetings whose minutes were approved here."""
    rectified: tuple[RectificationLine, ...] = field(default=(), metadata=LATER)
    """What was decided here to correct in approved minutes of earlier meetings."""
    elections: tuple[ElectionLine, ...] = field(default=(), metadata=LATER)
    """The elections held here."""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What is known of the next meeting; all of it may be empty."""

    day: date | None = None
    starts_at: time | None = None
    place: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.day or self.note.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesContent(MeetingContent):
    """The whole of one version of the minutes of one meeting."""

    base_id: str
    meeting_id: int
    version: int
    corrections_due_on: date | None = None
    corrections_to: str = ""
    attendees: tuple[Attendee, ...] = ()
    """In the order of family names; writers group them by status and organisation."""
    with_grades: bool = False
    approval: str = ""
    """What was said of the last minutes, where no item of the agenda says it."""
    items: tuple[MinutesItem, ...] = ()
    next_meeting: NextMeeting = NextMeeting()
    distribution: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    approved_on: date | None = None
    """None: the document calls itself "Projet"."""
    rectifications: tuple[RectificationLine, ...] = field(default=(), metadata=LATER)
    """What later meetings decided to correct here; the text that was approved stays as it is."""
    quorum: QuorumLine | None = field(default=None, metadata=LATER)
    """None where the body asks for none."""

    @property
    def is_draft(self) -> bool:
        """Whether the document still waits for its approval."""
        return self.approved_on is None

    @property
    def headcount(self) -> Headcount:
        """How many people of each status, as the statistics do; suppléants have no seat of their own."""
        return headcount(
            (attendee.status, attendee.is_guest) for attendee in self.attendees if not attendee.substitute_for
        )


def from_json(stored: dict[str, Any]) -> MinutesContent:
    """Return the content that a version keeps."""
    return revived(MinutesContent, stored)
