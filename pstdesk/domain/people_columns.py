"""Which column of a list of people holds what: French headers, and committees as columns of crosses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from pstdesk.domain.body_names import BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.people_cells import cross_of
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow


class Field(StrEnum):
    """What a column of a list of people can say of each of them."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    """Family name first: "DUPONT Élise", "Dupont, Élise"."""
    FULL_NAME_GIVEN_FIRST = "full_name_given_first"
    CIVILITY = "civility"
    ORGANISATION = "organisation"
    JOB_TITLE = "job_title"
    SERVICE = "service"
    GRADE = "grade"
    SECTOR = "sector"
    EMAIL = "email"
    PHONE = "phone"
    COMMITTEES = "committees"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    POST_FROM = "post_from"


NAMING = frozenset((Field.FAMILY_NAME, Field.FULL_NAME, Field.FULL_NAME_GIVEN_FIRST))
"""The fields of which a list needs one."""


@dataclass(frozen=True, slots=True)
class CrossFor:
    """The column holds a cross for each member of one committee."""

    committee_id: int


Target: TypeAlias = Field | CrossFor | None
"""What a column is taken for; None: it is left aside."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column (from 0) with its header as written and what it is taken for."""

    index: int
    header: str
    target: Target
    looks_like_committee: bool = False
    """It holds crosses under a header that names no committee of the base."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list begins in its sheet (``first_row`` is a row number) and what its columns hold."""

    header_row: int
    first_row: int
    columns: tuple[Column, ...]

    def corrected(self, targets: Mapping[int, Target]) -> "Layout":
        """Return the layout with the columns (from 0) of ``targets`` taken for what they say."""
        columns = (
            replace(column, target=targets[column.index], looks_like_committee=False)
            if column.index in targets
            else column
            for column in self.columns
        )
        return replace(self, columns=tuple(columns))


