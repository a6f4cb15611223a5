"""Minutes as PDF: the words on the pages, their marks in the file, and texts of any length and script."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents import pdf_fonts
from pstdesk.documents.meeting import CommitteeTitle
from pstdesk.documents.minutes import ActionLine, DecisionLine, MinutesContent, MinutesItem
from pstdesk.documents.minutes_outline import minutes_outline
from pstdesk.documents.minutes_pdf import minutes_pdf, write_minutes
from pstdesk.documents.outline import Paragraph
from pstdesk.domain.errors import Refused
from tests.documents.minutes_makers import attendee, minutes


def pages(file: bytes) -> list[str]:
    """Return the words of each page, blanks of all kinds made one."""
    with closing(pypdfium2.PdfDocument(file)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def item(**given: object) -> MinutesContent:
    return minutes(3, items=(MinutesItem(1, 1, "Titre", **given),))  # type: ignore[arg-type]  # its fields


@pytest.fixture
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Draw as on a machine that has none of the fonts we fall back to."""
    pdf_fonts._font_of.cache_clear()
    monkeypatch.setattr(pdf_fonts, "_fallbacks", lambda: ())
    yield
    pdf_fonts._font_of.cache_clear()


# What is on the pages


def test_the_pdf_says_what_the_word_document_says_in_the_same_order() -> None:
    content = minutes(20, 6)
    text = " ".join(pages(minutes_pdf(content)))
    position = 0
    for part in minutes_outline(content):
        if isinstance(part, Paragraph) and part.role in ("title", "heading", "meta", "decision"):
            words = " ".join(part.text.split())
            position = text.index(words, position) + len(words)


def test_each_page_says_the_state_and_its_number_of_how_many() -> None:
    found = pages(minutes_pdf(minutes(200, 6)))
    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert f"Page {number} / {len(found)}" in page
        assert "CT1, séance n° 3/2026 du 12 novembre 2026. Projet, version 2" in page
        assert "CCAS de Valmont, 12, place du Canal" in page
    approved = pages(minutes_pdf(minutes(3, 1, approved_on=date(2027, 2, 11))))
    assert "Approuvé le 11 février 2027" in approved[0]
    assert "Corrections attendues" not in approved[0]


def test_the_header_row_is_on_every_page_of_a_long_table() -> None:
    found = pages(minutes_pdf(minutes(200, 1)))
    assert all("Présence Structure Personnes" in page for page in found[:3])


def test_the_file_says_its_title_its_language_and_its_chapters() -> None:
    file = minutes_pdf(minutes(20, 6))
    with closing(pypdfium2.PdfDocument(file)) as document:
        about = document.get_metadata_dict()
        chapters = [entry.get_title() for entry in document.get_toc()]
    assert about["Title"].startswith("Compte rendu de la séance n°\u00a03/2026")
    assert about["Author"] == "Projet social de territoire de Valmont"
    assert about["Keywords"] == "compte rendu, CT1, 2026-11-12"
    assert "3. Accueil en entreprise" in chapters
    assert b"/Lang (fr-FR)" in file
    assert b"/DisplayDocTitle true" in file


def test_every_font_is_embedded() -> None:
    file = minutes_pdf(minutes(20, 6))
    assert b"SourceSansPro" in file
    assert b"/Helvetica" not in file
    with closing(pypdfium2.PdfDocument(file)) as document:
        raw = pypdfium2.raw
        for page in document:
            for thing in page.get_objects():
                if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                    assert (
                        raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(ctypes.byref(thing.raw[0]))) == 1
                    )


def test_two_runs_are_the_same_bytes() -> None:
    assert minutes_pdf(minutes(20, 12)) == minutes_pdf(minutes(20, 12))


def test_text_is_never_taken_for_markup() -> None:
    content = item(account="<b>gras</b> & <para> </para> <br/> ]]> &amp;x <img src='x'/>")
    assert "<b>gras</b> & <para> </para> <br/> ]]> &amp;x <img src='x'/>" in " ".join(
        pages(minutes_pdf(content))
    )


# Any length, any script


