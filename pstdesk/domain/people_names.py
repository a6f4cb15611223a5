"""Names of people as lists spell them: in capitals, with a civility, both names in one cell."""

import re

from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold
from pstdesk.domain.people_cells import refuse_too_long, text_of
from pstdesk.domain.sheet import CellValue

LONGEST_NAME = 200
"""Characters of a given or a family name, as the base holds them."""

_CIVILITY = re.compile(
    r"(m|mr|monsieur|mme|madame|mlle|mademoiselle|dr|docteur|pr|me)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE
)
_SMALL_WORDS = frozenset(("de", "du", "des", "d", "et", "van", "der", "den", "von", "of"))
_PARTICLES = _SMALL_WORDS | {
    "le",
    "la",
    "les",
    "l",
    "ben",
    "el",
    "al",
    "da",
    "dos",
    "di",
    "del",
    "della",
    "saint",
}
_WORD = re.compile(r"[^\W\d_]+")


def name_of(value: CellValue) -> str:
    """Return a given or family name as it is written on a letter.

    One that is all capitals or all small letters gets capitals at the beginning of its words: "DELAUNAY-BRÈS"
    is Delaunay-Brès, "L'HOSTIS" L'Hostis, "DUPONT DE NEMOURS" Dupont de Nemours; mixed ones stay as they are.
    Raises Refused ``name_unreadable`` where there is no letter, ``cell_too_long``, and as :func:`text_of`.
    """
    text = text_of(value).strip(" ,;:*")
    if text and not any(char.isalpha() for char in text):
        raise Refused("name_unreadable", text=text)
    refuse_too_long(text, LONGEST_NAME)
    return _capitalised(text) if text.upper() == text or text.lower() == text else text


def _capitalised(text: str) -> str:
    words = _WORD.findall(text)
    if max(map(len, words), default=0) < 3 and text.upper() == text and not _has_vowel(text):
        return text  # initials: "JP", "M.-C."

    def write(match: re.Match[str]) -> str:
        word = match[0].replace("İ", "i").lower()  # lower() alone leaves a dot over the i
        is_small = word in _SMALL_WORDS and match.start() > 0 and text[match.end() :].lstrip("'’ ") != ""
        return word if is_small else word[0].upper() + word[1:]

    return _WORD.sub(write, text)


def _has_vowel(text: str) -> bool:
    return any(char in "aeiouy" for char in fold(text))


def full_name_of(value: CellValue, given_first: bool) -> tuple[str, str, str]:
    """Return the civility, family name and given name that one cell holds together.

    What is in capitals beside small letters is the family name, whatever the order; so is what stands before
    a comma. Otherwise the order of the header tells: one word is the first of the two, together with its
    particles ("Le Goff", "de la Tour"). A name of one word has no given name.
    Raises Refused as :func:`name_of`.
    """
    text = text_of(value)
    prefix = _CIVILITY.match(text)
    civility = prefix[1] if prefix else ""
    text = text[prefix.end() :] if prefix else text
    family, comma, given = text.partition(",")
    if not comma:
        family, given = _split(text.split(), given_first)
    return civility, name_of(family), name_of(given)


def _split(words: list[str], given_first: bool) -> tuple[str, str]:
    capitals = [_is_capitals(word) for word in words]
    if any(capitals) and not all(capitals):
        leading = capitals.index(False)
        trailing = len(words) - capitals[::-1].index(False)
        if leading:
            return " ".join(words[:leading]), " ".join(words[leading:])
        if trailing < len(words):
            return " ".join(words[trailing:]), " ".join(words[:trailing])
    if given_first and len(words) > 1:
        return " ".join(words[1:]), words[0]
    end = 1
    while end < len(words) - 1 and (fold(words[end - 1]) in _PARTICLES or fold(words[end]) in _SMALL_WORDS):
        end += 1
    return " ".join(words[:end]), " ".join(words[end:])


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and all(char.upper() == char for char in letters)
