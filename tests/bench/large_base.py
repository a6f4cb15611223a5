"""The large base of the measurements: ten years of sixty committees, made in bulk in under a minute."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from pstdesk.db.closing import mark_closed
from pstdesk.db.migrate import open_base
from pstdesk.db.models import (
    ActionCommittee,
    ActionItem,
    ActionOwner,
    AgendaItem,
    Attendance,
    Base,
    Committee,
    CommitteeLevel,
    Decision,
    Grade,
    Meeting,
    Membership,
    Minutes,
    Organisation,
    Person,
    Post,
    Sector,
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.calendar import quarter
from pstdesk.domain.committee import Capacity, Rhythm
from pstdesk.domain.meeting import MeetingState
from pstdesk.domain.minutes import MinutesState
from pstdesk.domain.names import fold
from pstdesk.services.new_base import new_base
from pstdesk.services.programme import ProgrammeForm

TODAY = date(2026, 11, 23)
FIRST_YEAR = 2017
YEARS = 10
_CHUNK = 20_000
_WORDS = [
    "accès",
    "droits",
    "permanence",
    "quartier",
    "habitants",
    "jardin",
    "partagé",
    "logement",
    "bailleur",
    "emploi",
    "jeunesse",
    "parentalité",
    "crèche",
    "transport",
    "aînés",
    "autonomie",
    "santé",
    "médiathèque",
    "association",
    "convention",
    "partenaires",
    "œuvre",
    "réunion",
    "diagnostic",
    "besoins",
    "sociaux",
    "insertion",
    "clause",
    "marché",
    "budget",
    "action",
    "suivi",
    "bilan",
    "calendrier",
    "école",
]
_SYLLABLES = [
    "bal",
    "bel",
    "bri",
    "cha",
    "dor",
    "fau",
    "gre",
    "lan",
    "mar",
    "mon",
    "noi",
    "ori",
    "per",
    "ros",
    "sau",
    "tal",
    "ver",
    "vil",
    "œil",
    "çan",
]
_STATUSES = (
    [AttendanceStatus.PRESENT] * 10
    + [AttendanceStatus.REMOTE] * 2
    + [AttendanceStatus.EXCUSED] * 4
    + [AttendanceStatus.ABSENT] * 3
    + [AttendanceStatus.NOT_RECORDED]
)


def make_large_base(path: Path, *, share: float = 1.0) -> None:
    """Make at ``path`` a base of 400 organisations, 5,000 people, 60 committees, 15,000 memberships,
    2,400 meetings, 600,000 attendances, 20,000 items, 30,000 actions, each number times ``share``.
    """
    new_base(path, "vide", ProgrammeForm("Grande base", "Valmont"), TODAY)
    database = open_base(path)
    try:
        with database.write() as session:
            _Maker(session, share).make()
    finally:
        database.close()
    mark_closed(path)  # as after any day's work: the next start does not read all of it


def a_name(rng: Random) -> str:
    """Return an invented name of two or three syllables."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 3)))).capitalize()