_HEADERS: dict[Field, str] = {
    Field.FAMILY_NAME: "nom, noms, nom de famille, nom usuel, nom d usage, nom marital, nom patronymique,"
    " patronyme, nom de naissance, last name, family name, surname",
    Field.GIVEN_NAME: "prenom, prenoms, prenom s, prenom usuel, first name, given name",
    Field.FULL_NAME: "nom prenom, nom prenoms, nom prenom s, nom et prenom, nom et prenoms, noms et prenoms,"
    " noms prenoms, nom et prenom s, nom s et prenom s, nom s prenom s, nom complet, identite, participant,"
    " participants, participant e s, membre, membres, personne, personnes, nom prenom du participant,"
    " nom et prenom du participant, nom du participant, nom de la personne, nom du membre, nom de l agent,"
    " nom de l inscrit, inscrit, inscrits, inscrit e s",
    Field.FULL_NAME_GIVEN_FIRST: "prenom nom, prenom et nom, prenoms et noms, prenoms noms,"
    " prenom s et nom s, prenom s nom s, full name, name",
    Field.CIVILITY: "civilite, civ, m mme, mme m, m mme mlle, titre de civilite",
    Field.ORGANISATION: "structure, structures, organisme, organismes, organisation, institution, partenaire,"
    " etablissement, employeur, collectivite, association, entite, entreprise, societe, structure organisme,"
    " organisme structure, structure ou organisme, structure institution, institution structure,"
    " nom de la structure, nom de l organisme, nom de l association, structure de rattachement,"
    " structure d appartenance, structure representee, organisme represente, organisme de rattachement,"
    " structure employeur, organisation structure",
    Field.JOB_TITLE: "fonction, fonctions, poste, poste occupe, fonction poste, poste fonction,"
    " intitule du poste, intitule de poste, intitule de la fonction, profession, metier, emploi, qualite,"
    " fonction exercee, fonction occupee, fonction dans la structure",
    Field.SERVICE: "service, services, direction, pole, service direction, direction service, pole service,"
    " direction ou service, service ou direction, pole direction, unite, departement service",
    Field.GRADE: "niveau, niveau hierarchique, grade, rang, statut, niveau de responsabilite,"
    " position hierarchique, categorie hierarchique",
    Field.SECTOR: "secteur, secteurs, secteur d activite, secteur d activites, secteur d intervention,"
    " domaine, domaine d activite, domaine d intervention, champ d intervention, champ",
    Field.EMAIL: "courriel, courriels, mail, mails, email, emails, e mail, e mails, mel, adresse mail,"
    " adresse email, adresse e mail, adresse courriel, adresse de courriel, adresse electronique,"
    " courrier electronique, messagerie, mail pro, mail professionnel, courriel professionnel,"
    " email professionnel, adresse mail professionnelle, adresses mail, courriel 1, mail 1, courriel 2,"
    " mail 2",
    Field.PHONE: "telephone, telephones, tel, tels, tel portable, tel fixe, tel mobile, telephone portable,"
    " telephone fixe, telephone mobile, portable, mobile, fixe, gsm, numero de telephone, n de telephone,"
    " no de telephone, numero de tel, n tel, n telephone, num tel, tel pro, telephone professionnel,"
    " telephone pro, ligne directe, tel 1, tel 2, telephone 1, telephone 2, coordonnees telephoniques",
    Field.COMMITTEES: "comite, comites, comite s, comite technique, comites techniques,"
    " comite s technique s, instance, instances, instance s, groupe, groupes, groupe de travail,"
    " groupes de travail, commission, commissions, ct, cts, inscriptions, inscrit a, inscrit aux,"
    " inscrit dans, comite s d inscription, comites d inscription, comite d inscription",
    Field.JOINED_ON: "inscrit le, inscrite le, inscrit e le, inscrits le, date d inscription,"
    " date inscription, inscription le, inscription, inscrit depuis, inscrit depuis le, inscrit e depuis,"
    " membre depuis, membre depuis le, date d entree, entre le, entree le, entre e le, arrive le,"
    " arrive e le, date d arrivee, depuis, depuis le, date d adhesion",
    Field.LEFT_ON: "parti le, partie le, parti e le, date de depart, depart le, depart, sorti le, sorti e le,"
    " date de sortie, sortie le, date de fin, fin le, jusqu au, quitte le, a quitte le, radie le",
    Field.POST_FROM: "en poste depuis, en poste depuis le, prise de poste, prise de poste le,"
    " date de prise de poste, prise de fonction, prise de fonctions, prise de fonction le,"
    " date de prise de fonction, date de prise de fonctions, en fonction depuis, en fonction depuis le",
}
_FIELDS = {header.strip(): field for field, headers in _HEADERS.items() for header in headers.split(",")}
_ASIDE = re.compile(r"\([^)]*\)")
_DEEPEST_HEADER = 1000
"""Rows of titles and notices that may stand above the header."""
_SAYS_COMMITTEE = re.compile(
    r"(ct|gt|clg|cv) ?\d*|.*\b(comites?|instances?|cellule|conseil|groupe|commission)\b.*"
)
_SAYS_OTHERWISE = re.compile(
    r".*\b(rgpd|accord|droit|image|photo|diffusion|lettre|newsletter|charte|signe|signature|emargement|"
    r"present|presence|excuse|absent|referent|titulaire|suppleant|cotisation|invite|relance|a jour)\b.*"
)


def find_list(sheets: Sequence[Sheet], bodies: BodyNames) -> tuple[Sheet, Layout] | None:
    """Return the sheet that is a list of people, with its layout: the first visible one with a header."""
    for sheet in sorted(sheets, key=lambda sheet: not sheet.visible):
        layout = find_layout(sheet, bodies)
        if layout is not None:
            return sheet, layout
    return None


