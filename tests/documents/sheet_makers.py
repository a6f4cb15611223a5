"""Makers of sign-in sheets for tests: plainly invented people with names of every length and script."""

from dataclasses import replace
from datetime import time

from pstdesk.documents.sign_in_sheet import SheetContent, SheetLine
from tests.documents.minutes_makers import FAMILY, GIVEN, PLACES, minutes

LONG = (
    SheetLine(
        "Vandenbrouck-Thévenin de La Tour-Saint-Quentin Marie-Antoinette Joséphine",
        organisation="Office public de l’habitat du Val-de-Mont, de ses environs et des communes riveraines",
        function="chargée de mission accès aux droits, lutte contre le non-recours et médiation numérique",
    ),
    SheetLine("W" * 60, organisation="Ressourc’Éco" * 9, function="gérant"),
    SheetLine("Śliwa-Brzęczyszczykiewicz Łucja", organisation="CPAM", function="agente d’accueil"),
    SheetLine("Çağlayan Şükrü İbrahim", organisation="Dernek « Yıldız »", function="başkan"),
    SheetLine("الحسيني عبد الرحمن", organisation="جمعية الأمل", function="متطوع"),
    SheetLine("D’Arcy L’Hostis Inès", organisation="", function="habitante"),
)


def people(count: int) -> tuple[SheetLine, ...]:
    """Return ``count`` numbered people, those with hard names first."""
    made = []
    for at in range(count):
        organisation, function = PLACES[at % len(PLACES)]
        name = f"{FAMILY[at % len(FAMILY)]} {GIVEN[at // len(FAMILY) % len(GIVEN)]}"
        line = LONG[at] if at < len(LONG) else SheetLine(name, None, organisation, function)
        made.append(replace(line, number=at + 1))
    return tuple(made)


def sheet(count: int = 20, **given: object) -> SheetContent:
    """Return the sheet of a meeting that ``count`` people are expected at."""
    of = minutes()
    content = SheetContent(
        programme=of.programme,
        town=of.town,
        committee=of.committee,
        day=of.day,
        number=of.number,
        year=of.year,
        letterhead=of.letterhead,
        footer=of.footer,
        starts_at=time(14, 30),
        ends_at=time(16, 15),
        place=of.place,
        facilitator=of.facilitator,
        secretary=of.secretary,
        lines=people(count),
    )
    return replace(content, **given)  # type: ignore[arg-type]  # each caller names fields of SheetContent
