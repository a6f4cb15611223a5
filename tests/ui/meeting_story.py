"""A meeting of twenty plainly invented people, for tests and pictures of the place Séances."""

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from pstdesk.db.models import Committee, Meeting, Organisation
from pstdesk.domain.agenda import ItemKind
from pstdesk.domain.attendance import AttendanceStatus
from pstdesk.domain.names import fold
from pstdesk.services import agenda, attendance, meetings, results
from pstdesk.services.agenda import ItemForm
from pstdesk.services.meetings import MeetingForm
from pstdesk.services.results import ActionForm
from tests import builders

DAY = date(2026, 11, 12)
PLACE = "Maison de l’emploi, salle de l’Écluse"
NAMES = (
    ("Chloé", "Abélard"), ("Aïssata", "Ævarsson"), ("Nadir", "Bensaïd"), ("Noël", "Bœuf"),
    ("Joël", "Cœurdacier"), ("Inès", "D’Arcy"), ("Fatou", "Diarra-Lemoine"), ("Renée", "Fauré"),
    ("Anne-Lise", "Gœtz"), ("Sékou", "Hébert"), ("Yaël", "Iñigo"), ("Maël", "Kerléo"),
    ("Zoé", "L’Hostis"), ("Théo", "Mbaï"), ("Léonie", "Nuñez-Straßer"), ("Karima", "Ollivier"),
    ("Côme", "Pœnaru"), ("Élodie", "Quesnel"), ("Jérôme", "Śliwa"), ("Véronique", "Vandenbrouck-Thévenin"),
)  # fmt: skip
HOUSES = (
    ("Caisse d’allocations familiales", "CAF"), ("Mission locale de l’Écluse", "MLE"),
    ("Parcs et jardins", ""), ("Association L’Échange", ""), ("Département, service social", ""),
)  # fmt: skip
TITLES = (
    "Accueil en entreprise",
    "Chantier d’insertion des berges : calendrier et encadrement",
    "Élection du référent",
    "Questions diverses",
    "Prochaine réunion",
)
ACCOUNT = (
    "La Mission locale présente la liste des entreprises du territoire prêtes à recevoir des jeunes en "
    "immersion. Douze ont répondu, dont trois du secteur des espaces verts.\n\n"
    "Les parcs et jardins rappellent que deux tuteurs sont disponibles dès janvier. La commande publique "
    "propose d’ajouter une clause d’insertion au marché d’entretien."
)


def add_members(session: Session, body: Committee) -> None:
    """Make the twenty people and register them in ``body``, a few working in each house."""
    houses = [_house(session, name, acronym) for name, acronym in HOUSES]
    for place, (given, family) in enumerate(NAMES):
        person = builders.person(session, given, family)
        builders.post(session, person, houses[place % len(houses)])
        builders.membership(session, person, body)


def _house(session: Session, name: str, acronym: str) -> Organisation:
    known = session.scalar(select(Organisation).where(Organisation.search_key == fold(name)))
    return known or builders.organisation(session, name, acronym=acronym)


def plan(session: Session, body: Committee, day: date = DAY) -> int:
    """Plan a meeting of ``body`` that already met, with five items of its own; return its id."""
    builders.meeting(session, body, date(2026, 9, 10), number=3, year=2026)
    earlier = session.scalars(select(Meeting).where(Meeting.committee_id == body.id)).one()
    meetings.hold(session, earlier.id, day)
    form = MeetingForm(body.id, day, time(14), time(16), PLACE)
    meeting_id = meetings.plan_meeting(session, form)
    for place, title in enumerate(TITLES):
        kind = ItemKind.ELECTION if "Élection" in title else ItemKind.DISCUSSION
        agenda.add_item(session, meeting_id, ItemForm(title, kind, "la Mission locale", 15 + 5 * (place % 3)))
    return meeting_id


def hold(session: Session, meeting_id: int) -> None:
    """Let the meeting have taken place, half written up, with most people signed in."""
    meetings.hold(session, meeting_id, DAY)
    items = agenda.item_rows(session, meeting_id)
    for item in items[:2]:
        agenda.write_notes(session, item.id, "Adopté sans observation.", item.form.version or 0)
    agenda.write_notes(session, items[2].id, ACCOUNT, items[2].form.version or 0)
    results.add_decision(
        session,
        items[2].id,
        "Le comité retient quatre entreprises pour une première période d’accueil en février 2027.",
    )
    results.add_action(
        session,
        items[2].id,
        ActionForm("Rédiger la convention d’accueil.", "MLE", date(2026, 12, 15)),
    )
    results.add_action(
        session, items[2].id, ActionForm("Clause d’insertion : projet de texte.", "Zoé L’Hostis, CAF")
    )
    agenda.set_item_state(session, items[5].id, agenda.ItemState.NOT_REACHED)
    statuses = (*[AttendanceStatus.PRESENT] * 5, AttendanceStatus.REMOTE, AttendanceStatus.EXCUSED)
    rows = attendance.attendance_rows(session, meeting_id)
    for place, row in enumerate(rows[:14]):
        attendance.record(session, meeting_id, row.person_id, statuses[place % len(statuses)])
    attendance.represent(session, meeting_id, rows[14].person_id, rows[0].person_id)
    attendance.add_guest(session, meeting_id, builders.person(session, "Ophélie", "Tœpffer").id)
