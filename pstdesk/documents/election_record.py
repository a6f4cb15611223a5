"""What the record of an election (procès-verbal) says, as plain frozen values: kept whole once proclaimed.

Nothing in it joins a voter to a vote: it names who voted, and the totals of each round (docs/elections.md,
"Secrecy"). An election without candidates is public: there it names who named whom, and why.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pstdesk.documents.kept import revived
from pstdesk.documents.meeting import MeetingContent
from pstdesk.documents.minutes import QuorumLine
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import (
    DecidedBy,
    NominationStage,
    ProposalState,
    TieBreak,
    VotingMethod,
    VotingRules,
)


@dataclass(frozen=True, slots=True)
class RecordElector:
    """Somebody entitled to vote."""

    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class RecordVoter:
    """Somebody whose vote was received in a round; ``holder`` voted for them, by proxy or as suppléant."""

    name: str
    holder: str = ""
    stands_in: bool = False
    """Whether the holder is their suppléant, there in their place: no proxy."""


@dataclass(frozen=True, slots=True)
class RecordCandidate:
    """Somebody who stood; two of one name are told apart by ``name`` already."""

    name: str
    organisation: str = ""
    substitute: str = ""
    statement: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class RecordScore:
    """What a candidate got in a round: votes, or how many of each grade from the worst to the best."""

    name: str
    votes: int = 0
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordTie:
    """What ended the tie of a round, between whom; of the tied, ``seniority`` is the oldest first."""

    tied: tuple[str, ...]
    ended_by: TieBreak | None = None
    """None: a new round."""
    drawn: tuple[str, ...] = ()
    """Of several seats, one name was drawn for each."""
    witnesses: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRound:
    """One closed round; ``number`` counts within its series, both from 1 (docs/elections.md)."""

    series: int
    number: int
    is_public: bool
    registered: int
    voters: tuple[RecordVoter, ...]
    """In the order of family names, which says nothing of who voted when."""
    cast: int
    blank: int
    spoiled: int
    signatures: int
    difference_reason: str
    scores: tuple[RecordScore, ...]
    majority: int | None = None
    """The absolute majority, where this round asked for one."""
    tie: RecordTie | None = None
    counts: bool = True
    """False: a correction made an earlier round decide, and this one was held for nothing."""

    @property
    def valid(self) -> int:
        """Votes that name somebody: papers that are neither blank nor spoiled."""
        return self.cast - self.blank - self.spoiled


@dataclass(frozen=True, slots=True)
class RecordElected:
    """Somebody whom a series elected, and whether they accept; None while a draft does not know."""

    name: str
    series: int
    decided_by: DecidedBy
    accepted: bool | None = None
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class RecordNomination:
    """Whom a member named, and why, in an election without candidates."""

    stage: NominationStage
    member: str
    nominee: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordObjection:
    """What was objected to a proposal, and how it was lifted."""

    text: str
    member: str = ""
    answer: str = ""
    is_lifted: bool = False


@dataclass(frozen=True, slots=True)
class RecordProposal:
    """Whom the facilitator proposed, in an election without candidates, and what became of it."""

    number: int
    nominee: str
    reason: str
    state: ProposalState
    objections: tuple[RecordObjection, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordMandate:
    """A mandate that the proclamation opens: [starts_on, ends_on), or until the next election."""

    name: str
    role: MandateRole
    starts_on: date
    ends_on: date | None = None
    remaining_of: str = ""
    """Whose term it ends, where they went before its end."""


@dataclass(frozen=True, slots=True)
class CorrectedRecord:
    """The record that this one corrects, and why."""

    number: int
    made_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContent(MeetingContent):
    """The whole of one record; ``secretary`` is the meeting's, ``election_secretary`` the election's."""

    base_id: str
    meeting_id: int
    election_id: int
    record: int
    """Its number: 1, and one more for each correction."""
    made_on: date | None
    """When it was proclaimed; None: the document calls itself "Projet"."""
    corrects: CorrectedRecord | None = None
    role: MandateRole
    with_substitute: bool = False
    rules: VotingRules
    rule_name: str = ""
    rule_explanation: str = ""
    second_convocation: bool = False
    chair: str = ""
    election_secretary: str = ""
    tellers: tuple[str, ...] = ()
    opened_at: time | None = None
    closed_at: time | None = None
    """Hours of the election itself, as the clock on the wall showed them."""
    electors: tuple[RecordElector, ...] = ()
    """In the order of family names."""
    quorum: QuorumLine | None = None
    """None where the rules ask for none."""
    candidates: tuple[RecordCandidate, ...] = ()
    rounds: tuple[RecordRound, ...] = ()
    nominations: tuple[RecordNomination, ...] = ()
    proposals: tuple[RecordProposal, ...] = ()
    elected: tuple[RecordElected, ...] = ()
    mandates: tuple[RecordMandate, ...] = ()
    remarks: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it was not proclaimed yet."""
        return self.made_on is None

    @property
    def last_series(self) -> int:
        """The number of the last ballot: above 1 after a refusal, or with several seats."""
        return max((one.series for one in self.rounds), default=1)

    @property
    def is_by_consent(self) -> bool:
        """Whether nobody stood and nobody voted."""
        return self.rules.method is VotingMethod.WITHOUT_CANDIDATES


def from_json(stored: dict[str, Any]) -> RecordContent:
    """Return the content that a record keeps."""
    return revived(RecordContent, stored)
