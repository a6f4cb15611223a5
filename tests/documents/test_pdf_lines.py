"""Lines set by hand: nothing is wider than its place, and nothing is lost that there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.documents.pdf_fonts import BOLD, register_fonts
from pstdesk.documents.pdf_lines import broken, cut, fitted, width_of

SIZES = ((11, 1), (9.5, 2), (8, 3))
ROOM = 100


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts()


def test_what_fits_stays_as_it_is() -> None:
    assert cut("Zoé L’Hostis", ROOM, 11) == "Zoé L’Hostis"
    assert broken("Zoé L’Hostis", ROOM, 11) == ["Zoé L’Hostis"]
    assert fitted(("Zoé L’Hostis",), ROOM, SIZES).size == 11


def test_letters_get_smaller_before_words_are_cut() -> None:
    two = fitted(("Vandenbrouck-Thévenin Véronique",), ROOM, SIZES)
    assert (two.size, [line for _place, line in two.lines]) == (9.5, ["Vandenbrouck-Thévenin", "Véronique"])
    many = fitted(("Marie-Antoinette Joséphine Rose " * 5,), ROOM, SIZES)
    assert (many.size, len(many.lines)) == (8, 3)
    assert many.lines[-1][1].endswith("…")


def test_each_of_two_texts_keeps_a_line() -> None:
    found = fitted(("Office public de l’habitat " * 9, "gardien"), ROOM, SIZES)
    assert [place for place, _line in found.lines] == [0, 0, 1]
    assert found.lines[1][1].endswith("…")
    assert found.lines[2] == (1, "gardien")


def test_a_text_that_is_not_there_takes_no_line() -> None:
    assert fitted(("", "habitante"), ROOM, SIZES).lines == ((1, "habitante"),)
    assert fitted(("", ""), ROOM, SIZES).lines == ()


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)


@given(TEXTS, TEXTS)
def test_no_line_is_wider_than_its_place(first: str, second: str) -> None:
    found = fitted((first, second), ROOM, SIZES, BOLD)
    most = dict(SIZES)[found.size]
    assert len(found.lines) <= most
    assert all(width_of(line, found.size, BOLD) <= ROOM for _place, line in found.lines)


@given(TEXTS)
def test_broken_lines_say_every_letter(text: str) -> None:
    lines = broken(text, ROOM, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, 9) <= ROOM for line in lines)
