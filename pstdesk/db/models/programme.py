"""The programme a base is about, its letterhead, its settings and its voting rules."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import (
    Archivable,
    Base,
    Identified,
    Line,
    LongText,
    Name,
    Versioned,
    interval_check,
    reference,
)
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod


class Programme(Versioned, Base):
    """The one programme of this base."""

    __tablename__ = "programme"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
    topic = "programme"

    base_id: Mapped[str] = mapped_column(doc="Tells this base from every other one (UUID, hexadecimal)")
    name: Mapped[Name] = mapped_column(doc="What the programme is called, e.g. PST de Valmont")
    town: Mapped[Name]
    preset: Mapped[str] = mapped_column(doc="The preset it was made from")
    letterhead: Mapped[LongText] = mapped_column(doc="Lines printed at the top of documents")
    footer: Mapped[Line] = mapped_column(doc="Line printed at the bottom of documents")
    template_id: Mapped[int | None] = reference("attachment")
    language: Mapped[str] = mapped_column(default="fr", doc="Language of the documents")
    time_zone: Mapped[str] = mapped_column(default="Europe/Paris", doc="IANA name")
    school_zone: Mapped[str] = mapped_column(default="", doc="A, B, C or empty")
    started_on: Mapped[date | None]
    default_rule_set_id: Mapped[int | None] = reference("rule_set")


class Setting(Base):
    """A value that belongs to the programme and to no other table."""

    __tablename__ = "setting"
    topic = "programme"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class SchoolHoliday(Identified, Base):
    """Days without school in the programme's zone, typed or read from the official calendar."""

    __tablename__ = "school_holiday"
    __table_args__ = (interval_check(), {"sqlite_autoincrement": True})
    topic = "programme"

    name: Mapped[Name] = mapped_column(doc="e.g. Vacances de la Toussaint")
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(doc="The first day of school after them")


class VotingRuleColumns:
    """The columns of :class:`~pstdesk.domain.voting.VotingRules`, in a rule set and in each election."""

    method: Mapped[VotingMethod]
    tie_break: Mapped[TieBreak]
    quorum: Mapped[QuorumRule]
    enrolled_by: Mapped[EnrolledBy]
    mandate_months: Mapped[int | None] = mapped_column(doc="None: until the next election")
    seats: Mapped[int] = mapped_column(default=1)
    proxies_per_holder: Mapped[int] = mapped_column(default=1)
    show_of_hands: Mapped[bool] = mapped_column(default=False)
    sole_candidate: Mapped[bool] = mapped_column(
        default=False, doc="A sole candidate may be declared elected without a vote"
    )
    remote_vote: Mapped[bool] = mapped_column(default=False)


class RuleSet(VotingRuleColumns, Versioned, Archivable, Base):
    """How a committee elects its référent."""

    __tablename__ = "rule_set"
    topic = "elections"
    journalled = True

    name: Mapped[Name]
    explanation: Mapped[LongText]