class _Maker:
    """Fills one base, table by table, with rows whose ids it gives itself."""

    def __init__(self, session: Session, share: float) -> None:
        self.session = session
        self.rng = Random(93)
        self.organisations = range(1, round(400 * share) + 1)
        self.people = range(1, round(5_000 * share) + 1)
        self.committees = range(1, round(60 * share) + 1)
        self.members = {
            committee: self.rng.sample(self.people, k=min(250, len(self.people)))
            for committee in self.committees
        }
        self.grades = session.scalars(select(Grade.id)).all()
        self.sectors = session.scalars(select(Sector.id)).all()
        self.days: dict[int, date] = {}

    def make(self) -> None:
        """Fill every table."""
        level = self.session.scalars(select(CommitteeLevel.id)).first()
        self._insert(Organisation, self._organisation_rows())
        self._insert(Person, self._person_rows())
        self._insert(Post, self._post_rows())
        self._insert(Committee, self._committee_rows(level))
        self._insert(Membership, self._membership_rows())
        self._insert(Meeting, self._meeting_rows())
        self._insert(Minutes, ({"meeting_id": meeting, "state": MinutesState.SENT} for meeting in self.days))
        self._insert(Attendance, self._attendance_rows())
        items = round(20_000 * len(self.committees) / 60)
        self._insert(AgendaItem, self._item_rows(items))
        self._insert(Decision, self._decision_rows(items))
        self._insert(ActionItem, self._action_rows(items))
        actions = range(1, items * 3 // 2 + 1)
        self._insert(
            ActionOwner, ({"action_id": a, "organisation_id": self._any(self.organisations)} for a in actions)
        )
        self._insert(
            ActionCommittee, ({"action_id": a, "committee_id": self._any(self.committees)} for a in actions)
        )
        self._index()

    def _index(self) -> None:
        """Put into the search what the program itself puts there, in bulk like the rest."""
        words = {
            Organisation: ("name", "acronym"),
            Person: ("given_name || ' ' || family_name", "email"),
            Post: ("''", "job_title"),
            Committee: ("short_name || ' ' || name", "''"),
            Meeting: ("''", "place"),
            AgendaItem: ("title", "notes"),
            Decision: ("''", "text"),
            ActionItem: ("''", "text"),
        }
        for model, (title, body) in words.items():
            table = model.__tablename__
            self.session.execute(
                text(
                    "INSERT INTO search_entry (kind, record_id, title, body) "
                    f"SELECT '{table}', id, {title}, {body} FROM {table}"
                )
            )

    def _insert(self, model: type[Base], rows: Iterable[dict[str, Any]]) -> None:
        for chunk in _chunks(rows):
            self.session.execute(insert(model), chunk)

    def _any(self, among: range) -> int:
        return self.rng.choice(among)

    def _text(self, words: int) -> str:
        # half of it everybody's words, half of it rare ones, as in real minutes
        common, rare = (
            self.rng.choices(_WORDS, k=words // 2),
            (a_name(self.rng) for _ in range(words - words // 2)),
        )
        return " ".join((*common, *rare)) + "."

    def _organisation_rows(self) -> Iterator[dict[str, Any]]:
        for one in self.organisations:
            name = f"Association {a_name(self.rng)} {one}"
            yield {
                "name": name,
                "search_key": fold(name),
                "sector_id": self.rng.choice(self.sectors),
                "acronym": f"A{one}",
                "acronym_key": f"a{one}",
            }

    def _person_rows(self) -> Iterator[dict[str, Any]]:
        yield from person_rows(self.rng, self.people)

    def _post_rows(self) -> Iterator[dict[str, Any]]:
        for person in self.people:
            yield {
                "person_id": person,
                "organisation_id": self._any(self.organisations),
                "grade_id": self.rng.choice(self.grades),
                "job_title": "Chargée de mission",
            }

    def _committee_rows(self, level: int | None) -> Iterator[dict[str, Any]]:
        for one in self.committees:
            name = f"Thème {one}"
            yield {
                "level_id": level,
                "name": name,
                "short_name": f"T{one}",
                "search_key": fold(name),
                "short_key": f"t{one}",
                "rhythm": Rhythm.QUARTERLY,
                "position": one,
            }

    def _membership_rows(self) -> Iterator[dict[str, Any]]:
        for committee, members in self.members.items():
            for person in members:
                yield {
                    "person_id": person,
                    "committee_id": committee,
                    "capacity": Capacity.MEMBER,
                    "starts_on": date(FIRST_YEAR, 1, 1),
                }

    def _meeting_rows(self) -> Iterator[dict[str, Any]]:
        for committee in self.committees:
            for place in range(YEARS * 4):
                day = date(FIRST_YEAR + place // 4, place % 4 * 3 + 2, 1) + timedelta(days=committee % 27)
                self.days[len(self.days) + 1] = min(day, TODAY)
                yield {
                    "committee_id": committee,
                    "state": MeetingState.HELD,
                    "year": day.year,
                    "number": place % 4 + 1,
                    "day": min(day, TODAY),
                    "quarter": quarter(min(day, TODAY)),
                    "starts_at": time(14),
                    "place": "Mairie",
                }

    def _attendance_rows(self) -> Iterator[dict[str, Any]]:
        for meeting in self.days:
            statuses = self.rng.choices(_STATUSES, k=250)
            members = self.members[(meeting - 1) // (YEARS * 4) + 1]
            for person, status in zip(members, statuses, strict=False):
                yield {
                    "meeting_id": meeting,
                    "person_id": person,
                    "status": status,
                    "is_guest": False,
                    "organisation_id": 1 + person % len(self.organisations),
                    "grade_id": self.grades[person % len(self.grades)],
                    "sector_id": self.sectors[person % len(self.sectors)],
                    "job_title": "Chargée de mission",
                }

    def _item_rows(self, items: int) -> Iterator[dict[str, Any]]:
        rows = [
            {
                "meeting_id": item * len(self.days) // items + 1,
                "position": item + 1,
                "title": self._text(4),
                "kind": ItemKind.DISCUSSION,
                "state": ItemState.DEALT_WITH,
                "notes": self._text(120),
            }
            for item in range(items)
        ]
        yield from rows

    def _decision_rows(self, items: int) -> Iterator[dict[str, Any]]:
        for item in range(1, items + 1, 2):
            yield {"agenda_item_id": item, "position": 1, "text": self._text(15)}

    def _action_rows(self, items: int) -> Iterator[dict[str, Any]]:
        for action in range(items * 3 // 2):
            yield {
                "agenda_item_id": action * 2 // 3 + 1,
                "text": self._text(8),
                "due_on": TODAY + timedelta(days=action % 700 - 600),
                "state": ActionState.DONE if action % 3 else ActionState.TO_DO,
            }


def person_rows(rng: Random, people: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Return a row of the table of people for each of ``people``, with invented names."""
    for person in people:
        family, given = f"{a_name(rng)}-{a_name(rng)}", a_name(rng)
        yield {
            "family_name": family,
            "given_name": given,
            "search_key": fold(f"{family} {given}"),
            "given_key": fold(f"{given} {family}"),
            "email": f"p{person}@valmont.example",
        }


def _chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
