"""A table as it is handed to a writer: titles, and cells that are words, numbers or days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


class Ratio(float):
    """A number of 0 to 1 that a sheet shows as a percentage."""


Cell = str | int | float | date | datetime | None
"""A day and hour is without zone, as people write it; None leaves the cell empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one list, and what is to be known of them when they are read elsewhere."""

    name: str
    """What it lists: "Personnes"."""
    titles: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    remarks_name: str = ""
    remarks: tuple[tuple[str, Cell], ...] = ()
    """Where the rows come from, each with its word: filters, base, day."""
