"""The base that tests of the window and pictures show: the Bondy preset and plainly invented people."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from pstdesk.db.models import Committee, Grade, Sector
from pstdesk.services import programme
from pstdesk.services.programme import ProgrammeForm
from tests import builders

TODAY = date(2026, 11, 12)
NAMES = (
    ("Chloé", "Abélard"), ("Joël", "Cœurdacier"), ("Inès", "D’Arcy"), ("Renée", "Fauré"),
    ("Sékou", "Hébert"), ("Zoé", "L’Hostis"), ("Théo", "Mbaï"), ("Karima", "Ollivier"),
    ("Léonie", "Nuñez-Straßer"), ("Maël", "Kerléo"), ("Aïssata", "Ævarsson"), ("Noël", "Bœuf"),
)  # fmt: skip
ORGANISATIONS = (
    ("Caisse d’allocations familiales", "CAF"), ("Mission locale de l’Écluse", ""),
    ("Centre communal d’action sociale", "CCAS"), ("Parcs et jardins", ""),
)  # fmt: skip


def make_base(folder: Path) -> Path:
    """Make the base in ``folder`` and return its path."""
    return builders.copied(folder / "valmont.pstdesk", _make)


def _make(folder: Path) -> Path:
    base = builders.make_base(folder)
    with base.write() as session:
        form = ProgrammeForm(
            "PST de Valmont", "Valmont", "Ville de Valmont\nDirection des solidarités\n2, place de l’Œuvre"
        )
        programme.set_up(session, "bondy", form, TODAY)
        committees = list(session.scalars(select(Committee).order_by(Committee.position)))
        grades = list(session.scalars(select(Grade).order_by(Grade.position)))
        sectors = list(session.scalars(select(Sector).order_by(Sector.position)))
        houses = [
            builders.organisation(session, name, acronym=acronym, sector_id=sectors[place].id)
            for place, (name, acronym) in enumerate(ORGANISATIONS)
        ]
        for place, (given, family) in enumerate(NAMES):
            who = builders.person(session, given, family, email=f"contact{place}@valmont.example")
            house = houses[place % len(houses)]
            builders.post(session, who, house, grade_id=grades[place % len(grades)].id)
            for body in (committees[2 + place % 7], committees[2 + (place + 3) % 7]):
                builders.membership(session, who, body)
        for place, body in enumerate(committees[2:]):
            builders.meeting(session, body, TODAY + timedelta(days=7 * place - 14))
    base.close()
    return base.path
