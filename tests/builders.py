"""Small makers of records for tests; whatever a test does not care about is invented here.

Each takes the session first, adds its record and flushes, so that the record has its id.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from pstdesk.db.database import Database, OnCommit
from pstdesk.db.migrate import make_base as migrated_base
from pstdesk.db.migrate import open_base
from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    AgendaItem,
    Attachment,
    Attendance,
    Base,
    Committee,
    CommitteeLevel,
    Decision,
    Election,
    ElectionCandidate,
    ElectionRound,
    ElectionVoter,
    Grade,
    Mandate,
    Meeting,
    MeetingAttachment,
    Membership,
    Minutes,
    Organisation,
    OrganisationCategory,
    Person,
    Post,
    Programme,
    ProgressNote,
    Proxy,
    Rectification,
    RuleSet,
    Seat,
    SeatHolder,
    Sector,
)
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.calendar import quarter
from pstdesk.domain.committee import Capacity, LevelKind, Rhythm
from pstdesk.domain.names import fold
from pstdesk.domain.voting import EnrolledBy, QuorumRule, TieBreak, VotingMethod

Record = TypeVar("Record", bound=Base)

A_DAY = date(2026, 11, 12)
"""A Thursday, on which meetings of tests are held when the test does not say."""
AN_INSTANT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""When things were put away, sent or written when the test does not say."""


