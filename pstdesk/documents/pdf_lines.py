"""Lines of text set by hand on a page: measured, broken, made smaller or cut so that they fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pstdesk.documents.pdf_fonts import FAMILY, pieces

LEADING = 1.15
"""From one line to the next, in sizes of the letters."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text as it fits into its place: the size of its letters in points, and each line with its source."""

    size: float
    lines: tuple[tuple[int, str], ...]
    """(which of the texts it is of, words)."""


def width_of(text: str, size: float, font: str = FAMILY) -> float:
    """Return how wide ``text`` is, in points."""
    return _width_per_point(text, font) * size


@lru_cache(maxsize=4096)
def _width_per_point(text: str, font: str) -> float:
    """Return how wide ``text`` is in letters of one point: once for all who work in one house."""
    return sum(stringWidth(run, other or font, 1) for other, run in pieces(text))


def draw_line(canvas: Canvas, x: float, y: float, text: str, size: float, font: str = FAMILY) -> None:
    """Draw ``text`` from ``x`` on the line ``y``, each letter in a font that has it."""
    runs = list(pieces(text))
    for place, (other, run) in enumerate(runs, 1):
        canvas.setFont(other or font, size)
        canvas.drawString(x, y, run)
        if place < len(runs):
            x += stringWidth(run, other or font, size)


def cut(text: str, room: float, size: float, font: str = FAMILY) -> str:
    """Return ``text``, or as much of its beginning as there is room for, in points."""
    if width_of(text, size, font) <= room:
        return text
    while text and width_of(f"{text}…", size, font) > room:
        text = text[: -max(1, len(text) // 20)]
    return f"{text.rstrip()}…"


def broken(text: str, room: float, size: float, font: str = FAMILY) -> list[str]:
    """Return ``text`` in lines no wider than ``room``, broken at blanks, and within a word that is wider."""
    if width_of(text, size, font) <= room:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if width_of(longer, size, font) <= room:
            lines[-1] = longer
            continue
        *whole, rest = _syllables(word, room, size, font)
        lines += [*whole, rest]
    return [line for line in lines if line]


def _syllables(word: str, room: float, size: float, font: str) -> list[str]:
    """Return a word in pieces that are no wider than ``room``."""
    if width_of(word, size, font) <= room:
        return [word]
    found = [""]
    for letter in word:
        if found[-1] and width_of(found[-1] + letter, size, font) > room:
            found.append("")
        found[-1] += letter
    return found


def fitted(
    texts: Iterable[str], room: float, sizes: Sequence[tuple[float, int]], font: str = FAMILY
) -> Fitted:
    """Return ``texts``, one under the other, as large as they fit into ``room`` points of width.

    ``sizes`` are the sizes to try with the lines that there is room for at each, the largest letters first;
    what does not fit even at the last is cut, and ends by saying so.
    """
    wanted = tuple((place, text) for place, text in enumerate(texts) if text)
    widest = max((width_of(text, 1, font) for _place, text in wanted), default=0)
    for size, most in sizes:
        lines = wanted  # most people's: measured once, whatever the size
        if widest * size > room:
            lines = tuple((place, line) for place, text in wanted for line in broken(text, room, size, font))
        if len(lines) <= most:
            return Fitted(size, lines)
    return Fitted(size, tuple(_shared(wanted, room, size, most, font)))


def _shared(
    texts: Sequence[tuple[int, str]], room: float, size: float, most: int, font: str
) -> Iterable[tuple[int, str]]:
    """Yield ``most`` lines, as many of each text as it has or as is left when each other one has its line."""
    for at, (place, text) in enumerate(texts, 1):
        lines = broken(text, room, size, font)
        left = most - (len(texts) - at)
        kept = lines[: max(1, left)]
        if len(kept) < len(lines):
            kept[-1] = cut(f"{kept[-1]} {lines[len(kept)]}", room, size, font)
        most -= len(kept)
        yield from ((place, line) for line in kept)
