"""What the preview of an import says is what happens: line by line, field by field, column by column."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pstdesk.db.database import Database
from pstdesk.domain.errors import Refused
from pstdesk.domain.people_columns import CrossFor, Field
from pstdesk.domain.sheet import CellValue, Sheet, SheetRow
from pstdesk.services.import_lines import Change, PreviewRow
from pstdesk.services.import_people import apply_import
from pstdesk.services.import_preview import ImportPreview, preview_import
from tests import builders

TODAY = date(2026, 11, 23)
HEADER = ("Nom", "Prénom", "Structure", "Fonction", "Niveau", "Courriel", "CT1", "CT2", "Inscrit le")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    base = builders.make_base(tmp_path)
    with base.write() as session:
        builders.programme(session)
        builders.grade(session, "Agent")
        first = builders.committee(session)
        builders.committee(session, "CT2", "Insertion", level_id=first.level_id)
        caf = builders.organisation(session, "Caisse de l’Œuvre", acronym="CDO")
        known = builders.person(session, "Zoé", "L’Hœst", email="zoe@valmont.example")
        builders.post(session, known, caf, job_title="Agente d’accueil")
    yield base
    base.close()


def sheet(*rows: tuple[CellValue, ...], name: str = "", header: tuple[str, ...] = HEADER) -> Sheet:
    numbered = enumerate((header, *rows), start=1)
    return Sheet(name, tuple(SheetRow(number, cells) for number, cells in numbered))


def preview(base: Database, *sheets: Sheet, **how: object) -> ImportPreview:
    with base.read() as session:
        return preview_import(session, sheets, TODAY, **how)  # type: ignore[arg-type]  # passed on as they come


def only(shown: ImportPreview) -> PreviewRow:
    (row,) = shown.rows
    return row


NEW = ("Fauré", "Inès", "Association de l’Écluse", "Animatrice", "Agent", "ines@valmont.example", "x", None)


def test_a_newcomer_is_shown_with_everything_that_will_be_made(base: Database) -> None:
    shown = preview(base, sheet((*NEW, date(2024, 1, 3))))
    assert only(shown) == PreviewRow(
        0,
        (2,),
        "Fauré Inès",
        "made",
        (
            Change("Structure", "", "Association de l’Écluse"),
            Change("Fonction", "", "Animatrice"),
            Change("Niveau hiérarchique", "", "Agent"),
            Change("Courriel", "", "ines@valmont.example"),
            Change("Inscription", "", "CT1, depuis le 03/01/2024"),
        ),
    )
    assert (shown.made, shown.changed, shown.people) == (1, 0, 1)
    assert (shown.memberships, shown.organisations) == (1, 1)


def test_what_changes_of_somebody_known_is_shown_with_what_was_before(base: Database) -> None:
    shown = preview(
        base, sheet(("L’HŒST", "Zoé", "Caisse de l’Œuvre", "Directrice", None, "zoe@valmont.example"))
    )
    row = only(shown)
    assert row.outcome == "changed"
    assert Change("Fonction", "Agente d’accueil", "Directrice") in row.changes
    assert Change("En poste depuis", "", "23/11/2026") in row.changes
    assert not [change for change in row.changes if change.what in ("Structure", "Courriel", "Fin du poste")]


def test_a_move_to_another_house_is_one_change_from_the_old_to_the_new(base: Database) -> None:
    shown = preview(
        base, sheet(("L’Hœst", "Zoé", "Mission locale", "Directrice", None, "zoe@valmont.example"))
    )
    assert Change("Structure", "Caisse de l’Œuvre", "Mission locale") in only(shown).changes


def test_a_membership_alone_makes_somebody_known_a_changed_line(base: Database) -> None:
    shown = preview(base, sheet(("L’Hœst", "Zoé", None, None, None, "zoe@valmont.example", None, "x")))
    assert only(shown).outcome == "changed"
    assert only(shown).changes == (Change("Inscription", "", "CT2"),)


def test_corrected_days_of_a_membership_are_shown_before_and_after(base: Database) -> None:
    line = ("L’Hœst", "Zoé", None, None, None, "zoe@valmont.example", "x", None)
    first = preview(base, sheet((*line, None)))
    with base.write() as session:
        apply_import(session, first.planned)
    second = preview(base, sheet((*line, date(2024, 1, 3))))
    assert only(second).changes == (Change("Inscription CT1", "sans date", "depuis le 03/01/2024"),)


def test_after_importing_the_same_list_changes_nothing(base: Database) -> None:
    listed = sheet((*NEW, None), ("L’Hœst", "Zoé", "CDO", "Directrice", "Agent", "zoe@valmont.example", "x"))
    with base.write() as session:
        report = apply_import(session, preview(base, listed).planned)
    assert (report.people.made, report.people.changed) == (1, 1)
    again = preview(base, listed)
    assert {row.outcome for row in again.rows} == {"unchanged"}
    assert (again.people, again.memberships, again.organisations) == (0, 0, 0)


def test_lines_stand_in_the_order_of_the_list_whatever_becomes_of_them(base: Database) -> None:
    shown = preview(
        base,
        sheet(
            (*NEW, None),
            ("Ollivier", None, "CDO"),
            ("Bœuf", "No?l", "CDO"),
            (*NEW, None),
            ("Total", None, None, None, None, None, 2),
        ),
    )
    assert [(row.rows, row.outcome) for row in shown.rows] == [
        ((2, 5), "made"),
        ((3,), "error"),
        ((4,), "doubtful"),
        ((5,), "skipped"),
        ((6,), "skipped"),
    ]
    assert [row.id for row in shown.rows] == [0, 1, 2, 3, 4]
    assert shown.count("skipped") == 2


def test_an_error_says_whose_row_which_column_and_what_to_do(base: Database) -> None:
    shown = preview(base, sheet(("Ollivier", "Karima", "CDO", None, None, "karima à valmont"), (*NEW, None)))
    wrong = shown.rows[0]
    assert (wrong.name, wrong.rows, wrong.column, wrong.outcome) == (
        "Ollivier Karima",
        (2,),
        "Courriel",
        "error",
    )
    assert "karima à valmont" in wrong.why
    assert shown.people == 1  # what the other rows would do is shown all the same


def test_the_columns_are_shown_with_samples_as_people_read_them(base: Database) -> None:
    shown = preview(base, sheet((*NEW, date(2024, 1, 3)), (*NEW, date(2025, 9, 13)), name="Inscrits"))
    columns = {column.header: column for column in shown.columns}
    assert columns["Nom"].samples == ("Fauré",)
    assert columns["Inscrit le"].samples == ("03/01/2024", "13/09/2025")
    assert columns["Nom"].target is Field.FAMILY_NAME
    assert columns["CT2"].target == CrossFor(2)
    assert columns["CT2"].samples == ()
    assert (shown.sheet, shown.sheets, shown.header_row) == ("Inscrits", ("Inscrits",), 1)
    assert [choice.short_name for choice in shown.committees] == ["CT1", "CT2"]


def test_corrections_hold_and_other_sheets_can_be_read(base: Database) -> None:
    header = ("Nom", "Prénom", "Groupe jeunes")
    one = sheet(("Fauré", "Inès", "x"), name="2026", header=header)
    two = sheet(("Mbaï", "Théo", "x"), name="2025", header=header)
    empty = Sheet("Notes", (SheetRow(1, ("À relancer",)),))
    shown = preview(base, one, two, empty)
    assert shown.sheets == ("2026", "2025")
    assert shown.columns[2].looks_like_committee
    assert shown.count("error") == 1
    corrected = preview(base, one, two, sheet="2025", targets={2: CrossFor(2)})
    made = [row for row in corrected.rows if row.outcome == "made"]
    assert [row.name for row in made] == ["Mbaï Théo"]
    assert made[0].changes == (Change("Inscription", "", "CT2"),)


def test_everybody_enters_the_committee_that_is_chosen(base: Database) -> None:
    shown = preview(base, sheet(("Fauré", "Inès", "CDO")), committee="Insertion")
    assert only(shown).changes[-1] == Change("Inscription", "", "CT2")


def test_without_a_column_of_names_there_is_no_preview(base: Database) -> None:
    with pytest.raises(Refused) as refused:
        preview(base, sheet(("CDO", "x"), header=("Structure", "CT1")))
    assert refused.value.code == "list_without_names"
