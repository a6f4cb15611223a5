"""The tables of the base, one file per aggregate."""

from pstdesk.db.models.base import Base, add_value_checks
from pstdesk.db.models.committees import (
    Committee,
    CommitteeLevel,
    Mandate,
    Membership,
    Seat,
    SeatHolder,
)
from pstdesk.db.models.elections import (
    Elected,
    Election,
    ElectionCandidate,
    ElectionRecord,
    ElectionRound,
    ElectionVoter,
    Nomination,
    Objection,
    Proposal,
    RoundScore,
    RoundVoter,
)
from pstdesk.db.models.journal import JournalAct, JournalEntry
from pstdesk.db.models.meetings import (
    AgendaItem,
    Attachment,
    Attendance,
    Meeting,
    MeetingAttachment,
    Proxy,
    StandingItem,
)
from pstdesk.db.models.minutes import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    Decision,
    Minutes,
    MinutesVersion,
    ProgressNote,
    Rectification,
)
from pstdesk.db.models.people import (
    Grade,
    Organisation,
    OrganisationCategory,
    Person,
    Post,
    Sector,
)
from pstdesk.db.models.programme import Programme, RuleSet, SchoolHoliday, Setting
from pstdesk.db.models.reviews import ReviewEvidence, ReviewSection, StageReview
from pstdesk.db.models.search import SearchEntry

add_value_checks(Base.metadata)

__all__ = [
    "ActionCommittee",
    "ActionItem",
    "ActionOwner",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Base",
    "Committee",
    "CommitteeLevel",
    "Decision",
    "Elected",
    "Election",
    "ElectionCandidate",
    "ElectionRecord",
    "ElectionRound",
    "ElectionVoter",
    "Grade",
    "JournalAct",
    "JournalEntry",
    "Mandate",
    "Meeting",
    "MeetingAttachment",
    "Membership",
    "Minutes",
    "MinutesVersion",
    "Nomination",
    "Objection",
    "Organisation",
    "OrganisationCategory",
    "Person",
    "Post",
    "Programme",
    "ProgressNote",
    "Proposal",
    "Proxy",
    "Rectification",
    "ReviewEvidence",
    "ReviewSection",
    "RoundScore",
    "RoundVoter",
    "RuleSet",
    "SchoolHoliday",
    "SearchEntry",
    "Seat",
    "SeatHolder",
    "Sector",
    "Setting",
    "StageReview",
    "StandingItem",
]
