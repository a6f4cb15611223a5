"""A list of people as a town hall keeps it, made for tests: plainly invented, and as untidy as real ones."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

PEOPLE = 84
MEMBERSHIPS = 153
COMMITTEES = ("CT1", "CT2", "CT3", "CT4", "CT5", "CT6", "CT7")
TITLE_ROWS = 3
DUPLICATES = 4

Cell = str | int | float | bool | date | datetime | None

_FAMILY_NAMES = (
    "L’Hœst",
    "Muñoz-Brès",
    "Weißenfels",
    "Çeliksoğan",
    "D’Aubrac",
    "Kerœdan",
    "Ibáñola",
    "Tréhœrn",
    "Vaïgret",
    "Mbaïdou",
    "Łukawska",
    "Sévéragne",
)
_GIVEN_NAMES = ("Anne-Marie", "Zoé", "Joël", "Maëlys", "François", "Inès", "Théo", "Œnone", "Renée")
_ORGANISATIONS = (
    ("CCAS de Valmont", "Action sociale"),
    ("Parcs et jardins", "Cadre de vie"),
    ("Mission locale", "Emploi"),
    ("Association L’Échange", "Vie associative"),
    ("Caisse d’allocations familiales", "Action sociale"),
    ("Bailleur Habitat Valmont", "Logement"),
    ("Habitants", "Habitants"),
)
_GRADES = ("Agent", "Encadrement", "Élu", "Bénévole", "Habitant", "Direction")
_NOT_IN_CP1252 = str.maketrans({"ğ": "g", "Ł": "L", "ł": "l", "ş": "s"})


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    family_name: str
    given_name: str
    organisation: str
    sector: str
    grade: str
    email: str
    phone: str
    joined_on: date
    committees: tuple[str, ...]


def people(count: int = PEOPLE) -> tuple[Invented, ...]:
    """Return ``count`` people, always the same; 84 of them have 153 memberships."""
    return tuple(map(_person, range(count)))


def _person(number: int) -> Invented:
    turn, place = divmod(number, len(_FAMILY_NAMES))
    family_name = _FAMILY_NAMES[place] + ("" if number < 108 else f"-{_letters(number)}")
    organisation, sector = _ORGANISATIONS[number % len(_ORGANISATIONS)]
    # 38 people in one committee, 23 in two and 23 in three make 153
    several = 1 if number % 84 < 38 else 2 if number % 84 < 61 else 3
    return Invented(
        family_name,
        _GIVEN_NAMES[(turn + place) % len(_GIVEN_NAMES)],
        organisation,
        sector,
        _GRADES[number % len(_GRADES)],
        f"personne{number}@exemple.fr",
        f"0{1 + number % 6}{10_000_000 + number * 7_919:08}",
        date(2024, 1, 2) + timedelta(days=number * 5),
        tuple(COMMITTEES[(number + 2 * step) % 7] for step in range(several)),
    )


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def write_xlsx(path: Path, listed: Sequence[Invented] | None = None) -> Path:
    """Write the list as a workbook, in the ways people type.

    Title rows, the header on row 4, a column of crosses for each committee, capitals or not, stray spaces,
    phones that lost their zero, dates as dates and as text, blank rows, four people twice, a total line.
    """
    listed = people() if listed is None else listed
    said = ("Structure", "Secteur", "Fonction", "Niveau hiérarchique", "Courriel", "Tél.", "Inscrit le")
    rows: list[list[Cell]] = [
        ["Projet social de territoire : liste des inscrits"],
        ["mise à jour le 14/10/2025"],
        [],
        ["NOM", "Prénom ", *said, *COMMITTEES],
    ]
    for number, person in enumerate(listed):
        if number and number % 25 == 0:
            rows.append([])
        rows.append(_untidy(number, person))
    rows += [_again(person) for person in listed[3 : 3 + DUPLICATES]]
    return write_rows(path, [*rows, [], ["Total", len(listed)]])


def _untidy(number: int, person: Invented) -> list[Cell]:
    family_name = person.family_name.upper() if number % 2 else person.family_name
    email = f"  {person.email.upper()} " if number % 7 == 0 else person.email
    spaced = " ".join(person.phone[at : at + 2] for at in range(0, 10, 2))
    phone: Cell = int(person.phone) if number % 5 == 0 else spaced
    joined_on: Cell = f"{person.joined_on:%d/%m/%Y}" if number % 3 == 0 else person.joined_on
    known: list[Cell] = [family_name, person.given_name, person.organisation, person.sector, None]
    return [*known, person.grade, email, phone, joined_on, *_crosses(person, "xX"[number % 2])]


def _again(person: Invented) -> list[Cell]:
    names = (person.family_name.lower(), person.given_name.upper())
    said = (person.organisation, person.sector, None, person.grade, person.email, person.phone)
    return [*names, *said, person.joined_on, *_crosses(person, "x")]


def _crosses(person: Invented, mark: str) -> list[Cell]:
    return [mark if committee in person.committees else None for committee in COMMITTEES]


def write_rows(path: Path, rows: Iterable[Sequence[Cell]], *, sheet: str = "Inscrits PST") -> Path:
    """Write ``rows`` as the one sheet of a workbook."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def csv_rows(listed: Sequence[Invented] | None = None) -> list[list[str]]:
    """Return the list as the rows of a .csv, header first; one column names all committees of a person."""
    rows = [["Nom", "Prénom", "Structure", "Secteur", "Niveau", "Courriel", "Comités", "Inscrit le"]]
    for person in people() if listed is None else listed:
        known = (person.family_name, person.given_name, person.organisation, person.sector, person.grade)
        joined_on = f"{person.joined_on:%d/%m/%Y}"
        rows.append([*known, person.email, ", ".join(person.committees), joined_on])
    return rows


def write_csv(
    path: Path,
    rows: Iterable[Sequence[str]] | None = None,
    *,
    encoding: str = "cp1252",
    delimiter: str = ";",
) -> Path:
    """Write ``rows``, by default the whole list, as Excel would; cp1252 has not all letters."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for row in csv_rows() if rows is None else rows:
            writer.writerow(
                [cell.translate(_NOT_IN_CP1252) if encoding == "cp1252" else cell for cell in row]
            )
    return path
