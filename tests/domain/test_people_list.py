"""A list of people is understood whatever its columns are called and wherever it begins."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from pstdesk.domain.body_names import Body, BodyNames
from pstdesk.domain.errors import Refused
from pstdesk.domain.people_columns import CrossFor, Field, Target
from pstdesk.domain.people_list import ListedPerson, PeopleList, Remark, read_people
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow, Unreadable
from pstdesk.sentences import sentence

TODAY = date(2026, 11, 12)
ACCESS, LIVING, WORK = 11, 12, 13
BODIES = BodyNames(
    (
        Body(ACCESS, "Accès aux droits", "CT1", "comité technique"),
        Body(LIVING, "Vie sociale et vivre ensemble", "CT2", "comité technique"),
        Body(WORK, "Insertion, ESS et développement", "CT3", "comité technique"),
        Body(20, "Conseil local de gouvernance", "CLG"),
        Body(21, "Culture", "C 1"),
        Body(22, "Sport", "S1"),
    )
)


def sheet(*rows: Sequence[CellValue], name: str = "Liste", visible: bool = True) -> Sheet:
    """Return a sheet of these rows; those without a value are left out, as when a file is read."""
    kept = [
        SheetRow(number, tuple(row))
        for number, row in enumerate(rows, start=1)
        if any(c is not None for c in row)
    ]
    return Sheet(name, tuple(kept), visible)


def read(*rows: Sequence[CellValue], **options: Any) -> PeopleList:
    """Return what a list of these rows says; every remark must have its sentence."""
    listed = read_people((sheet(*rows),), BODIES, TODAY, **options)
    for remark in (*listed.skipped, *listed.errors):
        assert sentence(Refused(remark.code, **remark.values))
    return listed


def targets(listed: PeopleList) -> list[Target]:
    """Return what the columns were taken for."""
    return [column.target for column in listed.layout.columns]


def skipped(listed: PeopleList) -> list[tuple[int, str]]:
    """Return what was passed over, and why."""
    return [(remark.row, remark.code) for remark in listed.skipped]


def errors(listed: PeopleList) -> list[tuple[int, str, str]]:
    """Return what is wrong, and where."""
    return [(remark.row, remark.column, remark.code) for remark in listed.errors]


def only(listed: PeopleList) -> ListedPerson:
    """Return the one person of a list without a fault."""
    assert errors(listed) == []
    (person,) = listed.people
    return person


# The header


def test_everything_a_list_can_say() -> None:
    header = ("Civ.", "NOM", "Prénom(s)", "Structure", "Fonction", "Service", "Niveau", "Secteur", "Courriel")
    more = ("Tél.", "Comité(s)", "Inscrit(e) le", "Parti le", "En poste depuis")
    row = ("Mme", "MUÑOZ", "Zoé", "CCAS", "Cheffe de projet", "Accueil", "Encadrement", "Action sociale")
    days = (612345678, "CT1, CT2", "03/01/2024", date(2026, 1, 31), "2020-05-04")
    listed = read((*header, *more), (*row, "zoe@exemple.fr", *days))
    assert only(listed) == ListedPerson(
        2,
        "Muñoz",
        "Zoé",
        civility="Mme",
        organisation="CCAS",
        job_title="Cheffe de projet",
        service="Accueil",
        grade="Encadrement",
        sector="Action sociale",
        email="zoe@exemple.fr",
        phone="06 12 34 56 78",
        committees=(ACCESS, LIVING),
        joined_on=date(2024, 1, 3),
        left_on=date(2026, 1, 31),
        post_from=date(2020, 5, 4),
    )
    assert listed.skipped == ()


@pytest.mark.parametrize("rows_above", [0, 1, 40])
def test_the_header_stands_on_any_row(rows_above: int) -> None:
    title = ("Liste des membres, mise à jour le 14/10/2025",)
    listed = read(*[title] * rows_above, ("Prénom", "Nom"), ("Zoé", "Muñoz"))
    assert listed.layout.header_row == rows_above + 1
    assert only(listed).family_name == "Muñoz"


def test_titles_that_speak_of_names_are_no_header() -> None:
    listed = read(("Nom du projet", "PST"), ("Membres", "", "au 12/3"), ("Nom", "Prénom"), ("Muñoz", "Zoé"))
    assert listed.layout.header_row == 3


def test_a_header_among_columns_nobody_knows() -> None:
    listed = read(("Nom complet", "Ville", "Pointure"), ("MUÑOZ Zoé", "Valmont", 38))
    assert only(listed).given_name == "Zoé"
    assert skipped(listed) == [(1, "column_aside"), (1, "column_aside")]


def test_columns_nobody_knows_are_said_unless_they_are_empty() -> None:
    listed = read(("Nom", "Prénom", "Pointure", "Signature"), ("Muñoz", "Zoé", 38))
    assert listed.skipped == (Remark(1, "Pointure", "column_aside", {"header": "Pointure"}),)


def test_a_list_without_names() -> None:
    for rows in ([("Structure", "Courriel"), ("CCAS", "ccas@exemple.fr")], []):
        with pytest.raises(Refused, match="list_without_names"):
            read(*rows)


def test_a_header_that_is_a_novel_is_nobodys() -> None:
    listed = read(("Nom", "Prénom", "x" * 400), ("Muñoz", "Zoé", "x"))
    assert targets(listed)[2] is None


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("Nom",), ("MUÑOZ Zoé",)),
        (("Participants", "Structure"), ("MUÑOZ Zoé", "CCAS")),
        (("Nom et prénom", "Structure"), ("Muñoz Zoé", "CCAS")),
        (("Prénom et nom", "Structure"), ("Zoé Muñoz", "CCAS")),
        (("Membre", "Prénom"), ("Muñoz", "Zoé")),
        (("Nom (en capitales)", "Prénom*"), ("MUÑOZ", "Zoé")),
        (("Identité", "Nom", "Prénom"), ("Z. M.", "Muñoz", "Zoé")),
    ],
)
def test_names_in_one_column_or_two(header: tuple[str, ...], row: tuple[str, ...]) -> None:
    person = only(read(header, row))
    assert (person.family_name, person.given_name) == ("Muñoz", "Zoé")


def test_the_civility_before_a_whole_name() -> None:
    assert only(read(("Nom et prénom", "Structure"), ("Mme MUÑOZ Zoé", "CCAS"))).civility == "Mme"


def test_two_phones_the_first_that_is_there() -> None:
    listed = read(("Nom", "Prénom", "Tél. fixe", "Portable"), ("Muñoz", "Zoé", "-", "06 12 34 56 78"))
    assert only(listed).phone == "06 12 34 56 78"


# Committees


@pytest.mark.parametrize(
    "header",
    [
        "CT1",
        "ct 1",
        "CT n° 1",
        "CT01",
        "Accès aux droits",
        "CT1 - Accès aux droits",
        "CT1\nAccès aux droits",
        "Accès aux droits (CT1)",
        "Comité technique 1",
        "Comité technique n° 1 : accès aux droits",
        "Comité technique « Accès aux droits »",
        "COMITÉ TECHNIQUE ACCES AUX DROITS",
    ],
)
def test_a_column_of_crosses_by_every_name_of_its_committee(header: str) -> None:
    listed = read(("Nom", "Prénom", header), ("Muñoz", "Zoé", "x"), ("Brès", "Joël", None))
    assert [person.committees for person in listed.people] == [(ACCESS,), ()]


def test_committees_on_a_second_row_of_the_header() -> None:
    listed = read(
        ("Nom", "Prénom", "Comités techniques", None, "Mail"),
        ("Nom", None, "CT1", "CT2", None),
        ("Muñoz", "Zoé", None, "X", "zoe@exemple.fr"),
    )
    assert only(listed).committees == (LIVING,)
    assert listed.layout.first_row == 3


@pytest.mark.parametrize("second", [("CT1", "CT2"), (None, None, "CT1", "Zoé")])
def test_a_row_that_names_more_than_committees_is_no_header(second: tuple[str | None, ...]) -> None:
    assert read(("Nom", "Prénom", "Comités"), second).layout.first_row == 2


@pytest.mark.parametrize(
    ("text", "committees"),
    [
        ("CT1", (ACCESS,)),
        ("CT1, CT2 ; CT3", (ACCESS, LIVING, WORK)),
        ("CT1/CT2\nCT1", (ACCESS, LIVING)),
        ("CT1 et CT2", (ACCESS, LIVING)),
        ("CT1 - CT2", (ACCESS, LIVING)),
        ("Insertion, ESS et développement, Accès aux droits", (WORK, ACCESS)),
        ("Vie sociale et vivre ensemble", (LIVING,)),
        ("comité technique n°3, Conseil local de gouvernance", (WORK, 20)),
        ("néant", ()),
        (" - ", ()),
    ],
)
def test_committees_in_one_cell(text: str, committees: tuple[int, ...]) -> None:
    assert only(read(("Nom", "Prénom", "Comité(s)"), ("Muñoz", "Zoé", text))).committees == committees


def test_a_name_that_two_committees_share_is_neithers() -> None:
    bodies = BodyNames((Body(1, "Santé", "CT1", "groupe"), Body(2, "CT1 Santé", "GT")))
    assert bodies.named("Santé") == 1
    assert bodies.named("CT1 Santé") == 2
    assert BodyNames((Body(1, "a", "CT1"), Body(2, "b", "CT 1"))).named("CT1") is None
    assert bodies.named("") is None


def test_everybody_into_one_committee() -> None:
    listed = read(("Nom", "Prénom", "CT1"), ("Muñoz", "Zoé", "x"), ("Brès", "Joël", None), into=20)
    assert [person.committees for person in listed.people] == [(20, ACCESS), (20,)]


def test_committees_nobody_knows() -> None:
    listed = read(
        ("Nom", "Prénom", "Comités", "CT9", "Sports et loisirs", "Accord RGPD", "Groupe sanguin"),
        ("Muñoz", "Zoé", "CT1, CT8 et CT2", "x", "x", "x", "A+"),
    )
    assert errors(listed) == [(1, "CT9", "committee_unknown"), (2, "Comités", "committee_unknown")]
    assert listed.errors[1].values == {"name": "CT8 et CT2"}
    assert [remark.column for remark in listed.skipped] == [
        "Sports et loisirs",
        "Accord RGPD",
        "Groupe sanguin",
    ]


def test_crosses_beside_crosses_must_name_a_committee() -> None:
    listed = read(
        ("Nom", "Prénom", "CT1", "Sports et loisirs", "Droit à l’image", "Groupe de travail", "Pointure"),
        ("Muñoz", "Zoé", "x", "x", "x", None, 38),
    )
    assert errors(listed) == [(1, "Sports et loisirs", "committee_unknown")]


def test_what_is_no_cross() -> None:
    listed = read(("Nom", "Prénom", "CT1"), ("Muñoz", "Zoé", "peut-être"))
    assert errors(listed) == [(2, "CT1", "cross_unreadable")]
    assert listed.people == ()


# Rows that are nobody's


def test_rows_that_are_passed_over() -> None:
    listed = read(
        ("Nom", "Prénom", "Structure", "CT1", "CT2"),
        ("Muñoz", "Zoé", "CCAS", "x"),
        (None, None, None),
        ("NOM", "prénom", "Structure", "CT1", "CT2"),
        (None, None, "Parcs et jardins"),
        ("Légende : x = inscrit",),
        ("Total", 84, None, 22, 31),
        (None, None, "Sous-total", 22, 31),
        (None, None, None, 22, Unreadable("formula")),
        ("Nombre d’inscrits : 84",),
    )
    assert [person.row for person in listed.people] == [2]
    assert skipped(listed) == [
        (4, "header_again"),
        (5, "row_without_name"),
        (6, "note_line"),
        (7, "total_line"),
        (8, "total_line"),
        (9, "row_without_name"),
        (10, "total_line"),
    ]
    assert listed.errors == ()


def test_somebody_called_total_is_somebody() -> None:
    assert only(read(("Nom", "Prénom"), ("Total", "Zoé"))).family_name == "Total"
    assert only(read(("Nom et prénom", "Structure"), ("MUÑOZ Zoé", "Total Habitat"))).organisation


@pytest.mark.parametrize(
    "note", ["Mise à jour le 14/10/2025", "Légende : x", "liste à compléter par les référents SVP"]
)
def test_notes_under_a_list_of_whole_names(note: str) -> None:
    listed = read(("Nom et prénom", "Structure"), ("MUÑOZ Zoé", None), (note, None))
    assert skipped(listed) == [(3, "note_line")]
    assert len(listed.people) == 1


# What is wrong


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ((None, "Zoé"), "Nom", "family_name_missing"),
        ((None, None, "zoe@exemple.fr"), "Nom", "family_name_missing"),
        (("Muñoz", None, "zoe@exemple.fr"), "Prénom", "given_name_missing"),
        ((84, "Zoé"), "Nom", "name_unreadable"),
        ((Unreadable("formula"), None, None), "Nom", "cell_formula"),
        (("Muñoz", "Zoé", "zoe chez exemple"), "Courriel", "mail_unreadable"),
        (("Muñoz", "Zoé", None, "voir accueil"), "Tél.", "phone_unreadable"),
        (("Muñoz", "Zoé", None, None, "31/02/2024"), "Inscrit le", "date_nonexistent"),
        (("Muñoz", "Zoé", None, None, "12/3"), "Inscrit le", "date_without_year"),
        (("Muñoz", "Zoé", None, None, "3/1/2024", "3/1/2024"), "Parti le", "left_before_joined"),
        (("Muñoz", "Zoé", None, None, "3/1/2024", "#N/A"), "Parti le", "date_unreadable"),
        (("x" * 300, "Zoé"), "Nom", "cell_too_long"),
    ],
)
def test_each_fault_with_its_row_and_column(row: tuple[CellValue, ...], column: str, code: str) -> None:
    listed = read(("Nom", "Prénom", "Courriel", "Tél.", "Inscrit le", "Parti le"), ("Brès", "Joël"), row)
    assert errors(listed) == [(3, column, code)]
    assert [person.row for person in listed.people] == [2]


def test_a_whole_name_of_one_word() -> None:
    listed = read(("Nom et prénom", "Structure"), ("Muñoz", "CCAS"))
    assert errors(listed) == [(2, "Nom et prénom", "given_name_missing")]


def test_a_name_cell_that_is_no_name_under_a_whole_name() -> None:
    listed = read(("Nom et prénom", "Structure"), (84, "CCAS"))
    assert errors(listed) == [(2, "Nom et prénom", "name_unreadable")]


def test_all_faults_of_a_row_are_said_at_once() -> None:
    listed = read(("Nom", "Prénom", "Mail", "Tél."), ("Muñoz", "Zoé", "à demander", "idem"))
    assert [column for _row, column, _code in errors(listed)] == ["Mail", "Tél."]


# Several sheets, and corrections


def test_the_list_is_the_visible_sheet_with_a_header() -> None:
    notes = sheet(("Lisez-moi",), name="Notes")
    old = sheet(("Nom", "Prénom"), ("Ancien", "Joël"), name="Anciens", visible=False)
    new = sheet(("Nom", "Prénom"), ("Muñoz", "Zoé"), name="Inscrits")
    listed = read_people((notes, old, new), BODIES, TODAY)
    assert listed.sheet == "Inscrits"
    assert listed.skipped == (Remark(1, "", "sheet_aside", {"sheet": "Anciens"}),)
    chosen = read_people((notes, old, new), BODIES, TODAY, sheet="Anciens")
    assert [person.family_name for person in chosen.people] == ["Ancien"]
    for name in ("Notes", "Disparue"):
        with pytest.raises(Refused, match="list_without_names"):
            read_people((notes, old, new), BODIES, TODAY, sheet=name)


def test_columns_can_be_taken_for_something_else() -> None:
    rows = (("Nom", "Prénom", "Poste", "Pôle sport"), ("Muñoz", "Zoé", 4512, "x"))
    corrections: dict[int, Target] = {2: Field.PHONE, 3: CrossFor(22)}
    assert only(read(*rows)).job_title == "4512"
    corrected = only(read(*rows, targets=corrections))
    assert (corrected.phone, corrected.job_title, corrected.committees) == ("4512", "", (22,))


def test_a_column_of_crosses_can_be_left_aside() -> None:
    rows = (("Nom", "Prénom", "CT9"), ("Muñoz", "Zoé", "x"))
    assert errors(read(*rows)) == [(1, "CT9", "committee_unknown")]
    assert errors(read(*rows, targets={2: None})) == []


def test_a_list_keeps_a_column_of_names() -> None:
    with pytest.raises(Refused, match="list_without_names"):
        read(("Nom", "Prénom"), ("Muñoz", "Zoé"), targets={0: None})


def test_a_cell_of_a_thousand_names_takes_no_time() -> None:
    listed = read(("Nom", "Prénom", "Comités"), ("Muñoz", "Zoé", "a," * 2400 + "CT1"))
    assert errors(listed) == [(2, "Comités", "committee_unknown")]
