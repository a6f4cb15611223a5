"""The one boundary through which typed text passes on its way into a document.

:func:`clean` takes out what no file can hold and caps the length; :func:`one_line` does the same for names
and titles; :func:`blocks` finds the paragraphs, line breaks and lists that somebody typed with plain keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pstdesk.i18n import _, format_number

LONGEST = 1_000_000
"""Characters of one field that a document prints: the most the base holds. A paragraph of 10 MB is saved by
every library and reopened by none, and these are 4 MB at worst."""

_BREAKS = re.compile("\r\n?|[\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters; XML 1.0 forbids the first ones
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of surrogate pairs, noncharacters
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: they show another text than what is there
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "]"
)
_PLANES = range(0x10000, 0x110000, 0x10000)
# noncharacters of the other planes
_DROPPED_ABOVE = re.compile("[" + "".join(chr(end | 0xFFFE) + chr(end | 0xFFFF) for end in _PLANES) + "]")


def clean(text: str) -> str:
    """Return ``text`` as any file can hold it, its lines ended by ``\\n``.

    Dropped are control characters, lone surrogates, noncharacters and bidirectional overrides. More than
    LONGEST characters are cut, and the text then ends by saying so.
    """
    if text.isascii() and text.isprintable():
        kept = text
    else:
        kept = _DROPPED_ABOVE.sub("", _DROPPED.sub("", _BREAKS.sub("\n", text)))
    if len(kept) <= LONGEST:
        return kept
    notice = _("[Texte coupé après {count} caractères.]").format(count=format_number(LONGEST))
    return f"{kept[:LONGEST].rstrip()}\n{notice}"


def one_line(text: str) -> str:
    """Return ``text`` cleaned, on one line, without blanks around; no-break spaces stay."""
    return re.sub("[ \t\n]+", " ", clean(text)).strip(" ")


BlockKind = Literal["paragraph", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one entry of a list; ``text`` keeps its line breaks and loses its list marker."""

    kind: BlockKind
    text: str
    level: int = 0
    """0, or 1 for an entry of a list inside a list."""
    number: int | None = None
    """What a numbered entry was given, so that "3." stays 3."""


_ENTRY = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?:(?P<bullet>[-–—•*·▪‣◦])|(?P<number>\d{1,3})[.)])[ \t\u00a0]+(?=\S)"
)


def blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs and list entries of ``text``, which is cleaned first.

    A blank line parts two paragraphs, a single line break stays inside one. A line that begins with
    ``-``, ``–``, ``—``, ``•``, ``*`` or with ``1.`` or ``1)`` and a blank is an entry of a list; an entry
    indented further than the first of its list is one level down; an indented line without marker goes on
    with the entry above it.
    """
    lines: list[str] = []
    entry: re.Match[str] | None = None
    base: int | None = None
    for line in clean(text).split("\n"):
        found = _ENTRY.match(line)
        continues = entry is None or line[:1] in (" ", "\t")
        if lines and (found or not line.strip() or not continues):
            yield _block(entry, lines, base)
            lines, entry = [], None
        if found:
            entry, lines = found, [line[found.end() :].strip()]
            base = _indent(found) if base is None else base
        elif line.strip():
            lines.append(line.strip(" \t"))
            base = None if entry is None else base
    if lines:
        yield _block(entry, lines, base)


def _indent(entry: re.Match[str]) -> int:
    return len(entry["indent"].expandtabs(4))


def _block(entry: re.Match[str] | None, lines: list[str], base: int | None) -> Block:
    text = "\n".join(lines)
    if entry is None:
        return Block("paragraph", text)
    level = 1 if _indent(entry) > (base or 0) else 0
    if entry["bullet"]:
        return Block("bullet", text, level)
    return Block("number", text, level, int(entry["number"]))
