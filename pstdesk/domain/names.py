"""How names are folded so that spelling habits do not make two people out of one."""

import unicodedata

_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
    }
)


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures or punctuation, words joined by one space.

    Two spellings with the same fold are the same name: "L'Hôstis-Brès" and "l hostis bres".
    The fold is also the order of every list, because SQLite and PostgreSQL sort it alike.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    kept = (" " if not char.isalnum() else char for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).split())
