"""Makers of minutes for tests: plainly invented people, organisations and words."""

import random
from dataclasses import replace
from datetime import date, time

from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import (
    ActionLine,
    Attendee,
    DecisionLine,
    MinutesContent,
    MinutesItem,
    NextMeeting,
)
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind, ItemState
from pstdesk.domain.attendance import AttendanceStatus

GIVEN = (
    "Chloé",
    "Joël",
    "Inès",
    "Renée",
    "Sékou",
    "Zoé",
    "Théo",
    "Maïwenn",
    "François-Xavier",
    "Ñusta",
    "Łucja",
)
FAMILY = (
    "Abélard",
    "Cœurdacier",
    "D’Arcy",
    "Fauré",
    "Hébert",
    "L’Hostis",
    "Mbaï",
    "Le Guen",
    "Weiß",
    "Ångström",
)
PLACES = (
    ("CAF de Valmont", "conseillère technique"),
    ("Mission locale du Val", "directeur"),
    ("Département, service social de polyvalence", "responsable de circonscription"),
    ("Ville de Valmont, parcs et jardins", "agent de maîtrise"),
    ("Ville de Valmont, commande publique", "acheteuse"),
    ("CCAS de Valmont", "agente d’accueil"),
    ("CPAM", "chargée de mission accès aux soins"),
    ("Association Les Amis du canal", "bénévole"),
    ("Office public de l’habitat du Val-de-Mont et de ses environs", "gardien d’immeuble"),
    ("Club de prévention", "éducatrice spécialisée"),
    ("", "habitante du quartier de la Gare"),
    ("Entreprise Ressourc’Éco", "gérant"),
    ("France Travail", "conseillère entreprise"),
)


