"""The sheet that people sign: everybody on it in order, nothing outside its place, the same file twice."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.sheet_pages import BOTTOM, MARGIN, WIDTH
from pstdesk.documents.sign_in_sheet import SheetLine
from pstdesk.documents.sign_in_sheet_pdf import sign_in_sheet_pdf
from pstdesk.i18n import NBSP
from tests.documents.sheet_makers import people, sheet
from tests.documents.test_minutes_pdf import pages

HEADER = "N° Nom et prénom Structure, fonction Arrivée Départ Signature"
BLANK = "Personnes qui ne sont pas sur la liste"


def plain(file: bytes) -> list[str]:
    return [page.replace(NBSP, " ") for page in pages(file)]


def boxes(file: bytes) -> Iterator[tuple[int, float, float, float, float]]:
    """Yield (page, left, bottom, right, top) of every text on the pages, in points."""
    raw = pypdfium2.raw
    with closing(pypdfium2.PdfDocument(file)) as document:
        for number, page in enumerate(document):
            for thing in page.get_objects():
                if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                    yield number, *thing.get_bounds()


# What is on it


def test_it_says_which_meeting_it_is_and_what_the_names_are_for() -> None:
    text = plain(sign_in_sheet_pdf(sheet()))[0]
    for words in (
        "Ville de Valmont",
        "Feuille d’émargement de la séance n° 3/2026 du comité technique « Accès aux droits et continuité",
        "jeudi 12 novembre 2026, de 14 h 30 à 16 h 15",
        "Maison des associations, salle du Canal",
        "Renée Fauré, référente du comité",
        "Ces données servent uniquement à établir les présences",
        HEADER,
    ):
        assert words in text


@pytest.mark.parametrize("count", [3, 20, 200])
def test_everybody_is_on_it_by_number(count: int) -> None:
    text = " ".join(plain(sign_in_sheet_pdf(sheet(count))))
    place = 0
    for line in people(count)[6:]:
        place = text.index(f"{line.number} {line.name}", place)
    assert text.count("Animation") == 2  # who leads, and where they sign
    assert text.count("Secrétariat de séance") == 1


@pytest.mark.parametrize("count", [0, 3, 15, 16, 17, 18, 19, 20, 200])
def test_pages_repeat_their_header_and_none_holds_signatures_alone(count: int) -> None:
    found = plain(sign_in_sheet_pdf(sheet(count)))
    for number, page in enumerate(found, 1):
        assert f"Page {number} / {len(found)}" in page
        assert "CT1, séance n° 3/2026 du 12 novembre 2026. Feuille d’émargement" in page
        assert HEADER in page or BLANK in page
    assert "Secrétariat de séance" in found[-1]
    assert BLANK in found[-1]


def test_a_suppleant_has_a_line_and_no_number() -> None:
    line = SheetLine("Fauré Renée", None, "CAF", substitute_for="Inès D’Arcy")
    text = plain(sign_in_sheet_pdf(sheet(3, lines=(*people(3), line))))[0]
    assert "Fauré Renée CAF suppléance : Inès D’Arcy" in text
    assert "4 Fauré" not in text


def test_the_file_says_its_title_and_its_language() -> None:
    file = sign_in_sheet_pdf(sheet(3))
    with closing(pypdfium2.PdfDocument(file)) as document:
        about = document.get_metadata_dict()
    assert about["Title"].replace(NBSP, " ").startswith("Feuille d’émargement de la séance n° 3/2026")
    assert about["Author"] == "Projet social de territoire de Valmont"
    assert about["Keywords"] == "feuille d’émargement, CT1, 2026-11-12"
    assert b"/Lang (fr-FR)" in file
    assert b"/DisplayDocTitle true" in file


def test_every_font_is_embedded() -> None:
    file = sign_in_sheet_pdf(sheet(6))
    assert b"/Helvetica" not in file
    raw = pypdfium2.raw
    with closing(pypdfium2.PdfDocument(file)) as document:
        texts = [
            thing for page in document for thing in page.get_objects() if thing.type == raw.FPDF_PAGEOBJ_TEXT
        ]
        assert texts
        for thing in texts:
            font = raw.FPDFTextObj_GetFont(ctypes.byref(thing.raw[0]))
            assert raw.FPDFFont_GetIsEmbedded(font) == 1


def test_an_english_sheet_is_english() -> None:
    file = sign_in_sheet_pdf(sheet(3, language="en"))
    assert "Sign-in sheet of meeting no. 3/2026" in plain(file)[0]
    assert b"/Lang (en-GB)" in file


def test_two_runs_are_the_same_bytes() -> None:
    assert sign_in_sheet_pdf(sheet(20)) == sign_in_sheet_pdf(sheet(20))


# Nothing leaves its place


@pytest.mark.parametrize("count", [0, 3, 20, 200])
def test_nothing_leaves_the_margins(count: int) -> None:
    for _page, left, bottom, right, top in boxes(sign_in_sheet_pdf(sheet(count))):
        assert left >= MARGIN - 1
        assert right <= MARGIN + WIDTH + 1
        assert bottom > 20
        assert top < 842 - 30


@given(*[st.text(st.characters(), max_size=200)] * 4)
def test_any_text_in_any_field_stays_in_its_cell(name: str, house: str, function: str, theme: str) -> None:
    line = SheetLine(name, 1, house, function)
    content = sheet(
        0,
        lines=(line, replace(line, number=None, substitute_for=name)),
        committee=CommitteeTitle(theme, "comité technique", name),
        place=house,
        facilitator=name,
        secretary=function,
        footer=theme,
    )
    file = sign_in_sheet_pdf(content)
    for _page, left, bottom, right, _top in boxes(file):
        assert left >= MARGIN - 3
        assert right <= MARGIN + WIDTH + 3
        assert bottom > 10


def test_a_title_without_end_leaves_room_for_people() -> None:
    content = sheet(20, committee=CommitteeTitle("Accès aux droits " * 40, "comité technique", "CT1"))
    file = sign_in_sheet_pdf(content)
    assert "20 Ångström Joël" in " ".join(plain(file))
    assert all(bottom > BOTTOM - 60 for _page, _left, bottom, _right, _top in boxes(file))
