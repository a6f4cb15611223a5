"""What the cells of a list of people mean: mails, phones, days and crosses as people type them."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from pstdesk.domain.calendar import parse_date
from pstdesk.domain.errors import Refused
from pstdesk.domain.names import fold, phone_key
from pstdesk.domain.sheet import CellValue, Unreadable

LONGEST_LINE = 500
"""Characters of a function, a service, a mail or a phone, as the base holds them."""

_MOST_FOLDED = 18
"""Letters that one character folds to at most: the Arabic ligature U+FDFA."""
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOTHING = frozenset(
    (
        "néant",
        "neant",
        "aucun",
        "aucune",
        "sans",
        "nc",
        "n.c.",
        "nr",
        "n/a",
        "na",
        "non communiqué",
        "non communique",
        "non renseigné",
        "non renseigne",
    )
)
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]{2,}")
_ZERO_KEPT = re.compile(r"\(\s*0\s*\)")
_PHONES_APART = re.compile(r"\s*(?:[/;,|\n]|\bou\b|\bet\b)\s*", re.IGNORECASE)
_HAS_YEAR = re.compile(r"\d{4}|\d+\W+\d+\W+\d{2}|[^\W\d]\W*\d{2}\s*$|^\s*\d{6}\s*$")
_MIDNIGHT = re.compile(r"[\sT]+00[:h]00(?::00(?:\.0+)?)?\s*$")
_SERIAL = range(15_000, 80_000)
"""Excel's numbers of the days from 1941 to 2119."""
_CROSSES = frozenset(
    ("1", "o", "oui", "y", "yes", "vrai", "true", "ok", *"x×✕✖✗✘✓✔☑☒⊠●•*", *"üû\uf0fc\uf0fb")
)
"""The last ones are the ticks of the Wingdings font, as they come out of a cell."""
_NO_CROSSES = frozenset(("", "0", "n", "non", "no", "faux", "false", *"-–—/☐□."))


def text_of(value: CellValue) -> str:
    """Return what a cell shows as one line of text: no invisible characters, single spaces.

    A whole number is written without its decimals. Raises Refused ``cell_formula`` for a formula that was
    never calculated, ``cell_error`` for an error such as ``#REF!``.
    """
    if isinstance(value, str):
        return _tidy(value)
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        raise Refused("cell_formula" if value.why == "formula" else "cell_error", text=value.text)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _tidy(text: str) -> str:
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip()
    shown = _UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE))
    return " ".join(shown.split())


def line_of(value: CellValue, longest: int = LONGEST_LINE) -> str:
    """Return a cell's text, "" where it only says that there is none ("-", "néant").

    Raises Refused ``cell_too_long`` beyond ``longest`` characters, and what :func:`text_of` raises.
    """
    text = text_of(value)
    if text.casefold() in _NOTHING or not any(map(str.isalnum, text)):
        return ""
    refuse_too_long(text, longest)
    return text


def refuse_too_long(text: str, longest: int) -> None:
    """Raise ``cell_too_long`` where a text, or what it is sought by, is longer than the base holds."""
    is_long = len(text) > longest // _MOST_FOLDED and not text.isascii()
    if len(text) > longest or (is_long and len(fold(text)) > longest):
        raise Refused("cell_too_long", length=len(text), limit=longest)


def mail_of(value: CellValue) -> str:
    """Return the first mail address of a cell; capitals alone become small letters.

    Raises Refused ``mail_unreadable`` where there is text but no address, and as :func:`line_of`.
    """
    text = line_of(value)
    if not text:
        return ""
    found = _MAIL.search(text.removeprefix("mailto:"))
    if found is None:
        raise Refused("mail_unreadable", text=text)
    address = found[0].rstrip(".")
    return address.lower() if address.upper() == address else address


def phone_of(value: CellValue) -> str:
    """Return the first telephone number of a cell, French ones as "05 66 26 77 33".

    A number that lost its leading zero in a spreadsheet gets it back; foreign and short ones stay as typed.
    Raises Refused ``phone_unreadable`` where there is text but no digits, and as :func:`line_of`.
    """
    text = line_of(value)
    if not text:
        return ""
    first = _PHONES_APART.split(_ZERO_KEPT.sub("", text))[0]
    key = phone_key(first)
    if not key:
        raise Refused("phone_unreadable", text=text)
    if len(key) == 10 and key.startswith("0"):
        return " ".join(key[at : at + 2] for at in range(0, 10, 2))
    return first


def day_of(value: CellValue, today: date) -> date | None:
    """Return the day a cell means: a date, Excel's number of one, or a text with its year.

    Raises Refused ``date_unreadable``, ``date_nonexistent``, ``date_weekday`` or ``date_without_year``:
    nobody knows when a list was written, so "12/3" and "lundi" are no dates in it.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = line_of(value)
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(text))
    text = _MIDNIGHT.sub("", text)
    day = parse_date(text, today)
    if not _HAS_YEAR.search(text):
        raise Refused("date_without_year", text=text)
    return day


def cross_of(value: CellValue) -> bool:
    """Say whether a cell of a column of crosses is crossed: x, ✓, 1, oui; not: blank, 0, non.

    Raises Refused ``cross_unreadable`` for anything else, and as :func:`text_of`.
    """
    if value is None or isinstance(value, bool):
        return bool(value)
    text = text_of(value)
    mark = text.casefold().strip("()[] ")
    if mark in _CROSSES or mark in _NO_CROSSES:
        return mark in _CROSSES
    raise Refused("cross_unreadable", text=text)