def attendee(number: int, status: AttendanceStatus = AttendanceStatus.PRESENT, **given: object) -> Attendee:
    """Return the invented person of that number."""
    given_name, family = GIVEN[number % len(GIVEN)], FAMILY[(number // 3) % len(FAMILY)]
    organisation, function = PLACES[number % len(PLACES)]
    who = Attendee(
        f"{given_name} {family}", status, organisation=organisation, function=function, grade="Agent"
    )
    return replace(who, **given)  # type: ignore[arg-type]  # each caller names fields of Attendee


def attendees(count: int) -> tuple[Attendee, ...]:
    """Return ``count`` people: most present, some of each other status, one guest in ten."""
    chance = random.Random(count)
    people = []
    for number in range(count):
        status = chance.choices(list(AttendanceStatus), weights=(3, 60, 8, 5, 14, 10))[0]
        is_guest = number % 10 == 7
        holder = "Chloé Abélard" if status is AttendanceStatus.REPRESENTED else ""
        if is_guest:
            status, holder = AttendanceStatus.PRESENT, ""
        arrived = time(14, 50) if number % 9 == 4 and status is AttendanceStatus.PRESENT else None
        people.append(attendee(number, status, is_guest=is_guest, proxy_holder=holder, arrived_at=arrived))
    return tuple(people)


ITEMS = (
    MinutesItem(
        item_id=101,
        number=1,
        title="Approbation du compte rendu de la séance n° 2/2026",
        kind=ItemKind.MINUTES_APPROVAL,
        account="Le compte rendu de la séance du 18 juin 2026 est approuvé sans observation.",
    ),
    MinutesItem(
        item_id=102,
        number=2,
        title="Suivi des actions",
        kind=ItemKind.ACTIONS_FOLLOW_UP,
        account="Quatre actions sur six sont faites. Deux restent ouvertes :\n"
        "- la liste des lieux d’accueil, à compléter par le Département ;\n"
        "- l’affiche commune, en attente du logo de la CAF.",
        actions=(
            ActionLine(
                "Compléter la liste des lieux d’accueil",
                "Département, service social de polyvalence",
                date(2026, 12, 18),
                ActionState.IN_PROGRESS,
            ),
        ),
    ),
    MinutesItem(
        item_id=103,
        number=3,
        title="Accueil en entreprise",
        kind=ItemKind.DECISION,
        presenter="Inès D’Arcy, Mission locale du Val",
        account="La Mission locale présente la liste des entreprises du territoire prêtes à recevoir des "
        "jeunes en immersion. Douze ont répondu, dont trois du secteur des espaces verts.\n\n"
        "Les parcs et jardins rappellent que deux tuteurs sont disponibles dès janvier. La commande "
        "publique propose d’ajouter une clause d’insertion au marché d’entretien.\n\n"
        "Trois étapes sont retenues :\n"
        "1. rédiger la convention d’accueil ;\n"
        "2. la soumettre aux employeurs ;\n"
        "3. la signer avant la fin du mois de janvier.",
        decisions=(
            DecisionLine(
                "D1",
                "Le comité retient quatre entreprises pour une première période d’accueil en février 2027.",
            ),
            DecisionLine(
                "D2",
                "La clause d’insertion est proposée pour le prochain marché d’entretien des espaces verts.",
            ),
        ),
        actions=(
            ActionLine("Rédiger la convention d’accueil", "Mission locale du Val", date(2026, 12, 15)),
            ActionLine(
                "Écrire le projet de clause d’insertion",
                "Ville de Valmont, commande publique ; Zoé L’Hostis",
                date(2027, 1, 30),
            ),
        ),
    ),
    MinutesItem(
        item_id=104,
        number=4,
        title="Permanences de quartier : horaires d’hiver et continuité du service public à la Gare",
        kind=ItemKind.DISCUSSION,
        presenter="CCAS de Valmont",
        account="Le CCAS rappelle les horaires d’hiver. Une habitante demande si les permanences du mercredi "
        "seront maintenues pendant les vacances ? Oui, sauf le 30 décembre.",
    ),
    MinutesItem(
        item_id=105,
        number=5,
        title="Élection du référent",
        kind=ItemKind.ELECTION,
        state=ItemState.NOT_REACHED,
    ),
    MinutesItem(
        item_id=106,
        number=6,
        title="Questions diverses",
        kind=ItemKind.ANY_OTHER_BUSINESS,
        account="Aucune question.",
    ),
)


def items(count: int) -> tuple[MinutesItem, ...]:
    """Return ``count`` items, those above over and over, each with its own id and number."""
    return tuple(
        replace(ITEMS[index % len(ITEMS)], item_id=101 + index, number=1 + index) for index in range(count)
    )


def minutes(people: int = 20, points: int = 6, **given: object) -> MinutesContent:
    """Return a draft of plausible minutes of ``people`` people and ``points`` items."""
    content = MinutesContent(
        base_id="6f1c0b6f5a2e4a4c9c55d7a1b0a8e1f3",
        meeting_id=42,
        version=2,
        programme="Projet social de territoire de Valmont",
        town="Valmont",
        committee=CommitteeTitle(
            "Accès aux droits et continuité du service public", "comité technique", "CT1"
        ),
        day=date(2026, 11, 12),
        number=3,
        year=2026,
        letterhead=(
            "Ville de Valmont",
            "Centre communal d’action sociale",
            "Projet social de territoire",
            "12, place du Canal, 99140 Valmont",
        ),
        footer="CCAS de Valmont, 12, place du Canal, 99140 Valmont, 01 99 00 00 00",
        corrections_due_on=date(2026, 11, 26),
        corrections_to="pst@valmont.example",
        starts_at=time(14, 30),
        ends_at=time(16, 15),
        place="Maison des associations, salle du Canal",
        facilitator="Renée Fauré, référente du comité",
        secretary="Joël Cœurdacier",
        attendees=attendees(people),
        items=items(points),
        next_meeting=NextMeeting(
            date(2027, 2, 11),
            time(14, 0),
            "Hôtel de ville, salle des mariages",
            "Ordre du jour à proposer avant le 20 janvier.",
        ),
        distribution=(
            "Membres du comité",
            "Coprésidents du conseil local de gouvernance",
            "Direction du CCAS",
        ),
        annexes=("Liste des entreprises volontaires.xlsx", "Horaires d’hiver des permanences.pdf"),
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of MinutesContent
