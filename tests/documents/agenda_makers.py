"""Makers of agendas for tests: plainly invented items, people and papers."""

from dataclasses import replace
from datetime import date, time

from pstdesk.documents.agenda import AgendaContent, AgendaEntry
from pstdesk.documents.minutes import ActionLine
from pstdesk.domain.action import ActionState
from pstdesk.domain.agenda import ItemKind
from tests.documents.minutes_makers import minutes

ENTRIES = (
    AgendaEntry("Approbation du compte rendu du 18 juin 2026", ItemKind.MINUTES_APPROVAL, planned_minutes=5),
    AgendaEntry("Suivi des actions", ItemKind.ACTIONS_FOLLOW_UP, planned_minutes=10),
    AgendaEntry(
        "Accueil en entreprise",
        ItemKind.DECISION,
        "Inès D’Arcy, Mission locale du Val",
        25,
        papers=("Liste des entreprises volontaires.xlsx", "Convention, projet du 2 octobre.docx"),
    ),
    AgendaEntry(
        "Permanences de quartier : horaires d’hiver et continuité du service public à la Gare",
        ItemKind.DISCUSSION,
        "CCAS de Valmont",
        20,
        proposed_by="Şükrü Łucja Weiß (CPAM)",
        returns_from=date(2026, 9, 10),
    ),
    AgendaEntry("Élection du référent", ItemKind.ELECTION, planned_minutes=30),
    AgendaEntry("Questions diverses", ItemKind.ANY_OTHER_BUSINESS, planned_minutes=10),
)
ACTIONS = (
    ActionLine(
        "Compléter la liste des lieux d’accueil",
        "Département, service social de polyvalence",
        date(2026, 10, 1),
        ActionState.IN_PROGRESS,
    ),
    ActionLine("Afficher les horaires d’hiver", "Zoé L’Hostis", date(2026, 12, 18)),
    ActionLine("Relancer la CAF"),
)


def entries(count: int) -> tuple[AgendaEntry, ...]:
    """Return ``count`` items, those above over and over."""
    return tuple(ENTRIES[index % len(ENTRIES)] for index in range(count))


def agenda(points: int = 6, **given: object) -> AgendaContent:
    """Return a plausible agenda of ``points`` items for a meeting of an hour and three quarters."""
    of = minutes()
    content = AgendaContent(
        programme=of.programme,
        town=of.town,
        committee=of.committee,
        day=of.day,
        number=of.number,
        year=of.year,
        letterhead=of.letterhead,
        footer=of.footer,
        convened_on=date(2026, 10, 28),
        starts_at=time(14, 30),
        ends_at=time(16, 15),
        place=of.place,
        facilitator=of.facilitator,
        secretary=of.secretary,
        entries=entries(points),
        papers=("Plan d’accès.pdf",),
        actions=ACTIONS,
        apologies_to="Joël Cœurdacier, pst@valmont.example, 01 99 00 00 00",
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of AgendaContent
