"""Where the words that were searched for stand in a text, and the few words around them.

SQLite's own ``snippet`` takes time by the square of how often a word occurs: over a minute for a
common word in the longest text.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from pstdesk.domain.names import LIGATURES, fold

_BEFORE = 50
_LENGTH = 160
_MOST_WORDS = 20
_MOST_PLACES = 200
"""Places looked at in one text: a common word stands everywhere."""
_ACCENTS = "[\u0300-\u036f]*"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"

Span = tuple[int, int]
"""From which character to before which one."""


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Return where ``words`` stand in ``text``, the last one as a beginning, in their order.

    Accents, case and ligatures make no difference, as in the search; a letter by itself ("l’") is not
    worth a mark beside longer words.
    """
    return tuple((start, end) for start, end, _word in _places(text, words))


def passage(text: str, words: str) -> str:
    """Return some 160 characters of ``text`` where most of ``words`` stand together, or its beginning."""
    match = best_place(text, words)
    start = max(0, match - _BEFORE)
    end = min(len(text), start + _LENGTH)
    # no word is cut, unless it is longer than the passage
    if start > 0:
        start = max(start, text.find(" ", start, match))
    if end < len(text):
        end = max(text.rfind(" ", match, end), 0) or end
    inside = " ".join(text[start:end].split())
    return f"{'…' if start > 0 else ''}{inside}{'…' if end < len(text) else ''}"


def best_place(text: str, words: str) -> int:
    """Return where most of ``words`` stand together for the first time, or 0."""
    places = list(_places(text, words))
    best, most = 0, 0
    for at, (start, _end, _word) in enumerate(places):
        near: set[int] = set()
        for _start, end, word in places[at:]:
            if end > start + _LENGTH - _BEFORE:
                break
            near.add(word)
        if len(near) > most:
            best, most = start, len(near)
    return best if most or not places else places[0][0]


def _places(text: str, words: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each word begins and ends, and which one of the words it is."""
    folded = fold(words).split()[:_MOST_WORDS]
    wanted = [word for word in folded if len(word) > 1] or folded
    if not wanted:
        return
    pattern = _pattern(tuple(wanted), folded[-1] == wanted[-1])
    for found in islice(pattern.finditer(text), _MOST_PLACES):
        yield found.start(), found.end(), found.lastindex or 0


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], begun: bool) -> re.Pattern[str]:
    """Return what finds any of the folded ``words`` however their accents and ligatures are written.

    Whether the last one is only ``begun``: the others are whole words.
    """
    spelled = ["".join(map(_letter, re.findall("oe|ae|ss|.", word))) for word in words]
    whole = [f"({word}){_NO_LETTER_AFTER}" for word in spelled]
    if begun:
        whole[-1] = f"({spelled[-1]})"
    return re.compile(rf"{_NO_LETTER_BEFORE}(?:{'|'.join(whole)})", re.IGNORECASE)


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
