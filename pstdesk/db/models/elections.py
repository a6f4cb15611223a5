"""Elections: who may vote, who stands, what each round counted, and the records that say so.

With a secret ballot the base holds who voted and the totals, and nothing that joins the two: no row of a
ballot, no order and no moment (docs/elections.md, "Secrecy"). So the rows of voters have no number of their
own, and neither they nor the totals leave lines in the journal; their round does.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import (
    UNDO,
    Base,
    CleanString,
    Identified,
    Line,
    LongText,
    Name,
    Versioned,
    reference,
)
from pstdesk.db.models.programme import VotingRuleColumns
from pstdesk.domain.committee import MandateRole
from pstdesk.domain.voting import DecidedBy, ElectionState, NominationStage, ProposalState, TieBreak

_TYPED = {UNDO: "typed"}


class Election(VotingRuleColumns, Versioned, Base):
    """One election, held at an item of a meeting's agenda, with the rules in force when it was opened."""

    __tablename__ = "election"
    topic = "elections"
    journalled = True

    committee_id: Mapped[int] = reference("committee")
    meeting_id: Mapped[int] = reference("meeting")
    agenda_item_id: Mapped[int | None] = reference("agenda_item")
    rule_set_id: Mapped[int | None] = reference("rule_set", doc="Where its rules came from")
    rule_name: Mapped[Name] = mapped_column(doc="What the rule set was called then")
    rule_explanation: Mapped[LongText]
    role: Mapped[MandateRole] = mapped_column(default=MandateRole.REFERENT)
    with_substitute: Mapped[bool] = mapped_column(
        default=False, doc="Each candidate stands with a suppléant, on one ticket"
    )
    state: Mapped[ElectionState] = mapped_column(default=ElectionState.OPEN)
    chair_id: Mapped[int | None] = reference("person")
    secretary_id: Mapped[int | None] = reference("person")
    first_teller_id: Mapped[int | None] = reference("person")
    second_teller_id: Mapped[int | None] = reference("person")
    remarks: Mapped[LongText] = mapped_column(doc="Remarks and complaints, for the record")
    correction_reason: Mapped[Line] = mapped_column(
        doc="Why it was opened again, until the corrected record says it"
    )
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(doc="When it was proclaimed")

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the body and the day, then remarks and complaints."""
        return "", self.remarks


class ElectionVoter(Base):
    """Somebody entitled to vote: a member by the day the rules say, still one when it was opened."""

    __tablename__ = "election_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)
    topic = "elections"

    election_id: Mapped[int] = reference("election", cascade=True, primary_key=True, index=False)
    person_id: Mapped[int] = reference("person", primary_key=True)


class ElectionCandidate(Versioned, Base):
    """Somebody who stands, from one series of rounds on."""

    __tablename__ = "election_candidate"
    __table_args__ = (UniqueConstraint("election_id", "person_id"), {"sqlite_autoincrement": True})
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", cascade=True, index=False)
    person_id: Mapped[int] = reference("person")
    substitute_id: Mapped[int | None] = reference("person", doc="Who stands as their suppléant")
    position: Mapped[int]
    statement: Mapped[LongText] = mapped_column(doc="What they say for themselves, in public")
    withdrawn: Mapped[bool] = mapped_column(default=False, doc="Stands no more in rounds still to come")

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the candidate, then the statement."""
        return "", self.statement


class ElectionRound(Versioned, Base):
    """One round: its totals, how many signed the sign-in list, and what ended its tie.

    A series is the rounds that fill one seat (or, by approval and majority judgment, all of them); a refusal
    begins a new one. Totals are None until they are typed; they count once ``is_closed``.
    """

    __tablename__ = "election_round"
    __table_args__ = (UniqueConstraint("election_id", "series", "number"), {"sqlite_autoincrement": True})
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", cascade=True, index=False)
    series: Mapped[int] = mapped_column(doc="From 1")
    number: Mapped[int] = mapped_column(doc="Within the series, from 1")
    is_public: Mapped[bool] = mapped_column(default=False, doc="By show of hands, to which nobody objected")
    is_closed: Mapped[bool] = mapped_column(default=False, doc="Its totals add up and are what was counted")
    registered: Mapped[int] = mapped_column(doc="Members entitled to vote")
    cast: Mapped[int | None] = mapped_column(doc="Ballot papers received", info=_TYPED)
    blank: Mapped[int | None] = mapped_column(info=_TYPED)
    spoiled: Mapped[int | None] = mapped_column(info=_TYPED)
    signatures: Mapped[int | None] = mapped_column(doc="On the sign-in list of the vote", info=_TYPED)
    difference_reason: Mapped[Line] = mapped_column(
        doc="Why papers and signatures are not as many", info=_TYPED
    )
    tie_break: Mapped[TieBreak | None] = mapped_column(doc="What ended its tie")
    seniority: Mapped[Any | None] = mapped_column(
        JSON, doc="Of the tied, the ids of candidates, oldest first: no date of birth is ever kept"
    )
    drawn_id: Mapped[int | None] = reference("election_candidate", doc="Whose name was drawn")
    first_witness_id: Mapped[int | None] = reference("person", doc="Who saw the lot drawn")
    second_witness_id: Mapped[int | None] = reference("person")


