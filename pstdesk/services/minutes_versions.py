"""The versions of minutes that went out, and what differs between two of them or from the base now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import MinutesVersion
from pstdesk.documents.minutes import MinutesContent, from_json
from pstdesk.documents.minutes_sections import minutes_sections
from pstdesk.domain.comparison import ComparedSection, compare_sections
from pstdesk.domain.errors import Refused
from pstdesk.domain.minutes import MinutesState
from pstdesk.services.minutes import last_version, minutes_content, minutes_of


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that was kept; ``reason`` says why, where somebody had to say it."""

    number: int
    made_at: datetime
    state: MinutesState
    reason: str
    rectifications: int


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """The contents of two versions, read and still to be compared, which may take a while."""

    left: MinutesContent
    right: MinutesContent

    def compared(self) -> tuple[ComparedSection, ...]:
        """Return what differs, section by section, in the documents' own words."""
        return compare_sections(minutes_sections(self.left), minutes_sections(self.right))


def version_rows(session: Session, meeting_id: int) -> tuple[VersionRow, ...]:
    """Return the versions of a meeting's minutes, the latest first."""
    query = (
        select(MinutesVersion)
        .where(MinutesVersion.minutes_id == minutes_of(session, meeting_id).id)
        .order_by(MinutesVersion.number.desc())
    )
    return tuple(
        VersionRow(
            version.number,
            version.made_at,
            version.state,
            version.reason,
            len(version.content.get("rectifications", ())),
        )
        for version in session.scalars(query)
    )


def two_versions(session: Session, meeting_id: int, left: int | None, right: int | None) -> TwoVersions:
    """Return the contents of two versions by their numbers; None is what the base says now."""
    return TwoVersions(_content(session, meeting_id, left), _content(session, meeting_id, right))


def compare(
    session: Session, meeting_id: int, left: int | None, right: int | None
) -> tuple[ComparedSection, ...]:
    """Return what differs between two versions; None is what the base says now."""
    return two_versions(session, meeting_id, left, right).compared()


def _content(session: Session, meeting_id: int, number: int | None) -> MinutesContent:
    minutes = minutes_of(session, meeting_id)
    if number is None:
        last = last_version(session, minutes.id)
        return minutes_content(session, meeting_id, version=last.number if last else 1)
    version = session.scalar(
        select(MinutesVersion).where(MinutesVersion.minutes_id == minutes.id, MinutesVersion.number == number)
    )
    if version is None:
        raise Refused("record_missing")
    return from_json(version.content)
