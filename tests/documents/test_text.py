"""Typed text on its way into a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pstdesk import i18n
from pstdesk.documents.text import LONGEST, Block, blocks, clean, one_line

ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates and noncharacters included


@given(ANY_TEXT)
def test_whatever_was_typed_is_fit_for_xml_and_stays_so(text: str) -> None:
    kept = clean(text)
    element = etree.Element("p")
    element.text = kept
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in (kept, kept or None)
    assert clean(kept) == kept


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=200))
def test_letters_marks_and_signs_of_any_script_are_never_lost(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("un\u2028deux\x0btrois\x0cquatre\x85cinq", "un\ndeux\ntrois\nquatre\ncinq"),
        ("a\x00b\x07c\x1bd\x7fe", "abcde"),
        ("\ud83dseul", "seul"),
        ("pay\u202egpj.exe", "paygpj.exe"),
        ("\ufeffœ\ufffe\U0001fffe", "œ"),
        ("famille \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}", "famille \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"),
    ],
)
def test_what_no_file_can_hold_goes_and_the_rest_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_million_characters_pass_and_one_more_is_cut_with_a_notice() -> None:
    assert clean("é" * LONGEST) == "é" * LONGEST
    cut = clean("é" * (LONGEST + 1))
    assert cut.startswith("é" * LONGEST + "\n")
    assert cut.endswith("[Texte coupé après 1\u202f000\u202f000 caractères.]")
    with i18n.language("en"):
        assert "1,000,000" in clean("é" * (LONGEST + 1))


def test_a_line_is_one_line_and_keeps_its_no_break_spaces() -> None:
    assert one_line("  Salle\t des \n fêtes\u00a0: 1er étage ") == "Salle des fêtes\u00a0: 1er étage"


def test_paragraphs_line_breaks_and_lists_are_found_in_plain_typing() -> None:
    typed = (
        "Trois étapes :\n"
        "1. rédiger\n"
        "2) relire\n"
        "   avec soin\n"
        "\n"
        "Deux lignes\nd’un paragraphe\n"
        "- un\n"
        "    - sous un\n"
        "• deux\n"
        "suite du texte\n"
        "-5 °C n’est pas une liste\n"
    )
    assert list(blocks(typed)) == [
        Block("paragraph", "Trois étapes :"),
        Block("number", "rédiger", number=1),
        Block("number", "relire\navec soin", number=2),
        Block("paragraph", "Deux lignes\nd’un paragraphe"),
        Block("bullet", "un"),
        Block("bullet", "sous un", level=1),
        Block("bullet", "deux"),
        Block("paragraph", "suite du texte\n-5 °C n’est pas une liste"),
    ]


def test_no_text_has_no_blocks() -> None:
    assert list(blocks("")) == list(blocks(" \n\t\n")) == []


@given(ANY_TEXT)
def test_blocks_keep_every_word_in_its_order(text: str) -> None:
    found = " ".join(block.text for block in blocks(text)).split()
    typed = clean(text).split()
    position = 0
    for word in found:
        position = typed.index(word, position) + 1
    missing = set(typed) - set(found)
    assert all(word[0] in "-–—•*·▪‣◦" or word[0].isdigit() for word in missing)