def test_no_cell_is_too_high_for_a_page() -> None:
    long = "mot " * 3000
    lines = "ligne\n" * 400
    crowd = tuple(
        attendee(number, organisation="Collège", name=f"Personne {number}") for number in range(150)
    )
    content = minutes(
        attendees=crowd,
        items=(
            MinutesItem(
                1,
                1,
                "Titre",
                decisions=(DecisionLine("D" * 300, long), DecisionLine("D2", lines)),
                actions=(ActionLine(lines, "x" * 5000), ActionLine("w" * 20_000)),
            ),
        ),
    )
    text = " ".join(pages(minutes_pdf(content)))
    assert all(f"Personne {number}" in text for number in range(150))
    assert text.count("mot") == 2 * 3000
    assert text.count("ligne") == 4 * 400


def test_a_hundred_thousand_words_come_out_whole() -> None:
    content = item(account=" ".join(f"mot{number}" for number in range(100_000)))
    text = " ".join(pages(minutes_pdf(content)))
    assert all(f"mot{number}" in text for number in (0, 12_345, 50_000, 99_999))


def test_a_word_without_end_comes_out_whole() -> None:
    text = "".join(pages(minutes_pdf(item(account="w" * 100_000, presenter="x" * 400))))
    assert text.count("w") >= 100_000


def test_a_footer_too_long_for_its_line_is_cut_and_keeps_state_and_number() -> None:
    content = minutes(3, 1, footer="f" * 500, committee=CommitteeTitle("Œ" * 200, "é" * 200))
    page = pages(minutes_pdf(content))[0]
    assert "Projet, version 2" in page
    assert "Page 1 / " in page


@pytest.mark.parametrize("typed", ["Ñusta Łucja Weiß Œuvre Şükrü Țară €", "Ελλάδα", "Україна", "✓ ☐ →"])
def test_source_sans_pro_draws_what_names_in_europe_need(typed: str) -> None:
    assert pdf_fonts.spelled(typed) == typed


def test_an_accent_typed_apart_joins_its_letter() -> None:
    assert pdf_fonts.spelled("e\u0301te\u0301") == "été"


def test_a_narrow_no_break_space_does_not_break_the_line() -> None:
    assert pdf_fonts.spelled("1\u202f000") == "1\u00a0000"


@pytest.mark.usefixtures("no_system_fonts")
def test_letters_that_no_font_draws_are_squares_and_never_lost_silently() -> None:
    assert pdf_fonts.spelled("a\u4e2d\u6587b") == "a☐☐b"
    assert pdf_fonts.spelled("a\u200db") == "ab"
    assert "a☐☐b" in " ".join(pages(minutes_pdf(item(account="a\u4e2d\u6587b"))))


def test_other_scripts_come_from_a_font_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf_fonts.register_fonts()
    pdf_fonts._font_of.cache_clear()
    monkeypatch.setattr(pdf_fonts, "_fallbacks", lambda: (("Fallback-x", frozenset({0x4E2D})),))
    assert pdf_fonts.spelled("a\u4e2d<\u6587") == 'a<font name="Fallback-x">\u4e2d</font>&lt;☐'
    pdf_fonts._font_of.cache_clear()


def test_fonts_that_are_not_there_are_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    monkeypatch.setattr(pdf_fonts, "_FOLDERS", {"here": tmp_path})
    monkeypatch.setattr(pdf_fonts, "_FALLBACKS", {"here": ("gone.ttf", "broken.ttf")})
    monkeypatch.setattr("sys.platform", "here")
    assert list(pdf_fonts._system_fonts()) == []


@given(*[st.text(st.characters(), max_size=60)] * 4)
def test_any_text_in_any_field_is_drawn(title: str, account: str, name: str, decision: str) -> None:
    content = minutes(
        3,
        0,
        place=name,
        committee=CommitteeTitle(name, "comité technique", title),
        letterhead=(name,),
        footer=account,
        corrections_to=account,
        attendees=(attendee(0, name=name, organisation=title, function=decision),),
        items=(
            MinutesItem(
                1,
                1,
                title,
                presenter=name,
                account=account,
                decisions=(DecisionLine("D1", decision),),
                actions=(ActionLine(decision, name),),
            ),
        ),
        annexes=(name, title),
    )
    assert pages(minutes_pdf(content))


# Writing


def test_the_file_is_written_and_an_older_one_is_not_lost(tmp_path: Path) -> None:
    write_minutes(minutes(), tmp_path / "CR.pdf")
    assert (tmp_path / "CR.pdf").read_bytes() == minutes_pdf(minutes())
    with pytest.raises(Refused, match="file_exists"):
        write_minutes(minutes(3, 1), tmp_path / "CR.pdf")
