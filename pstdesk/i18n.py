"""The words of the programme in French or English, and how each writes dates, hours, numbers and marks.

French is the language of the message ids, so it needs no catalogue. English is read straight from its
``.po`` file: no build step, one file to ship, and five milliseconds for a thousand messages.
Babel is imported at the first date or number, because it costs more than the rest of this module.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pstdesk.resources import resource

LANGUAGES = ("fr", "en")
NBSP = "\u00a0"

DateStyle = Literal["full", "long", "medium", "short", "day_month", "near"]
Catalogue = dict[tuple[str | None, str], tuple[str, ...]]

_default = "fr"
_chosen: ContextVar[str | None] = ContextVar("pstdesk_language", default=None)


def current_language() -> str:
    """Return the code of the language in force here: that of the block, else that of the process."""
    return _chosen.get() or _default


def use_language(code: str) -> None:
    """Make ``code`` the language of the process, in every thread; ValueError if it is not in LANGUAGES."""
    global _default
    _default = _known(code)


@contextmanager
def language(code: str) -> Iterator[None]:
    """Speak ``code`` within the block, in this thread or task alone; ValueError if it is not in LANGUAGES."""
    token = _chosen.set(_known(code))
    try:
        yield
    finally:
        _chosen.reset(token)


def _known(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"no catalogue for the language {code!r}")
    return code


def N_(message: str) -> str:
    """Mark a constant for translation; it is looked up where it is shown, with :func:`_`."""
    return message


def _(message: str) -> str:
    """Return ``message`` in the current language, or itself where there is no translation."""
    return _catalogue(current_language()).get((None, message), (message,))[0]


def pgettext(context: str, message: str) -> str:
    """Return ``message`` as it is said in ``context``, for a French word that English splits in two."""
    return _catalogue(current_language()).get((context, message), (message,))[0]


def ngettext(singular: str, plural: str, n: float) -> str:
    """Return the form for ``n`` things. In French all below 2 is singular, in English only 1 is."""
    code = current_language()
    forms = _catalogue(code).get((None, singular), ())
    one, many = forms if len(forms) == 2 else (singular, plural)
    is_plural = abs(n) >= 2 if code == "fr" else abs(n) != 1
    return many if is_plural else one


# Catalogues


@cache
def _catalogue(code: str) -> Catalogue:
    if code == "fr":
        return {}
    return read_catalogue(resource("locale", code, "LC_MESSAGES", "pstdesk.po"))


_LINE = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) +)?"(.*)"$')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def read_catalogue(path: Path) -> Catalogue:
    """Return the translations of a ``.po`` file by (context, message id), without fuzzy and empty ones."""
    found: Catalogue = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        if re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE):
            continue
        fields = _fields(block)
        forms = tuple(text for name, text in fields.items() if name.startswith("msgstr"))
        if fields.get("msgid") and forms and all(forms):
            found[fields.get("msgctxt"), fields["msgid"]] = forms
    return found


def _fields(block: str) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    name = ""
    for line in block.splitlines():
        if match := _LINE.match(line):
            name = match[1] or name
            parts.setdefault(name, []).append(_ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), match[2]))
    return {key: "".join(texts) for key, texts in parts.items()}


# Dates, hours, numbers

_PATTERNS: dict[DateStyle, str] = {
    "full": "EEEE d MMMM y",
    "long": "d MMMM y",
    "medium": "d MMM y",
    "short": "dd/MM/y",
    "day_month": "d MMM",
    "near": "EEE d MMM",
}


def format_date(day: date, style: DateStyle = "long") -> str:
    """Return ``day`` as it is read; by style, in French:

    full "jeudi 12 novembre 2026", long "1er mai 2026", medium "12 nov. 2026", short "12/11/2026",
    day_month "12 nov.", near "jeu. 12 nov.".
    """
    return _format_date(current_language(), day, style)


@lru_cache(maxsize=4096)
def _format_date(code: str, day: date, style: DateStyle) -> str:
    from babel.dates import format_date as babel_date

    pattern = _PATTERNS[style]
    if code == "fr" and day.day == 1:
        pattern = pattern.replace("d M", "'1er' M")
    return babel_date(day, pattern, locale=code)


def format_time(at: time) -> str:
    """Return an hour of the day: "14 h 30", "18 h" in French, with no-break spaces; "14:30" in English."""
    if current_language() != "fr":
        return f"{at.hour}:{at.minute:02}"
    hour = f"{at.hour}{NBSP}h"
    return f"{hour}{NBSP}{at.minute:02}" if at.minute else hour


def format_duration(minutes: int) -> str:
    """Return how long ``minutes`` are: "25 min", "1 h", "1 h 20"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return (
        _("{hours} h {minutes:02}").format(hours=hours, minutes=rest)
        if rest
        else _("{hours} h").format(hours=hours)
    )