def find_layout(sheet: Sheet, bodies: BodyNames) -> Layout | None:
    """Return where the header stands and what it says, or None where there is no column of names.

    The header is the first row that names a column of names and one more thing, or nothing but known things;
    failing that, the first one that names a column of names at all. The row below belongs to it when it names
    committees and nobody (a merged "Comités" above CT1, CT2 ...).
    """
    likely = None
    for place, row in enumerate(sheet.rows[:_DEEPEST_HEADER]):
        headers = _headers(row)
        targets = {index: _target(header, bodies) for index, header in headers.items()}
        known = [target for target in targets.values() if target is not None]
        if not NAMING.intersection(known):
            continue
        if len(known) > 1 or len(headers) == 1:
            return _layout(sheet.rows[place:], headers, targets, bodies)
        likely = likely or (place, headers, targets)
    return _layout(sheet.rows[likely[0] :], likely[1], likely[2], bodies) if likely else None


def _layout(
    rows: Sequence[SheetRow], headers: dict[int, str], targets: dict[int, Target], bodies: BodyNames
) -> Layout:
    second = _second_header(rows[1], headers, targets, bodies) if len(rows) > 1 else {}
    for index, (header, target) in second.items():
        headers[index], targets[index] = header, target
    below = rows[1 + bool(second) :]
    first_row = below[0].number if below else rows[0].number + 1
    return Layout(rows[0].number, first_row, _columns(headers, targets, below))


def _headers(row: SheetRow) -> dict[int, str]:
    texts = {index: " ".join(cell.split()) for index, cell in enumerate(row.cells) if isinstance(cell, str)}
    return {index: text for index, text in texts.items() if text}


def _target(header: str, bodies: BodyNames) -> Target:
    if len(header) > 300:
        return None
    committee_id = bodies.named(header)
    if committee_id is not None:
        return CrossFor(committee_id)
    return _FIELDS.get(fold(header)) or _FIELDS.get(fold(_ASIDE.sub(" ", header)))


def _second_header(
    row: SheetRow, headers: Mapping[int, str], targets: Mapping[int, Target], bodies: BodyNames
) -> dict[int, tuple[str, CrossFor]]:
    """Return the committees that ``row`` names, nothing if it says anything else."""
    found = {}
    for index, header in _headers(row).items():
        if header == headers.get(index):  # the header's own cell, merged over both rows
            continue
        committee_id = bodies.named(header)
        if committee_id is None or targets.get(index) not in (None, Field.COMMITTEES):
            return {}
        found[index] = (header, CrossFor(committee_id))
    return found


def _columns(
    headers: Mapping[int, str], targets: Mapping[int, Target], rows: Sequence[SheetRow]
) -> tuple[Column, ...]:
    """Return the columns; given a column of first names, "Membre" or "Nom" are those of family names."""
    found = set(targets.values())
    columns = []
    for index, header in sorted(headers.items()):
        target = targets[index]
        if target is Field.FULL_NAME and Field.GIVEN_NAME in found and Field.FAMILY_NAME not in found:
            target = Field.FAMILY_NAME
        elif target is Field.FAMILY_NAME and Field.GIVEN_NAME not in found:
            target = Field.FULL_NAME
        elif target in NAMING and target is not Field.FAMILY_NAME and Field.FAMILY_NAME in found:
            target = None
        crossed = any(isinstance(other, CrossFor) for other in found)
        looks_like = target is None and _looks_like_committee(index, header, rows, crossed)
        columns.append(Column(index, header, target, looks_like))
    return tuple(columns)


def _looks_like_committee(index: int, header: str, rows: Iterable[SheetRow], crossed: bool) -> bool:
    """Say whether crosses stand under a header that should have named a committee.

    Such a column must not be left aside in silence: everybody crossed there would be left out.
    """
    folded = fold(header)
    if _SAYS_OTHERWISE.fullmatch(folded) or not (crossed or _SAYS_COMMITTEE.fullmatch(folded)):
        return False
    marks = [mark for row in rows if (mark := row.at(index)) is not None]
    return bool(marks) and all(map(_is_cross, marks))


def _is_cross(value: CellValue) -> bool:
    try:
        return isinstance(value, str) and cross_of(value)
    except Refused:
        return False