class RoundVoter(Base):
    """Somebody whose vote was received in a round, in person or through ``holder_id``."""

    __tablename__ = "round_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)
    topic = "elections"

    round_id: Mapped[int] = reference("election_round", cascade=True, primary_key=True, index=False)
    person_id: Mapped[int] = reference("person", primary_key=True)
    holder_id: Mapped[int | None] = reference("person", doc="Who votes for them, by proxy or as suppléant")
    stands_in: Mapped[bool] = mapped_column(
        default=False, doc="The holder is their suppléant, there in their place: no proxy"
    )


class RoundScore(Base):
    """What a candidate got in a round; a row for each who stood in it."""

    __tablename__ = "round_score"
    __table_args__ = ({"sqlite_with_rowid": False},)
    topic = "elections"

    round_id: Mapped[int] = reference("election_round", cascade=True, primary_key=True, index=False)
    candidate_id: Mapped[int] = reference("election_candidate", cascade=True, primary_key=True)
    votes: Mapped[int | None] = mapped_column(doc="None until it is typed", info=_TYPED)
    grades: Mapped[Any | None] = mapped_column(
        JSON, doc="Majority judgment: how many of each grade, from the worst to the best", info=_TYPED
    )


class Elected(Base):
    """Somebody whom a series elected, and whether they accept."""

    __tablename__ = "elected"
    __table_args__ = ({"sqlite_with_rowid": False},)
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", cascade=True, primary_key=True, index=False)
    candidate_id: Mapped[int] = reference("election_candidate", cascade=True, primary_key=True)
    series: Mapped[int] = mapped_column(primary_key=True)
    decided_by: Mapped[DecidedBy]
    accepted: Mapped[bool | None] = mapped_column(doc="None until they are asked")


class Nomination(Base):
    """Whom a member named, and why, in an election without candidates, which is public."""

    __tablename__ = "nomination"
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", cascade=True, primary_key=True, index=False)
    person_id: Mapped[int] = reference("person", primary_key=True)
    stage: Mapped[NominationStage] = mapped_column(primary_key=True)
    nominee_id: Mapped[int] = reference("person")
    reason: Mapped[LongText]


class Proposal(Versioned, Base):
    """Whom the facilitator proposed, in an election without candidates."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("election_id", "number"), {"sqlite_autoincrement": True})
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", cascade=True, index=False)
    number: Mapped[int]
    candidate_id: Mapped[int] = reference("election_candidate")
    reason: Mapped[LongText]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.OPEN)


class Objection(Versioned, Base):
    """What somebody objected to a proposal, and how it was lifted."""

    __tablename__ = "objection"
    topic = "elections"
    journalled = True

    proposal_id: Mapped[int] = reference("proposal", cascade=True)
    person_id: Mapped[int | None] = reference("person")
    text: Mapped[LongText]
    answer: Mapped[LongText] = mapped_column(doc="How it was lifted")
    is_lifted: Mapped[bool] = mapped_column(default=False)


class ElectionRecord(Identified, Base):
    """One procès-verbal as it was proclaimed: locked, whatever changes later."""

    __tablename__ = "election_record"
    __table_args__ = (
        UniqueConstraint("election_id", "number"),
        CheckConstraint("(number = 1) = (reason = '')", name="correction_with_reason"),
        {"sqlite_autoincrement": True},
    )
    topic = "elections"
    journalled = True

    election_id: Mapped[int] = reference("election", index=False)
    number: Mapped[int] = mapped_column(doc="From 1; the next ones correct the one before them")
    made_at: Mapped[datetime]
    reason: Mapped[Line] = mapped_column(doc="Why it corrects the one before it")
    content: Mapped[Any] = mapped_column(JSON, doc="The document's content, as it was handed to the writer")
    sha256: Mapped[str] = mapped_column(CleanString(64), doc="Of the content, as canonical JSON")