def format_number(number: int | float | Decimal, decimals: int | None = None) -> str:
    """Return ``number`` with its thousands apart, to ``decimals`` places (half up) where they are given."""
    from babel.numbers import format_decimal

    if decimals is None:
        return format_decimal(number, locale=current_language())
    return format_decimal(
        _rounded(number, decimals), format="#,##0." + "0" * decimals, locale=current_language()
    )


def format_percent(ratio: int | float | Decimal, decimals: int = 0) -> str:
    """Return a ratio 0..1 as a percentage, rounding half up: 0.713 is "71 %" in French, "71%" in English."""
    percent = format_number(_rounded(ratio, decimals + 2) * 100, decimals)
    return f"{percent}{NBSP}%" if current_language() == "fr" else f"{percent}%"


def format_size(size: int) -> str:
    """Return a file's size: "820 octets", "12 Ko", "1,2 Mo"."""
    if size < 1000:
        return ngettext("{n} octet", "{n} octets", size).format(n=size)
    if size < 1_000_000:
        return _("{n} Ko").format(n=format_number(size / 1000, 0))
    return _("{n} Mo").format(n=format_number(size / 1_000_000, 1))


def _rounded(number: int | float | Decimal, decimals: int) -> Decimal:
    # Through str, so that 0.125 is the figure people read and not its binary neighbour.
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


# Typography

_MARK = re.compile(r"[;:!?%€«»\d]")
"""Without one of these no spacing applies: most names and titles need no second look."""
# Both begin where a word or a blank begins: else a million signs without a blank take hours.
_ADDRESS = re.compile(r"(?<!\S)(\S*?(?:://|@|www\.)\S*)")
_SPACINGS = (
    # "Vraiment ?" and "Vraiment?": a mark that ends a word; a mark inside one ("14:30", "a?b") is no mark.
    (re.compile(r"(?<=[\w)\]»”’.…])[ \u202f]*([;!?:])(?=[\s!?»”)\]]|$)"), NBSP + r"\1"),
    (re.compile(r"(?<![ \u202f])[ \u202f]+([;!?:%»€])"), NBSP + r"\1"),
    (re.compile(r"(?<=[^\s«])»"), NBSP + "»"),
    (re.compile(r"«[ \u202f]*(?=[^\s»])"), "«" + NBSP),
    (re.compile(r"(?<=\d) h(?= \d\d\b|\b)"), NBSP + "h"),
    (re.compile(r"(?<=\d\u00a0h) (?=\d\d\b)"), NBSP),
    (re.compile(r"\b([nN]°) (?=\d)"), r"\1" + NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP),
)


def typeset(text: str) -> str:
    """Return what somebody typed with the no-break spaces French wants.

    Before ; : ! ? % € and », after «, in "14 h 30", "n° 3" and "3 000"; web and mail addresses stay as they
    are. Doing it twice changes nothing, and in another language than French nothing changes at all.
    """
    if current_language() != "fr" or not _MARK.search(text):
        return text
    pieces = _ADDRESS.split(text)
    return "".join(piece if i % 2 else _spaced(piece) for i, piece in enumerate(pieces))


def _spaced(text: str) -> str:
    for pattern, replacement in _SPACINGS:
        text = pattern.sub(replacement, text)
    return text
