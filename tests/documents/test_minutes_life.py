"""What minutes say of their own life and of other minutes: deadlines, approvals, corrections."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from pstdesk.documents.kept import as_json, digest
from pstdesk.documents.minutes import (
    MinutesContent,
    OtherMeeting,
    RectificationLine,
    from_json,
)
from pstdesk.documents.minutes_docx import minutes_docx
from pstdesk.documents.minutes_pdf import minutes_pdf
from pstdesk.documents.minutes_sections import minutes_sections
from pstdesk.documents.minutes_words import state_words
from pstdesk.i18n import NBSP, language
from tests.documents.accessibility import problems
from tests.documents.minutes_makers import ITEMS, minutes

EARLIER, LATER_ON = OtherMeeting(date(2026, 6, 18), 2, 2026), OtherMeeting(date(2027, 3, 11), 2, 2027)
NUMBERLESS = OtherMeeting(date(2025, 1, 9))
WORDS = "Lire « quatorze » à la place de « douze »."


def draft() -> MinutesContent:
    return minutes(3, 3)


def approved() -> MinutesContent:
    return replace(draft(), approved_on=date(2027, 1, 14))


def corrected() -> MinutesContent:
    return replace(approved(), rectifications=(RectificationLine(WORDS, LATER_ON),))


def approving() -> MinutesContent:
    line = RectificationLine("Lire « Ærø ».", NUMBERLESS)
    item = replace(ITEMS[0], account="Aucune observation.", approved=(EARLIER,), rectified=(line,))
    return minutes(3, 3, items=(item,))


def text_of(content: MinutesContent) -> str:
    """Return the paragraphs of the Word document, plain blanks for all blanks."""
    document = Document(io.BytesIO(minutes_docx(content)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return text.replace(NBSP, " ").replace("\u202f", " ")


def test_a_draft_says_until_when_and_where_and_approved_minutes_do_not() -> None:
    words = "Projet. Corrections attendues avant le 26 novembre 2026 à pst@valmont.example."
    assert words in text_of(draft())
    assert "Corrections attendues" not in text_of(approved())


def test_corrected_minutes_say_so_before_anything_else() -> None:
    said = text_of(corrected())
    notice = f"Rectificatif décidé à la séance n° 2/2027 du 11 mars 2027\n{WORDS}"
    assert notice in said
    assert said.index("Compte rendu de la séance") < said.index(notice) < said.index("Présences")
    assert "Rectificatif" not in text_of(approved())


def test_the_footer_says_since_when_and_when_last_corrected() -> None:
    with language("fr"):
        assert state_words(approved()).endswith("Approuvé le 14 janvier 2027")
        assert state_words(corrected()) == "Approuvé le 14 janvier 2027, rectifié le 11 mars 2027"


def test_what_was_approved_and_corrected_here_stands_under_its_item() -> None:
    said = text_of(approving())
    heading = said.index("1. Approbation du compte rendu")
    approval = said.index("Le compte rendu de la séance n° 2/2026 du 18 juin 2026 est approuvé.")
    account = said.index("Aucune observation.")
    correction = said.index("Rectificatif au compte rendu de la séance du 9 janvier 2025\nLire « Ærø ».")
    assert heading < approval < account < correction


@pytest.mark.parametrize("make", [draft, approved, corrected, approving])
def test_the_file_is_accessible_and_always_the_same(make: Callable[[], MinutesContent]) -> None:
    content = make()
    file = minutes_docx(content)
    assert problems(file) == []
    assert minutes_docx(make()) == file
    assert minutes_pdf(content) == minutes_pdf(content)


def test_what_came_later_is_stored_only_where_it_is_said() -> None:
    plain = as_json(approved())
    assert "rectifications" not in plain
    assert not any({"approved", "rectified"} & set(item) for item in plain["items"])
    for content in (corrected(), approving()):
        assert from_json(as_json(content)) == content
    assert digest(corrected()) != digest(approved())


def test_sections_are_what_is_printed_without_the_tables_that_repeat_it() -> None:
    sections = {section.key: section for section in minutes_sections(corrected())}
    assert sections["head"].text.startswith("Approuvé le 14 janvier 2027, rectifié le 11 mars 2027\n")
    assert WORDS.replace(" »", f"{NBSP}»") in sections["head"].text.replace(f"«{NBSP}", "« ")
    assert f"Lieu{NBSP}: Maison des associations" in sections["head"].text
    assert "_pst_part_decisions" not in sections
    item = sections["_pst_item_103"]
    assert item.heading == "3. Accueil en entreprise"
    assert "1. rédiger la convention d’accueil" in item.text
    assert "• la liste des lieux" in sections["_pst_item_102"].text
    assert " · " in sections["_pst_part_attendance"].text


def test_a_draft_does_not_differ_by_its_version_alone() -> None:
    assert minutes_sections(draft()) == minutes_sections(replace(draft(), version=9))
