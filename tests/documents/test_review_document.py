"""The stage review on paper: what it says, what it hides, and that Word, PDF and the sheets agree."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import FileFormat, OpenXmlValidator

from pstdesk import i18n
from pstdesk.documents.docx_writer import docx_file
from pstdesk.documents.kept import as_json, digest, revived
from pstdesk.documents.outline import Paragraph, Part, Picture, Table
from pstdesk.documents.pdf_writer import pdf_file
from pstdesk.documents.review import ReviewContent
from pstdesk.documents.review_charts import attendance_curves
from pstdesk.documents.review_document import review_document
from pstdesk.documents.review_workbook import review_tables
from pstdesk.documents.table import Ratio
from pstdesk.documents.table_workbook import write_workbook
from pstdesk.domain.attendance import Headcount
from pstdesk.domain.masking import LEAST
from pstdesk.domain.period import year
from pstdesk.domain.review import Figures, Review
from pstdesk.i18n import NBSP
from tests.documents.accessibility import problems
from tests.documents.review_makers import RARE, SMALL, content
from tests.documents.test_minutes_docx import complaints
from tests.documents.test_minutes_pdf import pages


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace("\u202f", " ")


def rows(parts: tuple[Part, ...], caption: str) -> list[list[str]]:
    (found,) = [part for part in parts if isinstance(part, Table) and part.caption == caption]
    return [
        [plain("".join(run.text for line in cell for run in line)) for cell in row.cells]
        for row in found.rows
    ]


def said(parts: tuple[Part, ...], *roles: str) -> list[str]:
    return [plain(part.text) for part in parts if isinstance(part, Paragraph) and part.role in roles]


def test_it_says_what_was_counted_and_what_was_written() -> None:
    document = review_document(content())
    parts = document.outline
    assert document.title == "Bilan d’étape : année 2026".replace(" :", f"{NBSP}:")
    assert said(parts, "heading") == [
        "En bref",
        "Ce que disent les chiffres",
        "Constats",
        "Objectifs : actions et preuves",
        "Participation par comité",
        "Qui participe",
        "Transversalité",
        "Partenaires",
        "Suite donnée aux actions",
        "Autres chiffres",
        "Comment c’est compté",
    ]
    assert rows(parts, "Les chiffres à retenir")[:4] == [
        ["Taux de présence", "66 %", "62 %"],
        ["Séances tenues sur prévues", "12 / 13", "12 / 13"],
        ["Inscrits au dernier jour", "56", "56"],
        ["Arrivées et départs", "n. c. / < 5", "n. c. / < 5"],
    ]
    assert "Guichet commun ouvert (CT1, décision du 3 mars 2026)" in said(parts, "bullet")
    assert "Transversalité" not in said(parts, "subheading")  # nothing was written of it


def test_each_chart_has_a_description_and_a_table_of_the_same_words() -> None:
    parts = review_document(content()).outline
    charts = [part.chart for part in parts if isinstance(part, Picture)]
    assert len(charts) == 7
    assert all(chart.description and chart.title for chart in charts)
    rates = rows(parts, "Taux de présence par comité et trimestre")
    heat = charts[0].description.split(". CT")
    assert rows(parts, "Structures partenaires")[0] == ["Visées", "6"]
    assert ["Ouvertes, en retard", "3"] in rows(parts, "État des actions")
    assert [row[1:] for row in rates] == [plain(line).split(" : ")[1].split(", ") for line in heat]


def test_small_numbers_of_people_are_hidden_and_cannot_be_reckoned() -> None:
    parts = review_document(content()).outline
    grades = rows(parts, "Niveaux hiérarchiques")
    assert grades == [
        ["Direction", "n. c.", "n. c.", "n. c.", "n. c."],  # else the total would give the three away
        ["Agent", "41", "111 sur 164", "68 %", "68 %"],
        ["Élu", "< 5", "n. c.", "n. c.", "n. c."],
    ]
    assert [row[0] for row in rows(parts, "Structures")] == ["CCAS", "Mairie"]
    assert f"Trop peu de personnes pour être communiqué : {SMALL}, {RARE}." in said(parts, "body")
    assert rows(parts, "Comités qui ont des inscrits en commun") == [["CT1 et CT2", "18", "0,53"]]
    assert rows(parts, "Partenaires rarement venus") == [[RARE, "CT1, CT2", "actif", "n. c."]]
    others = {row[0]: row[1] for row in rows(parts, "Autres chiffres de la période")}
    assert others["Inscrits qu’on n’a pas vus depuis un an"] == "< 5"
    assert others["Diversité des niveaux : Shannon"] == "n. c."
    assert others["Diversité des secteurs : Shannon"] == "1,08"
    quarters = rows(parts, "Taux de présence par comité et trimestre")
    assert quarters[2][1:] == ["n. c."] * 4


def test_unmasked_it_says_on_every_page_that_it_is_for_internal_use() -> None:
    document = review_document(content(), masked=False)
    assert plain(document.state) == "Usage interne, projet du 26 novembre 2026"
    assert said(document.outline, "draft")[0].startswith("Usage interne : ")
    assert rows(document.outline, "Niveaux hiérarchiques")[2] == ["Élu", "3", "7 sur 12", "58 %", "58 %"]
    assert len(rows(document.outline, "Structures")) == 4
    assert not [part for part in said(document.outline, "bullet") if "n. c." in part]


def test_word_is_accessible_and_needs_no_repair(tmp_path: Path) -> None:
    file = docx_file(review_document(content()))
    assert problems(file) == []
    assert complaints(file, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 7
    assert docx_file(review_document(content())) == file


def test_pdf_has_the_same_words_and_stays_the_same() -> None:
    file = pdf_file(review_document(content()))
    text = plain(" ".join(pages(file)))
    for words in ("Bilan d’étape : année 2026", "CT1 et CT2", "Comment c’est compté", "Chambre des métiers"):
        assert words in text
    assert pdf_file(review_document(content())) == file


def test_a_review_of_nothing_is_a_document_too() -> None:
    nothing = Review(Figures(year(2026), Headcount(0, 0, 0, 0, 0, 0, 0, 0), ()))
    document = review_document(content(review=nothing, narrative="", sections=()))
    assert problems(docx_file(document)) == []
    assert pdf_file(document).startswith(b"%PDF")
    file = io.BytesIO()
    write_workbook(file, *review_tables(content(review=nothing)))


@pytest.mark.parametrize("masked", [True, False])
def test_the_sheets_hold_numbers_and_hide_what_paper_hides(masked: bool, tmp_path: Path) -> None:
    file = io.BytesIO()
    write_workbook(file, *review_tables(content(), masked=masked))
    path = tmp_path / "bilan.xlsx"
    path.write_bytes(file.getvalue())
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path)
    said = [str(error) for error in result.errors]
    assert [words for words in said if "inline-string" not in words and "/theme" not in words] == []
    book = load_workbook(path)
    assert book.sheetnames == [
        *("Chiffres", "Comités", "Trimestres", "Niveaux", "Secteurs", "Structures"),
        *("Inscrits en commun", "À mobiliser", "À propos"),
    ]
    agent, elected = book["Niveaux"][3], book["Niveaux"][4]
    assert [cell.value for cell in agent][:4] == ["Agent", 41, 164, 111]
    assert agent[9].number_format == "0%"
    assert [cell.value for cell in elected][1:4] == (["< 5", "n. c.", "n. c."] if masked else [3, 12, 7])
    notes = {row[0].value: row[1].value for row in book["À propos"]}
    assert ("Usage interne" in notes) is not masked
    if masked:
        numbers = [
            cell.value
            for name in ("Niveaux", "Secteurs", "Structures")
            for row in book[name].iter_rows(min_row=2)
            for cell in row[1:2]
        ]
        assert not [number for number in numbers if isinstance(number, int) and 0 < number < LEAST]


def test_it_can_be_kept_as_it_was_and_read_again() -> None:
    kept = as_json(content())
    again = revived(ReviewContent, kept)
    assert again == content()
    assert digest(again) == digest(content())


def test_it_speaks_english_where_the_programme_does() -> None:
    document = review_document(content(language="en"))
    assert "Stage review" in document.title
    assert i18n.current_language() == "fr"


def test_a_ratio_is_a_number() -> None:
    assert Ratio(0.5) == 0.5


def test_the_rate_of_all_is_hidden_where_only_a_small_committee_met() -> None:
    found = content().review
    first = found.quarters[0]
    alone = replace(first, committees=(first.committees[2],), count=first.committees[2].count)
    curves = attendance_curves(replace(found, quarters=(alone, *found.quarters[1:])), masked=True)
    assert [plain(word) for word in curves.curves[0].words] == ["n. c.", "66 %", "66 %", "66 %"]
    assert curves.curves[0].values[0] is None
