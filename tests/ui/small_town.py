"""A small base for tests of bodies and people: the Bondy preset, three organisations, six people."""

from datetime import date
from pathlib import Path

from pstdesk.db.database import Database
from pstdesk.db.models import Committee, Person
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.committee import Capacity
from pstdesk.domain.meeting import MeetingState
from pstdesk.services import programme
from pstdesk.services.programme import ProgrammeForm
from tests import builders

CLG, CT1, CT2 = 1, 3, 4
"""Ids of the bodies of the preset."""
ZOE, NOEL, INES, SEKOU, MAEL, ZOE_TOO = range(1, 7)
CCAS, CAF, ECLUSE = 1, 2, 3
ELECTED = date(2025, 3, 12)
HELD = (date(2025, 4, 10), date(2025, 9, 18), date(2026, 2, 5))

_PEOPLE = (
    ("Zoé", "L’Hostis", CCAS, "Cheffe de projet"),
    ("Noël", "Bœuf", CAF, "Conseiller"),
    ("Inès", "Nuñez-Straßer", ECLUSE, "Médiatrice"),
    ("Sékou", "Ævarsson", CAF, "Agent d’accueil"),
    ("Maël", "D’Arcy", None, ""),
    ("Zoé", "Mbaï", ECLUSE, "Bénévole"),
)


def make_town(folder: Path, preset: str = "bondy", *, people: bool = True) -> Path:
    """Make the base in ``folder`` and return its path; it is closed."""
    return builders.copied(folder / "town.pstdesk", _make, preset, people)


def _make(folder: Path, preset: str, people: bool) -> Path:
    base = builders.make_base(folder)
    with base.write() as session:
        programme.set_up(session, preset, ProgrammeForm("PST de Valmont", "Valmont"), date(2025, 1, 6))
    if people:
        _fill(base)
    base.close()
    return base.path


def _fill(base: Database) -> None:
    with base.write() as session:
        houses = [
            builders.organisation(session, "Centre communal d’action sociale", acronym="CCAS", sector_id=1),
            builders.organisation(session, "Caisse d’allocations familiales", acronym="CAF", sector_id=2),
            builders.organisation(session, "Régie de l’Écluse", sector_id=3),
        ]
        people = []
        for number, (given, family, house, job) in enumerate(_PEOPLE):
            mail = f"contact{number}@valmont.example"
            phone = f"01 23 45 67 0{number}"
            people.append(builders.person(session, given, family, email=mail, phone=phone))
            if house is not None:
                builders.post(session, people[-1], houses[house - 1], job_title=job, grade_id=number % 4 + 1)
    with base.write() as session:

        def who(number: int) -> Person:
            return session.get_one(Person, number)

        body = session.get_one(Committee, CT1)
        builders.membership(session, who(ZOE), body, starts_on=date(2025, 1, 6))
        builders.membership(session, who(NOEL), body)
        builders.membership(session, who(INES), body, capacity=Capacity.OBSERVER, voting=False)
        builders.membership(session, who(SEKOU), body, ends_on=date(2025, 12, 1))
        builders.mandate(session, who(ZOE), body, starts_on=ELECTED)
        came = (AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED, AttendanceStatus.REMOTE)
        for number, (day, status) in enumerate(zip(HELD, came, strict=True), 1):
            meeting = builders.meeting(
                session, body, day, state=MeetingState.HELD, number=number, year=day.year
            )
            builders.attendance(session, meeting, who(ZOE), status)
        guest = builders.meeting(session, session.get_one(Committee, CT2), HELD[0], state=MeetingState.HELD)
        builders.attendance(session, guest, who(ZOE), is_guest=True)
