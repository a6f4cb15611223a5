"""What a stage review is counted from: grouped rows of the base, dated stays and posts, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pstdesk.domain.action import ActionState
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, in the officer's order; one that is archived counts only where it met."""

    id: int
    name: str
    short_name: str
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """A meeting of the period, and how many came to it where it was held."""

    id: int
    committee_id: int
    day: date
    state: MeetingState
    count: Headcount | None = None
    days_to_sending: int | None = None
    days_to_approval: int | None = None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many attendances of each status one grade, sector or organisation has in a quarter."""

    quarter: str
    category_id: int | None
    present: int
    remote: int
    represented: int
    excused: int
    absent: int
    not_recorded: int


@dataclass(frozen=True, slots=True)
class ExpectedIn:
    """Somebody who was expected in a committee, and what they were then; once for each of these."""

    person_id: int
    committee_id: int
    grade_id: int | None
    sector_id: int | None
    organisation_id: int | None


@dataclass(frozen=True, slots=True)
class Stay:
    """The days from ``starts_on`` to before ``ends_on`` for which somebody sits in a committee."""

    person_id: int
    committee_id: int
    starts_on: date | None = None
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether they sit there on ``day``."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody is for some days; the sector is the organisation's where the post has none."""

    grade_id: int | None
    sector_id: int | None
    organisation_id: int | None
    starts_on: date | None = None
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether they are that on ``day``."""
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or day < self.ends_on
        )


@dataclass(frozen=True, slots=True)
class House:
    """An organisation that is neither archived nor merged into another."""

    id: int
    name: str
    state: PartnerState


@dataclass(frozen=True, slots=True)
class HouseCount:
    """At how many meetings of a quarter somebody of an organisation was awaited or came, and came."""

    quarter: str
    organisation_id: int
    expected: int
    seen: int


@dataclass(frozen=True, slots=True)
class ActionCount:
    """An action: when it was decided (None: not in a meeting), due and closed."""

    state: ActionState
    decided_on: date | None = None
    due_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A grade, a sector or an organisation under its name, in the order in which they are shown."""

    id: int
    name: str
    social_work: bool | None = None


@dataclass(frozen=True)
class Material:
    """Everything that is counted of ``period``, as the base has it."""

    period: Period
    today: date
    bodies: tuple[Body, ...] = ()
    grades: tuple[Category, ...] = ()
    sectors: tuple[Category, ...] = ()
    organisations: tuple[Category, ...] = ()
    """All of them, archived ones too: their past counts."""
    houses: tuple[House, ...] = ()
    meetings: tuple[MeetingCount, ...] = ()
    grade_counts: tuple[GroupCount, ...] = ()
    sector_counts: tuple[GroupCount, ...] = ()
    organisation_counts: tuple[GroupCount, ...] = ()
    expected: tuple[ExpectedIn, ...] = ()
    stays: tuple[Stay, ...] = ()
    work: Mapping[int, tuple[Work, ...]] = field(default_factory=dict)
    """By person, the post that counts where several hold first."""
    referents: tuple[Stay, ...] = ()
    """Mandates of référents, as stays in the committee that elected them."""
    house_counts: tuple[HouseCount, ...] = ()
    actions: tuple[ActionCount, ...] = ()
    absentees: Mapping[date, frozenset[int]] = field(default_factory=dict)
    """By the last day of the period and of each of its quarters, who was expected twice or more in the
    twelve months up to it, as far as that was recorded, and did not come once."""
    recent_houses: Mapping[date, frozenset[int]] = field(default_factory=dict)
    """By the same days, the organisations that came to one of the last two meetings of a committee."""
