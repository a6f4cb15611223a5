"""What a stage review (bilan d’étape) says of a programme in a period: figures, never the name of a person.

Every figure is that of docs/review.md. A ratio is None, never 0, where there is nothing to divide by. The
values are frozen and plain, so that a review can be kept as it was (``documents/kept.py``).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from pstdesk.domain.attendance import Headcount
from pstdesk.domain.organisation import PartnerState
from pstdesk.domain.period import Period


class SectionKind(StrEnum):
    """What a section of a review answers to; its judgement is typed, never computed."""

    FINDING = "finding"
    OBJECTIVE = "objective"
    PRINCIPLE = "principle"


Behind = Literal["meetings", "people", "several", "dormant", "beyond", "actions"]
"""The rows behind a figure; people in several committees, dormant, or from beyond social work."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``: people, attendances, actions."""

    part: int = 0
    whole: int = 0

    @property
    def ratio(self) -> float | None:
        """The part of it, 0 to 1, or None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How unevenly committees take part; None where it is undefined."""

    mean: float | None = None
    range: float | None = None
    """The highest rate less the lowest, 0 to 1."""
    cv: float | None = None
    """Coefficient of variation: population standard deviation / mean."""
    gini: float | None = None
    """2 × sum(i × x_i) / (n × sum(x)) − (n + 1) / n, x ascending and i from 1."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How mixed something is by category: those that are unknown are left out."""

    categories: int = 0
    """How many are present: S."""
    shannon: float | None = None
    """H = − sum(p × ln p)."""
    pielou: float | None = None
    """H / ln S; None below two categories."""
    simpson: float | None = None
    """1 − sum(p²)."""


@dataclass(frozen=True, slots=True)
class CommitteeFigures:
    """What is counted of one committee."""

    id: int
    name: str
    short_name: str
    members: int
    """People who sit there on the period's last day."""
    people: int
    """Different people who were expected there in the period: what masking goes by."""
    held: int
    planned: int
    """Meetings that were to take place in the period, whatever became of them."""
    incomplete: int
    """Meetings held at which somebody’s attendance was not recorded."""
    count: Headcount


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What is counted of a grade, a sector or an organisation; ``id`` None and ``name`` "" where unknown."""

    id: int | None
    name: str
    members: int
    """People in it, by their post of the period's last day."""
    people: int
    """Different people of it who were expected in the period: what masking goes by."""
    count: Headcount
    social_work: bool | None = None
    """Of a sector: whether it lies inside the *champ de l’action sociale*."""


@dataclass(frozen=True, slots=True)
class BeyondSocialWork:
    """What comes from outside social work, by the sector of the post; an unknown sector counts nowhere."""

    members: Share = Share()
    attendances: Share = Share()
    referents: Share = Share()


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """Who takes part: counted on the period's last day, come and gone within it."""

    total: int = 0
    memberships: int = 0
    """Pairs of a person and a committee."""
    in_several_committees: int = 0
    dormant: int = 0
    joined: int = 0
    left: int = 0

    @property
    def mean_committees(self) -> float | None:
        """Committees per person."""
        return self.memberships / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people two committees share, on the period's last day."""

    first_id: int
    second_id: int
    both: int
    either: int

    @property
    def jaccard(self) -> float | None:
        """Both / either."""
        return self.both / self.either if self.either else None


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """One organisation that is wanted at the table."""

    id: int
    name: str
    state: PartnerState
    committees: tuple[str, ...]
    """Short names of the bodies where it sits or was expected."""
    registered: bool
    seen: int
    """Meetings at which somebody of it came, guests too."""
    expected: int
    """Meetings at which somebody of it was expected or came."""
    active: bool


@dataclass(frozen=True, slots=True)
class PartnersFigures:
    """How far partners have come, and which are still to be won."""

    targeted: int = 0
    registered: int = 0
    seen: int = 0
    active: int = 0
    to_win: tuple[PartnerFigures, ...] = ()
    """Targeted, and nobody of theirs came in the period; empty in a quarter of a review, like ``rarely``."""
    rarely: tuple[PartnerFigures, ...] = ()
    """Those who came to fewer than half of the meetings where they were expected, the rarest first."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Whether bodies meet and minutes follow; medians in days."""

    held: int = 0
    planned: int = 0
    postponed: int = 0
    cancelled: int = 0
    inquorate: int = 0
    incomplete: int = 0
    days_to_sending: float | None = None
    days_to_approval: float | None = None


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What became of actions."""

    closed: int = 0
    on_time: Share = Share()
    """Closed by the day they were due, of those closed that had one."""
    overdue: int = 0
    dropped: int = 0
    open: int = 0
    median_age: float | None = None
    """Days since the meeting that decided them, of those still open."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted for one period, or for one quarter of it."""

    period: Period
    count: Headcount
    """All committees together."""
    committees: tuple[CommitteeFigures, ...]
    """Those that met, were to meet or have members, in the officer's order."""
    grades: tuple[GroupFigures, ...] = ()
    sectors: tuple[GroupFigures, ...] = ()
    organisations: tuple[GroupFigures, ...] = ()
    dispersion: Spread = Spread()
    grade_mix: Mix = Mix()
    """Of the members, as ``sector_mix`` and ``organisation_mix``."""
    sector_mix: Mix = Mix()
    organisation_mix: Mix = Mix()
    grade_mix_present: Mix = Mix()
    """Of the attendances, as the two that follow."""
    sector_mix_present: Mix = Mix()
    organisation_mix_present: Mix = Mix()
    beyond_social_work: BeyondSocialWork = BeyondSocialWork()
    people: PeopleFigures = PeopleFigures()
    overlaps: tuple[Overlap, ...] = ()
    """Each pair of committees that share anybody, once; empty in a quarter of a review."""
    partners: PartnersFigures = PartnersFigures()
    rhythm: Rhythm = Rhythm()
    actions: FollowThrough = FollowThrough()


@dataclass(frozen=True, slots=True)
class Review:
    """A period, each calendar quarter of it as a series, and the period before."""

    whole: Figures
    quarters: tuple[Figures, ...] = field(default=())
    previous: Figures | None = None