@cache
def _empty_base() -> bytes:
    """Return a base with every table and no row, migrated once for all tests of a run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.pstdesk"
        migrated_base(path)
        return path.read_bytes()


@cache
def _made_once(make: Callable[..., Path], given: tuple[Any, ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder), *given).read_bytes()


def copied(path: Path, make: Callable[..., Path], *given: Any) -> Path:
    """Write to ``path`` the base that ``make(folder, *given)`` makes, once for all tests of a run.

    To fill a base takes a quarter of a second, of which every test of a window has better use.
    """
    return _written(path, _made_once(make, given))


def empty_file(folder: Path, name: str = "valmont.pstdesk") -> Path:
    """Write a base with every table and no row to ``folder``."""
    return _written(folder / name, _empty_base())


def _written(path: Path, content: bytes) -> Path:
    path.touch(mode=0o600)
    path.write_bytes(content)
    return path


def make_base(
    folder: Path, name: str = "valmont.pstdesk", *, on_commit: OnCommit | None = None, user: str = "officer"
) -> Database:
    """Return an open base with every table and no row; the test closes it."""
    return open_base(empty_file(folder, name), on_commit, user)


def programme(session: Session, **fields: Any) -> Programme:
    """Make the programme."""
    given = {
        "id": 1,
        "base_id": "0" * 32,
        "name": "PST de Valmont-lès-Œuvres",
        "town": "Valmont-lès-Œuvres",
        "preset": "bondy",
    }
    return _made(session, Programme(**given | fields))


def sector(session: Session, name: str = "Petite enfance", **fields: Any) -> Sector:
    """Make a sector of social work."""
    return _made(session, Sector(**{"name": name, "search_key": fold(name), "social_work": True} | fields))


def grade(session: Session, name: str = "Encadrement", **fields: Any) -> Grade:
    """Make a grade."""
    return _made(session, Grade(**{"name": name, "search_key": fold(name)} | fields))


def category(session: Session, name: str = "Association", **fields: Any) -> OrganisationCategory:
    """Make a category of organisations."""
    return _made(session, OrganisationCategory(**{"name": name, "search_key": fold(name)} | fields))


def organisation(session: Session, name: str = "Atelier de l’Écluse", **fields: Any) -> Organisation:
    """Make an organisation."""
    given = {"name": name, "search_key": fold(name), "acronym_key": fold(fields.get("acronym", ""))}
    return _made(session, Organisation(**given | fields))


def person(session: Session, given: str = "Zoé", family: str = "L’Hœst-Muñoz", **fields: Any) -> Person:
    """Make somebody."""
    return _made(session, unsaved_person(given, family, **fields))


def unsaved_person(given: str, family: str, **fields: Any) -> Person:
    """Return somebody whom the test adds itself, many at a time."""
    keys = {"search_key": fold(f"{family} {given}")[:500], "given_key": fold(f"{given} {family}")[:500]}
    return Person(**{"given_name": given, "family_name": family} | keys | fields)


def post(session: Session, holder: Person, where: Organisation | None = None, **fields: Any) -> Post:
    """Make ``holder`` work at ``where``, always so far."""
    place = {"organisation_id": None if where is None else where.id, "job_title": "Cheffe de projet"}
    return _made(session, Post(person_id=holder.id, **place | fields))


def level(session: Session, kind: LevelKind = LevelKind.OPERATIONAL, **fields: Any) -> CommitteeLevel:
    """Make a level of committees."""
    given = {"kind": kind, "name": "Comités techniques", "body_name": "comité technique"}
    return _made(session, CommitteeLevel(**given | fields))


def rule_set(session: Session, name: str = "Majoritaire à deux tours", **fields: Any) -> RuleSet:
    """Make a voting rule: majority in two rounds, no quorum, ties by lot."""
    given = {
        "name": name,
        "method": VotingMethod.MAJORITY_2,
        "tie_break": TieBreak.LOT,
        "quorum": QuorumRule.NONE,
        "enrolled_by": EnrolledBy.SUMMONS,
    }
    return _made(session, RuleSet(**given | fields))


def committee(
    session: Session, short_name: str = "CT1", name: str = "Petite enfance et parentalité", **fields: Any
) -> Committee:
    """Make a quarterly committee, with its level unless ``level_id`` is given."""
    if "level_id" not in fields:
        fields["level_id"] = level(session).id
    given = {
        "name": name,
        "search_key": fold(name),
        "short_name": short_name,
        "short_key": fold(short_name),
        "rhythm": Rhythm.QUARTERLY,
    }
    return _made(session, Committee(**given | fields))


def seat(session: Session, body: Committee, office: str = "Maire", **fields: Any) -> Seat:
    """Make a seat of ``body`` that goes with an office."""
    given = {"committee_id": body.id, "office": office, "capacity": Capacity.CO_CHAIR}
    return _made(session, Seat(**given | fields))


def seat_holder(session: Session, place: Seat, holder: Person, **fields: Any) -> SeatHolder:
    """Make ``holder`` hold a seat, always so far."""
    return _made(session, SeatHolder(seat_id=place.id, person_id=holder.id, **fields))


def membership(session: Session, member: Person, body: Committee, **fields: Any) -> Membership:
    """Make ``member`` sit in ``body`` as a member, always so far."""
    return _made(session, Membership(person_id=member.id, committee_id=body.id, **fields))


def mandate(session: Session, holder: Person, body: Committee, **fields: Any) -> Mandate:
    """Make ``holder`` the référent of ``body`` since the beginning of 2026."""
    given: dict[str, Any] = {"starts_on": date(2026, 1, 1)}
    return _made(session, Mandate(person_id=holder.id, committee_id=body.id, **given | fields))


def meeting(session: Session, body: Committee, day: date = A_DAY, **fields: Any) -> Meeting:
    """Make a planned meeting of ``body`` from 14:00 to 16:00."""
    given = {
        "committee_id": body.id,
        "day": day,
        "quarter": quarter(day),
        "starts_at": time(14),
        "ends_at": time(16),
        "place": "Salle des fêtes",
    }
    return _made(session, Meeting(**given | fields))


def election(session: Session, of: Meeting, *, entitled: tuple[Person, ...] = (), **fields: Any) -> Election:
    """Make an election of a référent at a meeting, by majority in two rounds, ties by lot."""
    given = {
        "committee_id": of.committee_id,
        "meeting_id": of.id,
        "rule_name": "Majoritaire à deux tours",
        "method": VotingMethod.MAJORITY_2,
        "tie_break": TieBreak.LOT,
        "quorum": QuorumRule.NONE,
        "enrolled_by": EnrolledBy.SUMMONS,
        "opened_at": AN_INSTANT,
    }
    made = _made(session, Election(**given | fields))
    session.add_all(ElectionVoter(election_id=made.id, person_id=voter.id) for voter in entitled)
    session.flush()
    return made


def candidate(session: Session, of: Election, who: Person, **fields: Any) -> ElectionCandidate:
    """Make ``who`` stand in an election."""
    return _made(
        session, ElectionCandidate(**{"election_id": of.id, "person_id": who.id, "position": 1} | fields)
    )


def election_round(session: Session, of: Election, **fields: Any) -> ElectionRound:
    """Make the first round of an election, without totals."""
    given = {"election_id": of.id, "series": 1, "number": 1, "registered": 3}
    return _made(session, ElectionRound(**given | fields))


def agenda_item(
    session: Session, of: Meeting, title: str = "Semaine de la parentalité", **fields: Any
) -> AgendaItem:
    """Make an item of a meeting's agenda, in the first place."""
    given = {"meeting_id": of.id, "position": 1, "title": title, "kind": ItemKind.DISCUSSION}
    return _made(session, AgendaItem(**given | fields))


