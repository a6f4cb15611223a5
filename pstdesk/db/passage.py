"""The few words of a text around the first of those that were searched for.

SQLite's own ``snippet`` takes time by the square of how often a word occurs: over a minute for a
common word in the longest text.
"""

import re
from functools import cache

from pstdesk.domain.names import LIGATURES, fold

_BEFORE = 50
_LENGTH = 160
_MOST_WORDS = 20
_ACCENTS = "[\u0300-\u036f]*"


def passage(text: str, words: str) -> str:
    """Return some 160 characters of ``text`` around the first of ``words``, or its beginning."""
    wanted = fold(words).split()[:_MOST_WORDS]
    found = _pattern(wanted).search(text) if wanted else None
    match = found.start() if found is not None else 0
    start = max(0, match - _BEFORE)
    end = min(len(text), start + _LENGTH)
    # no word is cut, unless it is longer than the passage
    if start > 0:
        start = max(start, text.find(" ", start, match))
    if end < len(text):
        end = max(text.rfind(" ", match, end), 0) or end
    inside = " ".join(text[start:end].split())
    return f"{'…' if start > 0 else ''}{inside}{'…' if end < len(text) else ''}"


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Return what finds any of the folded ``words`` however their accents and ligatures are written."""
    spelled = ("".join(map(_letter, re.findall("oe|ae|ss|.", word))) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})", re.IGNORECASE)


def _letter(plain: str) -> str:
    written = [plain, *_spellings().get(plain, ())]
    return f"(?:{'|'.join(map(re.escape, written))}){_ACCENTS}"


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return, for each plain letter or pair of letters, those that fold to it."""
    found: dict[str, tuple[str, ...]] = {}
    for letter in [*map(chr, range(0xC0, 0x250)), *LIGATURES]:
        if letter.isalpha():
            found[fold(letter)] = (*found.get(fold(letter), ()), letter)
    return found
