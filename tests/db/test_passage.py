"""The few words shown of what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.db.passage import passage

FILLER = "Les permanences ont repris au centre social. " * 8


def test_a_short_text_is_shown_whole() -> None:
    assert (
        passage("Un jardin\npartagé  au pied\tdes tours", "jardin") == "Un jardin partagé au pied des tours"
    )


def test_a_long_text_is_shown_around_the_first_word_found() -> None:
    shown = passage(f"{FILLER}Un jardin est proposé. {FILLER} Un jardin encore.", "jardin")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "social. Un jardin est proposé. Les permanences" in shown
    assert len(shown) <= 162


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("œuvre", "oeuvre"),
        ("Œuvre", "OEUV"),
        ("oeuvre", "œuvre"),
        ("Éte\u0301", "ete"),
        ("ete", "été"),
        ("l’Hœst-Muñoz", "hoest munoz"),
        ("Straße", "strasse"),
        ("Łukasz", "lukasz"),
    ],
)
def test_accents_and_ligatures_make_no_difference(written: str, typed: str) -> None:
    assert written in passage(f"{FILLER}Voici {written} ici. {FILLER}", typed)


@pytest.mark.parametrize("words", ["absent", "", "?!", "ardin", ".*", "[", "\\"])
def test_without_a_word_found_the_beginning_is_shown(words: str) -> None:
    text = f"Un jardin. {FILLER}"
    assert passage(text, words).startswith("Un jardin. Les permanences")
    assert passage(text, words).endswith("…")


def test_a_text_without_a_space_is_cut_where_it_must_be() -> None:
    assert passage("x" * 500, "y") == "x" * 160 + "…"
    assert passage(" " + "x" * 500, "xx") == "x" * 159 + "…"
    assert passage("x" * 500 + " jardin " + "x" * 500, "jardin") == "…jardin…"


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_has_its_passage(text: str, words: str) -> None:
    shown = passage(text, words)
    assert len(shown) <= 162
    assert shown.strip("…") in " ".join(text.split())
