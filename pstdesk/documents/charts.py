"""Charts as plain values: what they show, worded, before anybody draws them on paper or on the screen.

Each can be read in black and white, for every value stands beside its bar or in its cell, and each says in
words what it shows, for those who hear it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Curve:
    """One series of ratios, 0 to 1; None where there is nothing to show."""

    name: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    """What is written at each value."""


@dataclass(frozen=True, slots=True)
class Curves:
    """Small curves side by side, all from 0 to 100 %, at the same moments."""

    title: str
    moments: tuple[str, ...]
    curves: tuple[Curve, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a grid: its words, and how strongly it is tinted, 0 to 1; None leaves it blank."""

    words: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Tinted cells in rows and columns: a heat map, or what pairs have in common."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]
    """Each with its name."""
    description: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shares of one thing, 0 to 1, and their words; None draws no bar."""

    name: str
    first: float | None
    second: float | None
    words: str


@dataclass(frozen=True, slots=True)
class PairedBars:
    """Bars in pairs, the first hollow, the second full; the legend names both."""

    title: str
    first: str
    second: str
    pairs: tuple[Pair, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One number, at least 0, and its words."""

    name: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other, from the same edge."""

    title: str
    bars: tuple[Bar, ...]
    description: str


Chart = Curves | Grid | PairedBars | Bars
