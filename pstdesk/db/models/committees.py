"""Committees, the people who sit in them, and those they have entrusted with a mandate."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from pstdesk.db.models.base import (
    Archivable,
    Base,
    Identified,
    Line,
    LongText,
    Name,
    SearchKey,
    Versioned,
    interval_check,
    reference,
)
from pstdesk.domain.committee import Capacity, LevelKind, MandateEnd, MandateRole, Rhythm


class CommitteeLevel(Versioned, Archivable, Base):
    """A tier of the governance, as this programme words it."""

    __tablename__ = "committee_level"
    topic = "committees"

    kind: Mapped[LevelKind]
    name: Mapped[Name] = mapped_column(doc="e.g. Comités techniques")
    body_name: Mapped[Name] = mapped_column(
        default="", server_default="", doc="What one of them is called, e.g. comité technique"
    )
    position: Mapped[int] = mapped_column(default=0)


class Committee(Versioned, Archivable, Base):
    """A body that meets."""

    __tablename__ = "committee"
    topic = "committees"

    level_id: Mapped[int] = reference("committee_level")
    parent_id: Mapped[int | None] = reference("committee")
    name: Mapped[Name] = mapped_column(doc='Its theme, without "Comité technique"')
    short_name: Mapped[Name] = mapped_column(doc="e.g. CT1")
    search_key: Mapped[SearchKey] = mapped_column(unique=True, doc="The folded name")
    short_key: Mapped[SearchKey] = mapped_column(unique=True, doc="The folded short name")
    rhythm: Mapped[Rhythm]
    usual_month: Mapped[int | None] = mapped_column(doc="1 to 12, for a yearly body")
    open_membership: Mapped[bool] = mapped_column(default=True, doc="False: by designation")
    elects_referent: Mapped[bool] = mapped_column(default=False)
    rule_set_id: Mapped[int | None] = reference("rule_set")
    usual_place: Mapped[Line]
    notes: Mapped[LongText]
    position: Mapped[int] = mapped_column(default=0)

    def search_words(self) -> tuple[str, str]:
        """Return the names, then the notes."""
        return f"{self.short_name} {self.name}", self.notes


class Seat(Versioned, Archivable, Base):
    """A place in a committee that goes with an office; it may be vacant."""

    __tablename__ = "seat"
    topic = "committees"
    journalled = True

    committee_id: Mapped[int] = reference("committee", cascade=True)
    organisation_id: Mapped[int | None] = reference("organisation")
    office: Mapped[Name] = mapped_column(doc="e.g. Président du Conseil départemental")
    capacity: Mapped[Capacity]
    position: Mapped[int] = mapped_column(default=0)


class SeatHolder(Identified, Base):
    """Who holds a seat, or stands in for its holder, from one day to another."""

    __tablename__ = "seat_holder"
    __table_args__ = (interval_check(), {"sqlite_autoincrement": True})
    topic = "committees"
    journalled = True

    seat_id: Mapped[int] = reference("seat", cascade=True)
    person_id: Mapped[int] = reference("person", cascade=True)
    is_substitute: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(doc="The first day they no longer held it")


class Membership(Versioned, Base):
    """A person's registration in a committee, from one day to another."""

    __tablename__ = "membership"
    __table_args__ = (
        interval_check(),
        Index("ix_membership_committee_id_person_id", "committee_id", "person_id"),
        {"sqlite_autoincrement": True},
    )
    topic = "committees"
    journalled = True

    person_id: Mapped[int] = reference("person", cascade=True)
    committee_id: Mapped[int] = reference("committee", cascade=True, index=False)
    capacity: Mapped[Capacity] = mapped_column(default=Capacity.MEMBER)
    substitute_for_id: Mapped[int | None] = reference(
        "person", doc="The titulaire whose suppléant this person is"
    )
    voting: Mapped[bool] = mapped_column(default=True, doc="False: advisory")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None] = mapped_column(doc="The first day they were no longer a member")


class Mandate(Versioned, Base):
    """What a committee entrusted to one of its members, from one day to another."""

    __tablename__ = "mandate"
    __table_args__ = (interval_check(), {"sqlite_autoincrement": True})
    topic = "elections"
    journalled = True

    committee_id: Mapped[int] = reference("committee", cascade=True)
    person_id: Mapped[int] = reference("person", cascade=True)
    role: Mapped[MandateRole] = mapped_column(default=MandateRole.REFERENT)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(doc="The first day it no longer held")
    end_reason: Mapped[MandateEnd | None]
    term_ends_on: Mapped[date | None] = mapped_column(
        doc="The first day after its term, as proclaimed: what a successor elected on a vacancy serves to"
    )
    election_id: Mapped[int | None] = reference("election", doc="The election that opened it")
