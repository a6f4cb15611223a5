"""Two texts are told apart word by word, and nothing of either is lost."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pstdesk.domain.comparison import (
    ComparedSection,
    Section,
    Span,
    compare_sections,
    compare_texts,
    text_of,
)

texts = st.one_of(
    st.text(), st.lists(st.sampled_from(["le ", "jardin", " est", ". ", "\n", "D 1", " "])).map("".join)
)


@given(texts, texts)
def test_each_side_s_spans_together_are_its_text(left: str, right: str) -> None:
    spans = compare_texts(left, right)
    assert text_of(spans, "left") == left
    assert text_of(spans, "right") == right
    assert all(span.text for span in spans)
    assert not any(a.side == b.side for a, b in pairwise(spans))


@given(texts)
def test_the_same_text_is_one_span(text: str) -> None:
    assert compare_texts(text, text) == ((Span("both", text),) if text else ())


@given(texts, texts)
def test_different_texts_differ(left: str, right: str) -> None:
    assert any(span.side != "both" for span in compare_texts(left, right)) == (left != right)


def test_one_word_is_told_apart_from_its_sentence() -> None:
    left = "Le jardin est prêt. Il ouvre en mai.\nOn verra."
    right = "Le jardin est prêt. Il ouvre en juin.\nOn verra."
    assert compare_texts(left, right) == (
        Span("both", "Le jardin est prêt. Il ouvre en "),
        Span("left", "mai"),
        Span("right", "juin"),
        Span("both", ".\nOn verra."),
    )


def test_neighbouring_words_that_change_are_one_passage() -> None:
    spans = compare_texts("Vu par la CAF hier", "Lu pour le Département hier")
    assert spans == (
        Span("left", "Vu par la CAF"),
        Span("right", "Lu pour le Département"),
        Span("both", " hier"),
    )


def test_a_paragraph_added_in_the_middle_is_only_added() -> None:
    spans = compare_texts("Un.\nTrois.\n", "Un.\nDeux.\nTrois.\n")
    assert spans == (Span("both", "Un.\n"), Span("right", "Deux.\n"), Span("both", "Trois.\n"))


def test_paragraphs_that_change_places_are_taken_away_and_added() -> None:
    spans = compare_texts("A.\nB.\nC.\n", "C.\nA.\nB.\n")
    assert spans == (Span("right", "C.\n"), Span("both", "A.\nB.\n"), Span("left", "C.\n"))


def test_a_megabyte_changed_in_every_second_line_is_compared_at_once() -> None:
    rng = random.Random(3)
    lines = [f"{n} {rng.random()} et la suite des échanges\n" for n in range(20_000)]
    other = [line if n % 2 else line.replace("échanges", "débats") for n, line in enumerate(lines)]
    left, right = "".join(lines), "".join(other)
    spans = compare_texts(left, right)
    assert text_of(spans, "right") == right
    assert {span.text for span in spans if span.side == "left"} == {"échanges"}


def test_a_passage_without_any_hold_is_taken_as_written_anew() -> None:
    left, right = "a b " * 30_000, "b a " * 30_000
    assert [span.side for span in compare_texts(left, right)] == ["left", "right", "both"]
    letters = [chr(0x4E00 + n) for n in range(6_000)]
    left, right = " ".join(letters * 2), " ".join(reversed(letters * 2))
    assert [span.side for span in compare_texts(left, right)] == ["left", "right"]


def test_sections_are_found_by_their_key_and_stand_in_the_order_of_the_right() -> None:
    left = [Section("a", "1. A", "un"), Section("gone", "2. B", "deux"), Section("c", "3. C", "trois")]
    right = [Section("new", "1. N", "zéro"), Section("a", "2. A", "un"), Section("c", "3. C", "quatre")]
    compared = compare_sections(left, right)
    assert [section.key for section in compared] == ["new", "a", "gone", "c"]
    new, moved, gone, changed = compared
    assert new.text == (Span("right", "zéro"),)
    assert gone.text == (Span("left", "deux"),)
    assert moved.text == (Span("both", "un"),)
    assert moved.differs  # its number is another
    assert changed.text == (Span("left", "trois"), Span("right", "quatre"))
    assert not ComparedSection("c", (Span("both", "3. C"),), ()).differs


def test_what_only_the_left_begins_with_stands_first() -> None:
    left, right = [Section("gone", "1. B", "deux"), Section("a", "A", "un")], [Section("a", "A", "un")]
    assert [section.key for section in compare_sections(left, right)] == ["gone", "a"]
