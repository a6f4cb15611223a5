"""What is handed over with a base: what is open, for whoever takes it up, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime, time

from pstdesk.domain.committee import MandateRole
from pstdesk.domain.dashboard import Waiting
from pstdesk.domain.lights import Lamp


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where things are on the machine that the base is handed over from."""

    base: str
    backups: str
    documents: str
    last_backup: datetime | None = None
    """In the officer's own time."""


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting to come, not noted, or held lately.

    ``lamps`` are those due or late and, of one to come, that of its convocation.
    """

    body: str
    day: date
    starts_at: time | None
    is_held: bool
    referent: str
    lamps: tuple[Lamp, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """Who speaks for a body, and how they are reached; ``phone`` and ``email`` may be empty."""

    body: str
    person: str
    role: MandateRole
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """Minutes that wait; ``next_day`` is the body's next meeting to come, if there is one."""

    body: str
    day: date
    waiting: Waiting
    next_day: date | None


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """An open action; ``bodies`` and ``note`` (what was reported last) may be empty."""

    text: str
    due_on: date | None
    is_late: bool
    bodies: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """Somebody with open actions, the most pressing first; without a name for those that nobody has."""

    name: str
    actions: tuple[ActionEntry, ...]


@dataclass(frozen=True, slots=True)
class PostEntry:
    """A mandate that runs out, or a post or seat that nobody holds: then ``person`` is empty.

    ``office`` is that of a seat, ``role`` that of a mandate; ``day`` is the first day without anybody.
    """

    body: str
    person: str
    day: date | None
    role: MandateRole | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """An organisation that is expected and was not seen for long; ``last_seen`` None: never."""

    name: str
    last_seen: date | None
    members: int


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """All that the paper says, as of the day it was made."""

    programme: str
    town: str
    made_on: date
    made_by: str
    where: Whereabouts
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    template: str = ""
    meetings: tuple[MeetingEntry, ...] = ()
    contacts: tuple[ContactEntry, ...] = ()
    minutes: tuple[MinutesEntry, ...] = ()
    owners: tuple[OwnerEntry, ...] = ()
    actions: int = 0
    """How many are open in all; on a very full register not all are listed."""
    posts: tuple[PostEntry, ...] = ()
    partners: tuple[PartnerEntry, ...] = ()
    double_people: int = 0
    double_organisations: int = 0
    language: str = "fr"

    @property
    def listed(self) -> int:
        """How many different actions are listed at most: one of several owners stands under each."""
        return sum(len(owner.actions) for owner in self.owners)
