"""Numbers in words: the hard ones by hand, all others by reading them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pstdesk.i18n import language
from pstdesk.numerals import LARGEST, in_words

FRENCH = {
    0: "zéro",
    1: "un",
    16: "seize",
    17: "dix-sept",
    20: "vingt",
    21: "vingt et un",
    22: "vingt-deux",
    31: "trente et un",
    60: "soixante",
    61: "soixante et un",
    70: "soixante-dix",
    71: "soixante et onze",
    72: "soixante-douze",
    77: "soixante-dix-sept",
    79: "soixante-dix-neuf",
    80: "quatre-vingts",
    81: "quatre-vingt-un",
    90: "quatre-vingt-dix",
    91: "quatre-vingt-onze",
    99: "quatre-vingt-dix-neuf",
    100: "cent",
    101: "cent un",
    180: "cent quatre-vingts",
    200: "deux cents",
    201: "deux cent un",
    280: "deux cent quatre-vingts",
    999: "neuf cent quatre-vingt-dix-neuf",
    1000: "mille",
    1001: "mille un",
    1100: "mille cent",
    1200: "mille deux cents",
    2000: "deux mille",
    21_000: "vingt et un mille",
    80_000: "quatre-vingt mille",
    80_080: "quatre-vingt mille quatre-vingts",
    200_000: "deux cent mille",
    200_200: "deux cent mille deux cents",
    280_000: "deux cent quatre-vingt mille",
    LARGEST: "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf",
}
ENGLISH = {
    0: "zero",
    13: "thirteen",
    21: "twenty-one",
    40: "forty",
    100: "one hundred",
    101: "one hundred and one",
    1000: "one thousand",
    1001: "one thousand and one",
    1100: "one thousand one hundred",
    200_201: "two hundred thousand two hundred and one",
}
_FRENCH_WORDS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_ENGLISH_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FRENCH_VALUES = {word: value for value, word in enumerate(_FRENCH_WORDS.split())} | _FRENCH_TENS
_ENGLISH_VALUES = {word: value for value, word in enumerate(_ENGLISH_WORDS.split())} | {
    word: 10 * at for at, word in enumerate(_ENGLISH_TENS.split(), 2)
}


def read_french(words: str) -> int:
    """Return the number that French words say, by the values of their words alone."""
    total = below = 0
    for word in words.replace("quatre-vingt", "huitante").replace("-", " ").split():
        if word == "mille":
            total, below = 1000 * (below or 1), 0
        elif word in ("cent", "cents"):
            below = 100 * (below or 1)
        elif word.startswith("huitante"):
            below += 80
        elif word != "et":
            below += _FRENCH_VALUES[word]
    return total + below


def read_english(words: str) -> int:
    """Return the number that English words say."""
    total = below = 0
    for word in words.replace("-", " ").split():
        if word == "thousand":
            total, below = 1000 * below, 0
        elif word == "hundred":
            below *= 100
        elif word != "and":
            below += _ENGLISH_VALUES[word]
    return total + below


@pytest.mark.parametrize(("number", "words"), FRENCH.items())
def test_french_spells_the_hard_ones(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(("number", "words"), ENGLISH.items())
def test_english_spells_the_hard_ones(number: int, words: str) -> None:
    with language("en"):
        assert in_words(number) == words


def test_all_that_a_committee_may_count_read_back() -> None:
    assert [read_french(in_words(number)) for number in range(2001)] == list(range(2001))
    with language("en"):
        assert [read_english(in_words(number)) for number in range(2001)] == list(range(2001))


@given(st.integers(0, LARGEST))
def test_any_number_reads_back(number: int) -> None:
    assert read_french(in_words(number)) == number
    with language("en"):
        assert read_english(in_words(number)) == number


@given(st.integers(0, LARGEST))
def test_the_s_stands_at_the_end_alone(number: int) -> None:
    words = in_words(number).replace("-", " ").split()
    assert not {"cents", "vingts"} & set(words[:-1])
    assert (words[-1] == "cents") == (number % 100 == 0 and number % 1000 >= 200)
    assert (words[-1] == "vingts") == (number % 100 == 80)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_has_no_words_is_a_mistake(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(number)
