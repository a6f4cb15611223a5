"""People, the organisations they come from, and the posts they hold or held there."""

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
from pstdesk.domain.names import spoken_name
from pstdesk.domain.organisation import PartnerState


class Sector(Versioned, Archivable, Base):
    """A field of work."""

    __tablename__ = "sector"
    topic = "organisations"

    name: Mapped[Name]
    search_key: Mapped[SearchKey] = mapped_column(unique=True, doc="The folded name")
    social_work: Mapped[bool] = mapped_column(
        default=False, doc='Inside the "champ de l’action sociale", which the stage review counts'
    )
    position: Mapped[int] = mapped_column(default=0)


class Grade(Versioned, Archivable, Base):
    """A rank in the hierarchy, from elected member to inhabitant."""

    __tablename__ = "grade"
    topic = "people"

    name: Mapped[Name]
    search_key: Mapped[SearchKey] = mapped_column(unique=True, doc="The folded name")
    position: Mapped[int] = mapped_column(default=0)


class OrganisationCategory(Versioned, Archivable, Base):
    """A kind of organisation: municipal service, landlord, association ..."""

    __tablename__ = "organisation_category"
    topic = "organisations"

    name: Mapped[Name]
    search_key: Mapped[SearchKey] = mapped_column(unique=True, doc="The folded name")
    position: Mapped[int] = mapped_column(default=0)


class Organisation(Versioned, Archivable, Base):
    """An organisation, service or group that people come from."""

    __tablename__ = "organisation"
    topic = "organisations"

    name: Mapped[Name]
    acronym: Mapped[Name] = mapped_column(default="", server_default="")
    search_key: Mapped[SearchKey] = mapped_column(doc="The folded name")
    acronym_key: Mapped[SearchKey] = mapped_column(default="", server_default="", doc="The folded acronym")
    category_id: Mapped[int | None] = reference("organisation_category")
    sector_id: Mapped[int | None] = reference("sector")
    partner_state: Mapped[PartnerState] = mapped_column(
        default=PartnerState.REGISTERED, server_default=PartnerState.REGISTERED
    )
    email: Mapped[Line]
    phone: Mapped[Line]
    address: Mapped[LongText]
    notes: Mapped[LongText]
    merged_into_id: Mapped[int | None] = reference("organisation")

    def search_words(self) -> tuple[str, str]:
        """Return the name, then everything else by which it is looked for."""
        return self.name, "\n".join((self.acronym, self.email, self.address, self.notes))


class Person(Versioned, Archivable, Base):
    """Somebody who takes part, took part or came once."""

    __tablename__ = "person"
    topic = "people"

    given_name: Mapped[Name] = mapped_column(default="", server_default="")
    family_name: Mapped[Name]
    search_key: Mapped[SearchKey] = mapped_column(doc="Folded family name, then given name")
    given_key: Mapped[SearchKey] = mapped_column(doc="Folded given name, then family name")
    civility: Mapped[Line] = mapped_column(doc="Optional, empty by default (CJEU C-394/23)")
    email: Mapped[Line] = mapped_column(index=True)
    phone: Mapped[Line]
    phone_key: Mapped[Line] = mapped_column(index=True, doc="The phone's digits, as it is compared")
    notes: Mapped[LongText]
    merged_into_id: Mapped[int | None] = reference("person")

    def search_words(self) -> tuple[str, str]:
        """Return the name, then everything else by which they are looked for."""
        name = spoken_name(self.given_name, self.family_name)
        return name, "\n".join((self.email, self.phone, self.notes))


class Post(Identified, Base):
    """What a person does where, from one day to another."""

    __tablename__ = "post"
    __table_args__ = (
        interval_check(),
        Index("ix_post_person_id_starts_on", "person_id", "starts_on"),
        {"sqlite_autoincrement": True},
    )
    topic = "people"

    person_id: Mapped[int] = reference("person", cascade=True)
    organisation_id: Mapped[int | None] = reference("organisation")
    grade_id: Mapped[int | None] = reference("grade")
    sector_id: Mapped[int | None] = reference("sector", doc="None: the organisation's")
    job_title: Mapped[Line]
    service: Mapped[Line]
    starts_on: Mapped[date | None] = mapped_column(doc="None: always so far")
    ends_on: Mapped[date | None] = mapped_column(doc="The first day it no longer held")

    def search_words(self) -> tuple[str, str]:
        """Return nothing as a title, which is the person's name, then what they do."""
        return "", f"{self.job_title}\n{self.service}".strip()