def paper(session: Session, of: Meeting, name: str = "note.pdf", **fields: Any) -> MeetingAttachment:
    """Make a file that is attached to a meeting; its content is its name."""
    content = name.encode()
    file = Attachment(
        sha256=sha256(content).hexdigest(),
        name=name,
        media_type="application/pdf",
        size=len(content),
        content=content,
    )
    kept = _made(session, file)
    return _made(session, MeetingAttachment(meeting_id=of.id, attachment_id=kept.id, **fields))


def attendance(
    session: Session,
    of: Meeting,
    who: Person,
    status: AttendanceStatus = AttendanceStatus.PRESENT,
    **fields: Any,
) -> Attendance:
    """Make ``who`` have attended a meeting."""
    return _made(session, Attendance(meeting_id=of.id, person_id=who.id, status=status, **fields))


def proxy(session: Session, of: Meeting, grantor: Person, holder: Person) -> Proxy:
    """Make ``grantor`` give ``holder`` their vote for a meeting."""
    return _made(session, Proxy(meeting_id=of.id, grantor_id=grantor.id, holder_id=holder.id))


def minutes(session: Session, of: Meeting, **fields: Any) -> Minutes:
    """Make the draft minutes of a meeting."""
    return _made(session, Minutes(meeting_id=of.id, **fields))


def decision(
    session: Session, about: AgendaItem, text: str = "Le calendrier est adopté.", **fields: Any
) -> Decision:
    """Make a decision under an item, the first of its meeting."""
    return _made(session, Decision(**{"agenda_item_id": about.id, "position": 1, "text": text} | fields))


def action(
    session: Session,
    text: str = "Réserver la salle",
    *,
    owners: tuple[Person | Organisation | str, ...] = (),
    committees: tuple[Committee, ...] = (),
    **fields: Any,
) -> ActionItem:
    """Make an action to do by ``owners``, for ``committees``."""
    made = _made(session, ActionItem(text=text, **fields))
    for owner in owners:
        who = {
            "person_id": owner.id if isinstance(owner, Person) else None,
            "organisation_id": owner.id if isinstance(owner, Organisation) else None,
            "words": owner if isinstance(owner, str) else "",
        }
        session.add(ActionOwner(action_id=made.id, **who))
    session.add_all(ActionCommittee(action_id=made.id, committee_id=body.id) for body in committees)
    session.flush()
    return made


def progress_note(session: Session, of: ActionItem, text: str = "Devis reçu", **fields: Any) -> ProgressNote:
    """Make a note of what was reported of an action."""
    return _made(session, ProgressNote(**{"action_id": of.id, "day": A_DAY, "text": text} | fields))


def rectification(
    session: Session, of: Minutes, decided_in: Meeting, text: str, **fields: Any
) -> Rectification:
    """Make a correction of minutes, decided at a later meeting."""
    given = {"minutes_id": of.id, "decided_in_id": decided_in.id, "text": text}
    return _made(session, Rectification(**given | fields))


def _made(session: Session, record: Record) -> Record:
    session.add(record)
    session.flush()
    return record
