"""The few words shown of what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.passage import best_place, passage, spans

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


def marked(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Un jardin, des jardins", "jardin", ["jardin", "jardin"]),
        ("Un jardin, des jardins partagés", "jardin part", ["jardin", "part"]),
        ("l’œuvre et les ŒUVRES", "oeuvre", ["œuvre", "ŒUVRE"]),
        ("L’Hôstis de l’Écluse", "l hostis", ["Hôstis"]),
        ("l’Écluse", "l", ["l"]),
        ("note_finale", "finale", ["finale"]),
        ("Un jardin", "ardin", []),
        ("Un jardin", "", []),
        ("Un jardin", "…", []),
    ],
)
def test_the_words_found_are_marked_whole_but_the_last_as_far_as_it_was_typed(
    text: str, words: str, found: list[str]
) -> None:
    assert marked(text, words) == found


def test_the_passage_is_where_most_words_stand_together() -> None:
    text = f"Un jardin. {FILLER} Les tours. {FILLER} Le jardin au pied des tours. {FILLER}"
    assert "Le jardin au pied des tours" in passage(text, "jardin tours")
    assert text[best_place(text, "jardin tours") :].startswith("jardin au pied")


def test_a_word_longer_than_the_passage_is_a_place_too() -> None:
    text = f"{FILLER} {'x' * 300}"
    assert best_place(text, "x" * 300) == len(FILLER) + 1
    assert best_place(text, "absent") == 0


@given(st.text(max_size=200), st.text(max_size=20))
def test_marks_stand_in_the_text_in_order_and_apart(text: str, words: str) -> None:
    places = [place for span in spans(text, words) for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
