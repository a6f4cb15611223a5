"""How names are written, and folded so that spelling habits do not make two people out of one."""

import re
import unicodedata

LIGATURES = {
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ẞ": "SS",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "đ": "d",
    "Đ": "D",
}
"""Letters that are not a letter with an accent, and what people type for them."""

_LIGATURES = str.maketrans(LIGATURES)
_NO_LETTERS = re.compile("[^0-9a-z]+")


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures or punctuation, words joined by one space.

    Two spellings with the same fold are the same name: "L'Hôstis-Brès" and "l hostis bres".
    The fold is also the order of every list, because SQLite and PostgreSQL sort it alike.
    """
    plain = text.lower()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text).translate(_LIGATURES).casefold()
        plain = "".join([char for char in letters if not unicodedata.combining(char)])
    if plain.isascii():  # nearly every name, once its accents are gone: ten times as fast
        return _NO_LETTERS.sub(" ", plain).strip()
    return " ".join("".join([char if char.isalnum() else " " for char in plain]).split())


_VOWEL_FIRST = re.compile("[aeiou]|y[^aeiou]")


def spoken_name(given_name: str, family_name: str) -> str:
    """Return a person's name as it stands in a sentence and in documents: "Zoé L’Hostis"."""
    return f"{given_name} {family_name}".strip()


def listed_name(given_name: str, family_name: str) -> str:
    """Return a person's name as it stands in a list, in whose order it begins: "L’Hostis Zoé"."""
    return f"{family_name} {given_name}".strip()


def elides(name: str) -> bool:
    """Whether "de" becomes "d’" before ``name``: before a vowel; an h is taken for an aspirated one."""
    return _VOWEL_FIRST.match(fold(name)) is not None


def name_keys(given_name: str, family_name: str) -> tuple[str, str]:
    """Return the folded names by which a person is found: family name first, then given name first."""
    given_key, family_key = fold(given_name), fold(family_name)
    return f"{family_key} {given_key}".strip(), f"{given_key} {family_key}".strip()


def phone_key(phone: str) -> str:
    """Return the digits by which two spellings of a French telephone number are the same."""
    digits = "".join(filter(str.isdigit, phone))
    if digits.startswith("0033"):
        digits = digits[4:]
    elif digits.startswith("33") and len(digits) > 10:
        digits = digits[2:]
    return "0" + digits if len(digits) == 9 else digits
